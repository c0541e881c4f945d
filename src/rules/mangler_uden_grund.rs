//! Missing values whose reason nobody gives.

use crate::{
    diag::Diagnostic,
    model::{
        content::CellContent,
        measure::{MissingReason, Quantity},
    },
};

use super::{Checked, numbers::measurements};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for table in checked.plan.tables.values() {
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        let values = cells.flat_map(|cell| match &cell.content {
            CellContent::Values(values) => values.as_slice(),
            CellContent::Words(_) | CellContent::Prose(_) => &[],
        });
        tell(checked, values, &table.title.text, found);
    }
    for measurement in measurements(checked.plan) {
        let values = measurement.area.iter().chain(&measurement.comparison);
        tell(checked, values, &measurement.source.text, found);
    }
}

fn tell<'q>(
    checked: &Checked<'_>,
    values: impl Iterator<Item = &'q Quantity>,
    name: &str,
    found: &mut Vec<Diagnostic>,
) {
    let unexplained: Vec<_> = values
        .filter(|q| q.missing == Some(MissingReason::IkkeOplyst))
        // A footnote at the number says why.
        .filter(|q| q.expected.is_none() && q.footnote.is_none())
        .collect();
    if let Some(first) = unexplained.first() {
        found.push(
            checked
                .at("U014", &first.key)
                .arg("antal", unexplained.len())
                .arg("navn", name),
        );
    }
}
