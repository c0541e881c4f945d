//! `{{ … }}` and `[^…]` in prose, as its author wrote them.

use std::ops::Range;

/// A `{{ path | filter }}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot<'a> {
    /// The names: `tal.beboere`.
    pub path: &'a str,
    /// The filter after `|`.
    pub filter: Option<&'a str>,
    /// Bytes of the slot in its text, braces included.
    pub range: Range<usize>,
}

/// Ids of `[^id]` marks.
pub fn note_marks(text: &str) -> impl Iterator<Item = &str> {
    text.split("[^")
        .skip(1)
        .filter_map(|rest| rest.split_once(']'))
        .map(|(id, _)| id)
}

/// Slots in order; an opening without an end is none.
pub fn slots(text: &str) -> Vec<Slot<'_>> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find("{{").map(|at| from + at) {
        let Some(close) = text[open..].find("}}").map(|at| open + at) else {
            break;
        };
        let inner = &text[open + 2..close];
        let (path, filter) = match inner.split_once('|') {
            Some((path, filter)) => (path.trim(), Some(filter.trim())),
            None => (inner.trim(), None),
        };
        out.push(Slot {
            path,
            filter,
            range: open..close + 2,
        });
        from = close + 2;
    }
    out
}
