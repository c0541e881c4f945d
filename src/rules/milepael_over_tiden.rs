//! Open milestones whose planned day is over, with neither a new day nor a word of why.

use crate::{
    diag::Diagnostic,
    model::followup::{ActivityStatus, HalfStatus, standing},
};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for status in &checked.plan.statuses {
        for activity in &status.activities {
            overdue(checked, status, activity, found);
        }
    }
}

fn overdue(
    checked: &Checked<'_>,
    status: &HalfStatus,
    activity: &ActivityStatus,
    found: &mut Vec<Diagnostic>,
) {
    let Some((_, last)) = status.half.days(checked.plan.meta.period) else {
        return;
    };
    let (agreement, own) = (&activity.agreement, &activity.activity);
    let standing = standing(checked.plan, status.half, agreement, own);
    let late = standing
        .iter()
        .filter(|milestone| milestone.told && milestone.overdue(last));
    for milestone in late.filter(|milestone| milestone.remark().is_none()) {
        let planned = milestone
            .planned
            .map_or_else(String::new, |day| day.to_string());
        found.push(
            checked
                .at("M019", milestone.key)
                .arg("milepael", milestone.name())
                .arg("dato", planned)
                .arg("halvaar", status.half),
        );
    }
}
