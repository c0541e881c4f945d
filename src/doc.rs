//! The neutral tree: the whole document, with no trace of where it will be written.
//!
//! `compose` makes a [`Doc`]; the PDF and DOCX writers read it. Nothing here knows of TOML, Typst or
//! Word. Numbers of headings, tables and figures are not stored: [`outline::Outline`] computes them
//! at writing time, so that a shifted number is never a changed text.

pub mod body;
pub mod changed;
mod class;
pub mod dump;
pub mod heads;
pub mod mark;
pub mod opening;
pub mod outline;
mod picture;
pub mod sample;
mod signatures;
pub mod skeleton;
mod terms;
pub mod walk;

use time::Date;

pub use body::{Before, Body, BodyView, starts};
pub use class::Class;
pub use mark::{Mark, Move, Revision, Side};
pub use opening::{Level, Opening};
pub use picture::{Chart, ChartKind, Figure, Image, Panel, Picture, Run, Series, Timeline, Trends};
pub use signatures::{Locks, TableRole};
pub use terms::{Cues, Terms, WebTerms};

/// One document to be written: the plan itself, or one delaftale where these are filed separately.
#[derive(Debug, Clone, PartialEq)]
pub struct Doc {
    /// What covers, headers and file properties say.
    pub meta: Meta,
    /// Words the writers put around content; they come from the template, never from Rust.
    pub terms: Terms,
    /// The content, in reading order.
    pub blocks: Vec<Block>,
    /// Public data to embed in the PDF, if any.
    pub attachment: Option<Attachment>,
    /// What the marks in it are against; `None` in a document that is no redline.
    pub revision: Option<Revision>,
}

/// What covers, running headers and file properties say about a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Meta {
    /// Full title, shown on the cover and as the PDF/DOCX title.
    pub title: String,
    /// The title that fits a running header.
    pub short_title: String,
    /// File name stem without extension, for instance `bylivkolding-1.0`.
    pub stem: String,
    /// The plan's version, for instance `1.0`.
    pub version: String,
    /// The status in the reader's words, for instance `Indsendt`.
    pub status: String,
    /// Whether the document is a draft: watermark, line numbers, remarks, signatures locked.
    pub draft: bool,
    /// The date of the version; also the timestamp of the files.
    pub date: Date,
    /// The date in the reader's words, for instance `24. november 2026`.
    pub date_text: String,
    /// BCP 47 language tag of the content, for instance `da-DK`.
    pub lang: String,
    /// Organisation named as author in file properties (a body, never a person).
    pub author: String,
    /// One sentence for the file's description property.
    pub subject: String,
    /// Search words for file properties.
    pub keywords: Vec<String>,
}

/// A file embedded in the PDF (PDF/A-3). Public by definition: no notes, waivers or file paths.
#[derive(Debug, Clone, PartialEq)]
pub struct Attachment {
    /// File name shown in the reader's attachment pane.
    pub name: String,
    /// MIME type.
    pub mime: String,
    /// What the file is, in the document's language.
    pub description: String,
    /// The bytes to embed.
    pub bytes: Vec<u8>,
}

/// Names a block for references, redlines and Word fields. Made from model ids, never from position.
/// Only `[a-z0-9-]` and `.`; unique in a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlockId(pub String);

/// Where a text came from: the plan or the template. Rust owns no wording.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A value of the plan.
    Plan(FieldKey),
    /// Computed from what stands under a key, or in another file than TOML: nothing to edit there.
    Derived(FieldKey),
    /// Boilerplate of the template: the part's file name.
    Template(String),
}

pub use crate::{key::FieldKey, source::ImageFormat};

/// An editable leaf of the document: the text is the rendering of one field, or of one part of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Field {
    /// The field the text comes from.
    pub key: FieldKey,
    /// Which block of a prose field this is, counted from 0 in reading order; 0 for plain values.
    pub part: usize,
}

