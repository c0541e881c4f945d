//! "Pengene fordeler sig med 40 %, 35 % og 30 %": shares that are said to be all of a whole, and come to more or less.

use rust_decimal::Decimal;

use crate::{
    diag::{Diagnostic, Label as Place},
    model::measure::{Unit, danish},
};

use super::{Checked, beside::numbers_in};

/// Fewer shares than this may leave out the rest.
const LEAST: usize = 3;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    // Rounded, each share may be half of its last digit off.
    let half = Decimal::new(5, 1);
    for text in checked.prose_once() {
        if !text
            .words
            .iter()
            .any(|word| word.lower.starts_with("fordel"))
        {
            continue;
        }
        for sentence in text.sentences() {
            let words = text.words_in(sentence);
            let Some(word) = words.iter().find(|word| word.lower.starts_with("fordel")) else {
                continue;
            };
            let stated = numbers_in(checked, text, sentence);
            let shares: Vec<Decimal> = stated
                .iter()
                .filter(|one| one.unit == Some(Unit::Procent))
                .map(|one| one.value)
                .collect();
            let sum: Decimal = shares.iter().sum();
            let room = half * Decimal::from(shares.len());
            if shares.len() >= LEAST && (sum - Decimal::ONE_HUNDRED).abs() > room {
                found.push(
                    Diagnostic::new("T039")
                        .arg("sum", danish(sum))
                        .label(Place::primary(checked.inside(text, word.range.clone()))),
                );
            }
        }
    }
}
