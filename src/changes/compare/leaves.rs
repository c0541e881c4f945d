//! Values: what changed in them, by how much, word by word.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::{
    changes::{
        Change, ChangeKind, Concept, Crumb, Difference, Edit,
        entity::{Entity, Field, Part, Value},
        words::{self, Passage},
        write,
    },
    model::{
        content::CellContent,
        measure::{Quantity, Unit},
    },
};

use super::{Around, Compare, borrowed, plain_fields, translated};

impl Compare {
    /// The value of an entity that has no parts.
    pub(super) fn value(&mut self, old: &Entity, new: &Entity, inside: &Around) {
        if old.value == new.value {
            return;
        }
        let mut change = self.change(ChangeKind::Aendret, Some(old), Some(new), inside);
        // The entity itself is the last step already.
        change.crumbs.clone_from(&inside.crumbs);
        if let Some(value) = &new.value {
            let edit = Edit::Set(old.place.key.clone(), write::value(value));
            change.edits.push(edit);
        }
        says(&mut change, old.value.as_ref(), new.value.as_ref());
        self.push(change, inside);
    }

    /// The values of two versions of an entity, cells of a grid apart.
    pub(super) fn fields(&mut self, old: &Entity, new: &Entity, inside: &Around) {
        let start = self.out.len();
        for after in plain_fields(new) {
            let before = plain_fields(old).find(|field| field.name == after.name);
            self.field((before, Some(after)), (old, new), inside);
        }
        for before in plain_fields(old) {
            if !plain_fields(new).any(|field| field.name == before.name) {
                self.field((Some(before), None), (old, new), inside);
            }
        }
        self.number_with_unit(start);
    }

    /// A number is told with its unit: that the unit is another one is no change of its own.
    fn number_with_unit(&mut self, start: usize) {
        let of = |kind: Concept| {
            let told = self.out.iter().skip(start);
            let mut told = told.map(|(_, change)| change.kind);
            told.position(|one| one == kind).map(|at| at + start)
        };
        let (Some(number), Some(unit)) = (of(Concept::NUMBER), of(Concept::UNIT)) else {
            return;
        };
        let edits = std::mem::take(&mut self.out[unit].1.edits);
        self.out[number].1.edits.extend(edits);
        self.out.remove(unit);
    }

    fn field(
        &mut self,
        (before, after): (Option<&Field>, Option<&Field>),
        (old, new): (&Entity, &Entity),
        inside: &Around,
    ) {
        let same = match (before, after) {
            (Some(a), Some(b)) => borrowed::same(a, b),
            // What a shared text brings along or takes away is told where it is written.
            (Some(one), None) | (None, Some(one)) => {
                one.is_shared() && old.is_shared() == new.is_shared()
            }
            (None, None) => true,
        };
        if same {
            if let (Some(before), Some(after)) = (before, after)
                && old.is_shared() == new.is_shared()
            {
                self.copied((before, after), (old, new));
            }
            return;
        }
        let mut change = self.field_change((before, after), (old, new), inside);
        let key = match (before, after) {
            (Some(before), _) => before.own.clone(),
            (None, Some(after)) => translated(&after.own, new, old),
            (None, None) => return,
        };
        match after.filter(|after| !after.is_shared()) {
            Some(after) => {
                change
                    .edits
                    .push(Edit::Set(key, write::value(&after.value)));
                if let Value::Picture(image) = &after.value {
                    let asset = Edit::Asset(write::picture_path(image), Arc::clone(&image.bytes));
                    change.edits.push(asset);
                }
            }
            None => change.edits.push(Edit::Unset(key)),
        }
        // An activity may have its id of the shared one that it uses.
        if let Some(item) = new
            .item()
            .filter(|_| change.kind == Concept::SHARED_ACTIVITY)
        {
            let id = Edit::Set(old.place.key.child("id"), write::text(&item.mark));
            change.edits.push(id);
        }
        self.push(change, inside);
    }

    /// A change of a value that an entity has, without edits.
    pub(super) fn field_change(
        &self,
        (before, after): (Option<&Field>, Option<&Field>),
        (old, new): (&Entity, &Entity),
        inside: &Around,
    ) -> Change {
        let what = match (before, after) {
            (Some(_), Some(after)) if after.names => ChangeKind::Omdoebt,
            (Some(_), Some(_)) => ChangeKind::Aendret,
            (None, _) => ChangeKind::Tilfoejet,
            (_, None) => ChangeKind::Fjernet,
        };
        let mut change = self.change(what, Some(old), Some(new), inside);
        change.crumbs.clone_from(&inside.crumbs);
        if what == ChangeKind::Omdoebt {
            // The reader knows it by the name it had.
            if let Some(crumb) = change.crumbs.last_mut() {
                crumb.name.clone_from(&old.name);
            }
        } else if let Some(field) = after.or(before) {
            change.kind = field.kind;
            change.path.clone_from(&field.place.path);
            change.crumbs.push(Crumb {
                kind: field.kind,
                called: field.called.clone(),
                number: None,
                name: field_name(field),
            });
        }
        change.old_key = before.map(|field| field.place.key.clone());
        change.new_key = after.map(|field| field.place.key.clone());
        change.around = inside.key.clone().filter(|_| after.is_none());
        says(
            &mut change,
            before.map(|field| &field.value),
            after.map(|field| &field.value),
        );
        change
    }
}

