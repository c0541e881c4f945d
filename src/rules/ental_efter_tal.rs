//! "To medarbejder", "tre afdeling": a noun that is one after a number that is more.

use crate::{
    diag::{Diagnostic, Label as Place},
    spelling::danish,
};

use super::{Checked, antal_i_tekst, texts::Word};

/// Measures that are the same for one and for more.
const MEASURES: [&str; 7] = [
    "kilometer",
    "liter",
    "mand",
    "meter",
    "procent",
    "promille",
    "søm",
];
/// Letters of a noun whose forms say what it is.
const LETTERS: usize = 4;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.prose_once() {
        for (at, number) in text.words.iter().enumerate() {
            let spelled = number.lower.starts_with(char::is_alphabetic);
            let more = antal_i_tekst::value(&number.lower).is_some_and(|value| value > 1);
            if !(spelled && more) {
                continue;
            }
            let next = |after: usize| {
                let (before, word) = (text.words.get(at + after - 1)?, text.words.get(at + after)?);
                let gap = text.text.get(before.range.end..word.range.start)?;
                (gap == " " || gap == "\n").then_some(word)
            };
            // "To medarbejder", "to nye medarbejder".
            let noun = match next(1) {
                Some(word) if word.lower.ends_with('e') => next(2),
                word => word,
            };
            let Some((noun, plural)) = noun.and_then(|noun| Some((noun, plural(noun)?))) else {
                continue;
            };
            let range = number.range.start..noun.range.end;
            found.push(
                Diagnostic::new("D032")
                    .quote("tekst", &text.text[range.clone()])
                    .arg("ret", plural)
                    .label(Place::primary(checked.inside(text, range))),
            );
        }
    }
}

/// The plural of a noun of the common gender that is written in the singular; `None` for anything else that it might be.
fn plural(noun: &Word<'_>) -> Option<String> {
    let word = &*noun.lower;
    let has = |form: &str| danish().has(form);
    let with = |ending: &str| format!("{word}{ending}");
    let plain = word.chars().count() >= LETTERS
        && word.chars().all(char::is_alphabetic)
        && !word.ends_with(['e', 's'])
        && !MEASURES.iter().any(|measure| word.ends_with(measure));
    // "uger" is of "uge", "ligger" of "ligge", "fast" has "fastere", "år" has "året".
    let stem = word.strip_suffix("er");
    let other = stem.is_some_and(|stem| has(stem) || has(&format!("{stem}e")))
        || has(&with("ere"))
        || has(&with("et"))
        || has(&with("t"));
    if !plain || other || !has(word) || !has(&with("ens")) {
        return None;
    }
    ["er", "e"].into_iter().map(with).find(|form| has(form))
}
