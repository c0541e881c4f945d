//! Two documents → one with marks: what was put in, taken out, moved.
//!
//! Sections are matched by the ids of their headings, tables and figures by theirs, rows by their keys; paragraphs
//! and items, whose ids count through a field, by their words. Inside a matched leaf words are compared. Numbers are
//! computed when a document is written, so that a number that only shifts marks nothing. What a person would not
//! recognise as the same is taken out and put in whole.
//!
//! The laws, held by the tests: accepting all marks gives the new document, rejecting all gives the old one, and a
//! document against itself has no marks.

mod blocks;
mod moves;
mod sections;
mod short;
mod table;
#[cfg(test)]
pub(crate) mod tests;
mod text;
mod words;

pub use blocks::merge as merge_blocks;
pub use short::short;
pub use text::merge as merge_text;

use crate::doc::{Doc, Revision, changed};

/// The new document with its changes since the old one marked. `author` is who is named for them.
pub fn redline(old: &Doc, new: &Doc, author: &str) -> Doc {
    let mut blocks = sections::merge(&old.blocks, &new.blocks);
    moves::find(&mut blocks);
    Doc {
        meta: new.meta.clone(),
        terms: new.terms.clone(),
        blocks,
        attachment: new.attachment.clone(),
        revision: Some(Revision {
            author: author.to_owned(),
            date: new.meta.date,
            before: old.meta.clone(),
        }),
    }
}

/// Whether a document has any mark.
pub fn is_marked(doc: &Doc) -> bool {
    doc.blocks.iter().any(changed::is_changed)
}
