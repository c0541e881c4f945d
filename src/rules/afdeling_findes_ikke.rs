//! "Afd. 99" where no afdeling has that number.

use rustc_hash::FxHashSet;

use crate::diag::{Diagnostic, Label as Place};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let numbers = checked.plan.divisions.iter().map(|one| one.nr.to_string());
    let known: FxHashSet<String> = numbers.collect();
    if known.is_empty() {
        return;
    }
    for text in checked.prose_once() {
        for pair in text.words.windows(2) {
            let [word, number] = pair else { continue };
            let named = matches!(&*word.lower, "afd" | "afdeling");
            let gap = &text.text[word.range.end..number.range.start];
            let digits = number.text.bytes().all(|byte| byte.is_ascii_digit());
            let beside = matches!(gap, ". " | ".\u{a0}" | " ");
            // "afd. 2-4" are several.
            let rest = &text.text[number.range.end..];
            let decimal = rest
                .strip_prefix('.')
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            let alone = !decimal && !rest.starts_with(['-', '–', '/']);
            if named && digits && beside && alone && !known.contains(number.text) {
                let range = word.range.start..number.range.end;
                found.push(
                    Diagnostic::new("N015")
                        .quote("afdeling", &text.text[range.clone()])
                        .label(Place::primary(checked.inside(text, range))),
                );
            }
        }
    }
}