/// What tells a value from others of its kind in the same entity.
fn field_name(field: &Field) -> String {
    match field.kind {
        Concept::PARAMETER | Concept::DATED | Concept::CHART_VALUE | Concept::YEARS_AMOUNT => {
            field.name.clone()
        }
        _ => String::new(),
    }
}

/// Puts both values into a change, with what can be said of their difference.
fn says(change: &mut Change, old: Option<&Value>, new: Option<&Value>) {
    change.old = old.cloned();
    change.new = new.cloned();
    if let (Some(old), Some(new)) = (old, new) {
        change.difference = difference(old, new);
        change.passages = passages(change.kind, old, new);
    }
}

/// The words that differ, of texts.
fn passages(concept: Concept, old: &Value, new: &Value) -> Vec<Passage> {
    match (old, new) {
        (Value::Prose(a), Value::Prose(b)) if concept == Concept::FOOTNOTE => {
            vec![words::line(a, b)]
        }
        (Value::Prose(a), Value::Prose(b)) => words::passages(a, b),
        (Value::Text(a), Value::Text(b)) => vec![words::plain(a, b)],
        (Value::Cell(a), Value::Cell(b)) => match (&a.content, &b.content) {
            (CellContent::Words(a), CellContent::Words(b)) => vec![words::plain(a, b)],
            (CellContent::Prose(a), CellContent::Prose(b)) => {
                vec![words::line(&a.text, &b.text)]
            }
            (CellContent::Words(_) | CellContent::Prose(_) | CellContent::Values(_), _) => {
                Vec::new()
            }
        },
        _ => Vec::new(),
    }
}

/// New less old, of numbers in one unit.
fn difference(old: &Value, new: &Value) -> Option<Difference> {
    let (before, unit) = number(old)?;
    let (after, other) = number(new)?;
    let amount = after.checked_sub(before)?;
    // A percentage that rises by one rises by a percentage point.
    let unit_of_it = match unit {
        Some(Unit::Procent) => Some(Unit::Procentpoint),
        unit => unit,
    };
    (unit == other && !amount.is_zero()).then_some(Difference {
        amount,
        unit: unit_of_it,
    })
}

/// The one number that a value is.
fn number(value: &Value) -> Option<(Decimal, Option<Unit>)> {
    let of_quantity = |quantity: &Quantity| {
        let printed = quantity.declared.is_none() && quantity.text.is_none();
        let number = quantity.value.filter(|_| printed);
        number.map(|number| (number, quantity.unit))
    };
    match value {
        Value::Number(number, unit) => Some((*number, *unit)),
        Value::Money(amount) => Some((Decimal::from(*amount), Some(Unit::Kr))),
        Value::Quantity(quantity) => of_quantity(quantity),
        Value::Cell(cell) => match &cell.content {
            CellContent::Values(values) => match values.as_slice() {
                [one] => of_quantity(one),
                _ => None,
            },
            CellContent::Words(_) | CellContent::Prose(_) => None,
        },
        // The difference of years and days is seen at a glance.
        Value::Text(_)
        | Value::Prose(_)
        | Value::Choice(_)
        | Value::Flag(_)
        | Value::Date(_)
        | Value::Year(_)
        | Value::Ref(..)
        | Value::Ids(_)
        | Value::Series(_)
        | Value::Picture(_) => None,
    }
}

/// The pictures and data files of an entity that comes, which its files name.
pub fn assets(entity: &Entity, edits: &mut Vec<Edit>) {
    data(entity, edits);
    for part in &entity.parts {
        match part {
            Part::Entity(inner) => assets(inner, edits),
            Part::Field(field) => {
                if let Value::Picture(image) = &field.value {
                    let path = write::picture_path(image);
                    edits.push(Edit::Asset(path, Arc::clone(&image.bytes)));
                }
            }
        }
    }
}

/// The data file that a table's rows come from.
pub fn data(table: &Entity, edits: &mut Vec<Edit>) {
    if let Some(data) = table.data() {
        edits.push(Edit::Asset(write::data_path(data), Arc::clone(&data.bytes)));
    }
}
