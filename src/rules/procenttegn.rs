//! Both `%` and the word in the running text of one file.

use std::collections::BTreeMap;

use crate::{
    diag::{Diagnostic, Label as Place},
    key::Span,
};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut files: BTreeMap<&str, (Option<Span>, Option<Span>)> = BTreeMap::new();
    for text in checked.prose() {
        let entry = files.entry(&text.key.file).or_default();
        let outside = |at: usize| text.slot_at(at).is_none();
        if entry.0.is_none()
            && let Some(at) = text
                .text
                .match_indices('%')
                .map(|(at, _)| at)
                .find(|at| outside(*at))
        {
            entry.0 = Some(checked.inside(text, at..at + 1));
        }
        let word = text
            .words
            .iter()
            .find(|w| matches!(w.text, "procent" | "pct"));
        if entry.1.is_none()
            && let Some(word) = word
        {
            entry.1 = Some(checked.inside(text, word.range.clone()));
        }
    }
    for places in files.into_values() {
        if let (Some(sign), Some(word)) = places {
            found.push(
                Diagnostic::new("D004")
                    .label(Place::primary(word))
                    .label(Place::second(sign, "her-tegn")),
            );
        }
    }
}
