//! One share without its count, where the others of its column or indicator have theirs, or the one it is compared with.

use crate::{
    diag::Diagnostic,
    model::measure::{Quantity, Unit, danish},
};

use super::{Checked, andele::groups, numbers::measurements};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut odd: Vec<(&Quantity, &Quantity)> = Vec::new();
    for group in groups(checked.plan) {
        let (with, without) = parted(group.into_iter());
        if let ([first, _, ..], [one]) = (with.as_slice(), without.as_slice()) {
            odd.push((*one, *first));
        }
    }
    for measurement in measurements(checked.plan) {
        let both = measurement.area.iter().chain(&measurement.comparison);
        let (with, without) = parted(both);
        if let ([first], [one]) = (with.as_slice(), without.as_slice())
            && !odd.iter().any(|(told, _)| told.key == one.key)
        {
            odd.push((*one, *first));
        }
    }
    for (one, first) in odd {
        found.push(
            checked
                .at("T015", &one.key)
                .arg("andel", danish(one.value.unwrap_or_default()))
                .label(checked.second(&first.key, "her-med-antal")),
        );
    }
}

/// Shares that have their count, and those that have none.
fn parted<'q>(
    values: impl Iterator<Item = &'q Quantity>,
) -> (Vec<&'q Quantity>, Vec<&'q Quantity>) {
    let shares = values.filter(|q| q.unit == Some(Unit::Procent) && q.value.is_some());
    shares.partition(|q| q.count.is_some())
}
