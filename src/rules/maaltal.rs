//! A target on the wrong side of its baseline.

use crate::{
    diag::Diagnostic,
    model::{agreement::Direction, measure::danish},
};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let goals = checked.plan.agreements.iter().flat_map(|a| &a.goals);
    for indicator in goals.flat_map(|goal| &goal.indicators) {
        let mut values = indicator.measurements.iter().flat_map(|m| &m.area);
        let baseline = values.rfind(|q| q.value.is_some());
        let (Some(target), Some(direction), Some(baseline)) =
            (indicator.target, indicator.direction, baseline)
        else {
            continue;
        };
        let before = baseline.value.unwrap_or_default();
        let worse = match direction {
            Direction::Stiger => target < before,
            Direction::Falder => target > before,
            Direction::Fastholdes => false,
        };
        if worse {
            let key = indicator.title.key.parent().child("maaltal");
            found.push(
                checked
                    .at("E009", &key)
                    .arg("maaltal", danish(target))
                    .arg("baseline", danish(before))
                    .label(checked.second(&baseline.key, "her-baseline")),
            );
        }
    }
}
