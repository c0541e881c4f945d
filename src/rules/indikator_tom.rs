//! Indicators without words.

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for goal in checked.plan.agreements.iter().flat_map(|a| &a.goals) {
        for indicator in goal
            .indicators
            .iter()
            .filter(|i| i.title.text.trim().is_empty())
        {
            found.push(
                checked
                    .at("U001", &indicator.title.key)
                    .arg("delmaal", &goal.title.text),
            );
        }
    }
}
