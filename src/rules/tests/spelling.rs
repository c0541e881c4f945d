//! How many slips the rule of spelling tells, in prose that was set aside before there was such a rule.
//!
//! Of each seed so many words are drawn and each is misspelt in one of the ways of `KINDS`; those that make another word are
//! counted apart. The results stand in `docs/staveproeve.md`, which a test holds true.

use std::{collections::BTreeMap, fmt::Write, path::Path};

use crate::{
    key::FieldKey,
    rules::{
        spelling::Spelling,
        texts::{Text, TextKind},
    },
    spelling::{Own, danish},
};

/// Files of the prose.
const PROSE: [&str; 3] = [
    "tests/cases/stavning/plan.txt",
    "tests/cases/stavning/status.txt",
    "tests/cases/stavning/referat.txt",
];
const DOCS: &str = "docs/staveproeve.md";
const SEEDS: [u64; 5] = [11, 12, 13, 14, 15];
const SLIPS: usize = 300;
/// Slips that stand in the prose at once.
const AT_ONCE: usize = 30;
/// Letters that a word has at least to be drawn.
const LEAST: usize = 4;

/// What goes wrong, and how it is done to the letters of a word at a place.
type Kind = (
    &'static str,
    fn(&[char], usize, &mut Dice) -> Option<Vec<char>>,
);

const KINDS: [Kind; 8] = [
    ("et bogstav er faldet ud", |word, at, _| {
        edited(word, at..at + 1, &[])
    }),
    ("et bogstav er kommet til", |word, at, dice| {
        edited(word, at..at, &[dice.letter()])
    }),
    ("to bogstaver har byttet plads", |word, at, _| {
        let two = [*word.get(at + 1)?, word[at]];
        edited(word, at..at + 2, &two)
    }),
    ("nabotasten", |word, at, dice| {
        edited(word, at..at + 1, &[dice.key_beside(word[at])?])
    }),
    ("et andet bogstav", |word, at, dice| {
        edited(word, at..at + 1, &[dice.letter()])
    }),
    ("en dobbeltkonsonant er blevet enkelt", |word, at, _| {
        (word.get(at + 1) == Some(&word[at])).then(|| edited(word, at..at + 1, &[]))?
    }),
    ("en konsonant er blevet dobbelt", |word, at, _| {
        let double = "bdfgklmnprst".contains(word[at]);
        double.then(|| edited(word, at..at, &[word[at]]))?
    }),
    ("et bogstav, der lyder ens", |word, at, _| {
        let alike = [
            ('e', 'æ'),
            ('æ', 'e'),
            ('å', 'o'),
            ('o', 'å'),
            ('d', 't'),
            ('t', 'd'),
            ('c', 's'),
            ('y', 'ø'),
        ];
        let (_, other) = alike.iter().find(|(one, _)| *one == word[at])?;
        edited(word, at..at + 1, &[*other])
    }),
];

fn edited(word: &[char], at: std::ops::Range<usize>, new: &[char]) -> Option<Vec<char>> {
    let mut out = word.to_vec();
    out.splice(at, new.iter().copied());
    (out != word).then_some(out)
}

/// Numbers that look drawn, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end).unwrap()).unwrap()
    }

    fn letter(&mut self) -> char {
        let letters: Vec<char> = "abcdefghijklmnopqrstuvwxyzæøå".chars().collect();
        letters[self.below(letters.len())]
    }

    fn key_beside(&mut self, key: char) -> Option<char> {
        let rows =
            ["qwertyuiopå", "asdfghjklæø", "zxcvbnm"].map(|row| row.chars().collect::<Vec<_>>());
        let (row, at) = rows
            .iter()
            .find_map(|row| Some((row, row.iter().position(|k| *k == key)?)))?;
        let beside: Vec<usize> = [at.checked_sub(1), Some(at + 1)]
            .into_iter()
            .flatten()
            .filter(|at| *at < row.len())
            .collect();
        Some(row[beside[self.below(beside.len())]])
    }
}

/// A word of the prose and what it is misspelt as.
struct Slip {
    kind: &'static str,
    text: usize,
    range: std::ops::Range<usize>,
    right: String,
    wrong: String,
}

#[derive(Default, Clone, Copy)]
struct Count {
    words: usize,
    told: usize,
    first: usize,
    shown: usize,
    shown_right: usize,
    missed: usize,
}

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

