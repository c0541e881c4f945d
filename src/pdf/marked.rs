//! A redline without what is gone: the new version, in which a sign stands for each thing that was taken out.
//!
//! Words that are gone keep their place inside their leaf; the emitter writes a sign for them. Here go the blocks, items,
//! rows and lines that are gone whole. Their sign is a mark without words in what stands next to them.

use crate::doc::mark::{Mark, Side, retain_rows};
use crate::doc::{
    Block, BlockKind, Cell, Cover, Doc, Figure, Inline, Item, List, Row, Table, Text,
};

/// The document without what is gone.
pub fn without_old(doc: &Doc) -> Doc {
    let mut out = doc.clone();
    blocks(&mut out.blocks);
    out
}

/// Whether a leaf shows nothing but that something is gone.
pub fn is_sign(text: &Text) -> bool {
    let gone = |inline: &Inline| match inline {
        Inline::Marked { mark, content: _ } => mark.side() == Side::Old,
        Inline::Words { .. }
        | Inline::Link { .. }
        | Inline::Ref { .. }
        | Inline::Note { .. }
        | Inline::Break => false,
    };
    !text.is_empty() && text.inlines.iter().all(gone)
}

fn sign() -> Inline {
    Inline::Marked {
        mark: Mark::Del,
        content: Vec::new(),
    }
}

fn blocks(all: &mut Vec<Block>) {
    let mut out: Vec<Block> = Vec::with_capacity(all.len());
    for mut block in std::mem::take(all) {
        if block.mark.is_in(Side::New) {
            inside(&mut block);
            out.push(block);
            continue;
        }
        let shows = !matches!(block.kind, BlockKind::PageBreak);
        let told =
            |block: &Block| matches!(&block.kind, BlockKind::Paragraph(text) if is_sign(text));
        if shows && !out.last().is_some_and(told) {
            block.mark = Mark::Keep;
            block.remarks.clear();
            block.kind = BlockKind::Paragraph(Text::of(None, vec![sign()]));
            out.push(block);
        }
    }
    *all = out;
}

fn inside(block: &mut Block) {
    match &mut block.kind {
        BlockKind::Cover(cover) => facts(cover),
        BlockKind::List(list) => {
            items(list);
            if list.items.is_empty() {
                block.kind = BlockKind::Paragraph(Text::of(None, vec![sign()]));
            }
        }
        BlockKind::Table(Table {
            caption,
            header,
            rows: body,
            replaces,
            source,
            notes,
            ..
        }) => {
            *replaces = None;
            rows(header);
            rows(body);
            below(caption, source, notes);
        }
        BlockKind::Figure(Figure {
            caption,
            source,
            notes,
            ..
        }) => below(caption, source, notes),
        BlockKind::Callout {
            title: _,
            blocks: inner,
        } => blocks(inner),
        BlockKind::Signatures { parties } => texts(parties),
        BlockKind::Contents { .. }
        | BlockKind::ListOf { .. }
        | BlockKind::Heading(_)
        | BlockKind::Paragraph(_)
        | BlockKind::PageBreak => {}
    }
}

/// Lines of a cell or of the signatures. The last one left takes the sign for those that are gone.
fn texts(lines: &mut Vec<Text>) {
    let before = lines.len();
    lines.retain(|text| text.mark.is_in(Side::New));
    if lines.len() == before {
        return;
    }
    match lines.last_mut() {
        Some(text) => text.inlines.push(sign()),
        None => lines.push(Text::of(None, vec![sign()])),
    }
}

/// Source and notes. The caption takes the sign: a note without words would still have its label.
fn below(caption: &mut Text, source: &mut Option<Text>, notes: &mut Vec<Text>) {
    let gone = |text: &Text| !text.mark.is_in(Side::New);
    if source.iter().chain(&*notes).any(gone) && !caption.is_empty() {
        caption.inlines.push(sign());
    }
    if source.as_ref().is_some_and(gone) {
        *source = None;
    }
    notes.retain(|text| !gone(text));
}

fn facts(cover: &mut Cover) {
    let before = cover.facts.len();
    cover.facts.retain(|fact| fact.mark.is_in(Side::New));
    let lost = cover.facts.len() < before;
    for fact in &mut cover.facts {
        texts(&mut fact.values);
    }
    if let (true, Some(text)) = (
        lost,
        cover.facts.iter_mut().flat_map(|f| &mut f.values).last(),
    ) {
        text.inlines.push(sign());
    }
}

/// The item after one that is gone takes its sign, or the last one left.
fn items(list: &mut List) {
    let mut out: Vec<Item> = Vec::with_capacity(list.items.len());
    let mut lost = false;
    for mut item in std::mem::take(&mut list.items) {
        if !item.mark.is_in(Side::New) {
            lost = true;
            continue;
        }
        blocks(&mut item.blocks);
        if std::mem::take(&mut lost) {
            sign_item(&mut item, 0);
        }
        out.push(item);
    }
    if let (true, Some(item)) = (lost, out.last_mut()) {
        sign_item(item, usize::MAX);
    }
    list.items = out;
}

/// Puts the sign into the item's first words, as far in as told.
fn sign_item(item: &mut Item, at: usize) {
    if let Some(Block {
        kind: BlockKind::Paragraph(text),
        ..
    }) = item.blocks.first_mut()
    {
        text.inlines.insert(at.min(text.inlines.len()), sign());
    }
}

/// The row after one that is gone takes its sign, or the last one left.
fn rows(all: &mut Vec<Row>) {
    let mut lost = false;
    let mut left: Option<usize> = None;
    for (at, row) in all.iter_mut().enumerate() {
        if row.mark.is_in(Side::New) {
            left = Some(at);
            if std::mem::take(&mut lost) {
                sign_row(row);
            }
        } else {
            lost = true;
        }
    }
    if let (true, Some(row)) = (lost, left.and_then(|at| all.get_mut(at))) {
        sign_row(row);
    }
    retain_rows(all, Side::New);
    for cell in all.iter_mut().flat_map(|row| &mut row.cells) {
        texts(&mut cell.content);
    }
}

fn sign_row(row: &mut Row) {
    if let Some(Cell { content, .. }) = row.cells.first_mut() {
        match content.first_mut() {
            Some(text) => text.inlines.insert(0, sign()),
            None => content.push(Text::of(None, vec![sign()])),
        }
    }
}
