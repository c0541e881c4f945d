//! Numbers without a unit in a table whose other numbers have one.

use crate::{
    diag::Diagnostic,
    model::{
        content::{Cell, CellContent, Table},
        measure::Quantity,
    },
};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    // A table of bare counts may say what it counts in its title.
    let with_units = |table: &&Table| cells(table).flat_map(values).any(|q| q.unit.is_some());
    for table in checked.plan.tables.values().filter(with_units) {
        for (index, column) in table.columns.iter().enumerate() {
            let here = cells(table).filter(|cell| cell.column == index);
            let bare: Vec<&Quantity> = here
                .flat_map(values)
                .filter(|q| q.value.is_some() && q.unit.is_none())
                .collect();
            if let Some(first) = bare.first() {
                found.push(
                    checked
                        .at("E019", &column.title.key)
                        .arg("antal", bare.len())
                        .quote("kolonne", &column.title.text)
                        .label(checked.second(&first.key, "her-foerste-tal")),
                );
            }
        }
    }
}

fn cells(table: &Table) -> impl Iterator<Item = &Cell> {
    table.rows.iter().flat_map(|row| &row.cells)
}

fn values(cell: &Cell) -> &[Quantity] {
    match &cell.content {
        CellContent::Values(values) => values.as_slice(),
        CellContent::Words(_) | CellContent::Prose(_) => &[],
    }
}
