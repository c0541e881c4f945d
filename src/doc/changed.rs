//! Whether a revision did anything with a block or with something inside it.

use super::{Block, BlockKind, Cover, Figure, Inline, Mark, Row, Table, Text, walk};

/// Whether the block, or anything inside it, bears a mark.
pub fn is_changed(block: &Block) -> bool {
    block.mark != Mark::Keep
        || walk::texts(block).into_iter().any(text)
        || match &block.kind {
            BlockKind::Cover(cover) => facts(cover),
            BlockKind::List(list) => list
                .items
                .iter()
                .any(|item| item.mark != Mark::Keep || item.blocks.iter().any(is_changed)),
            BlockKind::Table(table) => rows(table),
            BlockKind::Figure(Figure { replaces, .. }) => replaces.is_some(),
            BlockKind::Callout { title: _, blocks } => blocks.iter().any(is_changed),
            BlockKind::Contents { .. }
            | BlockKind::ListOf { .. }
            | BlockKind::Heading(_)
            | BlockKind::Paragraph(_)
            | BlockKind::Signatures { .. }
            | BlockKind::PageBreak => false,
        }
}

/// Lines of the cover, which may be marked without having words.
fn facts(cover: &Cover) -> bool {
    cover.facts.iter().any(|fact| fact.mark != Mark::Keep)
}

/// Rows, whose cells may all be empty.
fn rows(table: &Table) -> bool {
    let mut rows = table.header.iter().chain(&table.rows);
    table.replaces.is_some() || rows.any(|row: &Row| row.mark != Mark::Keep)
}

fn text(text: &Text) -> bool {
    text.mark != Mark::Keep || inlines(&text.inlines)
}

fn inlines(all: &[Inline]) -> bool {
    all.iter().any(|inline| match inline {
        Inline::Marked { .. } => true,
        Inline::Note { id: _, content } => text(content),
        Inline::Link { url: _, content } => inlines(content),
        Inline::Words { .. } | Inline::Ref { .. } | Inline::Break => false,
    })
}
