//! The change list and the marked documents say the same of one revision: the same words, the same things moved.

use std::{collections::BTreeSet, fs, path::Path};

use helhedsplan::{
    audience::Edition,
    build::{self, Made, NoClock},
    changes::{ChangeKind, words::Stretch},
    doc::{Doc, Inline, Mark, Side, Text, walk},
};
use proptest::prelude::*;
use serde_json::Value;

use crate::given::{Given, Run, program, repository};

/// Words that are gone, and words that are new, in their order.
#[derive(Debug, Default, PartialEq)]
struct Words {
    gone: Vec<String>,
    new: Vec<String>,
}

impl Words {
    fn add(&mut self, side: Side, text: &str) {
        let words = text.split(|c: char| c.is_whitespace());
        let words = words.filter(|word| word.contains(char::is_alphanumeric));
        let to = match side {
            Side::Old => &mut self.gone,
            Side::New => &mut self.new,
        };
        to.extend(words.map(str::to_owned));
    }
}

fn made(plan: &Given) -> Made {
    let composed = build::compose(&plan.plan(), Edition::default(), &mut NoClock);
    let codes: Vec<_> = composed
        .found
        .iter()
        .map(|one| (one.code, &one.args))
        .collect();
    composed.made.unwrap_or_else(|| panic!("{codes:?}"))
}

/// What the program lists between two plans.
fn listed(old: &Path, new: &Path) -> Vec<Value> {
    let run = Run::of(
        program()
            .args(["diff", "--format", "json"])
            .args([old, new]),
    );
    let list: Value = serde_json::from_str(&run.stdout).unwrap();
    let sections = list["sections"].as_array().unwrap().iter();
    let changes = sections.flat_map(|section| section["changes"].as_array().unwrap().clone());
    changes.collect()
}

/// The words that the list marks.
fn words_listed(changes: &[Value]) -> Words {
    let mut out = Words::default();
    let lists = |value: &Value| value.as_array().unwrap().clone();
    let passages = changes.iter().flat_map(|change| lists(&change["passages"]));
    for stretch in passages.flat_map(|passage| lists(&passage)) {
        let side = match stretch["mark"].as_str().unwrap() {
            "del" => Side::Old,
            "ins" => Side::New,
            _ => continue,
        };
        out.add(side, stretch["text"].as_str().unwrap());
    }
    out
}

/// The words that the redline of the plan's first document marks.
fn words_marked(docs: &[Doc]) -> Words {
    let mut out = Words::default();
    for text in walk::blocks(&docs[0].blocks)
        .into_iter()
        .flat_map(walk::texts)
    {
        words_of(text, &mut out);
    }
    out
}

fn words_of(text: &Text, out: &mut Words) {
    for inline in &text.inlines {
        if let Inline::Marked { mark, content } = inline {
            out.add(mark.side(), &walk::words_in(content, mark.side()));
        }
    }
}

fn marked(old: &Given, new: &Given) -> Vec<Doc> {
    build::redlines(&made(old), &made(new), "")
}

/// The smallest plan with a purpose that says something.
fn saying(text: &str) -> Given {
    let text = toml::Value::String(text.to_owned());
    Given::smallest().with(
        "strategisk-aftale.toml",
        format!("formaal.tekst = {text}\n"),
    )
}

/// The words that both mark, which must be the same.
fn both(old: &str, new: &str) -> Words {
    let (old, new) = (saying(old), saying(new));
    let listed = without_signs(words_listed(&listed(&old.plan(), &new.plan())));
    assert_eq!(listed, words_marked(&marked(&old, &new)));
    listed
}

fn words(gone: &str, new: &str) -> Words {
    let [gone, new] = [gone, new].map(|text| text.split_whitespace().map(str::to_owned).collect());
    Words { gone, new }
}

#[test]
fn figures_with_signs_inside_are_exchanged_whole_in_both() {
    let old = "Unge på 13–17 år mødes hver tirsdag kl. 12:45.";
    let new = "Unge på 13–18 år mødes hver tirsdag kl. 12:30.";
    assert_eq!(both(old, new), words("13–17 12:45", "13–18 12:30"));
    assert_eq!(
        both(
            "LBF giver 2.641.000 kr. i alt.",
            "LBF giver 2.761.000 kr. i alt."
        ),
        words("2.641.000", "2.761.000")
    );
}

#[test]
fn a_sentence_that_is_another_one_is_exchanged_whole_in_both() {
    let old =
        "Netværket skal støtte de unge i at finde et arbejde eller en uddannelse efter skolen.";
    let new =
        "Netværket mødes hver måned, og alle de frivillige kan efter aftale tage en gæst med.";
    assert_eq!(both(old, new), words(old, new));
}

#[test]
fn an_item_with_a_slip_of_the_pen_is_one_that_changed_in_both() {
    assert_eq!(
        both(
            "Parter:\n\n- poliiti\n- skoler",
            "Parter:\n\n- politi\n- skoler"
        ),
        words("poliiti", "politi")
    );
}

