//! Indicators that do not say which way is better.

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let goals = checked.plan.agreements.iter().flat_map(|a| &a.goals);
    // One without words is told by U001; its direction follows from them.
    for indicator in goals.flat_map(|goal| &goal.indicators) {
        if indicator.direction.is_none() && !indicator.title.text.trim().is_empty() {
            found.push(
                checked
                    .at("U002", &indicator.title.key)
                    .arg("titel", &indicator.title.text),
            );
        }
    }
}
