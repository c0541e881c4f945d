//! A number typed in prose that the data hold: it would have to be mended in two places.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    model::measure::{Unit, danish},
};

use super::{
    Checked,
    beside::unit_after,
    naesten_tal::telling,
    numbers::{Number, of_data},
    texts::Text,
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut known: BTreeMap<Decimal, (&FieldKey, usize)> = BTreeMap::new();
    for (value, key) in of_data(checked.plan) {
        known.entry(value.normalize()).or_insert((key, 0)).1 += 1;
    }
    for text in checked.prose() {
        for number in &text.numbers {
            let long = telling(text, number);
            if !long && !is_share(text, number) {
                continue;
            }
            // A share is short: only one that the data hold once is surely the one that is meant.
            let known = known.get(&number.value.normalize());
            if let Some((key, _)) = known.filter(|(_, times)| long || *times == 1) {
                let span = checked.inside(text, number.range.clone());
                found.push(
                    Diagnostic::new("T009")
                        .arg("tal", danish(number.value))
                        .label(Place::primary(span))
                        .label(checked.second(key, "her-tallet")),
                );
            }
        }
    }
}

/// Digits of a share that hardly two things have.
const DIGITS: usize = 3;

/// Whether a number is a percentage with decimals, of three digits or more: `22,4 %`.
fn is_share(text: &Text<'_>, number: &Number) -> bool {
    let digits = number.value.mantissa().abs().to_string().len();
    number.value.scale() > 0
        && digits >= DIGITS
        && unit_after(text.text, number.range.end) == Some(Unit::Procent)
}
