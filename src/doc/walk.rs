//! Walks over the tree, to read it and to change it, and its words without structure.
//!
//! What a block holds is said once, in the match of [`pieces`] and its twin [`pieces_mut`]: whoever must look at, mark or
//! leave out something wherever it stands goes through the pieces and need not know the kinds of block.

use std::collections::HashSet;

use super::{
    Before, Block, BlockKind, Body, Column, Cover, Fact, Figure, Heading, Inline, Item, List,
    Picture, Row, Table, Text, mark::Side,
};

/// What a text is to its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The words of a heading or paragraph.
    Words,
    /// The line above a cover's title.
    Overline,
    /// A cover's title.
    Title,
    /// The line below a cover's title.
    Subtitle,
    /// The caption of a table or figure.
    Caption,
    /// Where a table or figure has its facts from.
    Source,
    /// A note below a table or figure.
    Note,
}

/// Makes a walk: `pieces!(…;)` one that reads, `pieces!(…; mut)` its twin that can change what it meets.
macro_rules! pieces {
    ($Piece:ident, $Bodies:ident, $Shown:ident, $pieces:ident, $texts:ident, $inner:ident; $($mut:ident)?) => {
        /// A piece of a block. Pieces that a revision may leave out come with what holds them.
        pub enum $Piece<'b> {
            /// Words that the block always has.
            Text(Role, &'b $($mut)? Text),
            /// A line that it may have.
            Line(Role, &'b $($mut)? Option<Text>),
            /// Lines, as many as there are.
            Lines(Role, &'b $($mut)? Vec<Text>),
            /// The lines of a cover.
            Facts(&'b $($mut)? Vec<Fact>),
            /// The items of a list.
            Items(&'b $($mut)? Vec<Item>),
            /// The rows of a table.
            Bodies($Bodies<'b>),
            /// What a figure shows.
            Picture($Shown<'b>),
            /// Blocks inside.
            Blocks(&'b $($mut)? Vec<Block>),
        }

        /// The body of a table, and the one it took the place of.
        pub struct $Bodies<'b> {
            /// The body that is gone.
            pub before: &'b $($mut)? Option<Body>,
            /// One entry a column.
            pub columns: &'b $($mut)? Vec<Column>,
            /// Rows repeated on every page.
            pub header: &'b $($mut)? Vec<Row>,
            /// The rows below.
            pub rows: &'b $($mut)? Vec<Row>,
            /// How many leading columns hold row headers.
            pub row_headers: &'b $($mut)? usize,
            /// What the table was whose body stayed.
            pub was: &'b $($mut)? Option<Before>,
            /// What it shows, for screen readers.
            pub summary: &'b $($mut)? Option<String>,
        }

        /// The picture of a figure, and the one it took the place of, each with its alternative text.
        pub struct $Shown<'b> {
            /// The picture that is gone.
            pub before: &'b $($mut)? Option<(Picture, String)>,
            /// The picture.
            pub content: &'b $($mut)? Picture,
            /// What a reader who cannot see it must know.
            pub alt: &'b $($mut)? String,
        }

        /// What a block holds, in reading order.
        pub fn $pieces(block: &$($mut)? Block) -> Vec<$Piece<'_>> {
            use $Piece::{Blocks, Facts, Items, Line, Lines, Text};
            match &$($mut)? block.kind {
                BlockKind::Cover(Cover { overline, title, subtitle, facts }) => vec![
                    Text(Role::Overline, overline),
                    Text(Role::Title, title),
                    Text(Role::Subtitle, subtitle),
                    Facts(facts),
                ],
                BlockKind::Heading(Heading { level: _, numbering: _, text, listed: _ })
                | BlockKind::Paragraph(text) => vec![Text(Role::Words, text)],
                BlockKind::List(List { ordered: _, items }) => vec![Items(items)],
                BlockKind::Table(Table {
                    role: _,
                    caption,
                    columns,
                    header,
                    rows,
                    row_headers,
                    replaces: before,
                    source,
                    notes,
                    wide: _,
                    was,
                    summary,
                }) => vec![
                    Text(Role::Caption, caption),
                    $Piece::Bodies($Bodies { before, was, columns, header, rows, row_headers, summary }),
                    Line(Role::Source, source),
                    Lines(Role::Note, notes),
                ],
                BlockKind::Figure(Figure {
                    caption,
                    alt,
                    content,
                    replaces: before,
                    source,
                    notes,
                }) => vec![
                    Text(Role::Caption, caption),
                    $Piece::Picture($Shown { before, content, alt }),
                    Line(Role::Source, source),
                    Lines(Role::Note, notes),
                ],
                BlockKind::Callout { title: _, blocks } => vec![Blocks(blocks)],
                BlockKind::Contents { title: _, depth: _ }
                | BlockKind::ListOf { title: _, what: _ }
                | BlockKind::PageBreak => Vec::new(),
            }
        }

        impl<'b> $Bodies<'b> {
            /// All rows, those that are gone first.
            pub fn all_rows(self) -> impl Iterator<Item = &'b $($mut)? Row> {
                let before = self.before.into_iter();
                let before = before.flat_map(|body| (&$($mut)? body.header).into_iter().chain(&$($mut)? body.rows));
                before.chain(self.header).chain(self.rows)
            }
        }

        /// The texts of the block itself, not of blocks inside it, in reading order.
        pub fn $texts(block: &$($mut)? Block) -> Vec<&$($mut)? Text> {
            let mut out = Vec::new();
            for piece in $pieces(block) {
                match piece {
                    $Piece::Text(_, text) => out.push(text),
                    $Piece::Line(_, line) => out.extend(line),
                    $Piece::Lines(_, lines) => out.extend(lines),
                    $Piece::Facts(facts) => {
                        out.extend(facts.into_iter().flat_map(|fact| &$($mut)? fact.values));
                    }
                    $Piece::Bodies(bodies) => {
                        let cells = bodies.all_rows().flat_map(|row| &$($mut)? row.cells);
                        out.extend(cells.flat_map(|cell| &$($mut)? cell.content));
                    }
                    $Piece::Items(_) | $Piece::Picture(_) | $Piece::Blocks(_) => {}
                }
            }
            out
        }

        /// The blocks right inside a block, in reading order.
        pub fn $inner(block: &$($mut)? Block) -> Vec<&$($mut)? Block> {
            let mut out = Vec::new();
            for piece in $pieces(block) {
                match piece {
                    $Piece::Items(items) => {
                        out.extend(items.into_iter().flat_map(|item| &$($mut)? item.blocks));
                    }
                    $Piece::Blocks(blocks) => out.extend(blocks),
                    $Piece::Text(..)
                    | $Piece::Line(..)
                    | $Piece::Lines(..)
                    | $Piece::Facts(_)
                    | $Piece::Bodies(_)
                    | $Piece::Picture(_) => {}
                }
            }
            out
        }
    };
}

pieces!(Piece, Bodies, Shown, pieces, texts, inner;);
pieces!(PieceMut, BodiesMut, ShownMut, pieces_mut, texts_mut, inner_mut; mut);

/// All blocks in reading order, a block before the blocks inside it.
pub fn blocks(blocks: &[Block]) -> Vec<&Block> {
    let mut out = Vec::new();
    gather(blocks, &mut out);
    out
}

fn gather<'b>(blocks: impl IntoIterator<Item = &'b Block>, out: &mut Vec<&'b Block>) {
    for block in blocks {
        out.push(block);
        gather(inner(block), out);
    }
}

/// Does something with every block, in the same order.
pub fn each_mut<'b>(
    blocks: impl IntoIterator<Item = &'b mut Block>,
    f: &mut impl FnMut(&mut Block),
) {
    for block in blocks {
        f(block);
        each_mut(inner_mut(block), f);
    }
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

/// Ids of the footnotes of a version that more than one place refers to.
pub fn shared_notes(all: &[Block], side: Side) -> HashSet<&str> {
    let mut seen = HashSet::new();
    let ids = notes(all, side).into_iter().map(|(id, _)| id);
    ids.filter(|id| !seen.insert(*id)).collect()
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

/// How many letters of a leaf are seen: as [`words`], but of a redline those of both versions.
pub fn letters(inlines: &[Inline]) -> usize {
    let count = |inline: &Inline| match inline {
        Inline::Words { text, .. } => text.chars().count(),
        Inline::Link { url: _, content } | Inline::Marked { mark: _, content } => letters(content),
        Inline::Ref { label, .. } => label.chars().count(),
        Inline::Note { .. } => 0,
        Inline::Break => 1,
    };
    inlines.iter().map(count).sum()
}

#[cfg(test)]
mod tests;
