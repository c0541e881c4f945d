//! What is in an entity that is new or gone, and what cannot be seen of a change.

use crate::{
    changes::{
        Change, ChangeKind, Concept,
        entity::{Entity, Part, Value},
    },
    model::{content::CellContent, measure::Note},
};

use super::{LINES, Narrator, SHORT, short::cut};

impl Narrator<'_> {
    /// The values in it, a line each, the first ones.
    pub(super) fn contents(&self, change: &Change) -> Vec<String> {
        let told = matches!(change.what, ChangeKind::Tilfoejet | ChangeKind::Fjernet);
        let Some(entity) = change.entity.as_deref().filter(|_| told) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        self.gather(entity, &mut out);
        let cells = change.cells.iter();
        out.extend(cells.map(|(row, value)| {
            let row = cut(row, SHORT);
            format!("{row}: {}", cut(&self.value(value), SHORT))
        }));
        let more = out.len().saturating_sub(LINES);
        if more > 1 {
            out.truncate(LINES);
            out.push(self.sentence("og-mere", &[("antal", &more.to_string())]));
        }
        out
    }

    fn gather(&self, entity: &Entity, out: &mut Vec<String>) {
        for part in &entity.parts {
            match part {
                // Its name stands in the way to it.
                Part::Field(field) if field.names && !entity.name.is_empty() => {}
                Part::Field(field) if !shown(field.kind) => {}
                Part::Field(field) => {
                    let kind = self.called(field.kind, &field.called);
                    let value = cut(&self.value(&field.value), SHORT);
                    let year = match field.kind {
                        Concept::YEARS_AMOUNT => format!(" {}", field.name),
                        _ => String::new(),
                    };
                    out.push(format!("{kind}{year}: {value}"));
                }
                Part::Entity(inner) => {
                    if let Some(value) = &inner.value {
                        let kind = self.called(inner.kind, &inner.called);
                        out.push(format!("{kind}: {}", cut(&self.value(value), SHORT)));
                    } else if !inner.name.is_empty() {
                        let kind = self.called(inner.kind, &inner.called);
                        out.push(format!("{kind} »{}«", cut(&inner.name, SHORT)));
                    }
                    self.gather(inner, out);
                }
            }
        }
    }

    /// What differs between two values that print alike.
    pub(super) fn unseen(&self, change: &Change) -> &'static str {
        if let (Some(Value::Picture(_)), Some(Value::Picture(_))) = (&change.old, &change.new) {
            return self.word("saetning", "andet-billede");
        }
        let note = |value: &Option<Value>| value.as_ref().and_then(note_of);
        let name = match (note(&change.old), note(&change.new)) {
            (None, Some(_)) => "fodnote-til",
            (Some(_), None) => "fodnote-fra",
            (Some(a), Some(b)) if a != b => "fodnote-anden",
            (Some(_), Some(_)) | (None, None) => "skrevet-anderledes",
        };
        self.word("saetning", name)
    }
}

/// Whether a value says more than those beside it: a unit stands behind its number, and claims are for the check.
fn shown(kind: Concept) -> bool {
    !matches!(
        kind,
        Concept::UNIT | Concept::CLAIM | Concept::MEANING | Concept::PARTY_KIND | Concept::ALIAS
    )
}

/// The footnote of a value.
fn note_of(value: &Value) -> Option<String> {
    let id = |note: &Option<Note>| note.as_ref().map(|note| note.id.clone());
    match value {
        Value::Quantity(quantity) => id(&quantity.footnote),
        Value::Cell(cell) => id(&cell.footnote).or_else(|| match &cell.content {
            CellContent::Values(values) => values.iter().find_map(|one| id(&one.footnote)),
            CellContent::Words(_) | CellContent::Prose(_) => None,
        }),
        Value::Text(_)
        | Value::Prose(_)
        | Value::Choice(_)
        | Value::Flag(_)
        | Value::Number(..)
        | Value::Money(_)
        | Value::Date(_)
        | Value::Year(_)
        | Value::Ref(..)
        | Value::Ids(_)
        | Value::Series(_)
        | Value::Picture(_) => None,
    }
}
