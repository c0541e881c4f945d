//! Sentences that end before they are done: "… og.", a colon with nothing after it, "henholdsvis" with one thing.

use std::ops::Range;

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    texts::{Text, Word},
};

/// What no sentence ends with.
const JOINING: [&str; 8] = ["at", "eller", "fordi", "hvis", "idet", "men", "og", "samt"];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let prose = checked.prose();
    for text in prose.filter(|text| !text.again) {
        let sentences = text.sentences();
        let broken = sentences.iter().filter_map(|sentence| {
            let words = text.words_in(sentence);
            joined(text, sentence, words).or_else(|| alone(text, sentence, words))
        });
        for range in broken.chain(announced(text)) {
            found.push(
                Diagnostic::new("D030")
                    .quote("tekst", &text.text[range.clone()])
                    .label(Place::primary(checked.inside(text, range))),
            );
        }
    }
}

/// The last words of a sentence that ends with one that joins.
fn joined(text: &Text<'_>, sentence: &Range<usize>, words: &[Word<'_>]) -> Option<Range<usize>> {
    let last = words.last()?;
    let rest = text.text[last.range.end..sentence.end].trim_end();
    let ends = rest == "." || rest.is_empty() && sentence.end == text.text.len();
    let before = words.iter().rev().nth(1).unwrap_or(last);
    (ends && JOINING.contains(&&*last.lower)).then_some(before.range.start..last.range.end)
}

/// `henholdsvis` with one thing after it: no word that joins, no comma.
fn alone(text: &Text<'_>, sentence: &Range<usize>, words: &[Word<'_>]) -> Option<Range<usize>> {
    let word = words
        .iter()
        .find(|word| matches!(&*word.lower, "henholdsvis" | "hhv"))?;
    let rest = &text.text[word.range.end..sentence.end];
    let two = rest.contains([',', '/', '–'])
        || text
            .words_in(&(word.range.end..sentence.end))
            .iter()
            .any(|word| matches!(&*word.lower, "og" | "eller" | "samt" | "mod"));
    let done = rest.trim_end().ends_with('.');
    (done && !two).then_some(word.range.start..sentence.end)
}

/// What a text announces last and does not bring.
fn announced(text: &Text<'_>) -> Option<Range<usize>> {
    let end = text.text.trim_end();
    let last = text.words.last().filter(|_| end.ends_with(':'))?;
    (last.range.end + 1 == end.len()).then_some(last.range.start..end.len())
}
