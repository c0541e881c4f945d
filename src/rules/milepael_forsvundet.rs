//! Milestones that an earlier half-year left open and a later one says nothing of.

use crate::{
    diag::Diagnostic,
    model::followup::{ActivityStatus, HalfStatus, standing},
};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for status in &checked.plan.statuses {
        for activity in &status.activities {
            vanished(checked, status, activity, found);
        }
    }
}

/// An activity without any status is told by M017, not by each of its milestones.
fn vanished(
    checked: &Checked<'_>,
    status: &HalfStatus,
    activity: &ActivityStatus,
    found: &mut Vec<Diagnostic>,
) {
    let (agreement, own) = (&activity.agreement, &activity.activity);
    let standing = standing(checked.plan, status.half, agreement, own);
    for milestone in standing.iter().filter(|milestone| !milestone.told) {
        found.push(
            checked
                .at("M018", &activity.key)
                .arg("milepael", milestone.name())
                .arg("halvaar", status.half)
                .label(checked.second(milestone.key, "her-sidst-omtalt")),
        );
    }
}
