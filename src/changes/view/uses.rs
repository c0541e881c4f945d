//! Where entities are used: tables and figures stand where prose first places them; numbers, parties and footnotes know
//! the texts that name them.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    changes::entity::{Entity, Part, Value, last_step},
    model::{content::CellContent, measure::Note, slots, walk::Concept},
};

/// Puts tables and figures, given by their names in prose, behind the prose that places them; the rest at the end.
pub(super) fn place(root: &mut Entity, blocks: BTreeMap<String, Entity>) {
    // A figure first: it takes the table it draws along.
    let (figures, tables): (Vec<String>, Vec<String>) = blocks
        .keys()
        .cloned()
        .partition(|name| name.starts_with("figur."));
    let mut left = Unplaced {
        blocks,
        named: BTreeSet::new(),
    };
    left.collect(root);
    left.fill(root);
    for name in figures.into_iter().chain(tables) {
        left.put(&name, None, &mut root.parts);
    }
}

struct Unplaced {
    /// What has no place yet.
    blocks: BTreeMap<String, Entity>,
    /// What prose places anywhere.
    named: BTreeSet<String>,
}

/// The tables and figures that a text places.
fn placed(text: &str) -> impl Iterator<Item = &str> {
    let slots = slots::slots(text).into_iter();
    let bare = slots
        .filter(|slot| slot.filter.is_none())
        .map(|slot| slot.path);
    bare.filter(|path| {
        let entity = path.split_once('.').filter(|(_, id)| !id.contains('.'));
        entity.is_some_and(|(what, _)| what == "tabel" || what == "figur")
    })
}

impl Unplaced {
    fn collect(&mut self, entity: &Entity) {
        for part in &entity.parts {
            match part {
                Part::Entity(inner) => self.collect(inner),
                Part::Field(field) => {
                    if let Value::Prose(text) = &field.value {
                        self.named.extend(placed(text).map(str::to_owned));
                    }
                }
            }
        }
    }

    fn fill(&mut self, entity: &mut Entity) {
        let mut parts = Vec::with_capacity(entity.parts.len());
        for part in std::mem::take(&mut entity.parts) {
            match part {
                Part::Entity(mut inner) => {
                    self.fill(&mut inner);
                    parts.push(Part::Entity(inner));
                }
                Part::Field(field) => {
                    let path = field.place.path.clone();
                    let names: Vec<String> = match &field.value {
                        Value::Prose(text) => placed(text).map(str::to_owned).collect(),
                        _ => Vec::new(),
                    };
                    parts.push(Part::Field(field));
                    for name in names {
                        self.put(&name, Some(&path), &mut parts);
                    }
                }
            }
        }
        entity.parts = parts;
    }

    /// A table or figure by its name in prose, with the table that a figure draws if that stands nowhere else.
    fn put(&mut self, name: &str, used: Option<&str>, parts: &mut Vec<Part>) {
        let Some(mut entity) = self.blocks.remove(name) else {
            return;
        };
        let drawn = drawn_table(&entity).map(|id| format!("tabel.{id}"));
        entity.used.extend(used.map(str::to_owned));
        parts.push(Part::Entity(Box::new(entity)));
        if let Some(table) = drawn.filter(|table| !self.named.contains(table)) {
            self.put(&table, used, parts);
        }
    }
}

/// The table that a figure draws.
fn drawn_table(figure: &Entity) -> Option<&str> {
    let mut charts = figure
        .entities()
        .filter(|entity| entity.kind == Concept::CHART);
    match &charts.next()?.field("tabel")?.value {
        Value::Ref(id, _) => Some(id),
        _ => None,
    }
}

/// Tells numbers, parties and footnotes where they are used.
pub fn tell(root: &mut Entity) {
    let mut uses = BTreeMap::new();
    gather(root, &[], &mut uses);
    hand_out(root, &uses);
}

type Uses = BTreeMap<String, BTreeSet<String>>;

fn gather(entity: &Entity, around: &[String], uses: &mut Uses) {
    let around = if entity.used.is_empty() {
        around
    } else {
        &entity.used
    };
    if entity.kind == Concept::AGREEMENT_PARTY
        && let Some(Value::Ref(id, _)) = &entity.value
    {
        // The list it stands in, not the entry: that would be another party's where the order changes.
        let list = entity
            .place
            .path
            .rsplit_once('.')
            .map_or("", |(list, _)| list);
        note(uses, format!("part.{id}"), &[list.to_owned()]);
    }
    for part in &entity.parts {
        match part {
            Part::Entity(inner) => gather(inner, around, uses),
            Part::Field(field) => {
                let own = [field.place.path.clone()];
                let places = if around.is_empty() { &own } else { around };
                let value = &field.value;
                match (field.kind, value) {
                    (Concept::MUNICIPALITY | Concept::ORGANISATION, Value::Ref(id, _)) => {
                        note(uses, format!("part.{id}"), places);
                    }
                    (_, Value::Prose(text)) => of_text(text, &field.place.key.file, places, uses),
                    _ => note_marks(value, places, uses),
                }
            }
        }
    }
    if let Some(Value::Prose(text)) = &entity.value {
        of_text(text, &entity.place.key.file, around, uses);
    } else if let Some(value) = &entity.value {
        let own = [entity.place.path.clone()];
        note_marks(value, if around.is_empty() { &own } else { around }, uses);
    }
}

/// Footnotes that data refer to.
fn note_marks(value: &Value, places: &[String], uses: &mut Uses) {
    let mut tell = |footnote: &Option<Note>| {
        if let Some(Note { id: _, prose }) = footnote {
            note(
                uses,
                format!("{}#{}", prose.key.file, prose.key.path),
                places,
            );
        }
    };
    match value {
        Value::Quantity(quantity) => tell(&quantity.footnote),
        Value::Cell(cell) => {
            tell(&cell.footnote);
            match &cell.content {
                CellContent::Words(_) => {}
                CellContent::Prose(prose) => of_text(&prose.text, &prose.key.file, places, uses),
                CellContent::Values(values) => values.iter().for_each(|q| tell(&q.footnote)),
            }
        }
        _ => {}
    }
}

fn of_text(text: &str, file: &str, places: &[String], uses: &mut Uses) {
    for slot in slots::slots(text) {
        let steps: Vec<&str> = slot.path.split('.').take(2).collect();
        note(uses, steps.join("."), places);
    }
    for id in slots::note_marks(text) {
        note(uses, format!("{file}#fodnoter.{id}"), places);
    }
}

fn note(uses: &mut Uses, name: String, places: &[String]) {
    let known = uses.entry(name).or_default();
    known.extend(places.iter().cloned());
}

fn hand_out(entity: &mut Entity, uses: &Uses) {
    let name = match entity.kind {
        Concept::NAMED_FIGURE => Some(format!("tal.{}", last_step(&entity.place.path))),
        Concept::PARTY => Some(format!("part.{}", last_step(&entity.place.path))),
        Concept::FOOTNOTE => Some(entity.place.path.clone()),
        _ => None,
    };
    if let Some(places) = name.and_then(|name| uses.get(&name)) {
        entity.used = places.iter().cloned().collect();
    }
    for part in &mut entity.parts {
        if let Part::Entity(inner) = part {
            hand_out(inner, uses);
        }
    }
}
