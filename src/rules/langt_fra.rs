//! A value far from all others of its row, column or key figure.

use std::collections::BTreeSet;

use rust_decimal::{Decimal, prelude::FromPrimitive};

use crate::{
    diag::Diagnostic,
    model::measure::{Quantity, danish},
};

use super::{Checked, numbers::lines};

/// So many others must agree with one another.
const LEAST_OTHERS: usize = 4;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for table in checked.plan.tables.values() {
        for line in lines(table) {
            tell(checked, &line, found);
        }
    }
    let figures = checked
        .plan
        .divisions
        .iter()
        .filter_map(|d| d.figures.as_ref());
    let figures: Vec<_> = figures.map(|figures| figures.all()).collect();
    for index in 1..figures.first().map_or(0, |all| all.len()) {
        let column: Vec<&Quantity> = figures.iter().map(|all| all[index]).collect();
        tell(checked, &column, found);
    }
}

/// The least and the greatest of values: no other can be far from all. One that stands twice is not alone.
fn outermost<'q>(known: &[(&'q Quantity, Decimal)]) -> Vec<(&'q Quantity, Decimal)> {
    let values = || known.iter().map(|(_, value)| *value);
    let ends: BTreeSet<Decimal> = values().min().into_iter().chain(values().max()).collect();
    let at = |end| known.iter().filter(move |(_, value)| *value == end);
    let alone = ends.into_iter().filter_map(|end| {
        let first = at(end).next()?;
        let same = at(end).all(|(other, _)| other.key == first.0.key);
        same.then_some(*first)
    });
    alone.collect()
}

fn tell(checked: &Checked<'_>, values: &[&Quantity], found: &mut Vec<Diagnostic>) {
    let limits = &checked.standards.far;
    let near = Decimal::from_f64(limits.near).unwrap_or_default();
    let far = Decimal::from_f64(limits.far).unwrap_or_default();
    let known: Vec<(&Quantity, Decimal)> = values
        .iter()
        .filter_map(|q| Some((*q, q.value?)))
        .filter(|(_, value)| *value > Decimal::ZERO)
        .collect();
    if known.len() <= LEAST_OTHERS {
        return;
    }
    for (odd, value) in outermost(&known) {
        let mut others: Vec<Decimal> = known
            .iter()
            .filter(|(q, _)| q.key != odd.key)
            .map(|(_, value)| *value)
            .collect();
        others.sort_unstable();
        let middle = others[others.len() / 2];
        let within =
            |value: &Decimal, times: Decimal| *value <= middle * times && *value * times >= middle;
        if others.iter().all(|other| within(other, near)) && !within(&value, far) {
            found.push(
                checked
                    .at("T014", &odd.key)
                    .arg("tal", danish(value))
                    .arg("fra", danish(others[0]))
                    .arg("til", danish(others[others.len() - 1])),
            );
        }
    }
}
