//! The r of the present, one too many or one too few: "at fungerer", "der fungere".

use crate::{
    diag::{Diagnostic, Label as Place},
    spelling::danish,
};

use super::Checked;

/// What an infinitive follows.
const INFINITIVE: [&str; 10] = [
    "at", "bør", "kan", "kunne", "må", "måtte", "skal", "skulle", "vil", "ville",
];
/// What a verb of the present follows.
const PRESENT: [&str; 2] = ["der", "som"];
pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.prose_once() {
        for pair in text.words.windows(2) {
            let [before, word] = pair else { continue };
            if text.text.get(before.range.end..word.range.start) != Some(" ") {
                continue;
            }
            let right = match word.lower.strip_suffix("ere") {
                Some(stem) if PRESENT.contains(&&*before.lower) && is_verb(stem) => {
                    format!("{}r", word.lower)
                }
                _ => match word.lower.strip_suffix("erer") {
                    Some(stem) if INFINITIVE.contains(&&*before.lower) && is_verb(stem) => {
                        format!("{stem}ere")
                    }
                    _ => continue,
                },
            };
            found.push(
                Diagnostic::new("D024")
                    .arg("ord", word.text)
                    .arg("foran", before.text)
                    .arg("ret", right)
                    .label(Place::primary(checked.inside(text, word.range.clone()))),
            );
        }
    }
}

/// Whether a stem with `-ere` is a verb: "fungere, fungerer, fungerede", and no "tidligere" or "beboere".
fn is_verb(stem: &str) -> bool {
    let has = |ending: &str| danish().has(&format!("{stem}{ending}"));
    has("ere") && has("erer") && has("erede")
}