/// One block of the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Stable name.
    pub id: BlockId,
    /// Where it was written.
    pub origin: Origin,
    /// Authors' notes on this block; shown on drafts only.
    pub remarks: Vec<String>,
    /// What the revision did with it; repeated on everything inside, see [`mark`].
    pub mark: Mark,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of block. Closed on purpose: writers match exhaustively.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// The first page.
    Cover(Cover),
    /// Table of contents down to `depth` heading levels.
    Contents {
        /// Heading above it.
        title: String,
        /// Deepest heading level listed, 1-based.
        depth: u8,
    },
    /// List of all numbered tables or figures.
    ListOf {
        /// Heading above it.
        title: String,
        /// Which captions it lists.
        what: Captioned,
    },
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Text),
    /// A list of one level; an item's further blocks may hold lists.
    List(List),
    /// A table.
    Table(Table),
    /// A picture or a chart.
    Figure(Figure),
    /// A boxed text, for instance a warning that the document fails its checks.
    Callout {
        /// Bold first line.
        title: String,
        /// Content.
        blocks: Vec<Block>,
    },
    /// What follows starts on a new page.
    PageBreak,
}

/// The cover's content, from top to bottom.
#[derive(Debug, Clone, PartialEq)]
pub struct Cover {
    /// Name of the effort above the title: `ByLivKolding`.
    pub overline: Text,
    /// The title.
    pub title: Text,
    /// Below the title.
    pub subtitle: Text,
    /// Period, version, status, date, parties.
    pub facts: Vec<Fact>,
}

/// A line of the cover: a label and its values.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The label.
    pub label: String,
    /// What the revision did with the whole line.
    pub mark: Mark,
    /// The values, each on a line of its own.
    pub values: Vec<Text>,
}

/// A heading; its number is computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// 1-based level, at most 6; never skips a level downwards.
    pub level: u8,
    /// How it is numbered.
    pub numbering: Numbering,
    /// The words, without number.
    pub text: Text,
    /// Whether contents and bookmarks list it.
    pub listed: bool,
}

/// How a heading gets its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// `1.5.2` by position.
    Decimal,
    /// `Bilag A` by position: [`Terms::annex`] and a letter.
    Annex,
    /// No number.
    None,
}

/// Words with an optional field behind them: the leaf that a reader edits.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Text {
    /// The field that the whole leaf renders, if it is one.
    pub field: Option<Field>,
    /// The words.
    pub inlines: Vec<Inline>,
    /// What the revision did with the whole leaf, where it is a paragraph, a line or a note.
    pub mark: Mark,
}

/// Words and marks inside a leaf.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Words of one style and one origin. Never holds a line break or a control character.
    Words {
        /// The words.
        text: String,
        /// Emphasis.
        style: Style,
        /// Where they come from; differs from the leaf's field where prose names a register value.
        origin: Origin,
    },
    /// An external link.
    Link {
        /// Absolute URL (`https:`, `http:` or `mailto:`).
        url: String,
        /// What is shown.
        content: Vec<Inline>,
    },
    /// A reference to a block's current number, for instance `Tabel 7`, `afsnit 1.5.2`, `Bilag A`.
    Ref {
        /// The block referred to.
        target: BlockId,
        /// Words before the number (`tabel`, `Bilag`), already in the right case; may be empty.
        label: String,
    },
    /// A footnote at this place.
    Note {
        /// Stable name of the note, unique in the document.
        id: String,
        /// Its words.
        content: Text,
    },
    /// A line break inside the leaf.
    Break,
    /// Words that a revision put in, took out or moved. Stands in a leaf only, never inside another inline
    /// but the leaf of a note; never marked [`Mark::Keep`], never empty.
    Marked {
        /// What was done.
        mark: Mark,
        /// The words it was done to.
        content: Vec<Inline>,
    },
}

/// Emphasis of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Style {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// Numbered (1, 2, 3) or bulleted.
    pub ordered: bool,
    /// The items.
    pub items: Vec<Item>,
}

/// One item of a list: blocks, of which the first is normally a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Content; nested lists are blocks here.
    pub blocks: Vec<Block>,
    /// What the revision did with the whole item.
    pub mark: Mark,
}

