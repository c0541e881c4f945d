//! Sum rows of tables against the rows above them.

use rust_decimal::Decimal;

use crate::{
    diag::Diagnostic,
    model::{
        content::{Cell, CellContent, Row, TableRowKind},
        measure::{Quantity, Unit, danish},
    },
};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for table in checked.plan.tables.values() {
        let mut above: Vec<&Row> = Vec::new();
        for row in &table.rows {
            match row.kind {
                TableRowKind::Almindelig => above.push(row),
                TableRowKind::Gruppe => above.clear(),
                TableRowKind::Sum => {
                    for cell in &row.cells {
                        tell(checked, cell, &above, found);
                    }
                }
            }
        }
    }
}

fn tell(checked: &Checked<'_>, cell: &Cell, above: &[&Row], found: &mut Vec<Diagnostic>) {
    let Some(total) = number(cell) else { return };
    let printed = total.value.unwrap_or_default();
    // Shares and grades do not add up.
    let adds = !matches!(
        total.unit,
        Some(Unit::Procent | Unit::Procentpoint | Unit::Karakter)
    );
    let cells = above.iter().flat_map(|row| &row.cells);
    let parts: Vec<&Quantity> = cells
        .filter(|other| other.column == cell.column)
        .filter_map(number)
        .collect();
    let sum: Decimal = parts.iter().filter_map(|q| q.value).sum();
    if adds && !parts.is_empty() && sum != printed {
        let mut finding = checked
            .at("T003", &total.key)
            .arg("angivet", danish(printed))
            .arg("sum", danish(sum))
            .arg("forskel", danish((printed - sum).abs()));
        if let Some(first) = parts.first() {
            finding = finding.label(checked.second(&first.key, "her-foerste-led"));
        }
        found.push(finding);
    }
}

fn number(cell: &Cell) -> Option<&Quantity> {
    match &cell.content {
        CellContent::Values(values) => values.iter().find(|q| q.value.is_some()),
        CellContent::Words(_) | CellContent::Prose(_) => None,
    }
}
