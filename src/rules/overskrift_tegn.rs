//! Headings that end with a full stop or a colon.

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, texts::TextKind};

/// Letters of a word before a full stop that is no abbreviation.
const LETTERS: usize = 4;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked
        .texts
        .iter()
        .filter(|t| t.kind == TextKind::Label && !t.again && t.key.path.ends_with("titel"))
    {
        let title = text.text.trim_end();
        let Some(bare) = title.strip_suffix([':', '.', ';', ',']) else {
            continue;
        };
        let word = bare.rsplit(char::is_whitespace).next().unwrap_or(bare);
        let short = title.ends_with('.') && (word.chars().count() < LETTERS || word.contains('.'));
        // Two sentences are a text, whatever it is called.
        let text_of_its_own = bare.contains(". ");
        if short || bare.ends_with('.') || text_of_its_own {
            continue;
        }
        let range = bare.len()..title.len();
        found.push(
            Diagnostic::new("D034")
                .quote("tegn", &text.text[range.clone()])
                .label(Place::primary(checked.inside(text, range))),
        );
    }
}