#[test]
fn a_text_that_refers_to_data_is_marked_around_it_in_both() {
    let old = "I {{ plan.navn }} bor der 816 mennesker, og de fleste er **unge** under 30 år.";
    let new = "I {{ plan.navn }} bor der 820 mennesker, og de fleste er **ældre** over 60 år.";
    assert_eq!(
        both(old, new),
        words("816 unge under 30", "820 ældre over 60")
    );
}

/// In `84 kr.` the space does not break, in `84 og` it does; only the documents know.
#[test]
fn a_space_that_does_not_break_is_a_space_in_both() {
    let item = |words: &[usize]| (true, words.to_vec());
    let fixed = [0, 0, 0].map(|word| (false, vec![word]));
    let all = |items: [&[usize]; 3]| written(&[&fixed[..], &items.map(item)].concat());
    let money: &[usize] = &[8, 8, 16, 0, 12, 2, 12, 0];
    let old = all([money, &[0], &[12, 8, 0, 11]]);
    let new = all([&[12, 8, 0, 11], &[0], money]);
    let expected = words(
        "og (heraf kr. 2.641.000 kr. planen og og/eller",
        "kr. og/eller og og (heraf planen 2.641.000 kr.",
    );
    assert_eq!(both(&old, &new), expected);
}

/// The list shows emphasis by the signs of its author.
fn without_signs(words: Words) -> Words {
    let bare = |words: Vec<String>| words.iter().map(|word| word.replace('*', "")).collect();
    Words {
        gone: bare(words.gone),
        new: bare(words.new),
    }
}

/// Some of these words make a sentence.
const LEXICON: [&str; 20] = [
    "planen",
    "beboerne",
    "2.641.000",
    "13–17",
    "12:45",
    "27,5 %",
    "unge",
    "kvarteret",
    "og",
    "til",
    "skal",
    "og/eller",
    "kr.",
    "fritidsjob",
    "§ 91 a",
    "æblegård",
    "(heraf",
    "84)",
    "–",
    "trivsel",
];

/// A text in paragraphs and items.
fn text() -> impl Strategy<Value = Vec<(bool, Vec<usize>)>> {
    let words = proptest::collection::vec(0..LEXICON.len(), 1..14);
    proptest::collection::vec((any::<bool>(), words), 1..7)
}

fn written(text: &[(bool, Vec<usize>)]) -> String {
    let mut out = String::from("Først dette.");
    let mut in_list = false;
    for (item, words) in text {
        let words: Vec<&str> = words.iter().map(|word| LEXICON[*word]).collect();
        out += if in_list && *item { "\n" } else { "\n\n" };
        out += if *item { "- x" } else { "x" };
        out = format!("{out} {}", words.join(" "));
        in_list = *item;
    }
    out
}

