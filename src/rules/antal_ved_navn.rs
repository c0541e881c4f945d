//! "Munkebo (3 afdelinger – 1.326 boliger)": counts that prose types beside a name, against the registers.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    model::{Plan, measure::danish, number::DivisionNumber, registers::Division},
};

use super::{
    Checked, claim,
    numbers::Number,
    texts::{Text, TextKind},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.texts.iter().filter(|t| t.kind == TextKind::Prose) {
        if text.numbers.is_empty() {
            continue;
        }
        for part in parts(text) {
            let numbers = text
                .numbers
                .iter()
                .filter(|one| part.start <= one.range.start && one.range.end <= part.end);
            for number in numbers {
                let Some(thing) = thing(checked, text, number) else {
                    continue;
                };
                let Some((value, key)) = meant(checked, text, &part, thing) else {
                    continue;
                };
                if number.value != value {
                    let typed = &text.text[number.range.clone()];
                    found.push(
                        Diagnostic::new("T022")
                            .arg("tal", typed)
                            .arg("ting", thing)
                            .arg("antal", danish(value))
                            .label(Place::primary(checked.inside(text, number.range.clone())))
                            .label(checked.second(&key, "her-registeret")),
                    );
                }
            }
        }
    }
}

/// Lines of lists and sentences: what stands in one of them is about what it names.
fn parts(text: &Text<'_>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for sentence in text.sentences() {
        let mut from = sentence.start;
        for (at, _) in text.text[sentence.clone()].match_indices("\n- ") {
            out.push(from..sentence.start + at);
            from = sentence.start + at;
        }
        out.push(from..sentence.end);
    }
    out
}

/// What a number counts, by the word after it.
fn thing<'c>(checked: &'c Checked<'_>, text: &Text<'_>, number: &Number) -> Option<&'c str> {
    let next = text
        .words
        .iter()
        .find(|word| word.range.start >= number.range.end)?;
    let between = &text.text[number.range.end..next.range.start];
    let things = &checked.standards.counts.of_names;
    let is = |list: &[String]| list.iter().any(|one| *one == next.lower);
    let known = things.iter().find(|thing| is(&thing.words))?;
    between
        .chars()
        .all(char::is_whitespace)
        .then_some(known.of.as_str())
}

/// The count of the one quarter or afdeling that a part names.
fn meant(
    checked: &Checked<'_>,
    text: &Text<'_>,
    part: &Range<usize>,
    thing: &str,
) -> Option<(Decimal, FieldKey)> {
    let plan = checked.plan;
    let (quarters, divisions) = (quarters(plan, text, part), divisions(plan, text, part));
    match (quarters.as_slice(), divisions.as_slice()) {
        (_, [one]) => of_division(&plan.divisions[*one], thing),
        ([one], []) => {
            let quarter = &plan.quarters[*one];
            let sums = claim::quarter_sums(plan, *one);
            let value = match thing {
                "afdelinger" => sums.divisions,
                "boliger" => sums.dwellings,
                "ungdomsboliger" => sums.youth,
                _ => return None,
            };
            (value > Decimal::ZERO).then(|| (value, quarter.key.clone()))
        }
        _ => None,
    }
}

fn of_division(division: &Division, thing: &str) -> Option<(Decimal, FieldKey)> {
    match thing {
        "boliger" => division
            .dwellings
            .as_ref()
            .and_then(|one| Some((one.value?, one.key.clone()))),
        "ungdomsboliger" => Some((division.youth?, division.key.child("ungdomsboliger"))),
        "beboere" => {
            let residents = &division.figures.as_ref()?.residents;
            Some((residents.value?, residents.key.clone()))
        }
        _ => None,
    }
}

fn quarters(plan: &Plan, text: &Text<'_>, part: &Range<usize>) -> Vec<usize> {
    let written = &text.text[part.clone()];
    let by_slot = |id: &str| {
        let mut slots = text.slots_in(part);
        slots.any(|slot| {
            slot.path
                .strip_prefix("kvarter.")
                .is_some_and(|rest| rest.split('.').next() == Some(id))
        })
    };
    let named = plan.quarters.iter().enumerate().filter(|(_, quarter)| {
        by_slot(&quarter.id)
            || stands(written, &quarter.short_name.text)
            || stands(written, &quarter.name.text)
    });
    named.map(|(at, _)| at).collect()
}

/// Afdelinger that a slot names, or `afd. 21` where only one organisation has that number.
fn divisions(plan: &Plan, text: &Text<'_>, part: &Range<usize>) -> Vec<usize> {
    let written = &text.text[part.clone()];
    let by_slot = |id: &str| {
        let mut slots = text.slots_in(part);
        slots.any(|slot| {
            slot.path
                .strip_prefix("afdeling.")
                .is_some_and(|rest| rest.split('.').next() == Some(id))
        })
    };
    let alone =
        |nr: &DivisionNumber| plan.divisions.iter().filter(|one| one.nr == *nr).count() == 1;
    let named = plan.divisions.iter().enumerate().filter(|(_, division)| {
        by_slot(&division.id)
            || alone(&division.nr) && stands(written, &format!("afd. {}", division.nr))
    });
    named.map(|(at, _)| at).collect()
}

/// Whether words stand in a text by themselves.
fn stands(text: &str, words: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '/');
    let mut found = text.match_indices(words).filter(|_| !words.is_empty());
    found.any(|(at, _)| {
        !letter(text[..at].chars().next_back()) && !letter(text[at + words.len()..].chars().next())
    })
}
