//! A number typed in prose that the data hold: it would have to be mended in two places.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    model::measure::danish,
};

use super::{Checked, naesten_tal::telling, numbers::of_data, texts::TextKind};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut known: BTreeMap<Decimal, &FieldKey> = BTreeMap::new();
    for (value, key) in of_data(checked.plan) {
        known.entry(value.normalize()).or_insert(key);
    }
    for text in checked.texts.iter().filter(|t| t.kind == TextKind::Prose) {
        for number in text.numbers.iter().filter(|number| telling(text, number)) {
            if let Some(key) = known.get(&number.value.normalize()) {
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
