//! Measurements from CSV files and sheets: a row a line of an indicator.

use rust_decimal::Decimal;

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    lower::rows::{Meant, Merged, Want},
    model::{
        Label,
        measure::{Quantity, Unit},
        written::{Id, Number},
    },
    schema::{
        content::{RowsFrom, TableCell},
        followup::LaterMeasurement,
    },
};

use super::Lower;

/// indikator · linje · område · sammenligning · enhed · år · kilde
const COLUMNS: [Want; 7] = [
    Want::Words,
    Want::Words,
    Want::Measured,
    Want::Measured,
    Want::Words,
    Want::Year,
    Want::Words,
];

impl Lower<'_> {
    /// The measurements of a data file; rows of the same indicator, year and source are lines of one.
    pub(super) fn measured_rows(&mut self, from: &RowsFrom) -> Vec<LaterMeasurement> {
        let rows = self.rows_from(from, &COLUMNS, Merged::Repeated);
        let rows = rows.map(|(rows, _)| rows).unwrap_or_default();
        let mut out: Vec<LaterMeasurement> = Vec::new();
        for row in &rows {
            match measured(row, &from.key) {
                Some(own) => join(own, &mut out),
                None => {
                    let finding = Diagnostic::at("M009", self.sources.span(&from.key));
                    self.found.push(finding.arg("linje", row.line));
                }
            }
        }
        out.iter_mut().for_each(numbered);
        out
    }
}

/// Gives each value the key that it would have if the measurement stood where the file is named.
fn numbered(own: &mut LaterMeasurement) {
    let lists = [
        ("omraade", &mut own.area),
        ("sammenligning", &mut own.comparison),
    ];
    for (name, values) in lists {
        for (index, value) in values.iter_mut().enumerate() {
            let at = own.key.child(name).item(index);
            value.key = if value.value.is_some() {
                at.child("vaerdi")
            } else {
                at
            };
        }
    }
}

/// One row; `None` if it names no indicator, or a number is not one.
fn measured(row: &Meant, key: &FieldKey) -> Option<LaterMeasurement> {
    let [name, line, area, comparison, unit, year, source] = row.cells.as_slice() else {
        return None;
    };
    let steps: Vec<Id> = words(name)?
        .split('.')
        .map(|id| Id(id.to_owned()))
        .collect();
    let mut own = match steps.as_slice() {
        [fixed] => LaterMeasurement {
            key: key.clone(),
            fixed: Some(fixed.clone()),
            ..LaterMeasurement::default()
        },
        [agreement, goal, indicator] => LaterMeasurement {
            key: key.clone(),
            agreement: Some(agreement.clone()),
            goal: Some(goal.clone()),
            indicator: Some(indicator.clone()),
            ..LaterMeasurement::default()
        },
        _ => return None,
    };
    let label = words(line)?;
    own.area.extend(value(area, &label)?);
    own.comparison.extend(value(comparison, &label)?);
    own.unit = match words(unit)?.as_str() {
        "" => None,
        word => Some(unit_of(word)?),
    };
    own.year = match year {
        TableCell::Number(Number(digits)) => Some(digits.parse().ok()?),
        TableCell::Words(empty) if empty.is_empty() => None,
        TableCell::Words(_) | TableCell::Full(_) | TableCell::Missing(_) => return None,
    };
    let source = words(source).filter(|source| !source.is_empty());
    own.source = source.map(|text| Label {
        text,
        key: key.child("kilde"),
    });
    Some(own)
}

fn words(cell: &TableCell) -> Option<String> {
    match cell {
        TableCell::Words(words) => Some(words.trim().to_owned()),
        TableCell::Number(Number(digits)) => Some(digits.clone()),
        TableCell::Full(_) | TableCell::Missing(_) => None,
    }
}

/// A number or the reason why there is none, still without its key; `Some(None)` for an empty cell.
fn value(cell: &TableCell, label: &str) -> Option<Option<Quantity>> {
    let key = FieldKey::default();
    let value = match cell {
        TableCell::Words(empty) if empty.is_empty() => return Some(None),
        TableCell::Words(_) => return None,
        // A number that bears the mark of its unit: 85,3 %.
        TableCell::Full(full) => full.values.first()?.clone(),
        TableCell::Number(Number(digits)) => {
            Quantity::number(digits.parse::<Decimal>().ok()?, None, key)
        }
        TableCell::Missing(reason) => Quantity::missing(*reason, None, key),
    };
    Some(Some(Quantity {
        label: (!label.is_empty()).then(|| label.to_owned()),
        ..value
    }))
}

fn unit_of(word: &str) -> Option<Unit> {
    use serde::{
        Deserialize,
        de::{IntoDeserializer, value::Error},
    };
    let read: Result<Unit, Error> = Unit::deserialize(word.into_deserializer());
    read.ok()
}

/// Adds a row's values to the measurement they are of.
fn join(own: LaterMeasurement, out: &mut Vec<LaterMeasurement>) {
    let same = |other: &&mut LaterMeasurement| {
        (
            &other.fixed,
            &other.agreement,
            &other.goal,
            &other.indicator,
        ) == (&own.fixed, &own.agreement, &own.goal, &own.indicator)
            && (other.year, &other.source) == (own.year, &own.source)
    };
    match out.iter_mut().find(same) {
        Some(other) => {
            other.area.extend(own.area);
            other.comparison.extend(own.comparison);
            other.unit = other.unit.or(own.unit);
        }
        None => out.push(own),
    }
}
