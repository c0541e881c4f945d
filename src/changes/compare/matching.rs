//! Which entities of the old version are which of the new one, and in what order they are told.

use std::collections::BTreeMap;

use crate::{
    changes::{
        Concept,
        entity::{Entity, Role, Value},
    },
    text::{self, Bag, bags, likest},
};

/// An entity, and what became of it.
#[derive(Debug)]
pub enum Pair<'a> {
    /// Both versions have it.
    Both {
        old: &'a Entity,
        new: &'a Entity,
        /// Whether it stands elsewhere in its list.
        moved: bool,
    },
    /// Only the old one has it.
    Gone(&'a Entity),
    /// Only the new one has it.
    Come(&'a Entity),
}

/// Least likeness of entities with different ids that are one.
const ALIKE: f64 = 0.6;

/// The entities in two versions of an entity, in the new document's order; what is gone stands where it stood.
pub fn children<'a>(old: &'a Entity, new: &'a Entity) -> Vec<Pair<'a>> {
    let before: Vec<&Entity> = old.entities().collect();
    let after: Vec<&Entity> = new.entities().collect();
    let partner = partners(&before, &after);
    let moved = moved(&before, &after, &partner);
    let mut told: Vec<((usize, usize), Pair<'a>)> = Vec::new();
    let mut taken: Vec<Option<usize>> = vec![None; before.len()];
    for (index, entity) in after.iter().enumerate() {
        let pair = match partner[index] {
            Some(other) => {
                taken[other] = Some(index);
                Pair::Both {
                    old: before[other],
                    new: entity,
                    moved: moved[index],
                }
            }
            None => Pair::Come(entity),
        };
        told.push(((index + 1, 0), pair));
    }
    // An entity that is gone stands behind the one it stood behind.
    let mut behind = (0, 0);
    for (index, entity) in before.iter().enumerate() {
        match taken[index] {
            Some(at) if !moved[at] => behind = (at + 1, 1),
            Some(_) => {}
            None => {
                told.push((behind, Pair::Gone(entity)));
                behind.1 += 1;
            }
        }
    }
    told.sort_by_key(|(place, _)| *place);
    told.into_iter().map(|(_, pair)| pair).collect()
}

/// For each new entity, the old one that it is.
fn partners(before: &[&Entity], after: &[&Entity]) -> Vec<Option<usize>> {
    let mut out: Vec<Option<usize>> = vec![None; after.len()];
    let mut known = kin(before);
    for (mark, new) in kin(after) {
        if let Some(old) = known.get_mut(&mark) {
            pair((before, old), (after, &new), &mut out);
        }
    }
    // What is left of each list is weighed by what it says.
    let mut left: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for ((list, _), indices) in known {
        let indices = indices
            .into_iter()
            .filter(|index| by_likeness(before[*index]));
        left.entry(list).or_default().0.extend(indices);
    }
    for (index, entity) in after.iter().enumerate() {
        if out[index].is_none() && by_likeness(entity) {
            left.entry(entity.mark().0).or_default().1.push(index);
        }
    }
    for (mut old, new) in left.into_values() {
        old.sort_unstable();
        let bags = bags(
            old.iter().map(|index| words(before[*index])),
            new.iter().map(|index| words(after[*index])),
        );
        let like = |i: usize, j: usize| {
            let like = likeness(&bags[0][i], &bags[1][j]);
            (like >= ALIKE).then_some(like)
        };
        for (i, j) in likest(old.len(), new.len(), like) {
            out[new[j]] = Some(old[i]);
        }
        the_one_left(before, after, (&old, &new), &mut out);
    }
    out
}

/// Entities by what they are known by: their marks, and lines of the budget by whose money for what they are, which several
/// may share.
fn kin<'a>(entities: &[&'a Entity]) -> BTreeMap<(String, &'a str), Vec<usize>> {
    let mut out: BTreeMap<(String, &str), Vec<usize>> = BTreeMap::new();
    for (index, entity) in entities.iter().enumerate() {
        let (list, mark) = entity.mark();
        let mark = match entity.kind {
            Concept::BUDGET_LINE => entity.name.as_str(),
            _ => mark,
        };
        out.entry((list, mark)).or_default().push(index);
    }
    out
}

