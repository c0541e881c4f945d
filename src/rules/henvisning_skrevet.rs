//! "Se bilag D" where the plan has no annex D: references that are typed, not fetched.

use std::ops::Range;

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    texts::{Text, TextKind},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let annexes = checked.plan.annexes.len();
    for text in checked
        .texts
        .iter()
        .filter(|t| t.kind == TextKind::Prose && !t.again)
    {
        for (range, letter) in annex_letters(text) {
            let number = usize::from(letter - b'A') + 1;
            if number > annexes {
                found.push(
                    Diagnostic::new("U030")
                        .arg("henvisning", &text.text[range.clone()])
                        .arg("antal", annexes)
                        .label(Place::primary(checked.inside(text, range))),
                );
            }
        }
    }
}

/// `bilag D`, with its letter.
fn annex_letters(text: &Text<'_>) -> Vec<(Range<usize>, u8)> {
    let pairs = text.words.windows(2);
    let named = pairs.filter_map(|pair| {
        let [word, letter] = pair else { return None };
        let one = letter.text.len() == 1 && letter.text.as_bytes()[0].is_ascii_uppercase();
        let beside = &text.text[word.range.end..letter.range.start] == " ";
        let annex = word.lower == "bilag" && one && beside;
        annex.then(|| {
            (
                word.range.start..letter.range.end,
                letter.text.as_bytes()[0],
            )
        })
    });
    named.collect()
}
