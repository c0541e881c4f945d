//! What is not written with its entity: rows in a data file, target groups in a shared text. It is not edited piece by
//! piece: where a piece changes, what the new version has comes whole in the place of what was there.

use crate::{
    changes::{
        Change, Edit, PlanPart,
        entity::{Entity, Field},
        write,
    },
    key::FieldKey,
};

use super::{Compare, leaves};

/// A text that became an activity's own, word for word. That is no change, but it has to be edited where the shared
/// text that it no longer follows is changed, or is used no more.
pub struct Copied {
    /// What has it, the activity or its target groups, by its path in both versions.
    by: [String; 2],
    /// The file of the shared text.
    of: String,
    edit: Edit,
}

impl Compare {
    /// All changes, each copied text with the first change of what has it, else of what it was copied from.
    pub(super) fn done(self) -> Vec<(PlanPart, Change)> {
        let mut out = self.out;
        for Copied { by, of, edit } in self.copied {
            let [old, new] = &by;
            let places = [new.as_str(), old, &of];
            let first = |place: &str| out.iter().position(|(_, one)| is_at(&one.path, place));
            if let Some(at) = places.into_iter().find_map(first) {
                out[at].1.edits.push(edit);
            }
        }
        out
    }

    /// Notes a value that an activity has of its own now, if a shared text said the same before.
    pub(super) fn copied(
        &mut self,
        (before, after): (&Field, &Field),
        (old, new): (&Entity, &Entity),
    ) {
        if before.is_shared() && !after.is_shared() {
            self.copied.push(Copied {
                by: paths(old, new),
                of: before.place.key.file.to_string(),
                edit: Edit::Set(before.own.clone(), write::value(&after.value)),
            });
        }
    }

    /// Gives the first of the changes of what is edited as a whole the edit of it all, in place of each change's own.
    pub(super) fn as_one(&mut self, old: &Entity, new: &Entity, start: usize) {
        let (edits, places) = if old.data().is_some() || new.data().is_some() {
            (rows(old, new), places_of_rows(old, new))
        } else if old.is_shared() != new.is_shared() {
            (target_groups(old, new), vec![old.place.key.clone()])
        } else {
            return;
        };
        let mut edits = Some(edits);
        for (_, change) in self.out.iter_mut().skip(start) {
            let before = change.edits.len();
            change
                .edits
                .retain(|edit| !places.iter().any(|place| is_in(edit, place)));
            if change.edits.len() < before {
                change.edits.extend(edits.take().unwrap_or_default());
            }
        }
        if let (Some(of), Some([edit])) = (old.shared_file(), edits.as_deref()) {
            self.copied.push(Copied {
                by: paths(old, new),
                of: of.to_owned(),
                edit: edit.clone(),
            });
        }
    }
}

/// The paths of an activity in both versions, where what stands in it is at hand.
fn paths(old: &Entity, new: &Entity) -> [String; 2] {
    [old, new].map(|entity| {
        let path = entity.place.path.as_str();
        path.trim_end_matches(".maalgruppe").to_owned()
    })
}

/// Whether a path is a place, or leads further in.
fn is_at(path: &str, place: &str) -> bool {
    let rest = path.strip_prefix(place);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['#', '.']))
}

/// The edits that give the old table the rows of the new one.
fn rows(old: &Entity, new: &Entity) -> Vec<Edit> {
    let key = &old.place.key;
    let (from, rows) = (key.child("fra"), key.child("raekke"));
    match (old.data(), new.data()) {
        (None, None) => Vec::new(),
        (Some(_), None) => vec![Edit::Unset(from), Edit::Set(rows, write::rows(new))],
        (before, Some(data)) => {
            let mut out = vec![Edit::Set(from, write::data(data))];
            if before.is_none() {
                out.push(Edit::Unset(rows));
            }
            leaves::data(new, &mut out);
            out
        }
    }
}

fn places_of_rows(old: &Entity, new: &Entity) -> Vec<FieldKey> {
    let tables = [&old.place.key, &new.place.key].into_iter();
    let places = tables.flat_map(|table| ["raekke", "fra"].map(|name| table.child(name)));
    places.collect()
}

/// The edit that gives an activity target groups of its own, or those of the shared text, which a table overrides whole.
fn target_groups(old: &Entity, new: &Entity) -> Vec<Edit> {
    let key = old.place.key.clone();
    if new.is_shared() {
        vec![Edit::Unset(key)]
    } else {
        vec![Edit::Set(key, write::entity(new))]
    }
}

/// Whether an edit is one of what stands at a place.
fn is_in(edit: &Edit, place: &FieldKey) -> bool {
    let key = match edit {
        Edit::Set(key, _) | Edit::Unset(key) | Edit::Remove(key) => key,
        Edit::Insert { list, .. } | Edit::Move { list, .. } => list,
        Edit::Create(..) | Edit::Delete(_) | Edit::Rename(..) | Edit::Asset(..) => return false,
    };
    key.below(place).is_some()
}

/// Whether two versions of a value say the same. A shared text is compared where it is written; one that became the
/// activity's own, or the reverse, is another if it names what only its own file knows.
pub fn same(before: &Field, after: &Field) -> bool {
    if before.is_shared() && after.is_shared() {
        return true;
    }
    let stayed = before.is_shared() == after.is_shared();
    before.value == after.value && (stayed || !before.value.names_of_its_file())
}
