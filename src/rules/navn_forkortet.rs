//! Abbreviated names that no registered name begins with: `Bolgsels. Kolding`.

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, names::Name};

/// Letters from which an abbreviation tells what it shortens.
const LEAST_LETTERS: usize = 5;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let names = &checked.names;
    for text in &checked.texts {
        for pair in text.words.windows(2) {
            let [short, rest] = pair else { continue };
            let between = &text.text[short.range.end..rest.range.start];
            let capitals = [short, rest]
                .iter()
                .all(|w| w.text.starts_with(char::is_uppercase));
            if between != ". " || !capitals || short.text.chars().count() < LEAST_LETTERS {
                continue;
            }
            let lower = short.lower.as_ref();
            let mut candidates = names
                .all
                .iter()
                .filter(|name| matches!(name.words.as_slice(), [_, last] if *last == rest.lower));
            let first = |name: &Name<'_>| name.words[0].clone();
            if candidates
                .clone()
                .any(|name| first(name).starts_with(lower))
            {
                continue;
            }
            let near = candidates.find(|name| {
                let letters: String = first(name)
                    .chars()
                    .take(lower.chars().count() + 1)
                    .collect();
                strsim::osa_distance(&letters, lower) <= 2
            });
            if let Some(name) = near {
                let span = checked.inside(text, short.range.start..rest.range.end);
                found.push(
                    Diagnostic::new("N005")
                        .quote("navn", &text.text[short.range.start..rest.range.end])
                        .arg("register", &name.shown)
                        .label(Place::primary(span))
                        .label(checked.second(name.key, "her-navnet")),
                );
            }
        }
    }
}
