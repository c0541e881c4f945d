//! "Legestuen åbnede den 1. oktober 2025" in what a status of March 2025 calls done.

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, ugedag::date};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let prose = checked.prose();
    for text in prose.filter(|text| text.key.path.ends_with("udfoert")) {
        let statuses = checked.plan.statuses.iter();
        let Some(status) = statuses
            .into_iter()
            .find(|one| one.key.file == text.key.file)
        else {
            continue;
        };
        for at in 0..text.words.len() {
            let Some((day, last)) = date(&text.words[at..]) else {
                continue;
            };
            let first = &text.words[at];
            if day > status.date && first.text.starts_with(|c: char| c.is_ascii_digit()) {
                let range = first.range.start..last.range.end;
                found.push(
                    Diagnostic::new("M028")
                        .quote("dato", &text.text[range.clone()])
                        .arg("status", status.date)
                        .label(Place::primary(checked.inside(text, range)))
                        .label(checked.second(&status.key.child("dato"), "her-status-dato")),
                );
            }
        }
    }
}
