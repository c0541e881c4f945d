//! "Om af skaffe job": of, where to was meant.

use crate::{
    diag::{Diagnostic, Label as Place},
    spelling::danish,
};

use super::Checked;

/// What no "af" follows.
const BEFORE: [&str; 8] = ["efter", "for", "med", "om", "på", "til", "uden", "ved"];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.prose_once() {
        for run in text.words.windows(3) {
            let [before, of, verb] = run else { continue };
            let together = text.text[before.range.end..verb.range.start]
                .split_whitespace()
                .eq(["af"]);
            if of.lower == "af"
                && together
                && BEFORE.contains(&&*before.lower)
                && is_verb(&verb.lower)
            {
                let range = before.range.start..verb.range.end;
                found.push(
                    Diagnostic::new("D033")
                        .quote("tekst", &text.text[range.clone()])
                        .label(Place::primary(checked.inside(text, of.range.clone()))),
                );
            }
        }
    }
}

/// Whether a word may be an infinitive: it has a form with r, and one in -ende.
fn is_verb(word: &str) -> bool {
    let has = |form: String| danish().has(&form);
    let stem = word.strip_suffix('e').unwrap_or(word);
    has(format!("{word}r")) && (has(format!("{stem}ende")) || has(format!("{word}ende")))
}
