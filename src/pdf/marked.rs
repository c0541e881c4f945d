//! A redline without what is gone: the new version, in which a sign stands for each thing that was taken out.
//!
//! Words that are gone keep their place inside their leaf; the emitter writes a sign for them. Here go the blocks, items,
//! rows and lines that are gone whole. Their sign is a mark without words in what stands next to them.

use crate::doc::mark::{Mark, Side, retain_rows};
use crate::doc::walk::{PieceMut, pieces_mut, texts_mut};
use crate::doc::{Block, BlockKind, Cell, Doc, Fact, Inline, Item, Row, Text};

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
    let mut emptied = false;
    let mut below = 0;
    for piece in pieces_mut(block) {
        match piece {
            PieceMut::Text(..) => {}
            PieceMut::Line(_, line) => {
                below += usize::from(line.take_if(|text| gone(text)).is_some());
            }
            PieceMut::Lines(_, lines) => {
                below += lines.extract_if(.., |text| gone(text)).count();
            }
            PieceMut::Facts(all) => facts(all),
            PieceMut::Items(all) => {
                items(all);
                emptied = all.is_empty();
            }
            PieceMut::Bodies(bodies) => {
                *bodies.before = None;
                rows(bodies.header);
                rows(bodies.rows);
            }
            PieceMut::Picture(_) => {}
            PieceMut::Blocks(inner) => blocks(inner),
        }
    }
    if emptied {
        block.kind = BlockKind::Paragraph(Text::of(None, vec![sign()]));
    }
    // A source or note without words would still have its label: the caption takes the sign.
    let first = texts_mut(block).into_iter().next();
    if let Some(caption) = first.filter(|caption| below > 0 && !caption.is_empty()) {
        caption.inlines.push(sign());
    }
}

fn gone(text: &Text) -> bool {
    !text.mark.is_in(Side::New)
}

/// Lines of a cell or of the cover. The last one left takes the sign for those that are gone.
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

fn facts(all: &mut Vec<Fact>) {
    let before = all.len();
    all.retain(|fact| fact.mark.is_in(Side::New));
    let lost = all.len() < before;
    all.iter_mut().for_each(|fact| texts(&mut fact.values));
    let last = all.iter_mut().flat_map(|fact| &mut fact.values).last();
    if let Some(text) = last.filter(|_| lost) {
        text.inlines.push(sign());
    }
}

/// The item after one that is gone takes its sign, or the last one left.
fn items(all: &mut Vec<Item>) {
    let mut out: Vec<Item> = Vec::with_capacity(all.len());
    let mut lost = false;
    for mut item in std::mem::take(all) {
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
    *all = out;
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
