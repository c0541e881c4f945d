//! "Har siden 2031 haft en medarbejder" in a plan of 2024.

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, numbers::year, texts::TextKind};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let date = checked.plan.meta.date;
    let prose = checked.texts.iter().filter(|t| t.kind == TextKind::Prose);
    for text in prose.filter(|text| !text.again) {
        for pair in text.words.windows(2) {
            let [since, then] = pair else { continue };
            let Some(then_year) = year(then.text).filter(|year| *year > date.year()) else {
                continue;
            };
            let close = text.text[since.range.end..then.range.start]
                .chars()
                .all(char::is_whitespace);
            if since.lower == "siden" && close {
                let range = since.range.start..then.range.end;
                found.push(
                    Diagnostic::new("E034")
                        .arg("aar", then_year)
                        .arg("plan", date.year())
                        .label(Place::primary(checked.inside(text, range))),
                );
            }
        }
    }
}
