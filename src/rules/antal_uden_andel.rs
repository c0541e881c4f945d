//! A count behind a value that is no share.

use crate::{
    diag::Diagnostic,
    model::measure::{Unit, danish},
};

use super::{Checked, numbers::quantities, texts::beside, unit_name};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for value in quantities(checked.plan) {
        let (Some(count), Some(unit)) = (value.count, value.unit) else {
            continue;
        };
        if unit != Unit::Procent {
            found.push(
                checked
                    .at("E018", &beside(&value.key, "enhed"))
                    .arg("antal", danish(count))
                    .arg("enhed", unit_name(unit)),
            );
        }
    }
}
