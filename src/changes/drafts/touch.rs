//! What two changes do to the same place of the version that both come from: the same, different things, or nothing.

use crate::{
    changes::{
        Change, ChangeKind, Concept, Edit,
        entity::{Value, last_step},
    },
    key::FieldKey,
    source::{Node, NodeKind},
};

/// Whether two drafts changed the same to the same.
pub fn same(one: &Change, other: &Change) -> bool {
    if (&one.old_key, one.kind, one.what) != (&other.old_key, other.kind, other.what)
        || one.ids != other.ids
    {
        return false;
    }
    // What only follows from a new id is folded into it, and each draft may have named more or less by it.
    if one.what == ChangeKind::NytId {
        return true;
    }
    let (mut own, mut others) = (edits(one), edits(other));
    if own.clone().next().is_none() && others.clone().next().is_none() {
        return one.path == other.path && one.new == other.new;
    }
    let pictures = |change: &Change| matches!(change.new, Some(Value::Picture(_)));
    if pictures(one) && one.new != other.new {
        return false;
    }
    loop {
        match (own.next(), others.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if alike(a, b) => {}
            (_, _) => return false,
        }
    }
}

/// The edits that tell what a change does. All rows of a data file are one edit of its first change, and say nothing of
/// that change alone.
fn edits(change: &Change) -> impl Iterator<Item = &Edit> + Clone {
    let exists = change.old_key.is_some();
    let data = change
        .edits
        .iter()
        .any(|edit| matches!(edit, Edit::Asset(..)));
    change.edits.iter().filter(move |edit| match edit {
        Edit::Asset(..) => !exists,
        Edit::Set(key, _) => !(exists && data && is_data(key)),
        _ => true,
    })
}

/// Whether a key says which data file a table's rows come from.
fn is_data(key: &FieldKey) -> bool {
    key.path == "fra" || key.path.ends_with(".fra")
}

/// Whether two edits do the same. Where an item stands in its list hangs on what else came there.
fn alike(one: &Edit, other: &Edit) -> bool {
    match (one, other) {
        (
            Edit::Insert { list, item, at: _ },
            Edit::Insert {
                list: l,
                item: i,
                at: _,
            },
        ) => list == l && item == i,
        (a, b) => a == b,
    }
}

/// Whether two changes touch the same place in different ways.
pub fn clash(one: &Change, other: &Change) -> bool {
    if same(one, other) {
        return false;
    }
    let both = changed(one).is_some() && changed(one) == changed(other);
    let mut pairs = edits(one).flat_map(|a| edits(other).map(move |b| (a, b)));
    both || pairs.any(|(a, b)| differ(a, b) || differ(b, a))
}

/// Whether an edit and another cannot both be done, told from the first one's side.
fn differ(one: &Edit, other: &Edit) -> bool {
    match (one, other) {
        (Edit::Set(key, value), Edit::Set(of, to)) if key == of => value != to,
        // A table that is written whole holds what the other one writes or takes out.
        (Edit::Set(key, _), Edit::Set(of, _) | Edit::Unset(of)) => {
            key != of && of.below(key).is_some()
        }
        (Edit::Unset(key), Edit::Set(of, _)) => of.below(key).is_some(),
        // A table is left without rows only where a data file has them: a row that is taken out is still in that.
        (Edit::Unset(rows), Edit::Remove(row)) if last_step(&rows.path) == "raekke" => {
            row.below(rows).is_some()
        }
        (Edit::Unset(key) | Edit::Remove(key), _) => reaches_into(other, key),
        (Edit::Delete(file), Edit::Rename(from, _)) => file == from,
        (Edit::Delete(file), _) => reaches_into(other, &FieldKey::file(file)),
        (
            Edit::Insert { list, item, .. },
            Edit::Insert {
                list: l, item: i, ..
            },
        ) => {
            let id = id(item);
            list == l && id.is_some() && id == self::id(i) && item != i
        }
        (Edit::Move { item, .. }, Edit::Move { item: of, .. }) => item == of && one != other,
        (Edit::Create(file, node), Edit::Create(of, to)) => file == of && node != to,
        (Edit::Create(file, _), Edit::Rename(_, to)) => file == to,
        (Edit::Rename(from, to), Edit::Rename(of, name)) => (from == of) != (to == name),
        (Edit::Asset(path, bytes), Edit::Asset(of, others)) => path == of && bytes != others,
        (_, _) => false,
    }
}

/// Whether an edit writes or moves something in what another one takes away. What both take away is taken away.
fn reaches_into(edit: &Edit, gone: &FieldKey) -> bool {
    match edit {
        Edit::Set(key, _) => key.below(gone).is_some(),
        Edit::Insert { list, .. } => list.below(gone).is_some(),
        Edit::Move { item, list, .. } => item.below(gone).is_some() || list.below(gone).is_some(),
        Edit::Unset(_)
        | Edit::Remove(_)
        | Edit::Create(..)
        | Edit::Delete(_)
        | Edit::Rename(..)
        | Edit::Asset(..) => false,
    }
}

/// The id that an item is known by.
fn id(item: &Node) -> Option<&NodeKind> {
    let NodeKind::Table(entries) = &item.kind else {
        return None;
    };
    let mut entries = entries.iter();
    let id = entries.find(|entry| matches!(entry.key.as_str(), "id" | "fast" | "kort"));
    id.map(|entry| &entry.value.kind)
}

/// The key of a long text and its new words as they are written, if a change is of those alone.
pub fn prose(change: &Change) -> Option<(&FieldKey, &str)> {
    let is_prose = matches!(
        (&change.old, &change.new),
        (Some(Value::Prose(_)), Some(Value::Prose(_)))
    );
    match change.edits.as_slice() {
        [
            Edit::Set(
                key,
                Node {
                    kind: NodeKind::Text(text),
                    ..
                },
            ),
        ] if is_prose => Some((key, text)),
        _ => None,
    }
}

/// The value that a change writes anew.
fn changed(change: &Change) -> Option<(&FieldKey, Concept)> {
    let key = change.old_key.as_ref()?;
    (change.what == ChangeKind::Aendret).then_some((key, change.kind))
}
