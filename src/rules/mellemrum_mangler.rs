//! "En bestyrelse.Under den": no space after a full stop or a comma.

use crate::diag::{Diagnostic, Label as Place};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let prose = checked.prose();
    for text in prose.filter(|text| !text.again) {
        for pair in text.words.windows(2) {
            let [before, after] = pair else { continue };
            let sign = &text.text[before.range.end..after.range.start];
            let letters = before.text.ends_with(char::is_lowercase)
                && !is_address(text.text, before.range.start);
            let sentence = sign == "." && after.text.starts_with(char::is_uppercase);
            let list = matches!(sign, "," | ";" | "!" | "?")
                && after.text.starts_with(char::is_alphabetic);
            let long = before.text.chars().count() > 2 && after.text.chars().count() > 1;
            if letters && long && (sentence || list) {
                let range = before.range.start..after.range.end;
                found.push(
                    Diagnostic::new("D037")
                        .quote("tekst", &text.text[range.clone()])
                        .label(Place::primary(checked.inside(text, range))),
                );
            }
        }
    }
}

/// Whether a word is part of an address: of the net, or for mail.
fn is_address(text: &str, at: usize) -> bool {
    let start = text[..at]
        .rfind(char::is_whitespace)
        .map_or(0, |space| space + 1);
    let start = (start..=at)
        .find(|start| text.is_char_boundary(*start))
        .unwrap_or(at);
    let end = text[at..]
        .find(char::is_whitespace)
        .map_or(text.len(), |length| at + length);
    let word = &text[start..end];
    word.contains("://") || word.contains("www.") || word.contains('@') || word.contains("](")
}
