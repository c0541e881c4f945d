//! A sentence within a paragraph that begins with a small letter.

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, texts::Text};

/// Letters of a word before a full stop that is no abbreviation.
const LETTERS: usize = 5;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let prose = checked.prose();
    for text in prose.filter(|text| !text.again) {
        for sentence in text.sentences() {
            let first = text.words_in(sentence).first();
            let starts = text.text[sentence.clone()].trim_start();
            let small = starts.starts_with(char::is_lowercase);
            if let Some(word) = first.filter(|_| small && ended(text, sentence.start)) {
                found.push(
                    Diagnostic::new("D026")
                        .arg("ord", word.text)
                        .label(Place::primary(checked.inside(text, word.range.clone()))),
                );
            }
        }
    }
}

/// Whether a sentence ended just before a place, with a word that no full stop shortens.
fn ended(text: &Text<'_>, start: usize) -> bool {
    let before = text.text[..start].trim_end();
    let same_paragraph = !text.text[before.len()..start].contains("\n\n");
    let bare = before.strip_suffix(['.', '!', '?']);
    let word = bare.and_then(|bare| bare.rsplit(char::is_whitespace).next());
    let plain =
        |word: &str| word.chars().count() >= LETTERS && word.chars().all(char::is_alphabetic);
    same_paragraph && word.is_some_and(plain)
}
