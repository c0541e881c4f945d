//! An age without its hyphen: `18-29årig`, `4-6 årige`.

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, texts::TextKind};

/// What follows the number.
const AGED: &str = "årig";

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.texts.iter().filter(|t| t.kind != TextKind::Name) {
        for (at, _) in text.text.match_indices(AGED) {
            let before = &text.text[..at];
            let bare = before.trim_end_matches(' ');
            if !bare.ends_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let number = bare.trim_end_matches(|c: char| c.is_ascii_digit() || "-–".contains(c));
            let rest = &text.text[at..];
            let letters = rest
                .find(|c: char| !c.is_alphabetic())
                .unwrap_or(rest.len());
            let typed = &text.text[number.len()..at + letters];
            let mended = format!(
                "{}-{}",
                &text.text[number.len()..bare.len()],
                &rest[..letters]
            );
            let span = checked.inside(text, number.len()..at + letters);
            found.push(
                Diagnostic::new("D012")
                    .arg("ord", typed)
                    .arg("ret", mended)
                    .label(Place::primary(span)),
            );
        }
    }
}
