//! "De otte afdelingsbestyrelser" in two places, and "de ni afdelingsbestyrelser" in a third.

use std::{collections::BTreeMap, ops::Range};

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    antal_i_tekst::value,
    texts::{Text, TextKind},
};

/// What follows a number without being what is counted, or is counted anew each time.
const PASSED_OVER: [&str; 22] = [
    "af", "andre", "dage", "eller", "faste", "første", "gange", "grupper", "måneder", "nye", "og",
    "om", "par", "punkter", "seneste", "sidste", "som", "steder", "til", "timer", "uger", "øvrige",
];

/// So many mentions back another may be of the same.
const NEAR: usize = 4;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut all: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
    let prose = checked.texts.iter().enumerate();
    for (at, text) in prose.filter(|(_, t)| t.kind != TextKind::Name && !t.again) {
        for mention in mentions(checked, (at, text)) {
            all.entry(mention.noun.clone()).or_default().push(mention);
        }
    }
    let mut told: Vec<(&Mention, usize)> = Vec::new();
    for mentions in all.values() {
        told.extend(odd_one(mentions));
    }
    told.extend(beside_one_another(&all));
    told.sort_by_key(|(mention, _)| (mention.text, mention.range.start));
    told.dedup_by_key(|(mention, _)| (mention.text, mention.range.start));
    for (mention, other) in told {
        let text = &checked.texts[mention.text];
        found.push(
            Diagnostic::new("U042")
                .quote("tekst", &text.text[mention.range.clone()])
                .arg("antal", other)
                .label(Place::primary(checked.inside(text, mention.range.clone()))),
        );
    }
}

/// `de otte afdelingsbestyrelser`.
struct Mention {
    noun: String,
    number: usize,
    text: usize,
    paragraph: usize,
    range: Range<usize>,
}

/// The definite numbers of a text, but for those that the registers count.
fn mentions(checked: &Checked<'_>, (at, text): (usize, &Text<'_>)) -> Vec<Mention> {
    let counted = &checked.standards.counts;
    let mut out = Vec::new();
    for run in text.words.windows(3) {
        let [of_all, number, noun] = run else {
            continue;
        };
        let gap = &text.text[of_all.range.start..noun.range.end];
        let joined = !gap.contains(['.', ',', ';', ':', '(', ')', '{', '–']);
        let plural =
            noun.lower.ends_with('r') || noun.lower.ends_with('e') || noun.lower.ends_with('l');
        let usable = noun.text.chars().all(char::is_lowercase)
            && noun.lower.chars().count() > 3
            && plural
            && !PASSED_OVER.contains(&&*noun.lower)
            && !counted
                .of_plan
                .iter()
                .any(|thing| thing.words.iter().any(|one| *one == noun.lower));
        let Some(number_of) =
            value(&number.lower).filter(|_| usable && joined && of_all.lower == "de")
        else {
            continue;
        };
        let paragraph = text
            .paragraphs
            .partition_point(|part| part.end <= number.range.start);
        out.push(Mention {
            noun: noun.lower.to_string(),
            number: number_of,
            text: at,
            paragraph,
            range: number.range.start..noun.range.end,
        });
    }
    out
}

/// The one mention that has another number than all others, of which there are two or more.
fn odd_one(mentions: &[Mention]) -> Option<(&Mention, usize)> {
    let others = |one: &Mention| {
        mentions
            .iter()
            .filter(|other| other.number != one.number)
            .count()
    };
    // Where all but one agree, each of them has one against it, and the one has all.
    let odd = mentions
        .iter()
        .find(|one| others(one) + 1 == mentions.len())?;
    let usual = mentions.iter().find(|one| one.number != odd.number)?.number;
    let agree = mentions.iter().filter(|one| one.number == usual).count();
    (agree > 1 && agree + 1 == mentions.len()).then_some((odd, usual))
}

/// `de tre primærskoler … de fire skoler`, in one paragraph: the later one.
fn beside_one_another(all: &BTreeMap<String, Vec<Mention>>) -> Vec<(&Mention, usize)> {
    let mut by_place: BTreeMap<(usize, usize), Vec<&Mention>> = BTreeMap::new();
    for mention in all.values().flatten() {
        let place = by_place
            .entry((mention.text, mention.paragraph))
            .or_default();
        place.push(mention);
    }
    let mut out = Vec::new();
    for mentions in by_place.values_mut() {
        mentions.sort_by_key(|one| one.range.start);
        for (at, later) in mentions.iter().enumerate() {
            let same = |one: &&&Mention| {
                one.noun.ends_with(&later.noun) || later.noun.ends_with(&one.noun)
            };
            let before = mentions[at.saturating_sub(NEAR)..at]
                .iter()
                .rev()
                .find(same);
            if let Some(before) = before.filter(|before| before.number != later.number) {
                out.push((*later, before.number));
            }
        }
    }
    out
}
