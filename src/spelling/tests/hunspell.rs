//! A Hunspell dictionary with numbers for flags, as da_DK is one, to all forms of its words.
//!
//! Suffixes are taken two deep and crossed with prefixes, as Hunspell does. What the flags mean is read from the file where
//! it says so; what kind of word they are of is told only by its comments, and so stands here.

use std::collections::{BTreeMap, HashMap};

use crate::spelling::Form;

type Flag = u32;

/// The rules of an `.aff` file.
#[derive(Debug, Default)]
pub struct Rules {
    suffixes: HashMap<Flag, Affixes>,
    prefixes: HashMap<Flag, Affixes>,
    /// Flags with a meaning of their own, by its name: `COMPOUNDBEGIN`.
    named: HashMap<String, Flag>,
}

/// The affixes of a flag.
#[derive(Debug, Default)]
struct Affixes {
    /// Whether they go together with affixes at the other end.
    crossed: bool,
    all: Vec<Affix>,
}

#[derive(Debug)]
struct Affix {
    strip: String,
    add: String,
    condition: Vec<Letters>,
    flags: Vec<Flag>,
}

/// Letters that a condition admits at a place: `[^aeo]`, `.`, `d`.
#[derive(Debug)]
struct Letters {
    but: bool,
    of: Vec<char>,
}

/// A form on its way, with the flags that it has.
#[derive(Debug, Clone)]
struct Made {
    word: String,
    flags: Vec<Flag>,
    suffixes: usize,
}

const NAMED: [&str; 8] = [
    "NEEDAFFIX",
    "ONLYINCOMPOUND",
    "FORBIDDENWORD",
    "NOSUGGEST",
    "COMPOUNDBEGIN",
    "COMPOUNDMIDDLE",
    "COMPOUNDEND",
    "COMPOUNDPERMITFLAG",
];

impl Rules {
    pub fn read(text: &str) -> Rules {
        let mut rules = Rules::default();
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words[..] {
                [kind @ ("SFX" | "PFX"), flag, crossed @ ("Y" | "N"), count] => {
                    let count = count.parse().unwrap();
                    let affixes = Affixes {
                        crossed: crossed == "Y",
                        all: lines.by_ref().take(count).map(affix).collect(),
                    };
                    let table = if kind == "SFX" {
                        &mut rules.suffixes
                    } else {
                        &mut rules.prefixes
                    };
                    assert!(table.insert(flag.parse().unwrap(), affixes).is_none());
                }
                [name, flag] if NAMED.contains(&name) => {
                    rules.named.insert(name.to_owned(), flag.parse().unwrap());
                }
                _ => {}
            }
        }
        rules
    }

    /// Every form of every word of a `.dic` file, and what it may do.
    pub fn forms(&self, dictionary: &str) -> BTreeMap<String, Form> {
        let mut out: BTreeMap<String, Form> = BTreeMap::new();
        for line in dictionary.lines().skip(1) {
            if let Some((word, flags)) = entry(line) {
                self.expand(word, flags, &mut |form, may| {
                    *out.entry(form).or_default() |= may
                });
            }
        }
        parted(out)
    }

    fn expand(&self, word: String, flags: Vec<Flag>, put: &mut impl FnMut(String, Form)) {
        let kind = kind(&flags);
        let noun = if kind.is(Form::NOUN) {
            Form::NOUN_LEMMA
        } else {
            Form::default()
        };
        put(
            word.clone(),
            self.places(&flags) | kind | noun | Form::LEMMA,
        );
        let of_word = flags.clone();
        let made = self.with_suffixes(word, flags, kind, put);
        self.with_prefixes(&of_word, &made, kind, put);
    }

    /// A word with each of its endings, and each of these with one more; all that were made.
    fn with_suffixes(
        &self,
        word: String,
        flags: Vec<Flag>,
        kind: Form,
        put: &mut impl FnMut(String, Form),
    ) -> Vec<Made> {
        let handed_on = self.only(&flags, &["NOSUGGEST", "FORBIDDENWORD"]);
        let mut made = vec![Made {
            word,
            flags,
            suffixes: 0,
        }];
        let mut at = 0;
        while let Some(stem) = made.get(at).filter(|made| made.suffixes < 2).cloned() {
            at += 1;
            for flag in &stem.flags {
                let affixes = self.suffixes.get(flag).into_iter();
                for affix in affixes.flat_map(|affixes| &affixes.all) {
                    let Some(word) = affix.after(&stem.word) else {
                        continue;
                    };
                    let mut flags = affix.flags.clone();
                    flags.extend(&handed_on);
                    let own = Some(self::kind(&[*flag])).filter(|kind| *kind != Form::default());
                    put(word.clone(), self.places(&flags) | own.unwrap_or(kind));
                    made.push(Made {
                        word,
                        flags,
                        suffixes: stem.suffixes + 1,
                    });
                }
            }
        }
        made
    }

    /// What was made of a word, with each of its beginnings; those that go with endings with all, the others with the word.
    fn with_prefixes(
        &self,
        of_word: &[Flag],
        made: &[Made],
        kind: Form,
        put: &mut impl FnMut(String, Form),
    ) {
        let kept = [
            "NEEDAFFIX",
            "FORBIDDENWORD",
            "NOSUGGEST",
            "COMPOUNDEND",
            "ONLYINCOMPOUND",
        ];
        for affixes in of_word.iter().filter_map(|flag| self.prefixes.get(flag)) {
            let goes = |stem: &&Made| stem.suffixes == 0 || affixes.crossed;
            for affix in &affixes.all {
                for stem in made.iter().filter(goes) {
                    let Some(word) = affix.before(&stem.word) else {
                        continue;
                    };
                    let mut flags = affix.flags.clone();
                    flags.extend(self.only(&stem.flags, &kept));
                    put(word, self.places(&flags) | kind);
                }
            }
        }
    }

    fn only(&self, flags: &[Flag], names: &[&str]) -> Vec<Flag> {
        let is = |flag: &&Flag| {
            names
                .iter()
                .any(|name| self.named.get(*name) == Some(*flag))
        };
        flags.iter().filter(is).copied().collect()
    }

    fn places(&self, flags: &[Flag]) -> Form {
        let has = |name: &str| !self.only(flags, &[name]).is_empty();
        let mut form = Form::default();
        let not_alone = ["NEEDAFFIX", "ONLYINCOMPOUND", "FORBIDDENWORD"];
        if !not_alone.into_iter().any(has) {
            form |= Form::ALONE;
        }
        let bare = has("NEEDAFFIX");
        for (name, may) in [
            ("COMPOUNDBEGIN", Form::BEGIN),
            ("COMPOUNDMIDDLE", Form::MIDDLE),
            ("COMPOUNDEND", Form::END),
            ("NOSUGGEST", Form::UNSUGGESTED),
            ("FORBIDDENWORD", Form::FORBIDDEN),
        ] {
            // A stem that needs an affix is no part of a word without one.
            if has(name) && !(bare && may.is(Form::PLACES)) {
                form |= may;
            }
        }
        form
    }
}

