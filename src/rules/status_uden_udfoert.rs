//! An activity in a half-year's status of which nothing is told.

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for status in &checked.plan.statuses {
        for activity in &status.activities {
            if activity.done.text.trim().is_empty() {
                found.push(
                    checked
                        .at("M020", &activity.key)
                        .arg("aktivitet", &activity.activity)
                        .arg("halvaar", status.half),
                );
            }
        }
    }
}
