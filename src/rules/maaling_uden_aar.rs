//! A baseline with numbers, but without the year they were measured.

use crate::diag::Diagnostic;

use super::{Checked, numbers::measurements};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for measurement in measurements(checked.plan) {
        let mut values = measurement.area.iter().chain(&measurement.comparison);
        if measurement.year.is_none() && values.any(|q| q.value.is_some()) {
            found.push(
                checked
                    .at("E012", &measurement.key)
                    .arg("kilde", &measurement.source.text),
            );
        }
    }
}
