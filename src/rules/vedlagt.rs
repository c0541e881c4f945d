//! "Den vedlagte evaluering" in a plan that encloses none.

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    beside::{same_word, split},
    texts::Word,
};

/// Words for what is enclosed.
const ENCLOSED: [&str; 4] = ["vedhæftede", "vedlagte", "vedføjede", "medfølgende"];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut there = None;
    for text in checked.prose_once() {
        for pair in text.words.windows(2) {
            let [enclosed, thing] = pair else { continue };
            if !ENCLOSED.contains(&&*enclosed.lower) {
                continue;
            }
            let there = there.get_or_insert_with(|| named(checked));
            let gap = &text.text[enclosed.range.end..thing.range.start];
            if gap.trim().is_empty() && !is_there(there, thing) {
                let range = enclosed.range.start..thing.range.end;
                found.push(
                    Diagnostic::new("U043")
                        .quote("tekst", &text.text[range.clone()])
                        .label(Place::primary(checked.inside(text, range))),
                );
            }
        }
    }
}

/// The words of annexes' titles and of the documents of the submission.
fn named(checked: &Checked<'_>) -> Vec<String> {
    let annexes = checked
        .plan
        .annexes
        .iter()
        .flat_map(|one| split(&one.title.text));
    let documents = checked.plan.meta.documents.iter();
    let documents = documents.flat_map(|one| one.id.split('-').map(str::to_owned));
    annexes.chain(documents).collect()
}

/// Whether one of them is what a word names, alone or as a part: "budget", "budgetark".
fn is_there(there: &[String], thing: &Word<'_>) -> bool {
    thing.lower.starts_with("bilag")
        || there.iter().any(|one| {
            same_word(one, &thing.lower)
                || one.chars().count() > 4 && thing.lower.starts_with(one.as_str())
        })
}
