//! Fields as parts of entities: each value typed as it is compared.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::{
    changes::entity::{Address, CellValue, Entity, Field, ListItem, Part, Value, Written},
    key::FieldKey,
    model::{
        content::{Cell, Column},
        measure::{MissingReason, Quantity},
        walk::{self, Concept, Record, Ref},
    },
};

use super::{
    View,
    entities::{counted, item_of, notes_of, values},
};

impl View<'_> {
    /// Adds what a field of its record says to an entity.
    pub(super) fn add(&self, field: &walk::Field<'_>, record: &Record<'_>, to: &mut Entity) {
        let Some(value) = &field.value else { return };
        let around = to.place.clone();
        let simple = match value {
            walk::Value::Words(words, _) => {
                if field.blank_is_none && words.trim().is_empty() || stands_in(field, record) {
                    return;
                }
                Value::Text((*words).to_owned())
            }
            walk::Value::Prose(prose) => {
                if field.blank_is_none && prose.text.trim().is_empty() {
                    return;
                }
                Value::Prose(prose.text.clone())
            }
            walk::Value::Choice(word) => Value::Choice(word.clone()),
            walk::Value::Flag(flag) => Value::Flag(*flag),
            walk::Value::Number(number, unit) => Value::Number(*number, *unit),
            walk::Value::Money(amount) => Value::Money(*amount),
            walk::Value::Date(date) => Value::Date(*date),
            walk::Value::Year(year) => Value::Year(*year),
            walk::Value::Ref(other) => self.named(*other),
            walk::Value::Ids(ids) => Value::Ids(ids.to_vec()),
            walk::Value::Quantity(quantity) => Value::Quantity(Box::new((*quantity).clone())),
            walk::Value::Series(series) => Value::Series((*series).clone()),
            walk::Value::Picture(image) => Value::Picture(Box::new((*image).clone())),
            walk::Value::Data(data) => {
                to.written = Written::Data((*data).clone());
                return;
            }
            walk::Value::List(_)
            | walk::Value::Quantities(_)
            | walk::Value::Refs(_)
            | walk::Value::Points(_)
            | walk::Value::Cells(_)
            | walk::Value::Notes(..)
            | walk::Value::Record(_)
            | walk::Value::Records(_) => {
                let parts = self.parts(value, field, &around);
                to.parts.extend(parts);
                return;
            }
        };
        // What a shared activity asks of its users stands beside its texts.
        let own = match field.concept {
            Concept::PARAMETER if to.kind == Concept::SHARED_ACTIVITY => {
                Address::file(&around.key.file).child(field.key)
            }
            _ => around.child(field.key),
        };
        let mut part = plain(field.concept, field.key, own, simple);
        if let Some(key) = value.key() {
            part.place.key = key.clone();
        }
        part.called = field.called_by_family.cloned();
        part.names = field.calls;
        to.parts.push(Part::Field(Box::new(part)));
    }

    /// The parts that a list or a table of keys is.
    fn parts(
        &self,
        value: &walk::Value<'_>,
        field: &walk::Field<'_>,
        around: &Address,
    ) -> Vec<Part> {
        let (concept, key) = (field.concept, field.key);
        let boxed = |entities: Vec<Entity>| {
            let entities = entities.into_iter();
            entities
                .map(|entity| Part::Entity(Box::new(entity)))
                .collect()
        };
        match value {
            walk::Value::List(items) => {
                let marked = items.iter();
                let marked = marked.map(|text| (words_of(text), Value::Text((*text).to_owned())));
                values(concept, around, key, marked)
            }
            walk::Value::Quantities(quantities) => {
                let marked = quantities.iter().map(|quantity| {
                    let mark = quantity.label.clone().unwrap_or_default();
                    (mark, Value::Quantity(Box::new(quantity.clone())))
                });
                values(concept, around, key, marked)
            }
            walk::Value::Refs(others) => {
                let list = around.child(key).key;
                let items = others.iter().enumerate();
                items
                    .map(|(index, other)| self.listed(concept, around, (&list, index), *other))
                    .collect()
            }
            walk::Value::Points(points) => series(concept, key, points, around),
            walk::Value::Cells(cells) => {
                let cells = cells.iter();
                cells
                    .map(|(column, cell)| cell_of(*column, cell, key, around))
                    .collect()
            }
            walk::Value::Notes(key, notes) => boxed(notes_of(key, notes)),
            walk::Value::Record(record) => boxed(vec![self.alone(record, Some(around))]),
            walk::Value::Records(records) => boxed(self.entities(records, Some(around))),
            _ => Vec::new(),
        }
    }

    /// Another record in a list, by its id and name.
    fn listed(
        &self,
        concept: Concept,
        around: &Address,
        (list, index): (&FieldKey, usize),
        other: Ref<'_>,
    ) -> Part {
        let item = ListItem {
            list: list.clone(),
            index,
            mark: other.id().to_owned(),
            id: true,
            ordered: true,
        };
        let mut part = item_of(concept, around, item, other.id(), self.named(other));
        if let Part::Entity(entity) = &mut part {
            entity.name = other
                .name()
                .map_or_else(String::new, |name| name.text.clone());
        }
        part
    }
}

/// Whether the words only stand in for some that the plan does not have: a delaftale without a name of its own has that of
/// its area.
fn stands_in(field: &walk::Field<'_>, record: &Record<'_>) -> bool {
    let key = field.key_in(record);
    key.file == record.key.file && key != record.key.child(field.key)
}

/// A value of an entity.
fn plain(concept: Concept, name: &str, place: Address, value: Value) -> Field {
    Field {
        kind: concept,
        called: None,
        name: name.to_owned(),
        own: place.key.clone(),
        place,
        value,
        names: false,
    }
}

fn cell_of(column: Option<&Column>, cell: &Cell, key: &str, row: &Address) -> Part {
    let Cell {
        key: written,
        column: _, // as given
        content,
        colspan,
        rowspan,
        footnote,
    } = cell;
    let name = column.map_or("", |column| column.id.as_str());
    let value = CellValue {
        content: content.clone(),
        colspan: *colspan,
        rowspan: *rowspan,
        footnote: footnote.clone(),
        unit: column.and_then(|column| column.unit),
    };
    let at = Address {
        key: written.clone(),
        path: row.child(key).child(name).path,
    };
    let value = Value::Cell(Box::new(value));
    Part::Field(Box::new(plain(Concept::CELL, name, at, value)))
}

/// What a text in a list is known by: its words, however its lines are broken. A chart's values are known by their
/// categories, so both are marked in this one way.
fn words_of(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// The values of a chart's series, known by their categories.
fn series(
    concept: Concept,
    key: &str,
    points: &[(&str, Option<Decimal>)],
    around: &Address,
) -> Vec<Part> {
    let mut seen = BTreeMap::new();
    let list = around.child(key);
    let mut out = Vec::with_capacity(points.len());
    for (index, (category, point)) in points.iter().enumerate() {
        let mark = counted(words_of(category), &mut seen);
        let at = Address {
            path: list.child(&mark).path,
            key: list.key.item(index),
        };
        let value = Value::Quantity(Box::new(chart_value(*point, at.key.clone())));
        out.push(Part::Field(Box::new(plain(concept, &mark, at, value))));
    }
    out
}

/// A chart's number. Why one is missing, a chart does not say.
fn chart_value(value: Option<Decimal>, key: FieldKey) -> Quantity {
    let mut quantity = Quantity::number(Decimal::ZERO, None, key);
    quantity.value = value;
    if quantity.value.is_none() {
        quantity.missing = Some(MissingReason::IkkeOplyst);
    }
    quantity
}
