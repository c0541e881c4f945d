//! Numbers in a table without a unit.

use crate::{
    diag::Diagnostic,
    model::{content::CellContent, measure::Quantity},
};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for table in checked.plan.tables.values() {
        for (index, column) in table.columns.iter().enumerate() {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            let values =
                cells
                    .filter(|cell| cell.column == index)
                    .flat_map(|cell| match &cell.content {
                        CellContent::Values(values) => values.as_slice(),
                        CellContent::Words(_) | CellContent::Prose(_) => &[],
                    });
            let bare: Vec<&Quantity> = values
                .filter(|q| q.value.is_some() && q.unit.is_none())
                .collect();
            if let Some(first) = bare.first() {
                found.push(
                    checked
                        .at("E019", &column.title.key)
                        .arg("antal", bare.len())
                        .arg("kolonne", column.title.text.replace('\n', " "))
                        .label(checked.second(&first.key, "her-foerste-tal")),
                );
            }
        }
    }
}
