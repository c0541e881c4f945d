//! The same baseline twice at one indicator.

use crate::{
    diag::Diagnostic,
    model::{measure::Quantity, registers::Measurement},
};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let plan = checked.plan;
    let goals = plan.agreements.iter().flat_map(|a| &a.goals);
    let own = goals
        .flat_map(|goal| &goal.indicators)
        .map(|i| &i.measurements);
    let fixed = plan.indicators.iter().map(|i| &i.measurements);
    for all in fixed.chain(own) {
        for (index, measurement) in all.iter().enumerate() {
            // Few measurements stand at one indicator; each looks back once.
            let earlier = all[..index]
                .iter()
                .find(|earlier| same(earlier, measurement));
            if let Some(earlier) = earlier {
                found.push(
                    checked
                        .at("U017", &measurement.key)
                        .arg("kilde", &measurement.source.text)
                        .label(checked.second(&earlier.key, "foerste-gang")),
                );
            }
        }
    }
}

fn same(one: &Measurement, other: &Measurement) -> bool {
    let alike = |a: &[Quantity], b: &[Quantity]| {
        a.len() == b.len()
            && a.iter().zip(b).all(|(a, b)| {
                (a.value, a.unit, &a.label, &a.scope) == (b.value, b.unit, &b.label, &b.scope)
            })
    };
    one.year == other.year
        && one.source.text == other.source.text
        && alike(&one.area, &other.area)
        && alike(&one.comparison, &other.comparison)
}
