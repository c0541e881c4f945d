//! Shares that nearly make up a whole, but not within rounding.

use rust_decimal::Decimal;

use crate::{
    diag::Diagnostic,
    model::{
        content::CellContent,
        measure::{Quantity, Unit, danish},
    },
};

use super::{Checked, numbers::measurements};

/// Fewer shares add up to nearly 100 by chance.
const LEAST_SHARES: usize = 3;
/// A sum this near to 100 was meant to be 100.
const NEAR: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for table in checked.plan.tables.values() {
        for (index, column) in table.columns.iter().enumerate() {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            let values = cells.filter(|cell| cell.column == index);
            let values = values.flat_map(|cell| match &cell.content {
                CellContent::Values(values) => values.as_slice(),
                CellContent::Words(_) | CellContent::Prose(_) => &[],
            });
            tell(
                checked,
                &values.collect::<Vec<_>>(),
                &column.title.text,
                found,
            );
        }
    }
    for measurement in measurements(checked.plan) {
        for values in [&measurement.area, &measurement.comparison] {
            let values: Vec<&Quantity> = values.iter().collect();
            tell(checked, &values, &measurement.source.text, found);
        }
    }
}

fn tell(checked: &Checked<'_>, values: &[&Quantity], name: &str, found: &mut Vec<Diagnostic>) {
    let shares = values
        .iter()
        .filter(|q| matches!(q.unit, Some(Unit::Procent) | None));
    let shares: Vec<(&Quantity, Decimal)> = shares.filter_map(|q| Some((*q, q.value?))).collect();
    let (Some((first, _)), Some((last, _))) = (shares.first(), shares.last()) else {
        return;
    };
    let sum: Decimal = shares.iter().map(|(_, value)| value).sum();
    let rounding: Decimal = shares
        .iter()
        .map(|(_, value)| Decimal::new(5, value.scale() + 1))
        .sum();
    let off = (sum - Decimal::ONE_HUNDRED).abs();
    // What is missing may fill the rest.
    let open = sum < Decimal::ONE_HUNDRED && values.iter().any(|q| q.missing.is_some());
    if shares.len() >= LEAST_SHARES && off > rounding && off <= NEAR && !open {
        found.push(
            checked
                .at("T002", &first.key)
                .arg("sum", danish(sum))
                .quote("navn", name)
                .label(checked.second(&last.key, "her-sidste-andel")),
        );
    }
}
