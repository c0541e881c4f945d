//! Periods that run backwards, or on long after the plan.

use crate::diag::{Diagnostic, Label as Place};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let last = checked.plan.meta.period.1.year() + i32::from(checked.standards.period.ahead);
    for text in &checked.texts {
        for years in &text.periods {
            if years.from <= years.to && years.to <= last {
                continue;
            }
            found.push(
                Diagnostic::new("E014")
                    .quote("periode", &text.text[years.range.clone()])
                    .label(Place::primary(checked.inside(text, years.range.clone()))),
            );
        }
    }
}
