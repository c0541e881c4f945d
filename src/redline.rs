//! Two documents → one with marks: what was put in, taken out, moved.
//!
//! Sections are matched by the ids of their headings, tables and figures by theirs, rows by their keys; paragraphs
//! and items, whose ids count through a field, by their words. Inside a matched leaf words are compared. Numbers are
//! computed when a document is written, so that a number that only shifts marks nothing. What a person would not
//! recognise as the same is taken out and put in whole.
//!
//! The laws, held by the tests: accepting all marks gives the new document, rejecting all gives the old one, and a
//! document against itself has no marks.

mod align;
mod bag;
mod blocks;
mod moves;
mod sections;
mod table;
#[cfg(test)]
pub(crate) mod tests;
mod text;

use crate::doc::{Doc, Revision};

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

/// How many marked pieces of each kind a document has: what a reader would have to look at.
pub fn is_marked(doc: &Doc) -> bool {
    use crate::doc::{Inline, Mark, walk};
    walk::blocks(&doc.blocks).into_iter().any(|block| {
        let marked = |inline: &Inline| match inline {
            Inline::Marked { .. } => true,
            Inline::Note { id: _, content } => content
                .inlines
                .iter()
                .any(|inline| matches!(inline, Inline::Marked { .. })),
            Inline::Words { .. } | Inline::Link { .. } | Inline::Ref { .. } | Inline::Break => {
                false
            }
        };
        block.mark != Mark::Keep
            || walk::texts(block)
                .iter()
                .any(|text| text.mark != Mark::Keep || text.inlines.iter().any(marked))
    })
}
