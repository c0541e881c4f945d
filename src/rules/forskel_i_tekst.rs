//! "Fra 7,0 til 12,1, altså med 8,1": a difference typed that is not that of the two numbers before it.

use crate::{
    diag::{Diagnostic, Label as Place},
    model::measure::{Unit, danish},
};

use super::{
    Checked,
    beside::{Stated, begins, number_at},
    texts::Text,
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.prose() {
        for sentence in text.sentences() {
            let words = text.words_in(sentence);
            let after = |name: &str| {
                let mut places = words.iter().filter(|word| word.lower == name);
                places.find_map(|word| {
                    Some((word.range.end, number_at(checked, text, word.range.end)?))
                })
            };
            let (Some((_, from)), Some((_, to)), Some((at, by))) =
                (after("fra"), after("til"), after("med"))
            else {
                continue;
            };
            let difference = (to.value - from.value).abs();
            let moves = words.iter().any(|word| {
                let reading = &checked.standards.reading;
                begins(&word.lower, &reading.up) || begins(&word.lower, &reading.down)
            });
            if moves && comparable(&from, &by) && !agree(difference, &by) {
                found.push(told(checked, text, at, (&by, difference)));
            }
        }
    }
}

/// Whether a difference may be in the unit that it is in; "med 20 procent" is of what there was before.
fn comparable(from: &Stated, by: &Stated) -> bool {
    match (from.unit, by.unit) {
        (Some(Unit::Procent), Some(Unit::Procentpoint)) => true,
        (Some(_) | None, Some(Unit::Procent)) => false,
        (from, by) => from == by || by.is_none(),
    }
}

fn agree(difference: rust_decimal::Decimal, by: &Stated) -> bool {
    let scale = by.value.scale();
    difference.round_dp(scale).normalize() == by.value.round_dp(scale).normalize()
}

fn told(
    checked: &Checked<'_>,
    text: &Text<'_>,
    at: usize,
    (by, difference): (&Stated, rust_decimal::Decimal),
) -> Diagnostic {
    let rest = &text.text[at..];
    let from = at + (rest.len() - rest.trim_start().len());
    let slot = text.slot_at(from).map(|slot| slot.range.clone());
    let number = text
        .numbers
        .iter()
        .find(|one| one.range.start == from)
        .map(|one| one.range.clone());
    let range = slot.or(number).unwrap_or(from..from);
    let finding = Diagnostic::new("T029")
        .arg("tal", danish(by.value))
        .arg("forskel", danish(difference))
        .label(Place::primary(checked.inside(text, range)));
    match &by.key {
        Some(key) => finding.label(checked.second(key, "her-tallet")),
        None => finding,
    }
}
