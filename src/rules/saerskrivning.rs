//! One word that is written as two.

use crate::diag::{Diagnostic, Label as Place};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for parted in &checked.spelling.parted {
        let Some(first) = parted.places.first() else {
            continue;
        };
        let text = &checked.texts[first.text];
        let typed = text.text[first.range.clone()].split_whitespace();
        found.push(
            Diagnostic::new("D021")
                .arg("ord", typed.collect::<Vec<_>>().join(" "))
                .arg("samlet", &parted.joined)
                .arg("antal", parted.places.len())
                .label(Place::primary(checked.inside(text, first.range.clone()))),
        );
    }
}
