//! Terms that the law has replaced before the plan's date.

use crate::diag::{Diagnostic, Label as Place};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let day = checked.plan.meta.date;
    let outdated = checked.standards.outdated.iter();
    let outdated: Vec<_> = outdated.filter(|term| term.holds(day)).collect();
    for text in &checked.texts {
        for word in &text.words {
            let mut terms = outdated.iter();
            let Some(term) = terms.find(|term| word.lower.starts_with(&term.word)) else {
                continue;
            };
            let span = checked.inside(text, word.range.clone());
            found.push(
                Diagnostic::new("D005")
                    .arg("ord", word.text)
                    .arg("nyt", &term.now)
                    .arg("dato", term.day())
                    .arg("hjemmel", &term.law)
                    .label(Place::primary(span)),
            );
        }
    }
}
