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

/// What the head of a row begins with that is part of the row above it, and so no part of a sum.
const PART_OF: [&str; 3] = ["heraf", "herunder", "deraf"];

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
        near.retain(|row| !is_part(row));
        Above {
            near,
            all: of_kind(TableRowKind::Almindelig)
                .into_iter()
                .filter(|row| !is_part(row))
                .collect(),
            sums: of_kind(TableRowKind::Sum),
            groups: rows
                .split(|row| row.kind == TableRowKind::Gruppe)
                .map(|group| {
                    group
                        .iter()
                        .filter(plain)
                        .filter(|row| !is_part(row))
                        .collect()
                })
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
    let unknown = told.iter().flat_map(|row| &row.cells);
    let unknown = unknown
        .filter(|other| other.column == cell.column)
        .any(says_unread);
    if !adds || right || unknown || parts(told).is_empty() {
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

/// Whether a row says what part of the row above it is: `Heraf ungdomsboliger`.
fn is_part(row: &Row) -> bool {
    let head = row.cells.iter().find_map(|cell| match &cell.content {
        CellContent::Words(words) => Some(words.as_str()),
        CellContent::Prose(prose) => Some(prose.text.as_str()),
        CellContent::Values(_) => None,
    });
    let first = head.and_then(|head| head.split_whitespace().next());
    let first = first
        .unwrap_or_default()
        .trim_matches(|c: char| !c.is_alphabetic());
    PART_OF.contains(&first.to_lowercase().as_str())
}

/// Whether a cell holds a number that is not read here: it fetches one, or has words around it.
fn says_unread(cell: &Cell) -> bool {
    match &cell.content {
        CellContent::Values(_) => false,
        CellContent::Words(words) => words.contains(|c: char| c.is_ascii_digit()),
        CellContent::Prose(prose) => {
            prose.text.contains("{{") || prose.text.contains(|c: char| c.is_ascii_digit())
        }
    }
}

fn number(cell: &Cell) -> Option<&Quantity> {
    match &cell.content {
        CellContent::Values(values) => values.iter().find(|q| q.value.is_some()),
        CellContent::Words(_) | CellContent::Prose(_) => None,
    }
}
