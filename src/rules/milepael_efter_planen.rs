//! Milestones that are planned for a day after the plan's last.

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let (_, last) = checked.plan.meta.period;
    for status in &checked.plan.statuses {
        let milestones = status
            .activities
            .iter()
            .flat_map(|activity| &activity.milestones);
        for milestone in milestones {
            if let Some(day) = milestone.planned.filter(|day| *day > last) {
                found.push(
                    checked
                        .at("M024", &milestone.key.child("planlagt"))
                        .arg("milepael", &milestone.id)
                        .arg("dato", day)
                        .arg("til", last),
                );
            }
        }
    }
}
