//! Rows of data files. They stand in no file of the plan's own, so they are not edited one by one: the new version's
//! data file, or its rows where it has none, come in the place of what was there.

use crate::{
    changes::{Edit, thing::Thing, write},
    source::FieldKey,
};

use super::{Compare, leaves};

impl Compare {
    /// Gives the first of the changes of a table's rows the edit of them all, in place of each change's own.
    pub(super) fn rows_as_one(&mut self, old: &Thing, new: &Thing, start: usize) {
        let mut edits = Some(edits(old, new));
        for (_, change) in self.out.iter_mut().skip(start) {
            let before = change.edits.len();
            change.edits.retain(|edit| !of_rows(edit, old, new));
            if change.edits.len() < before {
                change.edits.extend(edits.take().unwrap_or_default());
            }
        }
    }
}

/// The edits that give the old table the rows of the new one.
fn edits(old: &Thing, new: &Thing) -> Vec<Edit> {
    let key = &old.place.key;
    let (from, rows) = (key.child("fra"), key.child("raekke"));
    match (&old.data, &new.data) {
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

/// Whether an edit is one of a table's rows, in its own file or in its data file.
fn of_rows(edit: &Edit, old: &Thing, new: &Thing) -> bool {
    let key = match edit {
        Edit::Set(key, _) | Edit::Unset(key) | Edit::Remove(key) => key,
        Edit::Insert { list, .. } | Edit::Move { list, .. } => list,
        Edit::Create(..) | Edit::Delete(_) | Edit::Rename(..) | Edit::Asset(..) => return false,
    };
    [old, new].into_iter().any(|table| in_rows(key, table))
}

fn in_rows(key: &FieldKey, table: &Thing) -> bool {
    let mut lists = [table.place.key.child("raekke"), table.place.key.child("fra")].into_iter();
    lists.any(|list| {
        let below = key.path.strip_prefix(&list.path);
        key.file == list.file && below.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}
