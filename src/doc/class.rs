//! What a block is to those who do not set it.

use super::{Block, BlockKind, Captioned, Heading, TableRole, Text};

/// What a block is to who counts, refers, compares or leaves out: they ask for this and need not know every kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Class<'b> {
    /// The first page.
    Front,
    /// A list of what the document holds: it repeats what stands elsewhere.
    Listing,
    /// Opens a section.
    Heading(&'b Heading),
    /// Running words. They can move, and their ids count through the field that they show.
    Prose,
    /// A table or figure, with its caption.
    Captioned(Captioned, &'b Text),
    /// Stands by itself without a number.
    Frame,
    /// Nothing to read.
    Break,
}

impl Block {
    /// What the block is to who does not set it.
    pub fn class(&self) -> Class<'_> {
        match &self.kind {
            BlockKind::Cover(_) => Class::Front,
            BlockKind::Contents { .. } | BlockKind::ListOf { .. } => Class::Listing,
            BlockKind::Heading(heading) => Class::Heading(heading),
            BlockKind::Paragraph(_) | BlockKind::List(_) => Class::Prose,
            BlockKind::Table(table) => match table.role {
                TableRole::Data => Class::Captioned(Captioned::Tables, &table.caption),
                TableRole::Signatures => Class::Frame,
            },
            BlockKind::Figure(figure) => Class::Captioned(Captioned::Figures, &figure.caption),
            BlockKind::Callout { .. } => Class::Frame,
            BlockKind::PageBreak => Class::Break,
        }
    }

    /// What the block is counted among, with its caption. A table without a caption has no number.
    pub fn counted(&self) -> Option<(Captioned, &Text)> {
        match self.class() {
            Class::Captioned(Captioned::Tables, caption) if caption.is_empty() => None,
            Class::Captioned(what, caption) => Some((what, caption)),
            Class::Front
            | Class::Listing
            | Class::Heading(_)
            | Class::Prose
            | Class::Frame
            | Class::Break => None,
        }
    }

    /// Whether the block holds words of its own, on the cover or below it.
    pub fn has_content(&self) -> bool {
        !matches!(self.class(), Class::Listing | Class::Break)
    }
}
