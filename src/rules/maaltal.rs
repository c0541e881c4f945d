//! A target on the wrong side of its baseline.

use crate::{
    diag::Diagnostic,
    model::{
        agreement::{Direction, Indicator},
        measure::{Quantity, danish},
    },
};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let goals = checked.plan.agreements.iter().flat_map(|a| &a.goals);
    for indicator in goals.flat_map(|goal| &goal.indicators) {
        let Some(Missed { behind, others }) = Missed::of(indicator) else {
            continue;
        };
        // Where it is ahead of one line, it may be the target of that line: `maaltal_delt` tells.
        if others.is_empty()
            && let Some(baseline) = behind.last()
        {
            found.push(told(checked, "E009", indicator, baseline));
        }
    }
}

/// The baselines that a target is measured by.
pub struct Missed<'p> {
    /// Those that are better than it.
    pub behind: Vec<&'p Quantity>,
    /// The others.
    pub others: Vec<&'p Quantity>,
}

impl<'p> Missed<'p> {
    /// `None` where there is no target, no direction or no number.
    pub fn of(indicator: &'p Indicator) -> Option<Self> {
        let (target, direction) = (indicator.target?, indicator.direction?);
        let values = indicator.measurements.iter().flat_map(|m| &m.area);
        let values = values.filter(|quantity| quantity.value.is_some());
        let is_behind = |quantity: &&Quantity| {
            let before = quantity.value.unwrap_or_default();
            match direction {
                Direction::Stiger => target < before,
                Direction::Falder => target > before,
                Direction::Fastholdes => false,
            }
        };
        let (behind, others): (Vec<&Quantity>, Vec<&Quantity>) = values.partition(is_behind);
        (!behind.is_empty()).then_some(Missed { behind, others })
    }
}

/// The finding about the target of an indicator and a baseline that is better.
pub fn told(
    checked: &Checked<'_>,
    code: &'static str,
    indicator: &Indicator,
    baseline: &Quantity,
) -> Diagnostic {
    let key = indicator.target_key();
    checked
        .at(code, &key)
        .arg("maaltal", danish(indicator.target.unwrap_or_default()))
        .arg("baseline", danish(baseline.value.unwrap_or_default()))
        .label(checked.second(&baseline.key, "her-baseline"))
}
