//! One share without its count, where the others of its column or indicator have theirs, or of an area, where the municipality has its.

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
        // The municipality's count is often not known; where it is, the area's is, too.
        let (own, bare) = parted(measurement.area.iter());
        let (with, without) = parted(measurement.comparison.iter());
        if let ([], [one], [first, ..], []) = (&own[..], &bare[..], &with[..], &without[..])
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
