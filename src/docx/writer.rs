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
use crate::doc::{BlockId, Doc, Inline, Mark, Side, Text};
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
    /// Picture files, in the order they stand in.
    pub media: Vec<Media>,
    /// How many of them were placed.
    pub placed: usize,
    /// Words of the comments, by number.
    pub comments: Vec<String>,
    /// Level of each numbered list: every list needs a numbering of its own to start from 1.
    pub ordered: Vec<usize>,
    /// Tables and figures, whose numbers are fields of another kind than headings'.
    pub captioned: HashSet<&'a BlockId>,
    /// What the revision did with the piece at hand.
    pub mark: Mark,
    /// Whether we are in a cell.
    pub in_table: bool,
    /// Blocks that the old version had, or had elsewhere; their bookmarks have names of their own.
    pub old: HashSet<&'a BlockId>,
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
        media: Vec<Media>,
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
            media,
            placed: 0,
            comments: Vec::new(),
            ordered: Vec::new(),
            captioned: outline
                .tables
                .iter()
                .chain(&outline.figures)
                .map(|(id, _)| id)
                .collect(),
            mark: Mark::Keep,
            in_table: false,
            old: super::blocks::old_places(&doc.blocks),
            bookmarks: 0,
            waiting: Vec::new(),
        }
    }

    /// Writes a piece that the revision did something with; what is inside says for itself what was done with it.
    pub fn within<T>(&mut self, mark: Mark, write: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.mark, mark);
        let out = write(self);
        self.mark = outer;
        out
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

    /// A paragraph of a style; takes the remarks that wait. All of it is of the piece at hand.
    pub fn paragraph(&mut self, style: &str, kids: Kids) -> Paragraph {
        let mut paragraph = self.unmarked(style, kids);
        if self.mark != Mark::Keep {
            let mut children = Kids::new();
            self.single(Ticket::Whole(self.mark), &mut children);
            let kids = std::mem::take(&mut paragraph.children);
            self.span(Ticket::Change(self.mark), kids, &mut children);
            paragraph.children = children;
        }
        paragraph
    }

    /// A paragraph whose words and end say for themselves what was done with them.
    pub fn unmarked(&mut self, style: &str, kids: Kids) -> Paragraph {
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

    /// Makes a paragraph into the properties that the next one had before the revision.
    pub fn was(&mut self, mut paragraph: Paragraph) -> Paragraph {
        paragraph.children.clear();
        self.single(Ticket::Was, &mut paragraph.children);
        paragraph
    }

    /// A paragraph of the piece at hand that had another style before the revision, if it had.
    pub fn restyled(&mut self, before: &str, style: &str, kids: Kids) -> Vec<Paragraph> {
        let mut out = Vec::new();
        if before != style && self.mark == Mark::Keep {
            out.push(self.was(Paragraph::new().style(before)));
        }
        out.push(self.paragraph(style, kids));
        out
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
        if self.mark != Mark::Keep {
            self.single(Ticket::Whole(self.mark), &mut paragraph.children);
        }
        self.put(paragraph);
    }

    /// Puts a pair of tickets around some content.
    pub fn span(&mut self, ticket: Ticket, kids: Kids, out: &mut Kids) {
        let id = self.tickets.add(ticket);
        out.push(start(id, String::new()));
        out.extend(kids);
        out.push(end(id));
    }

    /// Puts content that the revision did something with.
    pub fn changed(&mut self, mark: Mark, kids: Kids, out: &mut Kids) {
        match mark {
            Mark::Keep => out.extend(kids),
            Mark::Ins | Mark::Del | Mark::From(_) | Mark::To(_) => {
                self.span(Ticket::Change(mark), kids, out);
            }
        }
    }

    /// The name of a block's bookmark at the piece at hand: a document has each name once.
    pub fn bookmark_of(&self, name: String, id: &BlockId) -> String {
        if self.mark.side() == Side::Old && self.old.contains(id) {
            format!("_Old{}", name.trim_start_matches('_'))
        } else {
            name
        }
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

/// Whether a leaf has anything to show in a version.
pub fn stands(text: &Text, side: Side) -> bool {
    text.mark.is_in(side)
        && text
            .inlines
            .iter()
            .any(|inline| inline_mark(inline).is_in(side))
}

/// What a revision did with the leaf or the inline that holds others.
fn inline_mark(inline: &Inline) -> Mark {
    match inline {
        Inline::Marked { mark, content: _ } => *mark,
        Inline::Words { .. }
        | Inline::Link { .. }
        | Inline::Ref { .. }
        | Inline::Note { .. }
        | Inline::Break => Mark::Keep,
    }
}

/// What was done with a piece that is there in a version if so many of its parts are.
pub fn mark_of(old: bool, new: bool) -> Mark {
    match (old, new) {
        (true, true) | (false, false) => Mark::Keep,
        (true, false) => Mark::Del,
        (false, true) => Mark::Ins,
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
