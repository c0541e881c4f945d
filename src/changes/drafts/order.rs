//! Where changes stand in the version that drafts come from.

use std::collections::BTreeMap;

use crate::{
    changes::{
        Change, PlanPart, compare,
        entity::{Entity, Part, Value},
    },
    key::FieldKey,
};

/// A place in the document's order; the second number parts what came there by itself.
pub type Order = (usize, usize);

/// The places of one version.
pub struct Places<'a> {
    keys: BTreeMap<FieldKey, usize>,
    /// By path, with the last place inside.
    paths: BTreeMap<&'a str, (usize, usize)>,
    /// Where the parts of the plan begin.
    parts: Vec<(usize, PlanPart)>,
    prose: BTreeMap<&'a FieldKey, &'a str>,
    next: usize,
}

impl<'a> Places<'a> {
    /// The places of a version.
    pub fn of(root: &'a Entity) -> Self {
        let mut places = Places {
            keys: BTreeMap::new(),
            paths: BTreeMap::new(),
            parts: Vec::new(),
            prose: BTreeMap::new(),
            next: 0,
        };
        for entity in root.entities() {
            let part = (places.next, compare::part_of(entity));
            places.parts.push(part);
            places.entity(entity);
        }
        places
    }

    fn entity(&mut self, entity: &'a Entity) {
        let first = self.step(&entity.place.key);
        for part in &entity.parts {
            match part {
                Part::Entity(inner) => self.entity(inner),
                Part::Field(field) => {
                    let at = self.step(&field.place.key);
                    self.paths.entry(&field.place.path).or_insert((at, at));
                    if let Value::Prose(text) = &field.value {
                        self.prose.entry(&field.place.key).or_insert(text);
                    }
                }
            }
        }
        let last = self.next - 1;
        self.paths
            .entry(&entity.place.path)
            .or_insert((first, last));
    }

    fn step(&mut self, key: &FieldKey) -> usize {
        let at = self.next;
        self.keys.entry(key.clone()).or_insert(at);
        self.next += 1;
        at
    }

    /// Where a change stands. What is new stands behind the change before it if that is in the same thing, else where the
    /// thing around it begins.
    pub fn order(&self, change: &Change, last: Order) -> Order {
        if let Some(at) = change.old_key.as_ref().and_then(|key| self.keys.get(key)) {
            return (*at, 0);
        }
        let Some((first, end)) = self.around(&change.path) else {
            return (last.0, last.1 + 1);
        };
        let inside = (first..=end).contains(&last.0);
        if inside {
            (last.0, last.1 + 1)
        } else {
            (first, 1)
        }
    }

    /// The places of the nearest thing around a path that the version has.
    fn around(&self, path: &str) -> Option<(usize, usize)> {
        let mut path = path;
        loop {
            if let Some(places) = self.paths.get(path) {
                return Some(*places);
            }
            path = &path[..path.rfind(['.', '#'])?];
        }
    }

    /// The part of the plan that a change is of, by the name that it has in the version.
    pub fn part(&self, change: &Change, order: Order) -> Option<&PlanPart> {
        let is_here = change.old_key.is_some() || self.around(&change.path).is_some();
        let parts = self.parts.iter().take_while(|(first, _)| *first <= order.0);
        parts.last().map(|(_, part)| part).filter(|_| is_here)
    }

    /// What a text says.
    pub fn prose(&self, key: &FieldKey) -> Option<&'a str> {
        self.prose.get(key).copied()
    }
}
