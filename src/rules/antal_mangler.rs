//! One share without its count, where the others of its column or indicator have theirs.

use crate::{
    diag::Diagnostic,
    model::measure::{Quantity, Unit, danish},
};

use super::{Checked, andele::groups};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for group in groups(checked.plan) {
        let shares = group
            .into_iter()
            .filter(|q| q.unit == Some(Unit::Procent) && q.value.is_some());
        let (with, without): (Vec<&Quantity>, Vec<&Quantity>) =
            shares.partition(|q| q.count.is_some());
        if let ([first, _, ..], [odd]) = (with.as_slice(), without.as_slice()) {
            found.push(
                checked
                    .at("T015", &odd.key)
                    .arg("andel", danish(odd.value.unwrap_or_default()))
                    .label(checked.second(&first.key, "her-med-antal")),
            );
        }
    }
}
