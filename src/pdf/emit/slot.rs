//! Where a document stands in a pack of several.

use std::collections::BTreeMap;

use crate::doc::BlockId;

/// The place of a part among the others.
#[derive(Debug, Clone)]
pub struct Slot<'a> {
    /// What its labels begin with.
    pub prefix: String,
    /// What stands above its content.
    pub opening: Opening,
    /// What its pages say before their number: `Punkt 4 · Bilag 3`.
    pub stamp: &'a str,
    /// What every page of the pack says; may be empty.
    pub warning: &'a str,
    /// The labels of what other parts show, by id.
    pub ways: &'a BTreeMap<BlockId, String>,
    /// The lines of contents that list the pack: label, level, number and words.
    pub contents: &'a BTreeMap<BlockId, Vec<(String, u8, String, String)>>,
}

/// What stands above the content of a part.
#[derive(Debug, Clone)]
pub enum Opening {
    /// Nothing but its own.
    Own,
    /// Nothing but its own, below the headings of the part before.
    Further,
    /// A title.
    Title(String),
    /// A small line over the first page, and the way back: label and words.
    Strip {
        /// The line, which is also the bookmark.
        words: String,
        /// Where it leads back to.
        back: Option<(String, String)>,
    },
}
