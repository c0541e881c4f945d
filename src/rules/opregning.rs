//! "For det første … for det fjerde": an enumeration that leaves one out.

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    texts::{Text, TextKind, Word},
};

const ORDINALS: [&str; 10] = [
    "første", "andet", "tredje", "fjerde", "femte", "sjette", "syvende", "ottende", "niende",
    "tiende",
];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let prose = checked.texts.iter().filter(|t| t.kind == TextKind::Prose);
    for text in prose.filter(|text| !text.again) {
        for reads in [argued, named] {
            let mut last = 0;
            for (at, word) in text.words.iter().enumerate() {
                let number = ORDINALS.iter().position(|one| *one == word.lower);
                let Some(number) = number.filter(|_| reads(text, at)).map(|at| at + 1) else {
                    continue;
                };
                // One that begins elsewhere than with the first counts something else.
                if number > last + 1 && last > 0 {
                    found.push(
                        Diagnostic::new("U033")
                            .arg("ord", word.text)
                            .arg("foer", ORDINALS[last - 1])
                            .label(Place::primary(checked.inside(text, word.range.clone()))),
                    );
                }
                if last > 0 || number == 1 {
                    last = number;
                }
            }
        }
    }
}

/// `For det første`.
fn argued(text: &Text<'_>, at: usize) -> bool {
    matches!(before(text, at), [.., a, b] if a.lower == "for" && b.lower == "det")
}

/// `Det første er`, at the beginning of a sentence.
fn named(text: &Text<'_>, at: usize) -> bool {
    let is = text
        .words
        .get(at + 1)
        .is_some_and(|word| word.lower == "er");
    is && matches!(before(text, at), [.., b] if b.text == "Det")
}

fn before<'t, 'a>(text: &'t Text<'a>, at: usize) -> &'t [Word<'a>] {
    &text.words[at.saturating_sub(2)..at]
}
