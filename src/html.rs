//! The web page: one file that needs nothing else. No scripts, no fonts and no pictures from outside.
//!
//! Headings, lists, tables with heads and captions, alternative texts and landmarks are those of the tree,
//! so that a screen reader finds what a reader of the PDF finds. Charts have their data as a table beside
//! them.

mod abbr;
mod blocks;
mod data;
mod figure;
mod frame;
mod heads;
mod inlines;
mod opening;
mod panes;
mod steps;
mod style;
mod table;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use crate::chart::escape;
use crate::doc::outline::Outline;
use crate::doc::{
    Block, BlockId, BlockKind, Doc, Locks, Mark, Opening, Side, opening::parted, walk,
};
use crate::theme::Theme;
use abbr::Abbreviations;

/// Id of the content, where the first link of the page leads.
const CONTENT: &str = "indhold";
/// Id of the heading over the footnotes.
const NOTES: &str = "noter";

/// Opens the ids of what is of the old version only; the new one may have a namesake.
const OLD: &str = "foer--";

/// How a redline's changes are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Columns {
    /// Both versions in one text.
    #[default]
    One,
    /// What changed in two columns, the old version and the new one; what did not once, over both.
    Two,
}

/// What a page is made of.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The document.
    pub doc: &'a Doc,
    /// Its numbers.
    pub outline: &'a Outline,
    /// The list of changes that opens it, and who approves each line.
    pub opening: &'a Opening,
    /// Its looks.
    pub theme: &'a Theme,
    /// How a redline's changes are shown.
    pub columns: Columns,
    /// The documents of the plan, which lead to each other where there are several.
    pub documents: &'a [Doc],
    /// Abbreviations, each with what it is short for.
    pub abbreviations: &'a [(&'a str, &'a str)],
}

/// Writes a document as a web page. The same input gives the same bytes.
pub fn write(page: Page<'_>) -> String {
    let Page {
        doc,
        outline,
        opening,
        theme,
        columns,
        documents: _,
        abbreviations,
    } = page;
    let doc = &*doc.locked(Locks::Alike);
    // Among the marks of a redline they would be one sort of marks more.
    let explained = if doc.revision.is_some() {
        &[]
    } else {
        abbreviations
    };
    let mut writer = Writer {
        doc,
        outline,
        opening,
        theme,
        out: String::new(),
        notes: Vec::new(),
        marks: 0,
        changes: 0,
        contents: false,
        side: Side::New,
        pane: None,
        used: [CONTENT, NOTES].map(|id| BlockId(id.to_owned())).into(),
        regions: BTreeMap::new(),
        abbreviations: Abbreviations::of(explained),
    };
    let covered = walk::blocks(&doc.blocks)
        .iter()
        .any(|block| matches!(block.kind, BlockKind::Cover(_)));
    if !covered {
        writer.line(format_args!("<h1>{}</h1>", escape(&doc.meta.title)));
    }
    let columns = doc.revision.as_ref().map_or(Columns::One, |_| columns);
    let [before, list, text] = parted(&doc.blocks);
    if columns == Columns::Two {
        writer.heads();
    }
    writer.part(before, columns);
    writer.opening(list);
    writer.part(text, columns);
    writer.last_step();
    writer.endnotes();
    frame::around(Page { columns, ..page }, writer.changes > 0, &writer.out)
}

/// A footnote, and the places that refer to it.
struct Footnote {
    id: String,
    side: Side,
    number: usize,
    content: String,
    marks: Vec<usize>,
}

/// The page being written.
struct Writer<'a> {
    doc: &'a Doc,
    outline: &'a Outline,
    opening: &'a Opening,
    theme: &'a Theme,
    out: String,
    /// Footnotes met so far.
    notes: Vec<Footnote>,
    /// How many places refer to them.
    marks: usize,
    /// How many places were met where something changed.
    changes: usize,
    /// Whether contents were met: the first ones stay in view.
    contents: bool,
    /// The version of a redline whose numbers the piece at hand shows.
    side: Side,
    /// The version that alone is shown where we are.
    pane: Option<Side>,
    /// Names met so far.
    used: BTreeSet<BlockId>,
    /// How often each name of a region was given.
    regions: BTreeMap<String, usize>,
    abbreviations: Abbreviations<'a>,
}

impl Writer<'_> {
    /// Blocks with all that changed in them.
    fn part(&mut self, blocks: &[Block], columns: Columns) {
        match columns {
            Columns::One => self.stepped(blocks),
            Columns::Two => self.panes(blocks),
        }
    }

    fn line(&mut self, line: std::fmt::Arguments) {
        put(&mut self.out, line);
        self.out.push('\n');
    }

    /// The version whose numbers a piece with this mark shows.
    fn side_of(&self, mark: Mark) -> Side {
        match (self.pane, mark) {
            (Some(side), Mark::Keep) => side,
            (Some(_) | None, _) => mark.side(),
        }
    }

    /// The block's name as an id, which may stand once only.
    fn own(&mut self, id: &BlockId) -> String {
        let mut own = match self.side {
            Side::New => id.clone(),
            Side::Old => BlockId(format!("{OLD}{}", id.as_str())),
        };
        while !self.used.insert(own.clone()) {
            own.0.push_str("--igen");
        }
        escape(own.as_str())
    }

    /// The name of a region, which no other has: not the same region in the new version, nor one of the same heads.
    fn apart(&mut self, name: &str) -> String {
        let name = match self.side {
            Side::New => name.to_owned(),
            Side::Old => format!("{}: {name}", escape(&self.doc.terms.cues.before)),
        };
        let count = self.regions.entry(name.clone()).or_insert(0);
        *count += 1;
        match count {
            1 => name,
            count => format!("{name} ({count})"),
        }
    }

    /// Where a reference to a block leads: to the new version of it, if there is one.
    fn target(&self, id: &BlockId) -> String {
        let is_in = |side| self.outline.number_in(side, id).is_some();
        if !is_in(Side::New) && is_in(Side::Old) {
            escape(&format!("{OLD}{}", id.as_str()))
        } else {
            escape(id.as_str())
        }
    }

    /// The footnotes at the end of the page, each with a link back to every place that refers to it.
    fn endnotes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let web = &self.doc.terms.web;
        let title = escape(&web.notes);
        let mut items = String::new();
        for (index, note) in std::mem::take(&mut self.notes).iter().enumerate() {
            let (place, number) = (index + 1, note.number);
            let name = escape(&web.back.replace("{nr}", &number.to_string()));
            let back = note.marks.iter().enumerate().map(|(index, mark)| {
                let count = match index {
                    0 => String::new(),
                    index => format!(" ({})", index + 1),
                };
                format!(" <a href=\"#noteref-{mark}\" aria-label=\"{name}{count}\">↑</a>")
            });
            let back: String = back.collect();
            put(
                &mut items,
                format_args!(
                    "<li id=\"note-{place}\" value=\"{number}\">{}{back}</li>\n",
                    note.content
                ),
            );
        }
        self.line(format_args!(
            "<section class=\"notes\" aria-labelledby=\"{NOTES}\">\n<h2 id=\"{NOTES}\">{title}</h2>\n<ol>\n{items}</ol>\n</section>"
        ));
    }
}

fn put(out: &mut String, text: std::fmt::Arguments) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(text);
}
