//! "Har siden 2031 haft en medarbejder", "I 2032 kom der" in a plan of 2024.

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    numbers::year,
    texts::{Text, Word},
};

/// Verbs in the past, as they follow a time: "I 2023 kom der".
const PAST: [&str; 10] = [
    "blev", "boede", "fik", "flyttede", "gik", "havde", "kom", "steg", "svarede", "var",
];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let date = checked.plan.meta.date;
    let prose = checked.prose();
    for text in prose.filter(|text| !text.again) {
        for pair in text.words.windows(2) {
            let [since, then] = pair else { continue };
            if year(then.text).is_none_or(|year| year <= date.year()) {
                continue;
            }
            let close = text.text[since.range.end..then.range.start]
                .chars()
                .all(char::is_whitespace);
            let past = since.lower == "i" && sentence_opens(text.text, since.range.start);
            let past = past && next_is_past(text, then);
            if close && (since.lower == "siden" || past) {
                let range = since.range.start..then.range.end;
                found.push(
                    Diagnostic::new("E034")
                        .quote("tekst", &text.text[range.clone()])
                        .arg("plan", date.year())
                        .label(Place::primary(checked.inside(text, range))),
                );
            }
        }
    }
}

/// Whether a place begins a text or a sentence.
fn sentence_opens(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    before.is_empty() || before.ends_with(['.', '?', '!', ':'])
}

fn next_is_past(text: &Text<'_>, then: &Word<'_>) -> bool {
    let next = text
        .words
        .partition_point(|word| word.range.start < then.range.end);
    text.words
        .get(next)
        .is_some_and(|word| PAST.contains(&&*word.lower))
}