/// Edits as an author makes them: a word exchanged, put in or taken out; a paragraph taken out, repeated or carried.
fn edited(
    mut text: Vec<(bool, Vec<usize>)>,
    strokes: &[(u8, usize, usize)],
) -> Vec<(bool, Vec<usize>)> {
    for (what, place, by) in strokes {
        if text.is_empty() {
            break;
        }
        let count = text.len();
        let (at, word) = (place % count, by % LEXICON.len());
        let words = &mut text[at].1;
        let here = by % words.len().max(1);
        match what % 7 {
            0 | 1 if !words.is_empty() => words[here] = word,
            2 => words.insert(here, word),
            3 if words.len() > 1 => drop(words.remove(here)),
            4 => drop(text.remove(at)),
            5 => text.swap(at, by % count),
            _ => {
                let copy = (
                    by % 2 == 0,
                    vec![word, (by + 3) % LEXICON.len(), (by + 7) % LEXICON.len()],
                );
                text.insert(at, copy);
            }
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_any_two_texts_list_and_documents_mark_the_same_words(
        old in text(),
        strokes in proptest::collection::vec(any::<(u8, usize, usize)>(), 0..6),
    ) {
        let new = edited(old.clone(), &strokes);
        let (old, new) = (saying(&written(&old)), saying(&written(&new)));
        let (was, is) = (made(&old), made(&new));
        let list = build::changes(&was, &is);
        let mut listed = Words::default();
        for stretch in list.changes().flat_map(|change| change.passages.iter().flatten()) {
            match stretch {
                Stretch::Kept(_) => {}
                Stretch::Gone(text) => listed.add(Side::Old, text),
                Stretch::New(text) => listed.add(Side::New, text),
            }
        }
        prop_assert_eq!(listed, words_marked(&build::redlines(&was, &is, "")));
    }
}

const AGREEMENT: &str = "delaftaler/sammenhaengskraft.toml";
const NAMES: [&str; 7] = ["alfa", "beta", "gamma", "delta", "epsilon", "zeta", "eta"];
/// What the documents call what has an order in a delaftale.
const KINDS: [&str; 3] = ["Aktivitet", "Delmål", "Afsnit"];

/// The small plan with activities, goals and subsections of such numbers in such an order; some say something else.
fn ordered(order: &[usize], other: &[usize]) -> Given {
    let given = Given::of(&repository().join("tests/cases/lille/plan"));
    let text = fs::read_to_string(given.plan().join(AGREEMENT)).unwrap();
    let mut agreement: toml::Table = text.parse().unwrap();
    let lists = KINDS.map(|kind| -> toml::Value {
        let items = order
            .iter()
            .map(|&number| item(kind, number, other.contains(&number)));
        items.collect::<Vec<_>>().into()
    });
    let [activities, goals, subsections] = lists;
    agreement.insert("aktivitet".into(), activities);
    agreement.insert("delmaal".into(), goals);
    let effort = agreement["kommunal_indsats"].as_table_mut().unwrap();
    effort.insert("afsnit".into(), subsections);
    given.with(AGREEMENT, agreement.to_string())
}

/// A thing that shares no words with those of other numbers.
fn item(kind: &str, number: usize, other: bool) -> toml::Value {
    let name = NAMES[number];
    let more = if other {
        format!("{name}nyt")
    } else {
        format!("{name}før")
    };
    let text =
        format!("{name}ord {name}sag {name}sted {name}tid {name}mål {name}led {name}del {more}");
    let own = match kind {
        "Aktivitet" => format!("formaal = '{text}'"),
        "Afsnit" => format!("tekst = '{text}'"),
        _ => format!(
            "indikator = [{{ id = '{name}-i', titel = '{text}', retning = 'stiger', maaling = [{{ omraade = [{{ vaerdi = 1{number}, \
             enhed = 'antal' }}], sammenligning = [{{ mangler = 'ikke-oplyst' }}], aar = 201{number}, kilde = '{name}kilde' }}] }}]"
        ),
    };
    let all = format!("id = '{name}'\ntitel = '{kind} {name}'\n{own}");
    all.parse::<toml::Table>().unwrap().into()
}

/// The names that stand in both versions, but at another place: struck here, put in there.
fn moved_in(docs: &[Doc]) -> BTreeSet<String> {
    let [mut gone, mut new] = [BTreeSet::new(), BTreeSet::new()];
    for text in docs
        .iter()
        .flat_map(|doc| walk::blocks(&doc.blocks))
        .flat_map(walk::texts)
    {
        let words = walk::words_in(&text.inlines, text.mark.side());
        let known = KINDS
            .iter()
            .any(|kind| words.starts_with(&format!("{kind} ")));
        match (known, text.mark) {
            (false, _) | (_, Mark::Keep) => {}
            (true, Mark::Del | Mark::From(_)) => drop(gone.insert(words)),
            (true, Mark::Ins | Mark::To(_)) => drop(new.insert(words)),
        }
    }
    gone.intersection(&new).cloned().collect()
}

/// What both say has moved, which must be the same.
fn moved(old: &Given, new: &Given) -> Result<BTreeSet<String>, TestCaseError> {
    let (old, new) = (made(old), made(new));
    let list = build::changes(&old, &new);
    let moved = list
        .changes()
        .filter(|change| change.what == ChangeKind::Flyttet);
    let listed: BTreeSet<String> = moved
        .map(|change| change.crumbs.last().unwrap().name.clone())
        .collect();
    prop_assert_eq!(&listed, &moved_in(&build::redlines(&old, &new, "")));
    Ok(listed)
}

#[test]
fn of_two_neighbours_that_changed_places_both_say_the_same_one_moved() {
    let found = moved(&ordered(&[0, 1, 2], &[]), &ordered(&[1, 0, 2], &[])).unwrap();
    let expected = ["Afsnit beta", "Aktivitet beta", "Delmål beta"].map(str::to_owned);
    assert_eq!(found, BTreeSet::from(expected));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_any_two_orders_list_and_documents_say_the_same_moved(
        old in proptest::sample::subsequence((0..7).collect::<Vec<usize>>(), 2..=6),
        new in proptest::sample::subsequence((0..7).collect::<Vec<usize>>(), 2..=6).prop_shuffle(),
        other in proptest::sample::subsequence((0..7).collect::<Vec<usize>>(), 0..=3),
    ) {
        moved(&ordered(&old, &[]), &ordered(&new, &other))?;
    }
}

#[test]
fn a_space_that_breaks_no_line_is_a_change_for_both_or_for_neither() {
    for (old, new, changes) in [
        ("Det koster en krone.", "Det koster en\u{a0}krone.", true),
        // The template puts one between a number and its unit, whatever the author wrote.
        (
            "Det koster 12 kr. her.",
            "Det koster 12\u{a0}kr. her.",
            false,
        ),
        (
            "Det koster 12\nkr. her.",
            "Det koster 12\u{a0}kr. her.",
            false,
        ),
    ] {
        let (old, new) = (saying(old), saying(new));
        assert_eq!(!listed(&old.plan(), &new.plan()).is_empty(), changes);
        let docs = marked(&old, &new);
        assert_eq!(docs.iter().any(helhedsplan::redline::is_marked), changes);
    }
}
