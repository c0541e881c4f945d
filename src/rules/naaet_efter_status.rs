//! Milestones that a status calls reached on a day after its own.

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for status in &checked.plan.statuses {
        let milestones = status
            .activities
            .iter()
            .flat_map(|activity| &activity.milestones);
        for milestone in milestones {
            let Some(day) = milestone.reached.filter(|day| *day > status.date) else {
                continue;
            };
            let own = status.key.child("dato");
            found.push(
                checked
                    .at("M023", &milestone.key.child("naaet"))
                    .arg("milepael", &milestone.id)
                    .arg("dato", day)
                    .arg("status", status.date)
                    .label(checked.second(&own, "her-status-dato")),
            );
        }
    }
}