fn texts(prose: &[String]) -> Vec<Text<'_>> {
    let key = |at: usize| FieldKey::file(&format!("{at}.toml"));
    let numbered = prose.iter().enumerate();
    numbered
        .map(|(at, text)| Text::read(text, key(at), TextKind::Prose))
        .collect()
}

/// What is unknown in the prose: the word and the likeliest other.
fn unknown(prose: &[String], own: &Own) -> BTreeMap<(usize, usize), (String, String, bool)> {
    let texts = texts(prose);
    let spelling = Spelling::of(&texts, own);
    let mut out = BTreeMap::new();
    for unknown in &spelling.unknown {
        let meant = unknown.meant.first();
        let (first, sure) = meant.map_or_else(Default::default, |meant| {
            (meant.word.clone(), meant.is_sure())
        });
        for place in &unknown.places {
            let word = texts[place.text].text[place.range.clone()].to_owned();
            out.insert((place.text, place.range.start), (word, first.clone(), sure));
        }
    }
    out
}

fn draw(prose: &[String], own: &Own, seed: u64) -> Vec<Slip> {
    let texts = texts(prose);
    let flagged = unknown(prose, own);
    let mut pool = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        for word in &text.words {
            let letters = word.text.chars().all(char::is_alphabetic)
                && word.text.chars().skip(1).all(char::is_lowercase);
            if letters
                && word.text.chars().count() >= LEAST
                && !flagged.contains_key(&(at, word.range.start))
            {
                pool.push((at, word.range.clone(), word.text.to_owned()));
            }
        }
    }
    let mut dice = Dice(seed * 7919 + 88_172_645_463_325_252);
    let mut out: Vec<Slip> = Vec::new();
    while out.len() < SLIPS {
        let (kind, slip) = KINDS[out.len() % KINDS.len()];
        let (text, range, right) = pool[dice.below(pool.len())].clone();
        let letters: Vec<char> = right.chars().collect();
        // The first letter is what a writer looks at.
        let at = 1 + dice.below(letters.len() - 1);
        let Some(wrong) = slip(&letters, at, &mut dice) else {
            continue;
        };
        let wrong: String = wrong.into_iter().collect();
        let batch = out.len() / AT_ONCE * AT_ONCE;
        let taken = out[batch..]
            .iter()
            .any(|other| other.text == text && other.range == range || other.right == right);
        if !taken {
            out.push(Slip {
                kind,
                text,
                range,
                right,
                wrong,
            });
        }
    }
    out
}

/// The prose with some slips in it, and where each stands then.
fn misspelt(prose: &[String], slips: &[Slip]) -> (Vec<String>, Vec<(usize, usize)>) {
    let mut out = prose.to_vec();
    let mut order: Vec<usize> = (0..slips.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(slips[*at].range.start));
    for at in &order {
        let slip = &slips[*at];
        out[slip.text].replace_range(slip.range.clone(), &slip.wrong);
    }
    let places = slips.iter().map(|slip| {
        let before = slips
            .iter()
            .filter(|other| other.text == slip.text && other.range.start < slip.range.start);
        let moved: isize = before
            .map(|other| other.wrong.len().cast_signed() - other.right.len().cast_signed())
            .sum();
        (
            slip.text,
            slip.range.start.checked_add_signed(moved).unwrap(),
        )
    });
    let places = places.collect();
    (out, places)
}

#[test]
fn slips_in_prose_that_was_set_aside_are_told() {
    let prose = PROSE.map(read);
    let own = Own::default();
    let clean = unknown(&prose, &own);
    let mut by_kind: BTreeMap<&str, Count> = BTreeMap::new();
    let mut by_seed = Vec::new();
    let mut missed = Vec::new();
    for seed in SEEDS {
        let mut count = Count::default();
        for slips in draw(&prose, &own, seed).chunks(AT_ONCE) {
            let (wrong, places) = misspelt(&prose, slips);
            let found = unknown(&wrong, &own);
            for (slip, place) in slips.iter().zip(places) {
                let kind = by_kind.entry(slip.kind).or_default();
                let one = judged(slip, found.get(&place));
                if one.missed > 0 {
                    missed.push(format!("{} → {}", slip.right, slip.wrong));
                }
                count.add(one);
                kind.add(one);
            }
        }
        by_seed.push((seed, count));
    }
    let page = page(&prose, &clean, &by_seed, &by_kind, &missed);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(DOCS);
    if std::env::var_os("SKRIV_STAVEPROEVE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    for (seed, count) in &by_seed {
        let none = count.told + count.missed;
        assert!(
            count.told * 100 >= none * 95,
            "{seed}: {} of {none}\n{page}",
            count.told
        );
        assert!(
            count.first * 100 >= count.told * 90,
            "{seed}: {} of {}\n{page}",
            count.first,
            count.told
        );
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == page,
        "write it: SKRIV_STAVEPROEVE=1 cargo test --release slips_in_prose"
    );
}

