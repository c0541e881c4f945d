//! "Fra 7 til 12, altså det dobbelte": words for a doubling that the two numbers do not bear out.

use rust_decimal::prelude::ToPrimitive;

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, beside::number_at, texts::Word};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let standard = &checked.standards.doubling;
    for text in checked.prose() {
        let doubles = |word: &&Word<'_>| {
            let mut starts = standard.words.iter();
            starts.any(|start| word.lower.starts_with(start))
        };
        if !text.words.iter().any(|word| doubles(&word)) {
            continue;
        }
        for sentence in text.sentences() {
            let words = text.words_in(sentence);
            let Some(word) = words.iter().find(doubles) else {
                continue;
            };
            let after = |name: &str| {
                let mut places = words.iter().filter(|w| w.lower == name);
                places.find_map(|w| number_at(checked, text, w.range.end))
            };
            let (Some(from), Some(to)) = (after("fra"), after("til")) else {
                continue;
            };
            let ratio = to
                .value
                .checked_div(from.value)
                .and_then(|ratio| ratio.to_f64());
            let Some(ratio) = ratio.filter(|r| *r < standard.least || *r > standard.most) else {
                continue;
            };
            let span = checked.inside(text, word.range.clone());
            let mut finding = Diagnostic::new("T006")
                .arg("ord", word.text)
                .arg("gange", format!("{ratio:.2}").replace('.', ","))
                .label(Place::primary(span));
            if let Some(key) = to.key {
                finding = finding.label(checked.second(&key, "her-til"));
            }
            found.push(finding);
        }
    }
}
