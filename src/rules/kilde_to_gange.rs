//! "Kilde:" typed in a field that is printed after that word, or in the column of sources.

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, texts::TextKind};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.texts.iter().filter(|t| t.kind == TextKind::Label) {
        let source = text.key.path == "kilde" || text.key.path.ends_with(".kilde");
        let doubled = text.words.first().filter(|word| {
            word.range.start == 0
                && word.text == "Kilde"
                && text.text[word.range.end..].starts_with(':')
        });
        if let Some(word) = doubled.filter(|_| source) {
            let span = checked.inside(text, 0..word.range.end + 1);
            found.push(Diagnostic::new("D009").label(Place::primary(span)));
        }
    }
}
