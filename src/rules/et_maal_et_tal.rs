//! One measure of two delaftaler with two numbers.

use std::collections::BTreeMap;

use crate::{
    diag::Diagnostic,
    model::{
        agreement::{Agreement, Indicator},
        measure::{Quantity, danish},
    },
};

use super::{Checked, beside::split};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<(Vec<String>, u16), (&str, &Quantity)> = BTreeMap::new();
    for agreement in &checked.plan.agreements {
        for (indicator, year, value) in measured(agreement) {
            // The same indicator twice in one delaftale is told as that.
            let same = (split(&indicator.title.text), year);
            let Some((of, earlier)) = first.get(&same) else {
                first.insert(same, (&agreement.id, value));
                continue;
            };
            let (Some(here), Some(there)) = (value.value, earlier.value) else {
                continue;
            };
            if *of != agreement.id && here != there && value.unit == earlier.unit {
                found.push(
                    checked
                        .at("E032", &value.key)
                        .arg("tal", danish(here))
                        .arg("andet", danish(there))
                        .label(checked.second(&earlier.key, "her-tallet")),
                );
            }
        }
    }
}

/// The indicators of a delaftale that have a title and one number for the area in a year.
fn measured(agreement: &Agreement) -> impl Iterator<Item = (&Indicator, u16, &Quantity)> {
    let indicators = agreement.goals.iter().flat_map(|goal| &goal.indicators);
    let titled = indicators.filter(|one| !one.title.text.trim().is_empty());
    titled.flat_map(|indicator| {
        indicator.measurements.iter().filter_map(move |one| {
            let [value] = one.area.as_slice() else {
                return None;
            };
            Some((indicator, one.year?, value))
        })
    })
}
