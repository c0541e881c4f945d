//! Things that went from one entity to another: an activity to another delaftale, money to another post.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    changes::{
        Change, ChangeKind, Concept, Edit, PlanPart,
        entity::{Entity, Role},
    },
    text::{bags, likest},
};

use super::{Around, Compare, matching};

/// Least likeness of entities with the same id.
const SAME_ID: f64 = 0.3;
/// Least likeness of entities with different ids.
const ALIKE: f64 = 0.7;

/// Joins what is gone in one place with what has come in another, where both are the same entity.
pub fn between_things(changes: Vec<(PlanPart, Change)>) -> Vec<(PlanPart, Change)> {
    let pairs = pairs(&changes);
    if pairs.is_empty() {
        return changes;
    }
    let gone: BTreeSet<usize> = pairs.values().copied().collect();
    let mut out = Vec::new();
    for (index, (part, change)) in changes.iter().enumerate() {
        if gone.contains(&index) {
            continue;
        }
        match pairs.get(&index) {
            Some(gone) => out.extend(joined(&changes[*gone].1, change, part)),
            None => out.push((part.clone(), change.clone())),
        }
    }
    out
}

fn may_move(kind: Concept) -> bool {
    matches!(
        kind,
        Concept::ACTIVITY
            | Concept::GOAL
            | Concept::INDICATOR
            | Concept::SUB_SECTION
            | Concept::TABLE
            | Concept::FIGURE
            | Concept::BUDGET_LINE
    )
}

/// What has come → what is gone, by index.
fn pairs(changes: &[(PlanPart, Change)]) -> BTreeMap<usize, usize> {
    let of = |what: ChangeKind| -> Vec<(usize, &Entity)> {
        let entities = changes.iter().enumerate();
        let entities = entities.filter(|(_, (_, one))| one.what == what && may_move(one.kind));
        let entities = entities.filter_map(|(at, (_, one))| Some((at, one.entity.as_deref()?)));
        entities.collect()
    };
    let (gone, come) = (of(ChangeKind::Fjernet), of(ChangeKind::Tilfoejet));
    let words = |(_, entity): &(usize, &Entity)| matching::words(entity);
    let bags = bags(gone.iter().map(words), come.iter().map(words));
    let like = |i: usize, j: usize| {
        let alike = matching::likeness(&bags[0][i], &bags[1][j]);
        let one = same(&changes[gone[i].0].1, &changes[come[j].0].1, alike);
        one.then_some(alike)
    };
    let pairs = likest(gone.len(), come.len(), like).into_iter();
    pairs.map(|(i, j)| (come[j].0, gone[i].0)).collect()
}

/// Whether what is gone and what has come are one entity.
fn same(gone: &Change, come: &Change, alike: f64) -> bool {
    let (Some(old), Some(new)) = (gone.entity.as_deref(), come.entity.as_deref()) else {
        return false;
    };
    let same_mark = old.mark() == new.mark();
    let least = match (&new.role, same_mark) {
        // A file is the same file wherever it is shown.
        (Role::File, true) => 0.0,
        (Role::Item(_) | Role::Listed(_) | Role::Only, true) => SAME_ID,
        (_, false) => ALIKE,
    };
    gone.kind == come.kind && alike >= least
}

/// One entity, gone here and come there: that it moved, and what changed in it.
fn joined(gone: &Change, come: &Change, part: &PlanPart) -> Vec<(PlanPart, Change)> {
    let (Some(old), Some(new)) = (&gone.entity, &come.entity) else {
        return Vec::new();
    };
    let mut compare = Compare::default();
    let around = Around {
        part: Some(part.clone()),
        crumbs: come.crumbs[..come.crumbs.len().saturating_sub(1)].to_vec(),
        used: come.used.clone(),
        key: come.new_key.clone(),
    };
    // Money is where its line says it is; that the line says so is told as its change.
    if come.kind != Concept::BUDGET_LINE {
        let mut change = come.clone();
        change.what = ChangeKind::Flyttet;
        change.old_key.clone_from(&gone.old_key);
        change.from.clone_from(&gone.crumbs);
        (change.entity, change.old, change.new) = (None, None, None);
        let moves = come.edits.iter().filter_map(|edit| match edit {
            Edit::Insert { list, at, item: _ } => Some(Edit::Move {
                item: old.place.key.clone(),
                list: list.clone(),
                at: *at,
            }),
            Edit::Set(..)
            | Edit::Unset(_)
            | Edit::Remove(_)
            | Edit::Move { .. }
            | Edit::Create(..)
            | Edit::Delete(_)
            | Edit::Rename(..)
            | Edit::Asset(..) => None,
        });
        change.edits = moves.collect();
        compare.push(change, &around);
    }
    compare.id(old, new, &around);
    compare.entities(old, new, &around);
    compare.done()
}
