//! Values: numbers as typed, units, reasons.

use std::{str::FromStr, sync::Arc};

use rust_decimal::Decimal;

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    model::{
        Scope,
        measure::{Note, Quantity, Unit},
        registers::{Measurement, Series},
    },
    schema::{
        Id, measure as shape,
        registers::{Measurement as MeasurementShape, Series as SeriesShape},
    },
};

use super::{Lower, label, prose};

impl Lower<'_> {
    /// A number with its decimals as typed. The shape check has refused what is not one.
    pub(super) fn decimal(&mut self, number: &shape::Number, key: &FieldKey) -> Option<Decimal> {
        let value = Decimal::from_str(&number.0).ok();
        if value.is_none() {
            let span = self.sources.span(key);
            self.found.push(
                Diagnostic::at("S022", span)
                    .arg("ord", &number.0)
                    .arg("noegle", &key.path),
            );
        }
        value
    }

    /// A number of which there cannot be less than none.
    pub(super) fn count(&mut self, number: &shape::Number, key: &FieldKey) -> Option<Decimal> {
        let value = self.decimal(number, key)?;
        self.not_negative(Some(value), key);
        Some(value)
    }

    /// Tells a number below 0 where none can be.
    pub(super) fn not_negative(&mut self, value: Option<Decimal>, key: &FieldKey) {
        if let Some(value) = value.filter(|value| *value < Decimal::ZERO) {
            let name = key.path.rsplit('.').next().unwrap_or_default();
            let finding = Diagnostic::at("R026", self.sources.span(key));
            self.found
                .push(finding.arg("noegle", name).arg("ord", value));
        }
    }

    pub(super) fn value(
        &mut self,
        value: &shape::Value,
        unit: Option<Unit>,
        key: FieldKey,
        scope: &Arc<Scope>,
    ) -> Quantity {
        match value {
            shape::Value::Number(number) => match self.decimal(number, &key) {
                Some(decimal) => Quantity::number(decimal, unit, key),
                None => Quantity::number(Decimal::ZERO, unit, key),
            },
            shape::Value::Full(full) => self.full(full, unit, key, scope),
        }
    }

    /// A full value; one that says nothing at all, or both a number and a reason for its absence, is told.
    pub(super) fn full(
        &mut self,
        full: &shape::FullValue,
        unit: Option<Unit>,
        key: FieldKey,
        scope: &Arc<Scope>,
    ) -> Quantity {
        let says = full.value.is_some()
            || full.missing.is_some()
            || full.text.is_some()
            || full.declared.is_some();
        if !says {
            self.tell("R020", &key);
        }
        if full.value.is_some() && full.missing.is_some() {
            self.tell("R021", &key);
        }
        let value_key = if full.value.is_some() {
            key.child("vaerdi")
        } else {
            key.clone()
        };
        let value = full
            .value
            .as_ref()
            .and_then(|number| self.decimal(number, &value_key));
        let count = full
            .count
            .as_ref()
            .and_then(|number| self.decimal(number, &key.child("antal")));
        let footnote = self.note(full.footnote.as_ref(), &key, scope);
        Quantity {
            label: full.label.clone(),
            value,
            unit: full.unit.or(unit),
            count,
            scope: full.scope.clone(),
            missing: full.missing,
            expected: full.expected.clone(),
            text: full.text.clone(),
            declared: full.declared.clone(),
            footnote,
            key: value_key,
        }
    }

    /// The footnote that `fodnote` at this key names.
    pub(super) fn note(
        &mut self,
        id: Option<&Id>,
        key: &FieldKey,
        scope: &Arc<Scope>,
    ) -> Option<Note> {
        let id = id?;
        let known: Vec<String> = scope.notes.keys().cloned().collect();
        self.resolve(&id.0, &known, "R004", &key.child("fodnote"))?;
        let text = scope.notes.get(&id.0)?;
        Some(Note {
            id: format!("{}-{}", scope.prefix, id.0),
            prose: prose(&text.text, text.key.clone(), scope),
        })
    }

    pub(super) fn measurements(
        &mut self,
        shapes: &[MeasurementShape],
        key: &FieldKey,
        scope: &Arc<Scope>,
    ) -> Vec<Measurement> {
        let key = key.child("maaling");
        let measurements = shapes.iter().enumerate().map(|(index, shape)| {
            let key = key.item(index);
            let mut values = |list: &[shape::FullValue], name: &str| {
                let list_key = key.child(name);
                let values = list.iter().enumerate();
                values
                    .map(|(i, full)| self.full(full, None, list_key.item(i), scope))
                    .collect::<Vec<_>>()
            };
            Measurement {
                area: values(&shape.area, "omraade"),
                comparison: values(&shape.comparison, "sammenligning"),
                year: shape.year,
                source: label(&shape.source, key.child("kilde")),
                series: shape.series.as_ref().map(series),
                key,
            }
        });
        measurements.collect()
    }
}

fn series(shape: &SeriesShape) -> Series {
    let ids = |list: &[Id]| list.iter().map(|id| id.0.clone()).collect();
    Series {
        table: shape.table.0.clone(),
        area: ids(&shape.area),
        comparison: ids(&shape.comparison),
    }
}
