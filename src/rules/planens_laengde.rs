//! "De næste fem år" in a plan of four.

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, antal_i_tekst::value};

/// What makes a number of years the plan's own: words before it, and words of which the sentence must have one.
const SAID: [(&[&str], &[&str]); 4] = [
    (&["de", "næste"], &["aftale", "parter", "plan", "vil"]),
    (&["gælder", "i"], &["aftale", "den", "plan"]),
    (&["i", "de"], &["budget", "koster"]),
    (&["over"], &["budget", "koster", "plan"]),
];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let (from, to) = checked.plan.meta.period;
    let days = (to - from).whole_days() + 1;
    // The nearest whole number of years.
    let own = (days * 2 + 365) / 730;
    let prose = checked.prose();
    for text in prose.filter(|text| !text.again && text.key.file == "strategisk-aftale.toml") {
        for sentence in text.sentences() {
            let words = text.words_in(sentence);
            for at in 1..words.len().saturating_sub(1) {
                let Some(said) = value(&words[at].lower).filter(|_| words[at + 1].lower == "år")
                else {
                    continue;
                };
                let meant = SAID.iter().any(|(before, of)| {
                    let start = at.checked_sub(before.len());
                    let run = start.map(|start| &words[start..at]);
                    run.is_some_and(|run| {
                        run.iter()
                            .zip(*before)
                            .all(|(word, one)| word.lower == **one)
                    }) && words
                        .iter()
                        .any(|word| of.iter().any(|one| word.lower.starts_with(one)))
                });
                if meant && i64::try_from(said) != Ok(own) {
                    let range = words[at].range.start..words[at + 1].range.end;
                    found.push(
                        Diagnostic::new("E031")
                            .quote("tekst", &text.text[range.clone()])
                            .arg("antal", own)
                            .label(Place::primary(checked.inside(text, range))),
                    );
                }
            }
        }
    }
}
