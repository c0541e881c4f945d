//! Values: units of their place, reasons, footnotes.

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::{
    diag::Diagnostic,
    key::{FieldKey, Span},
    load::hint,
    model::{
        measure::{Quantity, Unit, danish},
        registers::Measurement,
        written::Number,
    },
    source::NodeKind,
};

use super::{Lower, text};

impl Lower<'_> {
    /// A number with its decimals as typed. That of a data file may be longer than any number of a plan.
    pub(super) fn decimal(&mut self, number: &Number, key: &FieldKey) -> Option<Decimal> {
        let value = Decimal::from_str(&number.0).ok();
        if value.is_none() {
            let finding = Diagnostic::at("S022", self.sources.span(key));
            let finding = finding.arg("ord", &number.0).arg("noegle", &key.path);
            self.found.push(finding);
        }
        value
    }

    /// Tells a number with three decimals where whole things are counted, `1.212` for 1.212; warns of it where nobody
    /// knows what is counted.
    pub(super) fn counted(&mut self, value: Option<Decimal>, unit: Option<Unit>, key: &FieldKey) {
        self.no_year(value, unit, key);
        let counts = unit.is_none_or(Unit::counts);
        let Some(value) = value.filter(|value| counts && value.scale() == 3) else {
            return;
        };
        let thousands = value.to_string().replace('.', "_");
        let code = if unit.is_some() { "S026" } else { "S027" };
        let finding = Diagnostic::at(code, self.sources.span(key));
        self.found.push(
            finding
                .arg("ord", value)
                .arg("laest", danish(value))
                .arg("forslag", thousands),
        );
    }

    /// Warns of a number that looks like a calendar year where nobody knows what is counted: 2022 is printed 2.022.
    fn no_year(&mut self, value: Option<Decimal>, unit: Option<Unit>, key: &FieldKey) {
        let year = |value: &Decimal| {
            value.scale() == 0 && (Decimal::from(1900)..=Decimal::from(2100)).contains(value)
        };
        if let Some(value) = value.filter(|value| unit.is_none() && year(value)) {
            let finding = Diagnostic::at("S030", self.sources.span(key));
            self.found
                .push(finding.arg("ord", value).arg("laest", danish(value)));
        }
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

    /// Gives values the unit of their place; one that says nothing at all, or both a number and a reason for its
    /// absence, is told.
    pub(super) fn quantities<'q>(
        &mut self,
        quantities: impl IntoIterator<Item = &'q mut Quantity>,
        unit: Option<Unit>,
    ) {
        for quantity in quantities {
            quantity.unit = quantity.unit.or(unit);
            self.counted(quantity.value, quantity.unit, &quantity.key);
            // The key is that of the number, if there is one.
            let whole = match quantity.value {
                Some(_) => quantity.key.parent(),
                None => quantity.key.clone(),
            };
            self.counted(quantity.count, Some(Unit::Antal), &whole.child("antal"));
            let says = quantity.value.is_some()
                || quantity.missing.is_some()
                || quantity.text.is_some()
                || quantity.declared.is_some();
            if !says {
                self.tell("R020", &quantity.key);
            }
            if quantity.value.is_some() && quantity.missing.is_some() {
                // The key is that of the number; the fault is one of the whole value.
                self.tell("R021", &quantity.key.parent());
            }
        }
    }

    /// The values of baselines have units of their own.
    pub(super) fn measurements(&mut self, measurements: &mut [Measurement]) {
        for measurement in measurements {
            let Measurement {
                area, comparison, ..
            } = measurement;
            self.quantities(area.iter_mut().chain(comparison), None);
        }
    }

    /// Every `fodnote` of a file names one of its `fodnoter`.
    pub(super) fn footnotes_are_known(&mut self) {
        for (path, file) in self.sources.files() {
            let mut known: Vec<&str> = Vec::new();
            if let Some(NodeKind::Table(notes)) =
                file.root.get("fodnoter").map(|notes| &notes.value.kind)
            {
                known.extend(notes.iter().map(|note| note.key.as_str()));
                known.sort_unstable();
            }
            text::visit(&file.root, "", &mut |node, key, id| {
                if key == "fodnote" && !known.contains(&id) {
                    let span = Span {
                        file: path.into(),
                        range: node.span.clone(),
                    };
                    let finding = Diagnostic::at("R004", span).arg("id", id);
                    self.found.push(finding.arg("forslag", hint(id, &known)));
                }
            });
        }
    }
}
