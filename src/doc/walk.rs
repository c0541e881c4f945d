//! Walks over the tree, and its words without structure.

use super::{Block, BlockKind, BodyView, Inline, Table, Text, mark::Side};

/// All blocks in reading order, a block before the blocks inside it.
pub fn blocks(blocks: &[Block]) -> Vec<&Block> {
    let mut out = Vec::new();
    visit(blocks, &mut |block| out.push(block));
    out
}

fn visit<'a>(blocks: &'a [Block], f: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        f(block);
        match &block.kind {
            BlockKind::List(list) => list.items.iter().for_each(|item| visit(&item.blocks, f)),
            BlockKind::Callout { title: _, blocks } => visit(blocks, f),
            BlockKind::Cover(_)
            | BlockKind::Contents { .. }
            | BlockKind::ListOf { .. }
            | BlockKind::Heading(_)
            | BlockKind::Paragraph(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Signatures { .. }
            | BlockKind::PageBreak => {}
        }
    }
}

/// The texts that belong to this block itself (not to blocks inside it), in reading order.
pub fn texts(block: &Block) -> Vec<&Text> {
    match &block.kind {
        BlockKind::Cover(cover) => {
            let facts = cover.facts.iter().flat_map(|fact| &fact.values);
            [&cover.overline, &cover.title, &cover.subtitle]
                .into_iter()
                .chain(facts)
                .collect()
        }
        BlockKind::Heading(heading) => vec![&heading.text],
        BlockKind::Paragraph(text) => vec![text],
        BlockKind::Table(table) => table_texts(table),
        BlockKind::Figure(figure) => {
            let mut out = vec![&figure.caption];
            out.extend(&figure.source);
            out.extend(&figure.notes);
            out
        }
        BlockKind::Signatures { parties } => parties.iter().collect(),
        BlockKind::Contents { .. }
        | BlockKind::ListOf { .. }
        | BlockKind::List(_)
        | BlockKind::Callout { .. }
        | BlockKind::PageBreak => Vec::new(),
    }
}

fn table_texts(table: &Table) -> Vec<&Text> {
    let mut out = vec![&table.caption];
    for row in table.bodies().flat_map(BodyView::all_rows) {
        out.extend(row.cells.iter().flat_map(|cell| &cell.content));
    }
    out.extend(&table.source);
    out.extend(&table.notes);
    out
}

/// The footnotes of a version in reading order: id and words.
pub fn notes(all: &[Block], side: Side) -> Vec<(&str, &Text)> {
    let mut out = Vec::new();
    for block in blocks(all) {
        for text in texts(block) {
            collect_notes(&text.inlines, side, &mut out);
        }
    }
    out
}

fn collect_notes<'a>(inlines: &'a [Inline], side: Side, out: &mut Vec<(&'a str, &'a Text)>) {
    for inline in inlines {
        match inline {
            Inline::Note { id, content } => out.push((id, content)),
            Inline::Link { url: _, content } => collect_notes(content, side, out),
            Inline::Marked { mark, content } if mark.is_in(side) => {
                collect_notes(content, side, out);
            }
            Inline::Words { .. } | Inline::Ref { .. } | Inline::Break | Inline::Marked { .. } => {}
        }
    }
}

/// The words of a leaf, without notes and without the numbers of references; a break is a space. Of a redline,
/// those of the new version.
pub fn words(inlines: &[Inline]) -> String {
    words_in(inlines, Side::New)
}

/// The same in one of the versions of a redline.
pub fn words_in(inlines: &[Inline], side: Side) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Words { text, .. } => out.push_str(text),
            Inline::Link { url: _, content } => out.push_str(&words_in(content, side)),
            Inline::Ref { label, .. } => out.push_str(label),
            Inline::Marked { mark, content } if mark.is_in(side) => {
                out.push_str(&words_in(content, side));
            }
            Inline::Note { .. } | Inline::Marked { .. } => {}
            Inline::Break => out.push(' '),
        }
    }
    out
}
