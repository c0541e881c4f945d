//! What a revision did with the pieces of a document, and how to undo or accept all of it.
//!
//! A redline is one tree that holds both versions. A mark on a block, item, row, line or leaf is repeated on
//! everything inside ([`spread`]), so that writers and readers look at the piece at hand only. Two laws hold, and
//! [`accept`] and [`reject`] are their proof: accepting gives the new document, rejecting the old one.

use time::Date;

use super::{
    Before, Block, Body, Column, Doc, Fact, Inline, Item, Meta, Row, Text, starts,
    walk::{BodiesMut, PieceMut, ShownMut, pieces_mut},
};

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
    /// The mark of a piece that stands in these versions; of one in neither, none.
    pub fn of(old: bool, new: bool) -> Mark {
        match (old, new) {
            (true, true) | (false, false) => Mark::Keep,
            (true, false) => Mark::Del,
            (false, true) => Mark::Ins,
        }
    }

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
    keep_blocks(&mut out.blocks, Kept::plain(side));
    out
}

/// How a version is kept.
#[derive(Debug, Clone, Copy)]
struct Kept {
    side: Side,
    /// Whether its pieces still show what was done with them.
    marks: bool,
}

impl Kept {
    fn plain(side: Side) -> Kept {
        Kept { side, marks: false }
    }

    fn is(self, mark: Mark) -> bool {
        mark.is_in(self.side)
    }

    /// Takes a mark off, unless marks are still shown.
    fn clear(self, mark: &mut Mark) {
        if !self.marks {
            *mark = Mark::Keep;
        }
    }
}

fn keep_blocks(blocks: &mut Vec<Block>, kept: Kept) {
    blocks.retain(|block| kept.is(block.mark));
    blocks.iter_mut().for_each(|block| block_of(block, kept));
}

/// One of the versions of a block that stands in it, without marks.
pub fn keep_block(block: &mut Block, side: Side) {
    block_of(block, Kept::plain(side));
}

/// One of the versions of a block that stands in it, where what the other one lacks is still marked.
pub fn show_block(block: &mut Block, side: Side) {
    block_of(block, Kept { side, marks: true });
}

fn block_of(block: &mut Block, kept: Kept) {
    kept.clear(&mut block.mark);
    for piece in pieces_mut(block) {
        match piece {
            PieceMut::Text(_, text) => text_of(text, kept),
            PieceMut::Line(_, line) => {
                line.take_if(|text| !kept.is(text.mark));
                line.iter_mut().for_each(|text| text_of(text, kept));
            }
            PieceMut::Lines(_, lines) => keep_texts(lines, kept),
            PieceMut::Facts(facts) => {
                facts.retain(|fact| kept.is(fact.mark));
                for fact in facts {
                    kept.clear(&mut fact.mark);
                    keep_texts(&mut fact.values, kept);
                }
            }
            PieceMut::Items(items) => {
                items.retain(|item| kept.is(item.mark));
                for item in items {
                    kept.clear(&mut item.mark);
                    keep_blocks(&mut item.blocks, kept);
                }
            }
            PieceMut::Bodies(bodies) => keep_body(bodies, kept),
            PieceMut::Picture(shown) => keep_picture(shown, kept.side),
            PieceMut::Blocks(blocks) => keep_blocks(blocks, kept),
        }
    }
}

fn keep_body(own: BodiesMut, kept: Kept) {
    if let Some(before) = own.before.take()
        && kept.side == Side::Old
    {
        let Body {
            columns,
            header,
            rows,
            row_headers,
        } = before;
        (*own.columns, *own.header) = (columns, header);
        (*own.rows, *own.row_headers) = (rows, row_headers);
    }
    if let Some(Before { columns, summary }) = own.was.take()
        && kept.side == Side::Old
    {
        (*own.columns, *own.summary) = (columns, summary);
    }
    keep_rows(own.header, kept);
    keep_rows(own.rows, kept);
    keep_aligned([own.header, own.rows], own.columns, kept.side);
}

