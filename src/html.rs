//! The web page: one file that needs nothing else. No scripts, no fonts and no pictures from outside.
//!
//! Headings, lists, tables with heads and captions, alternative texts and landmarks are those of the tree,
//! so that a screen reader finds what a reader of the PDF finds. Charts have their data as a table beside
//! them.

mod blocks;
mod data;
mod figure;
mod inlines;
mod panes;
mod style;
mod table;
#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, fmt::Write};

use crate::chart::escape;
use crate::doc::outline::Outline;
use crate::doc::{BlockId, BlockKind, Doc, Locks, Mark, Side, walk};
use crate::theme::Theme;

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

/// Writes the document as a web page. The same input gives the same bytes.
pub fn write(doc: &Doc, outline: &Outline, theme: &Theme, columns: Columns) -> String {
    let doc = &*doc.locked(Locks::Alike);
    let mut writer = Writer {
        doc,
        outline,
        theme,
        out: String::new(),
        notes: Vec::new(),
        side: Side::New,
        pane: None,
        used: [CONTENT, NOTES].map(|id| BlockId(id.to_owned())).into(),
    };
    let covered = walk::blocks(&doc.blocks)
        .iter()
        .any(|block| matches!(block.kind, BlockKind::Cover(_)));
    if !covered {
        writer.line(format_args!("<h1>{}</h1>", escape(&doc.meta.title)));
    }
    let columns = doc.revision.as_ref().map_or(Columns::One, |_| columns);
    match columns {
        Columns::One => writer.blocks(&doc.blocks),
        Columns::Two => writer.panes(&doc.blocks),
    }
    writer.endnotes();
    let content = writer.out;
    let mut out = String::with_capacity(content.len() + 8192);
    head(doc, theme, &mut out);
    frame(doc, columns, &content, &mut out);
    out
}

fn head(doc: &Doc, theme: &Theme, out: &mut String) {
    let meta = &doc.meta;
    put(
        out,
        format_args!(
            concat!(
                "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n",
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
                "<title>{}</title>\n<meta name=\"description\" content=\"{}\">\n",
                "<meta name=\"author\" content=\"{}\">\n<meta name=\"keywords\" content=\"{}\">\n",
                "<style>\n{}</style>\n</head>\n"
            ),
            escape(&meta.lang),
            escape(&meta.title),
            escape(&meta.subject),
            escape(&meta.author),
            escape(&meta.keywords.join(", ")),
            style::sheet(theme),
        ),
    );
}

/// What stands around the content: the first link, the running header, the foot.
fn frame(doc: &Doc, columns: Columns, content: &str, out: &mut String) {
    let (meta, terms) = (&doc.meta, &doc.terms);
    let version = terms.version.replace("{version}", &meta.version);
    let draft = if meta.draft {
        format!("<p class=\"draft\">{}</p>\n", escape(&terms.watermark))
    } else {
        String::new()
    };
    put(
        out,
        format_args!(
            concat!(
                "<body{class}>\n<a class=\"skip\" href=\"#{id}\">{skip}</a>\n",
                "<header class=\"running\">\n<p>{short}</p>\n<p>{version} · {status}</p>\n{draft}</header>\n",
                "<main id=\"{id}\">\n{content}</main>\n",
                "<footer>\n<p>{author} · {date}</p>\n</footer>\n</body>\n</html>\n"
            ),
            class = match columns {
                Columns::One if doc.revision.is_none() => "",
                Columns::One => " class=\"one\"",
                Columns::Two => " class=\"two\"",
            },
            id = CONTENT,
            skip = escape(&terms.web.skip),
            short = escape(&meta.short_title),
            version = escape(&version),
            status = escape(&meta.status),
            draft = draft,
            content = content,
            author = escape(&meta.author),
            date = escape(&meta.date_text),
        ),
    );
}

/// The page being written.
struct Writer<'a> {
    doc: &'a Doc,
    outline: &'a Outline,
    theme: &'a Theme,
    out: String,
    /// Footnotes met so far: number and content.
    notes: Vec<(usize, String)>,
    /// The version of a redline whose numbers the piece at hand shows.
    side: Side,
    /// The version that alone is shown where we are.
    pane: Option<Side>,
    /// Names met so far.
    used: BTreeSet<BlockId>,
}

impl Writer<'_> {
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

    /// The name of a region, which must be another one than that of the same region in the new version.
    fn apart(&self, name: &str) -> String {
        match self.side {
            Side::New => name.to_owned(),
            Side::Old => format!("{}: {name}", escape(&self.doc.terms.cues.before)),
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

    /// The footnotes at the end of the page, each with a link back.
    fn endnotes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let web = &self.doc.terms.web;
        let (title, back) = (escape(&web.notes), &web.back);
        let mut items = String::new();
        for (index, (number, content)) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            let place = index + 1;
            let name = escape(&back.replace("{nr}", &number.to_string()));
            put(
                &mut items,
                format_args!(
                    "<li id=\"note-{place}\" value=\"{number}\">{content} <a href=\"#noteref-{place}\" aria-label=\"{name}\">↑</a></li>\n"
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
