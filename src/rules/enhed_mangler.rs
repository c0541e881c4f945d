//! Baselines without a unit.

use crate::diag::Diagnostic;

use super::{Checked, numbers::measurements};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for measurement in measurements(checked.plan) {
        let values = || measurement.area.iter().chain(&measurement.comparison);
        let bare = || values().filter(|q| q.value.is_some() && q.unit.is_none());
        if let Some(first) = bare().next() {
            found.push(
                checked
                    .at("E010", &first.key)
                    .arg("antal", bare().count())
                    .arg("kilde", &measurement.source.text),
            );
        }
    }
}
