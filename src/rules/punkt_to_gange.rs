//! A bullet that stands twice in one list of a text.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Label as Place};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.prose_once() {
        for paragraph in &text.paragraphs {
            let part = &text.text[paragraph.clone()];
            let starts = part
                .match_indices("- ")
                .map(|(at, _)| at)
                .filter(|at| *at == 0 || part[..*at].ends_with('\n'));
            let starts: Vec<usize> = starts.collect();
            let ends = starts.iter().skip(1).copied().chain([part.len()]);
            let mut first = BTreeMap::new();
            for (start, end) in starts.iter().zip(ends) {
                let item = part[*start..end].trim_end();
                let range = paragraph.start + start..paragraph.start + start + item.len();
                let words = item
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
                    .to_lowercase();
                match first.get(words.trim_end_matches(['.', ',', ';'])) {
                    None => drop(
                        first.insert(words.trim_end_matches(['.', ',', ';']).to_owned(), range),
                    ),
                    Some(earlier) => found.push(
                        Diagnostic::new("U027")
                            .arg("tekst", item.trim_start_matches("- "))
                            .label(Place::primary(checked.inside(text, range)))
                            .label(Place::second(
                                checked.inside(text, earlier.clone()),
                                "foerste-gang",
                            )),
                    ),
                }
            }
        }
    }
}
