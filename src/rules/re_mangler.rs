//! "Efterkommere eller indvandre": a noun for those who do something without its last syllable, beside one that has it.

use crate::{
    diag::{Diagnostic, Label as Place},
    spelling::danish,
};

use super::Checked;

/// Letters of a word that can be told from others.
const LETTERS: usize = 6;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let prose = checked.prose();
    for text in prose.filter(|text| !text.again) {
        for run in text.words.windows(3) {
            let [whole, joining, short] = run else {
                continue;
            };
            let gap = &text.text[whole.range.end..short.range.start];
            let joined =
                matches!(&*joining.lower, "eller" | "og") && !gap.contains([',', '.', '{']);
            let long = |word: &str| word.chars().count() >= LETTERS;
            let agents = whole.lower.ends_with("ere") && long(&whole.lower);
            let lacks = short.lower.ends_with("re") && !short.lower.ends_with("ere");
            let right = format!("{}re", short.lower);
            if joined && agents && lacks && long(&short.lower) && danish().has(&right) {
                found.push(
                    Diagnostic::new("D038")
                        .arg("ord", short.text)
                        .arg("ret", right)
                        .label(Place::primary(checked.inside(text, short.range.clone()))),
                );
            }
        }
    }
}
