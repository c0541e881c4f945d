//! Spaces that break no line. Whether an author wrote one, or the template puts it there (`12 kr.`), is not seen in print:
//! where the documents are the same, nothing changed. A text that came to stand in another file is not the same if it names
//! what only its file knows.

use crate::{key::FieldKey, model::content::CellContent, template::words::Unbroken};

use super::{
    Change,
    entity::{CellValue, Value},
    words,
};

/// Whether a change is one of such spaces only.
pub fn only(change: &Change, old: &Unbroken, new: &Unbroken) -> bool {
    let (Some(was), Some(is)) = (&change.old, &change.new) else {
        return false;
    };
    let alike = match (was, is) {
        (Value::Text(a), Value::Text(b)) => lines(a, b, old, new),
        (Value::Prose(a), Value::Prose(b)) => prose(a, b, old, new),
        (Value::Cell(a), Value::Cell(b)) => a.has_the_same_shape(b) && cells(a, b, old, new),
        _ => false,
    };
    let stayed = change.ids.is_none() && change.from.is_empty();
    alike && stayed && !(was.names_of_its_file() && is_of_another_file(change))
}

/// Whether a value came from a shared text and is an activity's own now, or the reverse.
fn is_of_another_file(change: &Change) -> bool {
    let is_shared = |key: &FieldKey| key.file.starts_with("faelles/");
    let keys = [&change.old_key, &change.new_key];
    let [before, after] = keys.map(|key| key.as_ref().is_some_and(is_shared));
    before != after
}

fn lines(a: &str, b: &str, old: &Unbroken, new: &Unbroken) -> bool {
    old.bind(a) == new.bind(b)
}

fn prose(a: &str, b: &str, old: &Unbroken, new: &Unbroken) -> bool {
    let (a, b) = (words::set(a, old), words::set(b, new));
    a.is_some() && a == b
}

fn cells(a: &CellValue, b: &CellValue, old: &Unbroken, new: &Unbroken) -> bool {
    let content = match (&a.content, &b.content) {
        (CellContent::Words(a), CellContent::Words(b)) => lines(a, b, old, new),
        (CellContent::Prose(a), CellContent::Prose(b)) => prose(&a.text, &b.text, old, new),
        _ => false,
    };
    content && a.has_the_same_note(b)
}
