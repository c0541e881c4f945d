//! What opens a marked document and is of neither version: the list of its changes.

use std::collections::BTreeMap;

use super::{Block, BlockId};

/// Id of its first block, the heading.
pub const FIRST: &str = "aendringer";
/// Id of its last block, behind which the text begins.
pub const LAST: &str = "aendringer.slut";

/// The list of changes that stands before a marked document's text, and who approves each line of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Opening {
    /// Its blocks, in reading order.
    pub blocks: Vec<Block>,
    /// Who approves, highest first: those who have a line at least.
    pub levels: Vec<Level>,
    /// The level of a line, by the first block of its item.
    pub of: BTreeMap<BlockId, String>,
}

/// Who approves changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Id, as lines name it.
    pub id: String,
    /// What a reader calls it: `bestyrelsen`.
    pub name: String,
}

/// The blocks of a document before its opening, those of it, and those behind; without one all stand before it.
pub fn parted(blocks: &[Block]) -> [&[Block]; 3] {
    let place = |id| blocks.iter().position(|block| block.id.as_str() == id);
    match (place(FIRST), place(LAST)) {
        (Some(first), Some(last)) if first < last => {
            let (before, rest) = blocks.split_at(first);
            let (opening, behind) = rest.split_at(last - first);
            [before, opening, behind]
        }
        _ => [blocks, &[], &[]],
    }
}

impl Opening {
    /// The number of an item's level, from 1.
    pub fn level(&self, item: Option<&Block>) -> Option<usize> {
        let id = self.of.get(&item?.id)?;
        let place = self.levels.iter().position(|level| level.id == *id)?;
        Some(place + 1)
    }
}
