//! A baseline measured after the plan began, or long before.

use crate::diag::Diagnostic;

use super::{Checked, numbers::measurements};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let first = checked.plan.meta.period.0.year();
    let oldest = first - i32::from(checked.standards.baseline.oldest);
    for measurement in measurements(checked.plan) {
        let Some(year) = measurement.year.map(i32::from) else {
            continue;
        };
        if year > first || year < oldest {
            found.push(
                checked
                    .at("E008", &measurement.key.child("aar"))
                    .arg("aar", year)
                    .arg("foerste", first)
                    .arg("aeldst", oldest),
            );
        }
    }
}