/// What kind of word a flag is of, by the comments of da_DK.aff.
fn kind(flags: &[Flag]) -> Form {
    let mut out = Form::default();
    for flag in flags {
        out |= match flag {
            1 | 20..=22 => Form::VERB,
            12 | 23..=28 | 38 | 40..=42 | 49 | 59 | 77 | 78 | 82 => Form::ADJECTIVE,
            2..=5 | 7 | 9 | 11 | 13..=15 | 18 | 19 | 43..=48 | 54 | 57 | 58 | 64..=66 | 70..=72 => {
                Form::NOUN
            }
            74 | 84 | 85 | 87 => Form::NOUN,
            _ => Form::default(),
        };
    }
    out
}

/// Entries of several words, as `a posteriori`, give each of them as a word; forms without a place are none.
fn parted(forms: BTreeMap<String, Form>) -> BTreeMap<String, Form> {
    let mut out: BTreeMap<String, Form> = BTreeMap::new();
    for (word, form) in forms {
        let has_place = form.is(Form::PLACES | Form::UNSUGGESTED | Form::FORBIDDEN);
        if word.contains(' ') {
            for part in word.split(' ').filter(|_| has_place) {
                *out.entry(part.to_owned()).or_default() |= Form::ALONE;
            }
        } else if has_place {
            *out.entry(word).or_default() |= form;
        }
    }
    out
}

/// Word and flags of a line of the `.dic` file; what it says of the word (`po:noun`) is left out.
fn entry(line: &str) -> Option<(String, Vec<Flag>)> {
    let line = line.split('\t').next()?;
    let said = line.match_indices(' ').map(|(at, _)| at);
    let mut said = said.filter(|at| line.as_bytes().get(at + 3) == Some(&b':'));
    let line = line[..said.next().unwrap_or(line.len())].trim();
    let (word, of) = line.split_once('/').unwrap_or((line, ""));
    (!word.is_empty()).then(|| (word.to_owned(), flags(of)))
}

fn flags(text: &str) -> Vec<Flag> {
    text.split(',')
        .filter_map(|flag| flag.trim().parse().ok())
        .collect()
}

/// `SFX 1 e ede/90 [^k]e`: the letters that go, those that come and their flags, and what the word must be like.
fn affix(line: &str) -> Affix {
    let mut words = line.split_whitespace().skip(2);
    let mut next = || words.next().unwrap_or("0");
    let letters = |text: &str| {
        if text == "0" {
            String::new()
        } else {
            text.to_owned()
        }
    };
    let strip = letters(next());
    let add = next();
    let (add, of) = add.split_once('/').unwrap_or((add, ""));
    Affix {
        strip,
        add: letters(add),
        flags: flags(of),
        condition: condition(words.next().unwrap_or(".")),
    }
}

fn condition(text: &str) -> Vec<Letters> {
    let mut out = Vec::new();
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        out.push(match sign {
            '.' => Letters {
                but: true,
                of: Vec::new(),
            },
            '[' => {
                let of: Vec<char> = signs.by_ref().take_while(|sign| *sign != ']').collect();
                let but = of.first() == Some(&'^');
                Letters {
                    but,
                    of: of[usize::from(but)..].to_vec(),
                }
            }
            sign => Letters {
                but: false,
                of: vec![sign],
            },
        });
    }
    out
}

impl Affix {
    fn after(&self, word: &str) -> Option<String> {
        let stem = word.strip_suffix(self.strip.as_str())?;
        let fits = fit(self.condition.iter().rev(), word.chars().rev());
        fits.then(|| format!("{stem}{}", self.add))
    }

    fn before(&self, word: &str) -> Option<String> {
        let stem = word.strip_prefix(self.strip.as_str())?;
        let fits = fit(self.condition.iter(), word.chars());
        fits.then(|| format!("{}{stem}", self.add))
    }
}

fn fit<'l>(
    condition: impl Iterator<Item = &'l Letters>,
    mut word: impl Iterator<Item = char>,
) -> bool {
    let mut condition = condition;
    condition.all(|letters| {
        word.next()
            .is_some_and(|c| letters.of.contains(&c) != letters.but)
    })
}
