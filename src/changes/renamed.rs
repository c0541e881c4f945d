//! A new id is one change, told at its own place. What only names the thing by its new id says the same as before: its
//! edits go with the new id's.

use std::collections::BTreeMap;

use crate::model::slots;

use super::{Change, ChangeKind, Edit, PlanPart, entity::Value, words};

/// Old id → new id, and the change that tells of it.
type Renames = BTreeMap<String, (String, usize)>;

/// Leaves out changes that only follow from new ids.
pub fn fold(changes: &mut Vec<(PlanPart, Change)>) {
    let renames: Renames = changes
        .iter()
        .enumerate()
        .filter_map(|(at, (_, change))| {
            let (old, new) = change.ids.clone()?;
            Some((old, (new, at)))
        })
        .collect();
    if renames.is_empty() {
        return;
    }
    let mut follows: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, (_, change)) in changes.iter().enumerate() {
        if let Some(of) = value(change, &renames) {
            follows.insert(at, of);
        }
    }
    for (gone, come, of) in entries(changes, &renames) {
        follows.insert(gone, of);
        follows.insert(come, of);
    }
    let moved: Vec<(usize, Vec<Edit>)> = follows
        .iter()
        .map(|(at, of)| (*of, std::mem::take(&mut changes[*at].1.edits)))
        .collect();
    for (of, edits) in moved {
        changes[of].1.edits.extend(edits);
    }
    let mut at = 0;
    changes.retain(|_| {
        at += 1;
        !follows.contains_key(&(at - 1))
    });
}

/// The new id that all of a changed value comes from.
fn value(change: &Change, renames: &Renames) -> Option<usize> {
    if change.what != ChangeKind::Aendret {
        return None;
    }
    match (change.old.as_ref()?, change.new.as_ref()?) {
        (Value::Prose(old), Value::Prose(new)) => {
            let (old, of) = renamed(old, renames)?;
            words::same(&old, new).then_some(of)
        }
        (Value::Ref(old, _), Value::Ref(new, _)) => of(old, new, renames),
        (Value::Ids(old), Value::Ids(new)) => {
            let mut first = None;
            let same = |(old, new): (&String, &String)| {
                let renamed = of(old, new, renames);
                first = first.or(renamed);
                old == new || renamed.is_some()
            };
            let all = old.len() == new.len() && old.iter().zip(new).all(same);
            first.filter(|_| all)
        }
        _ => None,
    }
}

fn of(old: &str, new: &str, renames: &Renames) -> Option<usize> {
    let (is, of) = renames.get(old)?;
    (is == new).then_some(*of)
}

/// Entries of a list that only name another thing, which has a new id.
fn entries(changes: &[(PlanPart, Change)], renames: &Renames) -> Vec<(usize, usize, usize)> {
    let named = |what: ChangeKind| {
        let all = changes.iter().enumerate();
        let all = all.filter(move |(_, (_, change))| change.what == what);
        all.filter_map(|(at, (_, change))| {
            let value = match what {
                ChangeKind::Fjernet => change.old.as_ref()?,
                _ => change.new.as_ref()?,
            };
            let entity = change.entity.as_deref()?;
            let list = entity.item()?;
            match value {
                Value::Ref(id, _) => Some((at, change.kind, list, id.as_str())),
                _ => None,
            }
        })
        .collect::<Vec<_>>()
    };
    let (gone, come) = (named(ChangeKind::Fjernet), named(ChangeKind::Tilfoejet));
    let mut out = Vec::new();
    for (was, kind, list, old) in gone {
        let same = come.iter().find(|(_, other, there, new)| {
            *other == kind
                && there.list == list.list
                && there.index == list.index
                && of(old, new, renames).is_some()
        });
        if let Some((is, _, _, new)) = same {
            out.extend(of(old, new, renames).map(|of| (was, *is, of)));
        }
    }
    out
}

/// A text with the new ids in its `{{ … }}`, and the change that tells of one of them.
fn renamed(text: &str, renames: &Renames) -> Option<(String, usize)> {
    let (mut out, mut from, mut of) = (String::new(), 0, None);
    for slot in slots::slots(text) {
        let steps = slot.path.split('.').map(|step| match renames.get(step) {
            Some((new, at)) => {
                of = Some(*at);
                new.as_str()
            }
            None => step,
        });
        let path = steps.collect::<Vec<_>>().join(".");
        let written = text[slot.range.clone()].replacen(slot.path, &path, 1);
        out.push_str(&text[from..slot.range.start]);
        out.push_str(&written);
        from = slot.range.end;
    }
    out.push_str(&text[from..]);
    Some((out, of?))
}
