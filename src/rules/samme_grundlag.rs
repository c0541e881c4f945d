//! Columns of one table whose shares are not taken of the same: one makes up a whole, the others do not.

use rust_decimal::Decimal;

use crate::{
    diag::Diagnostic,
    model::{
        content::{CellContent, Column, Table},
        measure::{Quantity, Unit, danish},
    },
};

use super::Checked;

/// Fewer shares add up to nearly 100 by chance.
const LEAST_SHARES: usize = 3;
/// This near to 100 a column is a whole.
const WHOLE: Decimal = Decimal::from_parts(3, 0, 0, false, 0);
/// This far from it, it is none.
const NO_WHOLE: Decimal = Decimal::from_parts(15, 0, 0, false, 0);

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for table in checked.plan.tables.values() {
        let sums: Vec<(&Column, Decimal, &Quantity)> = table
            .columns
            .iter()
            .enumerate()
            .filter_map(|(index, column)| {
                let (sum, first) = sum(table, index)?;
                Some((column, sum, first))
            })
            .collect();
        let off = |sum: &Decimal| (*sum - Decimal::ONE_HUNDRED).abs();
        let Some((whole, _, _)) = sums.iter().find(|(_, sum, _)| off(sum) <= WHOLE) else {
            continue;
        };
        let odd: Vec<_> = sums
            .iter()
            .filter(|(_, sum, _)| off(sum) > NO_WHOLE)
            .collect();
        if let Some((_, _, first)) = odd.first() {
            let told: Vec<String> = odd
                .iter()
                .map(|(column, sum, _)| format!("»{}« {}", one_line(column), danish(*sum)))
                .collect();
            found.push(
                checked
                    .at("T012", &first.key)
                    .arg("hel", one_line(whole))
                    .arg("andre", told.join(", "))
                    .label(checked.second(&whole.title.key, "her-hel")),
            );
        }
    }
}

fn one_line(column: &Column) -> String {
    column.title.text.replace('\n', " ")
}

/// The sum of a column's shares, and the first of them.
fn sum(table: &Table, column: usize) -> Option<(Decimal, &Quantity)> {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let shares: Vec<&Quantity> = cells
        .filter(|cell| cell.column == column)
        .flat_map(|cell| match &cell.content {
            CellContent::Values(values) => values.as_slice(),
            CellContent::Words(_) | CellContent::Prose(_) => &[],
        })
        .filter(|q| q.unit == Some(Unit::Procent) && q.value.is_some())
        .collect();
    let first = shares.first().copied()?;
    (shares.len() >= LEAST_SHARES).then(|| (shares.iter().filter_map(|q| q.value).sum(), first))
}
