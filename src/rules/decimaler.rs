//! One number with other decimals than its neighbours: a digit may be lost.

use crate::{
    diag::Diagnostic,
    model::measure::{Quantity, danish},
};

use super::{Checked, numbers::lines};

/// So many numbers must stand in a row or column.
const LEAST: usize = 4;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for table in checked.plan.tables.values() {
        let lines = lines(table);
        let mut long = lines.iter().filter(|line| line.len() >= LEAST);
        // Each table is told once: the first such number stands for a style that was not kept.
        if let Some((odd, other)) = long.find_map(|line| odd_one(line)) {
            found.push(
                checked
                    .at("D013", &odd.key)
                    .arg("tal", danish(odd.value.unwrap_or_default()))
                    .arg("andre", danish(other.value.unwrap_or_default()))
                    .label(checked.second(&other.key, "her-decimaler")),
            );
        }
    }
}

/// The only number with other decimals, and one of the rest.
fn odd_one<'q>(line: &[&'q Quantity]) -> Option<(&'q Quantity, &'q Quantity)> {
    let scale = |q: &Quantity| q.value.map(|value| value.scale());
    line.iter().copied().find_map(|odd| {
        let mut rest = line.iter().copied().filter(|q| q.key != odd.key);
        let other = rest.next()?;
        let alike = scale(odd) != scale(other) && rest.all(|q| scale(q) == scale(other));
        alike.then_some((odd, other))
    })
}
