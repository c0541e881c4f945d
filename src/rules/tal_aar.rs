//! Numbers of the register with a year after the plan began, or long before.

use crate::diag::Diagnostic;

use super::{Checked, texts::beside};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let first = checked.plan.meta.period.0.year();
    let oldest = first - i32::from(checked.standards.baseline.oldest);
    for figure in &checked.plan.figures {
        let Some(year) = figure.year.map(i32::from) else {
            continue;
        };
        if !(oldest..=first).contains(&year) {
            found.push(
                checked
                    .at("E017", &beside(&figure.value.key, "aar"))
                    .arg("aar", year)
                    .arg("foerste", first)
                    .arg("aeldst", oldest),
            );
        }
    }
}
