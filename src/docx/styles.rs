//! Styles: Word's built-in names where there are any, our own where there are none.

mod sheet;

pub use self::sheet::part;
use super::units::pt;
use crate::theme::Font;

/// Body text.
pub const BODY: &str = "Normal";
/// The document's title.
pub const TITLE: &str = "Title";
/// Below the title.
pub const SUBTITLE: &str = "Subtitle";
/// Above the title.
pub const COVER_OVERLINE: &str = "CoverOverline";
/// A fact on the cover: label, tab, value.
pub const COVER_FACT: &str = "CoverFact";
/// Further values of a fact.
pub const COVER_FACT_MORE: &str = "CoverFactMore";
/// A fact's label (a character style).
pub const COVER_LABEL: &str = "CoverLabel";
/// Heading above contents.
pub const CONTENTS_TITLE: &str = "TOCHeading";
/// Lines of lists of tables and figures.
pub const LIST_OF: &str = "TableofFigures";
/// Heading of an annex.
pub const ANNEX: &str = "AnnexHeading";
/// Captions.
pub const CAPTION: &str = "Caption";
/// A paragraph that holds a picture.
pub const FIGURE: &str = "Figure";
/// Source and notes below tables and figures.
pub const SOURCE: &str = "Source";
/// Distance below a table without source.
pub const TABLE_GAP: &str = "TableGap";
/// The table style.
pub const TABLE: &str = "HelhedsplanTable";
/// A style of table cells, in two forms.
#[derive(Debug, Clone, Copy)]
pub struct Cell {
    /// Keeps words whole: in narrow columns Word would part most of them.
    pub whole: &'static str,
    /// Parts words, for cells too narrow for one of theirs.
    pub parted: &'static str,
}

/// Text in tables.
pub const TABLE_TEXT: Cell = Cell {
    whole: "TableText",
    parted: "TableTextParted",
};
/// Heads of columns.
pub const TABLE_HEAD: Cell = Cell {
    whole: "TableHead",
    parted: "TableHeadParted",
};
/// Sums and group heads in tables.
pub const TABLE_SUM: Cell = Cell {
    whole: "TableSum",
    parted: "TableSumParted",
};
/// First line of a boxed text.
pub const BOX_TITLE: &str = "BoxTitle";

/// Style of a numbered heading, level from 1.
pub fn heading(level: usize) -> String {
    format!("Heading{level}")
}

/// Style of a heading without number, level from 1.
pub fn heading_unnumbered(level: usize) -> String {
    format!("Heading{level}Unnumbered")
}

/// Style of a line of contents, level from 1.
pub fn contents(level: usize) -> String {
    format!("TOC{level}")
}

/// Style of a bulleted item, depth from 0.
pub fn list_bullet(depth: usize) -> String {
    nested("ListBullet", depth)
}

/// Style of a numbered item, depth from 0.
pub fn list_number(depth: usize) -> String {
    nested("ListNumber", depth)
}

/// Style of an item's further paragraphs, depth from 0.
pub fn list_continue(depth: usize) -> String {
    nested("ListContinue", depth)
}

fn nested(name: &str, depth: usize) -> String {
    if depth == 0 {
        name.to_owned()
    } else {
        format!("{name}{}", depth + 1)
    }
}

/// Width of a number in ems of Calibri; a little generous.
fn ems(number: &str) -> f64 {
    let em = |c: char| match c {
        '.' | ' ' => 0.25,
        '0'..='9' => 0.507,
        _ => 0.56,
    };
    number.chars().map(em).sum()
}

/// Room that a number takes in twips, with a gap of so many ems after it.
pub fn number_room(number: &str, gap: f64, size: f64) -> usize {
    pt((ems(number) + gap) * size)
}

/// `1.1.1` for level 3.
pub fn sample_number(level: usize) -> String {
    vec!["1"; level].join(".")
}

/// Left indent of a line of contents and the room for its number.
pub fn contents_indent(level: usize, size: f64) -> (usize, usize) {
    let room = |level: usize| number_room(&sample_number(level), 0.8, size);
    ((1..level).map(room).sum(), room(level))
}

/// Size of a heading in points, level from 1.
pub fn heading_size(font: &Font, level: usize) -> f64 {
    let sizes = &font.headings;
    sizes
        .get(level - 1)
        .or(sizes.last())
        .copied()
        .unwrap_or(font.body)
}
