//! Records as entities: where each stands, and what it is known by among its like.

use std::collections::BTreeMap;

use crate::{
    changes::entity::{Address, Entity, ListItem, Part, Role, Value, Written, last_step},
    key::FieldKey,
    model::{
        Label,
        walk::{Concept, Record, Stands},
    },
};

use super::View;

/// What an entity is known by that has no id of its author's.
pub(super) struct Known {
    /// Among its like in both versions.
    pub mark: String,
    /// In its path.
    pub step: String,
}

impl View<'_> {
    /// The entities that records of one list are; `around` is the entity they are in, if they are in one.
    pub(super) fn entities(&self, records: &[Record<'_>], around: Option<&Address>) -> Vec<Entity> {
        let mut seen = BTreeMap::new();
        let alone = records.len() == 1;
        let mut out = Vec::with_capacity(records.len());
        for (index, record) in records.iter().enumerate() {
            let known = match record.id() {
                Some(id) => Known {
                    mark: id.to_owned(),
                    step: id.to_owned(),
                },
                None => self.known(record, index, &mut seen),
            };
            let mut entity = self.entity(record, around, known);
            entity.name = self.name(record, alone);
            out.push(entity);
        }
        out
    }

    /// The entity that a table of keys is.
    pub(super) fn alone(&self, record: &Record<'_>, around: Option<&Address>) -> Entity {
        let mut entities = self.entities(std::slice::from_ref(record), around);
        entities.remove(0)
    }

    fn entity(&self, record: &Record<'_>, around: Option<&Address>, known: Known) -> Entity {
        let place = place(record, around, &known.step);
        let mut out = entity(record.concept, role(record, known.mark), place);
        out.called = record.called_by_family.cloned();
        // What an activity has of a shared one stands in its own place, but is written there.
        if record.key.file != out.place.key.file {
            out.written = Written::Shared(record.key.file.to_string());
        }
        for field in &record.fields {
            self.add(field, record, &mut out);
        }
        out
    }
}

/// An entity without parts yet.
pub(super) fn entity(concept: Concept, role: Role, place: Address) -> Entity {
    Entity {
        kind: concept,
        called: None,
        role,
        name: String::new(),
        place,
        used: Vec::new(),
        value: None,
        parts: Vec::new(),
        written: Written::Here,
    }
}

/// The footnotes of a file.
pub(super) fn notes_of(key: &FieldKey, notes: &BTreeMap<String, Label>) -> Vec<Entity> {
    let place = Address::file(&key.file).child(&key.path);
    let notes = notes.iter().map(|(id, label)| {
        let mut note = entity(Concept::FOOTNOTE, Role::Only, place.child(id));
        note.value = Some(Value::Prose(label.text.clone()));
        note
    });
    notes.collect()
}

fn role(record: &Record<'_>, mark: String) -> Role {
    match record.stands {
        Stands::Alone => Role::Only,
        Stands::File(_) => Role::File,
        Stands::Item { index, id } => Role::Item(ListItem {
            list: record.key.parent(),
            index,
            mark,
            id: id.is_some(),
            ordered: is_ordered(record.concept),
        }),
        Stands::Listed { list, index, id: _ } => Role::Listed(ListItem {
            list: Address::file("plan.toml").child(list).key,
            index,
            mark,
            id: true,
            ordered: true,
        }),
    }
}

/// Whether a document shows the order of such items: of these it has an order of its own.
fn is_ordered(concept: Concept) -> bool {
    !matches!(
        concept,
        Concept::FIXED_INDICATOR
            | Concept::ABBREVIATION
            | Concept::NAMED_FIGURE
            | Concept::BUDGET_LINE
            | Concept::DECLARED_TOTAL
    )
}

fn place(record: &Record<'_>, around: Option<&Address>, step: &str) -> Address {
    let file = Address::file(&record.key.file);
    let path = record.key.path.as_str();
    let around = around.unwrap_or(&file);
    match record.stands {
        Stands::Alone | Stands::File(_) | Stands::Listed { .. } if path.is_empty() => file,
        Stands::File(_) | Stands::Listed { .. } => file.child(path),
        Stands::Alone => around.child(last_step(path)),
        // Rows of a data file stand under another key than those of the table's own.
        Stands::Item { .. } => Address {
            path: around
                .child(last_step(&record.key.parent().path))
                .child(step)
                .path,
            key: record.key.clone(),
        },
    }
}

/// A list of values in an entity, each an item known by a mark; a mark that comes again counts on.
pub(super) fn values(
    concept: Concept,
    place: &Address,
    list: &str,
    values: impl Iterator<Item = (String, Value)>,
) -> Vec<Part> {
    let mut seen = BTreeMap::new();
    let mut out = Vec::new();
    for (index, (mark, value)) in values.enumerate() {
        let item = ListItem {
            list: place.child(list).key,
            index,
            mark: counted(mark, &mut seen),
            id: false,
            ordered: true,
        };
        out.push(item_of(concept, place, item, &index.to_string(), value));
    }
    out
}

/// A value that is an item of a list.
pub(super) fn item_of(
    concept: Concept,
    place: &Address,
    item: ListItem,
    step: &str,
    value: Value,
) -> Part {
    let at = place.item(last_step(&item.list.path), item.index, step);
    let mut out = entity(concept, Role::Item(item), at);
    out.value = Some(value);
    Part::Entity(Box::new(out))
}

/// A mark, with a count if it came before.
pub(super) fn counted(mark: String, seen: &mut BTreeMap<String, usize>) -> String {
    let before = seen.entry(mark.clone()).or_default();
    *before += 1;
    if *before == 1 {
        mark
    } else {
        format!("{mark} {before}")
    }
}
