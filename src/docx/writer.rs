//! The state of one writing, and the smallest pieces: runs, fields, bookmarks, paragraphs.

use std::collections::{BTreeMap, HashSet};

use docx_rs::{
    BookmarkEnd, BookmarkStart, DocumentChild, FieldCharType, InstrText, Paragraph, ParagraphChild,
    Run,
};

use super::fields::Fields;
use super::figure::Media;
use super::ticket::{Ticket, Tickets};
use super::units::Geometry;
use super::xml::clean;
use crate::doc::outline::Outline;
use crate::doc::{BlockId, Doc};
use crate::theme::Theme;

/// The content of a paragraph.
pub type Kids = Vec<ParagraphChild>;

/// Everything one writing reads and gathers.
pub struct Writer<'a> {
    /// What is written.
    pub doc: &'a Doc,
    /// Its numbers.
    pub outline: &'a Outline,
    /// Its looks.
    pub theme: &'a Theme,
    /// Pages of headings, tables and figures, to fill in contents.
    pub pages: &'a BTreeMap<BlockId, usize>,
    /// The page.
    pub geometry: Geometry,
    /// Width of the text where we are, in twips.
    pub text_width: usize,
    /// The body so far.
    pub body: Vec<DocumentChild>,
    /// What the post-pass has to put in.
    pub tickets: Tickets,
    /// Editable fields met so far.
    pub fields: Fields,
    /// Picture files.
    pub media: Vec<Media>,
    /// Words of the comments, by number.
    pub comments: Vec<String>,
    /// Level of each numbered list: every list needs a numbering of its own to start from 1.
    pub ordered: Vec<usize>,
    /// Tables and figures, whose numbers are fields of another kind than headings'.
    pub captioned: HashSet<&'a BlockId>,
    bookmarks: usize,
    waiting: Vec<usize>,
}

impl<'a> Writer<'a> {
    /// An empty document.
    pub fn new(
        doc: &'a Doc,
        outline: &'a Outline,
        theme: &'a Theme,
        pages: &'a BTreeMap<BlockId, usize>,
    ) -> Writer<'a> {
        let geometry = Geometry::of(theme);
        Writer {
            doc,
            outline,
            theme,
            pages,
            geometry,
            text_width: geometry.text(),
            body: Vec::new(),
            tickets: Tickets::default(),
            fields: Fields::default(),
            media: Vec::new(),
            comments: Vec::new(),
            ordered: Vec::new(),
            captioned: outline
                .tables
                .iter()
                .chain(&outline.figures)
                .map(|(id, _)| id)
                .collect(),
            bookmarks: 0,
            waiting: Vec::new(),
        }
    }

    /// Keeps a remark until the next paragraph comes, which it will be anchored on.
    pub fn remark(&mut self, words: &str) {
        self.waiting.push(self.comments.len());
        self.comments.push(words.to_owned());
    }

    /// Whether remarks wait for a paragraph.
    pub fn remarks_wait(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// A paragraph of a style; takes the remarks that wait.
    pub fn paragraph(&mut self, style: &str, kids: Kids) -> Paragraph {
        let mut paragraph = Paragraph::new().style(style);
        let remarks: Vec<Ticket> = std::mem::take(&mut self.waiting)
            .into_iter()
            .map(Ticket::Remark)
            .collect();
        let ids: Vec<usize> = remarks
            .into_iter()
            .map(|remark| self.tickets.add(remark))
            .collect();
        paragraph
            .children
            .extend(ids.iter().map(|&id| start(id, String::new())));
        paragraph.children.extend(kids);
        paragraph
            .children
            .extend(ids.iter().rev().map(|&id| end(id)));
        paragraph
    }

    /// Adds a paragraph to the body.
    pub fn put(&mut self, paragraph: Paragraph) {
        self.body
            .push(DocumentChild::Paragraph(Box::new(paragraph)));
    }

    /// Adds a paragraph of a style to the body.
    pub fn add(&mut self, style: &str, kids: Kids) {
        let paragraph = self.paragraph(style, kids);
        self.put(paragraph);
    }

    /// Adds a paragraph that the post-pass takes as an order.
    pub fn order(&mut self, ticket: Ticket) {
        let id = self.tickets.add(ticket);
        let mut paragraph = Paragraph::new();
        paragraph.children.push(start(id, String::new()));
        self.put(paragraph);
    }

    /// Puts a pair of tickets around some content.
    pub fn span(&mut self, ticket: Ticket, kids: Kids, out: &mut Kids) {
        let id = self.tickets.add(ticket);
        out.push(start(id, String::new()));
        out.extend(kids);
        out.push(end(id));
    }

    /// Puts a single ticket.
    pub fn single(&mut self, ticket: Ticket, out: &mut Kids) {
        let id = self.tickets.add(ticket);
        out.push(start(id, String::new()));
    }

    /// Puts a bookmark around some content.
    pub fn bookmark(&mut self, name: String, kids: Kids, out: &mut Kids) {
        self.bookmarks += 1;
        let id = self.bookmarks;
        out.push(start(id, name));
        out.extend(kids);
        out.push(end(id));
    }
}

fn start(id: usize, name: String) -> ParagraphChild {
    ParagraphChild::BookmarkStart(BookmarkStart::new(id, name))
}

fn end(id: usize) -> ParagraphChild {
    ParagraphChild::BookmarkEnd(BookmarkEnd::new(id))
}

/// A run with words.
pub fn words(text: &str) -> Run {
    Run::new().add_text(clean(text))
}

/// Words as a paragraph's child.
pub fn plain(text: &str) -> ParagraphChild {
    child(words(text))
}

/// A tab.
pub fn tab() -> ParagraphChild {
    child(Run::new().add_tab())
}

/// A run as a paragraph's child.
pub fn child(run: Run) -> ParagraphChild {
    ParagraphChild::Run(Box::new(run))
}

/// A field with the result it had when the document was written.
/// The code must hold no character that XML escapes, except quotes.
pub fn field(code: &str, result: Run, out: &mut Kids) {
    field_start(code, out);
    out.push(child(result));
    field_end(out);
}

/// The part of a field before its result.
pub fn field_start(code: &str, out: &mut Kids) {
    let code: String = code
        .chars()
        .filter(|c| !matches!(c, '<' | '>' | '&'))
        .collect();
    let code = InstrText::Unsupported(format!(" {} ", clean(&code)));
    out.push(child(
        Run::new().add_field_char(FieldCharType::Begin, false),
    ));
    out.push(child(Run::new().add_instr_text(code)));
    out.push(child(
        Run::new().add_field_char(FieldCharType::Separate, false),
    ));
}

/// The part of a field after its result.
pub fn field_end(out: &mut Kids) {
    out.push(child(Run::new().add_field_char(FieldCharType::End, false)));
}
