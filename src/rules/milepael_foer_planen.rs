//! Milestones that are planned for, or reached on, a day before the plan's first.

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let (first, _) = checked.plan.meta.period;
    for status in &checked.plan.statuses {
        let activities = status.activities.iter();
        for milestone in activities.flat_map(|activity| &activity.milestones) {
            let days = [
                ("planlagt", milestone.planned),
                ("naaet", milestone.reached),
            ];
            for (name, day) in days {
                if let Some(day) = day.filter(|day| *day < first) {
                    found.push(
                        checked
                            .at("M025", &milestone.key.child(name))
                            .arg("milepael", &milestone.id)
                            .arg("dato", day)
                            .arg("fra", first),
                    );
                }
            }
        }
    }
}