/// Pairs entities that are known by the same: of several those that say the same, the others by their order. Of the old
/// ones those are left that are none of the new ones.
fn pair(
    (before, old): (&[&Entity], &mut Vec<usize>),
    (after, new): (&[&Entity], &[usize]),
    out: &mut [Option<usize>],
) {
    let mut others = Vec::new();
    let alone = old.len() == 1 && new.len() == 1;
    for index in new {
        let said = |other: &usize| words(before[*other]) == words(after[*index]);
        match old.iter().position(said).filter(|_| !alone) {
            Some(same) => out[*index] = Some(old.remove(same)),
            None => others.push(*index),
        }
    }
    let count = others.len().min(old.len());
    for (index, other) in others.into_iter().zip(old.drain(..count)) {
        out[index] = Some(other);
    }
}

/// A measured value that became another: where one is gone and one has come, there is nothing else it can be.
fn the_one_left(
    before: &[&Entity],
    after: &[&Entity],
    (old, new): (&[usize], &[usize]),
    out: &mut [Option<usize>],
) {
    let come: Vec<usize> = new
        .iter()
        .copied()
        .filter(|index| out[*index].is_none())
        .collect();
    let gone: Vec<usize> = old
        .iter()
        .copied()
        .filter(|index| !out.contains(&Some(*index)))
        .collect();
    if let ([i], [j]) = (gone.as_slice(), come.as_slice()) {
        let measured = |entity: &Entity| matches!(entity.value, Some(Value::Quantity(_)));
        if measured(before[*i]) && measured(after[*j]) {
            out[*j] = Some(*i);
        }
    }
}

/// Whether an entity may be known by what it says: one that only names another entity may not.
fn by_likeness(entity: &Entity) -> bool {
    let names = matches!(entity.value, Some(Value::Ref(..)));
    let listed = matches!(entity.role, Role::Item(_) | Role::File | Role::Listed(_));
    listed && !names
}

/// Which of the new entities stand elsewhere in their lists.
fn moved(before: &[&Entity], after: &[&Entity], partner: &[Option<usize>]) -> Vec<bool> {
    let mut lists: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    for (index, entity) in after.iter().enumerate() {
        let Some(other) = partner[index].and_then(|other| before.get(other)) else {
            continue;
        };
        if let (Some(then), Some(now)) = (other.item(), entity.item())
            && now.ordered
        {
            lists
                .entry(entity.mark().0)
                .or_default()
                .push((index, then.index));
        }
    }
    let mut out = vec![false; after.len()];
    for list in lists.into_values() {
        let places: Vec<usize> = list.iter().map(|(_, place)| *place).collect();
        for ((index, _), moved) in list.iter().zip(text::moved(&places)) {
            out[*index] = moved;
        }
    }
    out
}

/// How alike two entities are by all that they say. What has too few words to judge by is alike only if it says the same.
pub fn likeness(old: &Bag, new: &Bag) -> f64 {
    const FEW: usize = 3;
    let like = old.likeness(new);
    let judged = old.count().max(new.count()) >= FEW || like >= 1.0;
    if judged { like } else { 0.0 }
}

/// All words in an entity. A capital letter makes no other entity of it.
pub fn words(entity: &Entity) -> String {
    let mut out = String::new();
    gather(entity, &mut out);
    out.to_lowercase()
}

fn gather(entity: &Entity, out: &mut String) {
    let mut add = |value: &Value| *out += &(value.plain() + " ");
    entity.value.iter().for_each(&mut add);
    entity.fields().for_each(|field| add(&field.value));
    entity.entities().for_each(|inner| gather(inner, out));
}
