//! The same word twice in a row.

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, texts::TextKind};

/// Words that Danish may rightly have twice: `den, der der bor …` loses its comma easily, and `i tvivl om om …` needs none
/// where commas stand only after clauses.
const MAY_REPEAT: [&str; 4] = ["der", "det", "om", "så"];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.texts.iter().filter(|t| t.kind != TextKind::Name) {
        for pair in text.words.windows(2) {
            let [first, second] = pair else { continue };
            let between = &text.text[first.range.end..second.range.start];
            if first.lower != second.lower {
                continue;
            }
            let lower = &second.lower;
            let blank = !between.is_empty()
                && between.chars().all(char::is_whitespace)
                && !between.contains("\n\n");
            let letters = lower.chars().all(char::is_alphabetic);
            if blank && letters && !MAY_REPEAT.contains(&lower.as_ref()) {
                let span = checked.inside(text, first.range.start..second.range.end);
                found.push(
                    Diagnostic::new("D007")
                        .arg("ord", second.text)
                        .label(Place::primary(span)),
                );
            }
        }
    }
}