/// Puts words where they stood in a version. What stands where its column's words do says nothing of its own.
fn keep_aligned(bodies: [&mut Vec<Row>; 2], columns: &[Column], side: Side) {
    for rows in bodies {
        let starts = starts(rows, columns.len()).unwrap_or_default();
        for (at, row) in rows.iter_mut().enumerate() {
            for (index, cell) in row.cells.iter_mut().enumerate() {
                let Some(before) = cell.before.take().filter(|_| side == Side::Old) else {
                    continue;
                };
                let column = starts.get(at).and_then(|starts| starts.get(index));
                let own = column.and_then(|column| columns.get(*column));
                cell.align = (own.is_none_or(|own| own.align != before)).then_some(before);
            }
        }
    }
}

fn keep_picture(own: ShownMut, side: Side) {
    if let Some((content, alt)) = own.before.take()
        && side == Side::Old
    {
        (*own.content, *own.alt) = (content, alt);
    }
}

/// Rows of one version, without marks.
fn keep_rows(rows: &mut Vec<Row>, kept: Kept) {
    retain_rows(rows, kept.side);
    for row in rows {
        kept.clear(&mut row.mark);
        for cell in &mut row.cells {
            keep_texts(&mut cell.content, kept);
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

fn keep_texts(texts: &mut Vec<Text>, kept: Kept) {
    texts.retain(|text| kept.is(text.mark));
    for text in texts {
        text_of(text, kept);
    }
}

/// One of the versions of a leaf that stands in it, without marks.
pub fn keep_text(text: &mut Text, side: Side) {
    text_of(text, Kept::plain(side));
}

fn text_of(text: &mut Text, kept: Kept) {
    kept.clear(&mut text.mark);
    let inlines = std::mem::take(&mut text.inlines);
    for inline in inlines {
        match inline {
            Inline::Marked { mark, content } if kept.is(mark) && kept.marks => {
                let content = content.into_iter();
                let content = content.map(|inline| keep_inline(inline, kept)).collect();
                text.inlines.push(Inline::Marked { mark, content });
            }
            Inline::Marked { mark, content } if kept.is(mark) => {
                content
                    .into_iter()
                    .for_each(|inline| push(&mut text.inlines, keep_inline(inline, kept)));
            }
            Inline::Marked { .. } => {}
            inline => push(&mut text.inlines, keep_inline(inline, kept)),
        }
    }
}

fn keep_inline(mut inline: Inline, kept: Kept) -> Inline {
    if let Inline::Note { id: _, content } = &mut inline {
        text_of(content, kept);
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

/// The number of each item in its own version; `None` where they simply count.
pub fn item_numbers(items: &[Item]) -> Option<Vec<usize>> {
    if items.iter().all(|item| item.mark.is_in(Side::New)) {
        return None;
    }
    let (mut old, mut new) = (0, 0);
    let number = |item: &Item| {
        old += usize::from(item.mark.is_in(Side::Old));
        new += usize::from(item.mark.is_in(Side::New));
        match item.mark.side() {
            Side::Old => old,
            Side::New => new,
        }
    };
    Some(items.iter().map(number).collect())
}

/// Marks a block and everything inside it, of a document that has no marks.
pub fn spread(block: &mut Block, mark: Mark) {
    block.mark = mark;
    for piece in pieces_mut(block) {
        match piece {
            PieceMut::Text(_, text) => spread_text(text, mark),
            PieceMut::Line(_, line) => spread_texts(line, mark),
            PieceMut::Lines(_, lines) => spread_texts(lines, mark),
            PieceMut::Facts(facts) => facts.iter_mut().for_each(|fact| spread_fact(fact, mark)),
            PieceMut::Items(items) => items.iter_mut().for_each(|item| spread_item(item, mark)),
            PieceMut::Bodies(bodies) => bodies.all_rows().for_each(|row| spread_row(row, mark)),
            PieceMut::Picture(_) => {}
            PieceMut::Blocks(blocks) => blocks.iter_mut().for_each(|block| spread(block, mark)),
        }
    }
}

/// Marks a line of a cover and everything inside it.
pub fn spread_fact(fact: &mut Fact, mark: Mark) {
    fact.mark = mark;
    spread_texts(&mut fact.values, mark);
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
