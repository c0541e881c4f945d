//! What a reader finds in a document, independent of any format: words and structure.
//!
//! The conformance test compares this with what the PDF and the Word file hold. So that three readings
//! can be compared, it holds only what all of them can say:
//!
//! - Texts are normalised: one space between words, no soft hyphens, nothing at the ends.
//! - Numbers that writers compute stand apart (`number`, `label`); references are in the text, as label and
//!   number. The mark of a footnote is in no text; the note follows the piece that refers to it.
//! - Contents and lists of tables and figures repeat what stands elsewhere, so they are no pieces.
//! - Alternative texts, remarks, running headers and watermarks are no words of the body.

pub mod grid;
mod read;

use serde::Serialize;

use super::{Doc, Locks, outline::Outline};

/// The skeleton of a document.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Skeleton {
    /// The document's title.
    pub title: String,
    /// The language of its content.
    pub lang: String,
    /// Everything that is read, in reading order.
    pub pieces: Vec<Stretch>,
    /// The headings, in reading order.
    pub headings: Vec<Line>,
    /// The lists, an outer list before the lists inside it.
    pub lists: Vec<List>,
    /// The tables, the table of signatures among them.
    pub tables: Vec<Table>,
    /// The figures.
    pub figures: Vec<Figure>,
    /// The footnotes.
    pub notes: Vec<Note>,
    /// External links.
    pub links: Vec<Link>,
    /// Contents and lists of tables and figures.
    pub contents: Vec<Contents>,
    /// Authors' remarks; only drafts show them.
    pub remarks: Vec<String>,
    /// What a redline marks, run by run; its words stand in the pieces, too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// Words that a redline marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Whether they stand in the old version only; else in the new one only.
    pub old: bool,
    /// Whether they were moved.
    pub moved: bool,
    /// The words.
    pub text: String,
}

/// Words that are read in one go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// What they are.
    pub kind: StretchKind,
    /// Level of a heading, depth of a list item (from 1); else 0.
    pub level: usize,
    /// What a writer computes before the words: `1.5.2`, `Bilag A`, `Tabel 7`; else empty.
    pub label: String,
    /// The words.
    pub text: String,
}

/// What words that are read in one go are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StretchKind {
    /// A heading.
    Heading,
    /// A paragraph: also lines of the cover, source lines and notes below tables.
    Paragraph,
    /// The first paragraph of a list item.
    Item,
    /// A caption.
    Caption,
    /// A table cell that is not empty.
    Cell,
    /// A footnote.
    Note,
}

/// A heading, or a line of the contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Level from 1.
    pub level: usize,
    /// Number as shown; empty without one.
    pub number: String,
    /// The words.
    pub text: String,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct List {
    /// How deep it is nested, from 1.
    pub depth: usize,
    /// Whether its items are numbered.
    pub ordered: bool,
    /// The first paragraph of each item.
    pub items: Vec<String>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Number of the caption; empty without a caption.
    pub number: String,
    /// The caption's words.
    pub caption: String,
    /// Rows, with the header.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// Leading rows that hold column headers.
    pub header_rows: usize,
    /// Leading columns that hold row headers.
    pub row_headers: usize,
    /// Whether it stands on a landscape page.
    pub wide: bool,
    /// The cells, row by row.
    pub cells: Vec<Cell>,
}

/// A cell, at its place in the grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Row, from 0.
    pub row: usize,
    /// Column, from 0.
    pub column: usize,
    /// Rows taken.
    pub rowspan: usize,
    /// Columns taken.
    pub colspan: usize,
    /// Whether it heads a column or a row.
    pub header: bool,
    /// The words; paragraphs are joined by a space.
    pub text: String,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Number of the caption.
    pub number: String,
    /// The caption's words.
    pub caption: String,
    /// The alternative text.
    pub alt: String,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Number, from 1.
    pub number: usize,
    /// The words.
    pub text: String,
}

/// An external link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Where it leads.
    pub url: String,
    /// The words.
    pub text: String,
}

/// Contents, or a list of tables or figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contents {
    /// The heading above.
    pub title: String,
    /// What is listed; `number` holds label and number for tables and figures.
    pub lines: Vec<Line>,
}

/// The skeleton of a document.
pub fn skeleton(doc: &Doc, outline: &Outline) -> Skeleton {
    read::read(&doc.locked(Locks::Alike), outline)
}

/// All words of the body in reading order, computed numbers among them; no footnotes, no contents.
pub fn words(doc: &Doc, outline: &Outline) -> Vec<String> {
    let pieces = skeleton(doc, outline).pieces;
    let body = pieces
        .iter()
        .filter(|piece| piece.kind != StretchKind::Note);
    let words = body.flat_map(|piece| {
        piece
            .label
            .split_whitespace()
            .chain(piece.text.split_whitespace())
    });
    words.map(str::to_owned).collect()
}

/// One space between words, no soft hyphens and invisible joiners; a hyphen that does not break is a hyphen.
pub fn squeeze(text: &str) -> String {
    let visible: String = text
        .chars()
        .filter(|c| !"\u{ad}\u{200b}\u{2060}\u{feff}".contains(*c))
        .map(|c| if c == '\u{2011}' { '-' } else { c })
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
