//! A paragraph that stands word for word under another area.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, afskrift::LEAST_WORDS};

/// Where the texts stand that several delaftaler share.
const SHARED: &str = "faelles/";

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut first = BTreeMap::new();
    for text in checked.prose_once() {
        // A delaftale's own version of a shared text is like it on purpose.
        if text.key.file.starts_with(SHARED) {
            continue;
        }
        for range in &text.paragraphs {
            let words = text.words_in(range);
            if words.len() < LEAST_WORDS {
                continue;
            }
            let plain: Vec<&str> = words.iter().map(|word| &*word.lower).collect();
            match first.get(&plain) {
                None => drop(first.insert(plain, (text, range))),
                Some((earlier, there))
                    if earlier.agreement != text.agreement || earlier.key.file != text.key.file =>
                {
                    found.push(
                        Diagnostic::new("A004")
                            .label(Place::primary(checked.inside(text, range.clone())))
                            .label(Place::second(
                                checked.inside(earlier, (*there).clone()),
                                "foerste-gang",
                            )),
                    )
                }
                Some(_) => {}
            }
        }
    }
}
