//! What a revision did with the pieces of a document, and how to undo or accept all of it.
//!
//! A redline is one tree that holds both versions. A mark on a block, item, row, line or leaf is repeated on
//! everything inside ([`spread`]), so that writers and readers look at the piece at hand only. Two laws hold, and
//! [`accept`] and [`reject`] are their proof: accepting gives the new document, rejecting the old one.

use time::Date;

use super::{Block, BlockKind, Doc, Figure, Inline, Item, List, Meta, Row, Table, Text};

/// What a revision did with a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mark {
    /// It stands in both versions, or the document is no redline.
    #[default]
    Keep,
    /// New.
    Ins,
    /// Only in the old version.
    Del,
    /// Stood here, and was moved as it was.
    From(Move),
    /// Was moved here as it was.
    To(Move),
}

/// Number of a move; the two ends share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Move(pub u32);

/// One of the two versions that a redline holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The version compared with.
    Old,
    /// The version at hand.
    New,
}

/// What the marks of a redline are against.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// Who is named as author of the changes: a body, never a person.
    pub author: String,
    /// The date of the new version.
    pub date: Date,
    /// Cover words, header and properties of the old version.
    pub before: Meta,
}

impl Mark {
    /// Whether the piece stands in a version.
    pub fn is_in(self, side: Side) -> bool {
        match self {
            Mark::Keep => true,
            Mark::Ins | Mark::To(_) => side == Side::New,
            Mark::Del | Mark::From(_) => side == Side::Old,
        }
    }

    /// The version whose numbers the piece shows.
    pub fn side(self) -> Side {
        if self.is_in(Side::New) {
            Side::New
        } else {
            Side::Old
        }
    }
}

/// The new version.
pub fn accept(doc: &Doc) -> Doc {
    keep(doc, Side::New)
}

/// The old version, but for its attachment and the looks of pieces that stand in both.
pub fn reject(doc: &Doc) -> Doc {
    keep(doc, Side::Old)
}

/// One of the versions, without marks.
pub fn keep(doc: &Doc, side: Side) -> Doc {
    let mut out = doc.clone();
    if let (Side::Old, Some(revision)) = (side, &doc.revision) {
        out.meta = revision.before.clone();
    }
    out.revision = None;
    keep_blocks(&mut out.blocks, side);
    out
}

fn keep_blocks(blocks: &mut Vec<Block>, side: Side) {
    blocks.retain(|block| block.mark.is_in(side));
    blocks.iter_mut().for_each(|block| keep_block(block, side));
}

/// One of the versions of a block that stands in it, without marks.
pub fn keep_block(block: &mut Block, side: Side) {
    block.mark = Mark::Keep;
    match &mut block.kind {
        BlockKind::Cover(cover) => {
            cover.facts.retain(|fact| fact.mark.is_in(side));
            for fact in &mut cover.facts {
                fact.mark = Mark::Keep;
                keep_texts(&mut fact.values, side);
            }
            for text in [&mut cover.overline, &mut cover.title, &mut cover.subtitle] {
                keep_text(text, side);
            }
        }
        BlockKind::Heading(heading) => keep_text(&mut heading.text, side),
        BlockKind::Paragraph(text) => keep_text(text, side),
        BlockKind::List(List { ordered: _, items }) => {
            items.retain(|item| item.mark.is_in(side));
            for item in items {
                item.mark = Mark::Keep;
                keep_blocks(&mut item.blocks, side);
            }
        }
        BlockKind::Table(table) => keep_table(table, side),
        BlockKind::Figure(figure) => keep_figure(figure, side),
        BlockKind::Callout { title: _, blocks } => keep_blocks(blocks, side),
        BlockKind::Signatures { parties } => keep_texts(parties, side),
        BlockKind::Contents { .. } | BlockKind::ListOf { .. } | BlockKind::PageBreak => {}
    }
}

fn keep_table(table: &mut Table, side: Side) {
    keep_text(&mut table.caption, side);
    keep_rows(&mut table.header, side);
    keep_rows(&mut table.rows, side);
    keep_maybe(&mut table.source, side);
    keep_texts(&mut table.notes, side);
}

/// Rows of one version, without marks.
fn keep_rows(rows: &mut Vec<Row>, side: Side) {
    retain_rows(rows, side);
    for row in rows {
        row.mark = Mark::Keep;
        for cell in &mut row.cells {
            keep_texts(&mut cell.content, side);
        }
    }
}

/// Rows of one version. A cell reaches over as many rows fewer as leave below it.
pub fn retain_rows(rows: &mut Vec<Row>, side: Side) {
    let stays: Vec<bool> = rows.iter().map(|row| row.mark.is_in(side)).collect();
    for (at, row) in rows.iter_mut().enumerate() {
        for cell in &mut row.cells {
            let reach = stays.iter().skip(at).take(cell.rowspan);
            cell.rowspan = reach.filter(|stays| **stays).count().max(1);
        }
    }
    let mut stays = stays.into_iter();
    rows.retain(|_| stays.next().unwrap_or(true));
}