fn judged(slip: &Slip, found: Option<&(String, String, bool)>) -> Count {
    let right = slip.right.to_lowercase();
    match found {
        Some((_, first, sure)) => {
            let is_it = first.to_lowercase() == right;
            Count {
                told: 1,
                first: usize::from(is_it),
                shown: usize::from(*sure),
                shown_right: usize::from(*sure && is_it),
                ..Count::default()
            }
        }
        None if danish().knows(&slip.wrong) => Count {
            words: 1,
            ..Count::default()
        },
        None => Count {
            missed: 1,
            ..Count::default()
        },
    }
}

impl Count {
    fn add(&mut self, other: Count) {
        self.words += other.words;
        self.told += other.told;
        self.first += other.first;
        self.shown += other.shown;
        self.shown_right += other.shown_right;
        self.missed += other.missed;
    }

    fn row(&self, name: &str) -> String {
        let share = |part: usize, whole: usize| {
            let tenths = (part * 1000).checked_div(whole).unwrap_or(1000);
            format!("{},{} %", tenths / 10, tenths % 10)
        };
        format!(
            "| {name} | {} | {} | {} | {} | {} | {} |\n",
            self.words,
            self.told + self.missed,
            self.told,
            share(self.told, self.told + self.missed),
            share(self.first, self.told),
            share(self.shown_right, self.shown),
        )
    }
}

fn page(
    prose: &[String],
    clean: &BTreeMap<(usize, usize), (String, String, bool)>,
    by_seed: &[(u64, Count)],
    by_kind: &BTreeMap<&str, Count>,
    missed: &[String],
) -> String {
    let mut out = String::from(
        "# Staveprøve\n\nDannet af prøven `slips_in_prose_that_was_set_aside_are_told`; ret den eller reglen, ikke denne fil. \
         Teksterne blev skrevet og lagt til side, før reglen blev til. Af hvert frø trækkes 300 ord, \
         som staves forkert på otte måder; de står i teksten 30 ad gangen. En fejl, der giver et andet ord, kan ingen ordbog se og tælles \
         for sig. »Forslag« er det første forslag blandt de fundne; »vist« er de forslag, der er sikre nok til at blive vist.\n\n",
    );
    let head = |name: &str| {
        format!(
            "| {name} | Et andet ord | Intet ord | Fundet | Fundet | Forslag rigtigt | Vist, og rigtigt |\n| --- | --: | --: | --: | --: | --: | --: |\n"
        )
    };
    out += &head("Frø");
    let mut all = Count::default();
    for (seed, count) in by_seed {
        out += &count.row(&seed.to_string());
        all.add(*count);
    }
    out += &all.row("alle");
    out += "\n";
    out += &head("Fejl");
    by_kind
        .iter()
        .for_each(|(kind, count)| out += &count.row(kind));
    let mut by_word: BTreeMap<(usize, String), usize> = BTreeMap::new();
    clean.iter().for_each(|((text, _), (word, ..))| {
        *by_word.entry((*text, word.to_lowercase())).or_default() += 1
    });
    out += "\n## Ord, som nævnes i teksterne, som de er\n\n| Tekst | Ord | Nævnt |\n| --- | --: | --- |\n";
    for (at, text) in texts(prose).iter().enumerate() {
        let of_it = by_word
            .keys()
            .filter(|(text, _)| *text == at)
            .map(|(_, word)| format!("»{word}«"));
        let of_it: Vec<String> = of_it.collect();
        let words = text.words.len();
        writeln!(out, "| `{}` | {words} | {} |", PROSE[at], of_it.join(", ")).unwrap();
    }
    writeln!(out, "\n## Ikke fundet\n\n{}", missed.join(", ")).unwrap();
    out
}
