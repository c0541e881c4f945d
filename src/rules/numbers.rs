//! Numbers: those typed in texts, and those of the plan's data.

use std::{ops::Range, str::FromStr};

use rust_decimal::Decimal;

use crate::{
    key::FieldKey,
    model::{
        Plan,
        content::{CellContent, Table},
        measure::{Quantity, Unit},
        registers::Measurement,
    },
};

use super::texts::Slot;

/// A number typed in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    pub value: Decimal,
    pub range: Range<usize>,
}

/// A period of years typed in a text: `2018-2021`.
#[derive(Debug, Clone, PartialEq)]
pub struct Years {
    pub from: i32,
    pub to: i32,
    pub range: Range<usize>,
}

/// Numbers typed outside slots, read the Danish way: `27.240.000`, `29,6`. Parts of words are none.
pub fn typed(text: &str, slots: &[Slot<'_>]) -> Vec<Number> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    let mut slots = slots.iter().peekable();
    while at < bytes.len() {
        if let Some(slot) = slots.next_if(|slot| slot.range.start <= at) {
            at = slot.range.end.max(at);
            continue;
        }
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = number_end(bytes, at);
        let before = text[..at].chars().next_back();
        let after = text[end..].chars().next();
        let alone = !before.is_some_and(|c| c.is_alphanumeric() || "-–/.".contains(c))
            && !after.is_some_and(|c| c.is_alphanumeric() || "-–/".contains(c));
        let digits = text[at..end].replace('.', "").replace(',', ".");
        if let (true, Ok(value)) = (alone, Decimal::from_str(&digits)) {
            out.push(Number {
                value,
                range: at..end,
            });
        }
        at = end;
    }
    out
}

/// Where a number ends: digits, points before three digits, a comma before digits.
fn number_end(bytes: &[u8], start: usize) -> usize {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = start;
    loop {
        let group = bytes.get(end) == Some(&b'.')
            && (1..=3).all(|step| digit(end + step))
            && !digit(end + 4);
        let decimals = bytes.get(end) == Some(&b',') && digit(end + 1);
        if digit(end) || group || decimals {
            end += 1;
        } else {
            return end;
        }
    }
}

/// Periods of years in a text, with a hyphen or a dash.
pub fn periods(text: &str) -> Vec<Years> {
    let mut out = Vec::new();
    for (at, sign) in text.char_indices().filter(|(_, c)| matches!(c, '-' | '–')) {
        let after = at + sign.len_utf8();
        let (Some(from), Some(to)) = (
            at.checked_sub(4).and_then(|start| text.get(start..at)),
            text.get(after..after + 4),
        ) else {
            continue;
        };
        let end = after + 4;
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let alone =
            !digit(text[..at - 4].chars().next_back()) && !digit(text[end..].chars().next());
        if let (true, Some(from), Some(to)) = (alone, year(from), year(to)) {
            out.push(Years {
                from,
                to,
                range: at - 4..end,
            });
        }
    }
    out
}

/// A year of this or the last century.
pub fn year(text: &str) -> Option<i32> {
    let plausible = text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    plausible.then(|| text.parse().ok()).flatten()
}

/// Every number of the plan's data, with its place.
pub fn of_data(plan: &Plan) -> Vec<(Decimal, &FieldKey)> {
    let mut out = Vec::new();

    for quantity in quantities(plan) {
        if let Some(value) = quantity.value {
            out.push((value, &quantity.key));
        }
    }
    for line in &plan.budget.lines {
        out.push((line.amount.into(), &line.key));
    }
    for total in &plan.budget.declared {
        out.push((total.amount.into(), &total.key));
    }
    out
}

/// Every value of the plan.
pub fn quantities(plan: &Plan) -> Vec<&Quantity> {
    let mut out: Vec<&Quantity> = plan.figures.iter().map(|figure| &figure.value).collect();
    for division in &plan.divisions {
        out.extend(&division.dwellings);
        out.extend(division.figures.iter().flat_map(|figures| figures.all()));
    }
    out.extend(measurements(plan).flat_map(|m| m.area.iter().chain(&m.comparison)));
    for cell in plan
        .tables
        .values()
        .flat_map(|t| t.rows.iter().flat_map(|row| &row.cells))
    {
        if let CellContent::Values(values) = &cell.content {
            out.extend(values);
        }
    }
    out
}

/// Every baseline of the plan: of the fixed indicators, then of the delaftaler's own.
pub fn measurements(plan: &Plan) -> impl Iterator<Item = &Measurement> {
    let fixed = plan.indicators.iter().flat_map(|i| &i.measurements);
    let own = plan
        .agreements
        .iter()
        .flat_map(|a| &a.goals)
        .flat_map(|goal| &goal.indicators)
        .flat_map(|indicator| &indicator.measurements);
    fixed.chain(own)
}

/// The percentages and grades of each row and of each column of a table, in the table's order.
pub fn lines(table: &Table) -> Vec<Vec<&Quantity>> {
    let mut rows = Vec::with_capacity(table.rows.len() + table.columns.len());
    let mut columns = vec![Vec::new(); table.columns.len()];
    for row in &table.rows {
        let mut own = Vec::new();
        for cell in &row.cells {
            let rate = match &cell.content {
                CellContent::Values(values) => values.iter().find(|q| is_rate(q)),
                CellContent::Words(_) | CellContent::Prose(_) => None,
            };
            own.extend(rate);
            if let Some(column) = columns.get_mut(cell.column) {
                column.extend(rate);
            }
        }
        rows.push(own);
    }
    rows.append(&mut columns);
    rows
}

fn is_rate(quantity: &Quantity) -> bool {
    matches!(quantity.unit, Some(Unit::Procent | Unit::Karakter)) && quantity.value.is_some()
}
