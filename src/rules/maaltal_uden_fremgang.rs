//! A target that is its baseline: nothing is to happen.

use crate::{
    diag::Diagnostic,
    model::{agreement::Direction, measure::danish},
};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let goals = checked.plan.agreements.iter().flat_map(|a| &a.goals);
    for indicator in goals.flat_map(|goal| &goal.indicators) {
        let moves = matches!(
            indicator.direction,
            Some(Direction::Stiger | Direction::Falder)
        );
        let Some(target) = indicator.target.filter(|_| moves) else {
            continue;
        };
        let values = indicator.measurements.iter().flat_map(|one| &one.area);
        let mut values = values.filter(|quantity| quantity.value.is_some());
        let (Some(only), None) = (values.next(), values.next()) else {
            continue;
        };
        if only.value.is_some_and(|value| value == target) {
            let key = indicator.target_key();
            found.push(
                checked
                    .at("E028", &key)
                    .arg("maaltal", danish(target))
                    .label(checked.second(&only.key, "her-baseline")),
            );
        }
    }
}
