//! A target that is behind some lines of its baseline and ahead of others: is it for all of them?

use crate::{diag::Diagnostic, model::measure::danish};

use super::{
    Checked,
    maaltal::{Missed, told},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let goals = checked.plan.agreements.iter().flat_map(|a| &a.goals);
    for indicator in goals.flat_map(|goal| &goal.indicators) {
        let Some(Missed { behind, others }) = Missed::of(indicator) else {
            continue;
        };
        if let (Some(better), Some(other)) = (behind.first(), others.first()) {
            let finding = told(checked, "E020", indicator, better);
            let value = other.value.unwrap_or_default();
            found.push(
                finding
                    .arg("anden", danish(value))
                    .label(checked.second(&other.key, "her-anden-baseline")),
            );
        }
    }
}
