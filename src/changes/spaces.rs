//! Spaces that break no line. Whether an author wrote one, or the template puts it there (`12 kr.`), is not seen in print:
//! where the documents are the same, nothing changed.

use crate::{model::content::CellContent, template::words::Unbroken};

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
    alike && change.ids.is_none() && change.from.is_empty()
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
