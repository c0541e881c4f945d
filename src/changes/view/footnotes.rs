//! Footnotes, which each file has for itself.

use std::sync::Arc;

use crate::{
    changes::{
        Kind,
        thing::{Place, Role, Thing, Value},
    },
    model::{
        Scope,
        content::{Cell, CellContent, Table},
        measure::{Note, Quantity},
        registers::Measurement,
    },
};

use super::{View, make::thing};

impl View<'_> {
    /// The footnotes of a file.
    pub(super) fn notes_of(&self, file: &str) -> Vec<Thing> {
        let scope = match file {
            _ if file == self.rules.form.agreement.file => {
                Some(&self.plan.strategic.introduction.text.scope)
            }
            "indikatorer.toml" => {
                let indicators = self.plan.indicators.iter();
                let baselines = indicators.flat_map(|indicator| &indicator.measurements);
                baselines.flat_map(values).find_map(of_quantity)
            }
            _ => {
                let mut agreements = self.plan.agreements.iter();
                let agreement = agreements.find(|agreement| agreement.key.file == file);
                agreement.map(|agreement| &agreement.problem.scope)
            }
        };
        scope.map_or_else(Vec::new, |scope| things(scope, file))
    }
}

/// The footnotes of a table's file.
pub fn of_table(table: &Table) -> Vec<Thing> {
    let mut cells = table.rows.iter().flat_map(|row| &row.cells);
    let scope = cells.find_map(of_cell);
    scope.map_or_else(Vec::new, |scope| things(scope, &table.key.file))
}

fn things(scope: &Scope, file: &str) -> Vec<Thing> {
    let Scope {
        notes,
        prefix: _, // the file's name
        with: _,   // an activity's own
    } = scope;
    let place = Place::file(file).child("fodnoter");
    let notes = notes.iter().map(|(id, label)| {
        let mut note = thing(Kind::Footnote, Role::Only, "", place.child(id));
        note.value = Some(Value::Prose(label.text.clone()));
        note
    });
    notes.collect()
}

fn values(measurement: &Measurement) -> impl Iterator<Item = &Quantity> {
    measurement.area.iter().chain(&measurement.comparison)
}

fn of_quantity(quantity: &Quantity) -> Option<&Arc<Scope>> {
    quantity.footnote.as_ref().map(|note| &note.prose.scope)
}

fn of_cell(cell: &Cell) -> Option<&Arc<Scope>> {
    let note = cell.footnote.as_ref().map(|note| &note.prose.scope);
    note.or_else(|| match &cell.content {
        CellContent::Words(_) => None,
        CellContent::Prose(prose) => Some(&prose.scope),
        CellContent::Values(values) => values.iter().find_map(of_quantity),
    })
}

/// The footnote that a thing refers to, by its id.
pub fn mark(note: &Option<Note>) -> Option<Value> {
    let note = note.as_ref()?;
    let Note { id: _, prose } = note;
    // The id in its own file, without the file's name before it.
    let id = prose.key.path.rsplit('.').next().unwrap_or_default();
    Some(Value::Ref(id.to_owned(), String::new()))
}