fn keep_figure(figure: &mut Figure, side: Side) {
    keep_text(&mut figure.caption, side);
    keep_maybe(&mut figure.source, side);
    keep_texts(&mut figure.notes, side);
    if let Some((picture, alt)) = figure.replaces.take()
        && side == Side::Old
    {
        figure.content = picture;
        figure.alt = alt;
    }
}

fn keep_maybe(text: &mut Option<Text>, side: Side) {
    if text.as_ref().is_some_and(|text| !text.mark.is_in(side)) {
        *text = None;
    }
    if let Some(text) = text {
        keep_text(text, side);
    }
}

fn keep_texts(texts: &mut Vec<Text>, side: Side) {
    texts.retain(|text| text.mark.is_in(side));
    for text in texts {
        keep_text(text, side);
    }
}

/// One of the versions of a leaf that stands in it, without marks.
pub fn keep_text(text: &mut Text, side: Side) {
    text.mark = Mark::Keep;
    let inlines = std::mem::take(&mut text.inlines);
    for inline in inlines {
        match inline {
            Inline::Marked { mark, content } if mark.is_in(side) => {
                content
                    .into_iter()
                    .for_each(|inline| push(&mut text.inlines, keep_inline(inline, side)));
            }
            Inline::Marked { .. } => {}
            inline => push(&mut text.inlines, keep_inline(inline, side)),
        }
    }
}

fn keep_inline(mut inline: Inline, side: Side) -> Inline {
    if let Inline::Note { id: _, content } = &mut inline {
        keep_text(content, side);
    }
    inline
}

/// Adds an inline; words of the same style and origin grow together again.
pub fn push(out: &mut Vec<Inline>, inline: Inline) {
    if let (
        Some(Inline::Words {
            text: before,
            style: had,
            origin: from,
        }),
        Inline::Words {
            text,
            style,
            origin,
        },
    ) = (out.last_mut(), &inline)
        && had == style
        && from == origin
    {
        before.push_str(text);
    } else {
        out.push(inline);
    }
}

/// Marks a block and everything inside it, of a document that has no marks.
pub fn spread(block: &mut Block, mark: Mark) {
    block.mark = mark;
    match &mut block.kind {
        BlockKind::Cover(cover) => {
            for fact in &mut cover.facts {
                fact.mark = mark;
                spread_texts(&mut fact.values, mark);
            }
            for text in [&mut cover.overline, &mut cover.title, &mut cover.subtitle] {
                spread_text(text, mark);
            }
        }
        BlockKind::Heading(heading) => spread_text(&mut heading.text, mark),
        BlockKind::Paragraph(text) => spread_text(text, mark),
        BlockKind::List(list) => {
            list.items
                .iter_mut()
                .for_each(|item| spread_item(item, mark));
        }
        BlockKind::Table(table) => {
            spread_text(&mut table.caption, mark);
            let rows = table.header.iter_mut().chain(&mut table.rows);
            rows.for_each(|row| spread_row(row, mark));
            spread_texts(table.source.iter_mut().chain(&mut table.notes), mark);
        }
        BlockKind::Figure(figure) => {
            spread_text(&mut figure.caption, mark);
            spread_texts(figure.source.iter_mut().chain(&mut figure.notes), mark);
        }
        BlockKind::Callout { title: _, blocks } => {
            blocks.iter_mut().for_each(|block| spread(block, mark));
        }
        BlockKind::Signatures { parties } => spread_texts(parties, mark),
        BlockKind::Contents { .. } | BlockKind::ListOf { .. } | BlockKind::PageBreak => {}
    }
}

/// Marks an item and everything inside it.
pub fn spread_item(item: &mut Item, mark: Mark) {
    item.mark = mark;
    item.blocks.iter_mut().for_each(|block| spread(block, mark));
}

/// Marks a row and everything inside it. A row cannot be moved: it is taken out and put in.
pub fn spread_row(row: &mut Row, mark: Mark) {
    row.mark = match mark {
        Mark::From(_) => Mark::Del,
        Mark::To(_) => Mark::Ins,
        Mark::Keep | Mark::Ins | Mark::Del => mark,
    };
    let mark = row.mark;
    for cell in &mut row.cells {
        spread_texts(&mut cell.content, mark);
    }
}

fn spread_texts<'t>(texts: impl IntoIterator<Item = &'t mut Text>, mark: Mark) {
    texts.into_iter().for_each(|text| spread_text(text, mark));
}

/// Marks a leaf and all its words, those of its notes too.
pub fn spread_text(text: &mut Text, mark: Mark) {
    text.mark = mark;
    let content = marked_notes(std::mem::take(&mut text.inlines), mark);
    text.inlines = match mark {
        Mark::Keep => content,
        _ if content.is_empty() => content,
        Mark::Ins | Mark::Del | Mark::From(_) | Mark::To(_) => {
            vec![Inline::Marked { mark, content }]
        }
    };
}

/// Inlines of a version, as they stand inside [`Inline::Marked`]: the leaves of their notes are marked, too.
pub fn marked_notes(inlines: Vec<Inline>, mark: Mark) -> Vec<Inline> {
    let marked = inlines.into_iter().map(|mut inline| {
        if let Inline::Note { id: _, content } = &mut inline {
            spread_text(content, mark);
        }
        inline
    });
    marked.collect()
}
