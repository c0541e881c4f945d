//! A paragraph of sentences that ends without a sign.

use std::ops::Range;

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, texts::Text};

/// Words of a paragraph that is one of sentences.
const WORDS: usize = 10;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let prose = checked.prose();
    for text in prose.filter(|text| !text.again) {
        let mut sentences = None;
        for paragraph in &text.paragraphs {
            let part = text.text[paragraph.clone()].trim_end();
            let last = text.words_in(paragraph).last();
            let Some(word) = last.filter(|_| part.ends_with(char::is_alphabetic)) else {
                continue;
            };
            let sentences = sentences.get_or_insert_with(|| text.sentences());
            if !leads_on(text, paragraph) && has_sentences(text, paragraph, sentences) {
                found.push(
                    Diagnostic::new("D025")
                        .arg("ord", word.text)
                        .label(Place::primary(checked.inside(text, word.range.clone()))),
                );
            }
        }
    }
}

/// Whether a paragraph has a sentence that ends before its last one, and is no list.
fn has_sentences(text: &Text<'_>, range: &Range<usize>, sentences: &[Range<usize>]) -> bool {
    let part = text.text[range.clone()].trim();
    let list = part.lines().any(|line| {
        let line = line.trim_start();
        line.starts_with(['-', '*', '|', '#', '>'])
            || line.starts_with(|c: char| c.is_ascii_digit())
    });
    let from = sentences.partition_point(|one| one.start < range.start);
    let own = sentences[from..].iter().take(2);
    let own = own.filter(|one| one.end <= range.end);
    !list && text.words_in(range).len() >= WORDS && own.count() > 1
}

/// Whether a list, a table or a figure finishes what a paragraph begins: "Den" before points.
fn leads_on(text: &Text<'_>, range: &Range<usize>) -> bool {
    let rest = text.text[range.end..].trim_start();
    rest.starts_with(['-', '*', '{', '|']) || rest.starts_with(|c: char| c.is_ascii_digit())
}
