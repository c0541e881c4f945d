//! A difference between percentages printed in per cent.

use crate::{
    diag::Diagnostic,
    model::measure::{Unit, danish},
};

use super::{Checked, texts::beside};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for figure in &checked.plan.figures {
        let Some(value) = figure
            .value
            .value
            .filter(|_| figure.value.unit == Some(Unit::Procent))
        else {
            continue;
        };
        if let Some(word) = difference(checked, &figure.meaning) {
            let key = beside(&figure.value.key, "enhed");
            let meaning = beside(&figure.value.key, "betydning");
            found.push(
                checked
                    .at("E003", &key)
                    .arg("tal", danish(value))
                    .arg("ord", word)
                    .label(checked.second(&meaning, "her-forskel")),
            );
        }
    }
}

/// The word of a number's meaning that makes it a difference.
pub fn difference(checked: &Checked<'_>, meaning: &str) -> Option<String> {
    let words: Vec<&str> = meaning.split_whitespace().collect();
    let bare = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    };
    let mut all = words.iter().enumerate().filter(|(index, word)| {
        // "over 18 år" is an age, not a difference.
        let number = words
            .get(index + 1)
            .is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        !number && checked.standards.difference.words.contains(&bare(word))
    });
    all.next().map(|(_, word)| bare(word))
}
