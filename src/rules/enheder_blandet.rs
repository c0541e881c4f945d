//! Values of the same thing in different units: of one indicator, of one row year by year, of a figure and its table.

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    model::{
        content::{CellContent, Chart, ChartData, Column, Figure, FigureContent, Table},
        measure::{Quantity, Unit},
        registers::Measurement,
    },
};

use super::{Checked, numbers::year, texts::beside, unit_name};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let plan = checked.plan;
    for indicator in &plan.indicators {
        // Their own unit is the rule set's, which E001 holds.
        in_series(checked, &indicator.measurements, found);
    }
    let goals = plan.agreements.iter().flat_map(|a| &a.goals);
    for indicator in goals.flat_map(|goal| &goal.indicators) {
        measured(checked, &indicator.measurements, found);
    }
    for table in plan.tables.values() {
        years(checked, table, found);
        cells(checked, table, found);
    }
    for figure in plan.charts.values() {
        if let FigureContent::Chart(chart) = &figure.content {
            drawn(checked, figure, chart, found);
        }
    }
}

/// A unit and where it is written.
type Written = (Unit, FieldKey);

fn tell(checked: &Checked<'_>, odd: &Written, other: &Written, found: &mut Vec<Diagnostic>) {
    if odd.0 != other.0 {
        found.push(
            checked
                .at("E016", &odd.1)
                .arg("enhed", unit_name(odd.0))
                .arg("anden", unit_name(other.0))
                .label(checked.second(&other.1, "her-anden-enhed")),
        );
    }
}

fn unit(value: &Quantity) -> Option<Written> {
    Some((value.value.and(value.unit)?, beside(&value.key, "enhed")))
}

/// All values of an indicator, and those of the table that has its series.
fn measured(checked: &Checked<'_>, all: &[Measurement], found: &mut Vec<Diagnostic>) {
    let mut units = units_of(all);
    let Some(first) = units.next() else { return };
    match units.find(|other| other.0 != first.0) {
        Some(odd) => tell(checked, &odd, &first, found),
        None => in_series(checked, all, found),
    }
}

fn units_of(all: &[Measurement]) -> impl Iterator<Item = Written> {
    let values = all.iter().flat_map(|m| m.area.iter().chain(&m.comparison));
    values.filter_map(unit)
}

/// The first value against the column that its series has for the year.
fn in_series(checked: &Checked<'_>, all: &[Measurement], found: &mut Vec<Diagnostic>) {
    for measurement in all {
        let (Some(series), Some(of)) = (&measurement.series, measurement.year) else {
            continue;
        };
        let table = checked.plan.tables.get(&series.table);
        let column = table.and_then(|table| {
            let titled = |c: &&Column| c.title.text.trim() == of.to_string();
            table.columns.iter().find(titled)
        });
        let own = units_of(std::slice::from_ref(measurement)).next();
        if let (Some(own), Some(column)) = (own, column)
            && let Some(unit) = column.unit
        {
            tell(
                checked,
                &own,
                &(unit, sibling(&column.title.key, "enhed")),
                found,
            );
        }
    }
}

/// Columns that are years hold the same, year by year.
fn years(checked: &Checked<'_>, table: &Table, found: &mut Vec<Diagnostic>) {
    let columns = table
        .columns
        .iter()
        .filter(|c| year(c.title.text.trim()).is_some());
    let units: Vec<Written> = columns
        .filter_map(|c| Some((c.unit?, sibling(&c.title.key, "enhed"))))
        .collect();
    let count = |unit: Unit| units.iter().filter(|other| other.0 == unit).count();
    // The unit that most years have; of equals the first.
    let usual = units.iter().rev().max_by_key(|one| count(one.0));
    let Some(usual) = usual else { return };
    for odd in units.iter().filter(|one| one.0 != usual.0) {
        tell(checked, odd, usual, found);
    }
}

/// A key beside another.
fn sibling(key: &FieldKey, name: &str) -> FieldKey {
    key.parent().child(name)
}

/// A cell whose unit neither its row nor its column has, while each of them has but one other.
fn cells(checked: &Checked<'_>, table: &Table, found: &mut Vec<Diagnostic>) {
    let mut all: Vec<(usize, usize, Written)> = Vec::new();
    for (row, one) in table.rows.iter().enumerate() {
        for cell in &one.cells {
            if let CellContent::Values(values) = &cell.content {
                let units = values.iter().filter_map(unit);
                all.extend(units.map(|unit| (row, cell.column, unit)));
            }
        }
    }
    for (index, (row, column, own)) in all.iter().enumerate() {
        let others = |of: &dyn Fn(usize, usize) -> bool| {
            let apart = all.iter().enumerate().filter(|(at, _)| *at != index);
            let here = apart.filter(|(_, (row, column, _))| of(*row, *column));
            here.map(|(_, (_, _, unit))| unit).collect::<Vec<_>>()
        };
        let agreed = |units: &[&Written]| {
            let first = units.first()?.0;
            (first != own.0 && units.iter().all(|unit| unit.0 == first)).then_some(first)
        };
        let (beside, above) = (others(&|r, _| r == *row), others(&|_, c| c == *column));
        if agreed(&beside).is_some() && agreed(&beside) == agreed(&above) {
            tell(checked, own, above[0], found);
        }
    }
}

/// A chart's unit against the values it draws.
fn drawn(checked: &Checked<'_>, figure: &Figure, chart: &Chart, found: &mut Vec<Diagnostic>) {
    let own = (chart.unit, figure.key.child("enhed"));
    match &chart.data {
        ChartData::Budget { .. } => {
            let line = checked.plan.budget.lines.first();
            if let Some(line) = line {
                tell(checked, &own, &(Unit::Kr, line.key.clone()), found);
            }
        }
        ChartData::Written { .. } => {}
        ChartData::Table {
            id, rows, columns, ..
        } => {
            let Some(table) = checked.plan.tables.get(id) else {
                return;
            };
            let chosen = |ids: &[String], id: &str| ids.is_empty() || ids.iter().any(|i| i == id);
            let rows = table.rows.iter().filter(|row| chosen(rows, &row.id));
            let cells = rows.flat_map(|row| &row.cells).filter(|cell| {
                let column = table.columns.get(cell.column);
                column.is_some_and(|column| chosen(columns, &column.id))
            });
            let units: Vec<Written> = cells
                .filter_map(|cell| match &cell.content {
                    CellContent::Values(values) => values.iter().find_map(unit),
                    CellContent::Words(_) | CellContent::Prose(_) => None,
                })
                .collect();
            if let Some(other) = units.first()
                && units.iter().all(|unit| unit.0 != own.0)
            {
                tell(checked, &own, other, found);
            }
        }
    }
}
