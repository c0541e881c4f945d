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
        for (index, row) in table.rows.iter().enumerate() {
            if row.kind == TableRowKind::Sum {
                let above = Above::of(&table.rows[..index]);
                row.cells
                    .iter()
                    .for_each(|cell| tell(checked, cell, &above, found));
            }
        }
    }
}

/// The rows that a sum may be of.
struct Above<'a> {
    /// Those since the last sum or group heading: the nearest, which are told.
    near: Vec<&'a Row>,
    /// All of the table.
    all: Vec<&'a Row>,
    /// The sums before it.
    sums: Vec<&'a Row>,
    /// Each group by itself: a sum may leave groups out and say so.
    groups: Vec<Vec<&'a Row>>,
}

impl<'a> Above<'a> {
    fn of(rows: &'a [Row]) -> Self {
        let of_kind = |kind| {
            rows.iter()
                .filter(move |row| row.kind == kind)
                .collect::<Vec<_>>()
        };
        let plain = |row: &&Row| row.kind == TableRowKind::Almindelig;
        let mut near: Vec<&Row> = rows.iter().rev().take_while(plain).collect();
        near.reverse();
        Above {
            near,
            all: of_kind(TableRowKind::Almindelig),
            sums: of_kind(TableRowKind::Sum),
            groups: rows
                .split(|row| row.kind == TableRowKind::Gruppe)
                .map(|group| group.iter().filter(plain).collect())
                .collect(),
        }
    }
}

fn tell(checked: &Checked<'_>, cell: &Cell, above: &Above<'_>, found: &mut Vec<Diagnostic>) {
    let Some(total) = number(cell) else { return };
    let printed = total.value.unwrap_or_default();
    // Shares and grades do not add up.
    let adds = !matches!(
        total.unit,
        Some(Unit::Procent | Unit::Procentpoint | Unit::Karakter)
    );
    let parts = |rows: &[&'_ Row]| -> Vec<Decimal> {
        let cells = rows.iter().flat_map(|row| &row.cells);
        let column = cells.filter(|other| other.column == cell.column);
        column.filter_map(number).filter_map(|q| q.value).collect()
    };
    let sum = |rows: &[&'_ Row]| parts(rows).into_iter().sum::<Decimal>();
    let told = if above.near.is_empty() {
        &above.all
    } else {
        &above.near
    };
    let whole = [&above.near, &above.all, &above.sums].into_iter();
    let right = whole.chain(&above.groups).any(|rows| sum(rows) == printed);
    if !adds || right || parts(told).is_empty() {
        return;
    }
    let mut finding = checked
        .at("T003", &total.key)
        .arg("angivet", danish(printed))
        .arg("sum", danish(sum(told)))
        .arg("forskel", danish((printed - sum(told)).abs()));
    let cells = told.iter().flat_map(|row| &row.cells);
    if let Some(first) = cells
        .filter(|other| other.column == cell.column)
        .find_map(number)
    {
        finding = finding.label(checked.second(&first.key, "her-foerste-led"));
    }
    found.push(finding);
}

fn number(cell: &Cell) -> Option<&Quantity> {
    match &cell.content {
        CellContent::Values(values) => values.iter().find(|q| q.value.is_some()),
        CellContent::Words(_) | CellContent::Prose(_) => None,
    }
}