/// What carries a caption and a number of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Captioned {
    /// Tables.
    Tables,
    /// Figures.
    Figures,
}

/// A table. Every table has at least one header row (a table without headers is refused earlier).
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it is for.
    pub role: TableRole,
    /// Caption without label and number.
    pub caption: Text,
    /// One entry a column.
    pub columns: Vec<Column>,
    /// Rows repeated on every page; all their cells are column headers.
    pub header: Vec<Row>,
    /// The rows below.
    pub rows: Vec<Row>,
    /// How many leading columns hold row headers.
    pub row_headers: usize,
    /// The body it takes the place of where a revision changed the columns: all rows of that one are taken out, all of
    /// the table's own are put in.
    pub replaces: Option<Body>,
    /// What it was before a revision where no words show it.
    pub was: Option<Before>,
    /// Source line below the table, without the label.
    pub source: Option<Text>,
    /// Notes below the table, without the label.
    pub notes: Vec<Text>,
    /// Set on a landscape page of its own.
    pub wide: bool,
    /// One sentence on what the table shows, for screen readers.
    pub summary: Option<String>,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Share of the text width, relative to the other columns' shares.
    pub width: f64,
    /// How its body cells are set; header cells follow it, except that figures' heads stay right.
    pub align: Align,
}

/// How a column's cells are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Short marks.
    Center,
    /// Numbers; decimals line up because a column prints as many decimals in each cell.
    Right,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Stable key of the row inside its table, for redlines.
    pub key: String,
    /// What it is.
    pub kind: RowKind,
    /// Its cells: columns taken by a rowspan from above are left out, as in HTML.
    pub cells: Vec<Cell>,
    /// What the revision did with the whole row. A span counts the rows of both versions.
    pub mark: Mark,
}

/// What a row is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// An ordinary row (also header rows).
    Plain,
    /// A heading inside the table, over the rows below it.
    Group,
    /// A sum.
    Total,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Paragraphs; an empty list is an empty cell.
    pub content: Vec<Text>,
    /// Columns taken, at least 1.
    pub colspan: usize,
    /// Rows taken, at least 1.
    pub rowspan: usize,
    /// Where its words stand, if not where its column's do: words among figures.
    pub align: Option<Align>,
    /// Where they stood before a revision, if they stand elsewhere now.
    pub before: Option<Align>,
}

impl Block {
    /// A block without remarks, of a document without marks.
    pub fn new(id: BlockId, origin: Origin, kind: BlockKind) -> Self {
        Block {
            id,
            origin,
            remarks: Vec::new(),
            mark: Mark::Keep,
            kind,
        }
    }
}

impl Fact {
    /// A line of a cover without marks.
    pub fn of(label: impl Into<String>, values: Vec<Text>) -> Self {
        Fact {
            label: label.into(),
            mark: Mark::Keep,
            values,
        }
    }
}

impl Item {
    /// An item of a document without marks.
    pub fn of(blocks: Vec<Block>) -> Self {
        Item {
            blocks,
            mark: Mark::Keep,
        }
    }
}

impl Row {
    /// A row of a document without marks.
    pub fn new(key: impl Into<String>, kind: RowKind, cells: Vec<Cell>) -> Self {
        Row {
            key: key.into(),
            kind,
            cells,
            mark: Mark::Keep,
        }
    }
}

impl Text {
    /// A leaf of a document without marks.
    pub fn of(field: Option<Field>, inlines: Vec<Inline>) -> Self {
        Text {
            field,
            inlines,
            mark: Mark::Keep,
        }
    }

    /// Words of one origin and no emphasis.
    pub fn plain(text: impl Into<String>, origin: Origin) -> Self {
        let words = Inline::Words {
            text: text.into(),
            style: Style::default(),
            origin,
        };
        Text::of(None, vec![words])
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.inlines.is_empty()
    }
}

impl BlockId {
    /// The id as a string.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
