//! What docx-rs cannot say: written down here, and a numbered bookmark holds the place until the post-pass.

use super::fields;
use crate::doc::{Mark, Row};

/// Bookmark ids from here on are tickets; real bookmarks stay below.
const BASE: usize = 1_000_000;

/// Something for the post-pass to put in place of a bookmark.
#[derive(Debug, Clone, PartialEq)]
pub enum Ticket {
    /// A pair: content control and bookmark of an editable field.
    Field(fields::Mark),
    /// A pair: link to an address outside.
    Link(String),
    /// A pair: the same as a field of runs, which can come and go as a whole.
    LinkField(String),
    /// A pair: link to a bookmark.
    Jump(String),
    /// A pair: words that comment number so-and-so is about.
    Remark(usize),
    /// Alone: a picture.
    Picture(Picture),
    /// A pair: words that a revision put in, took out or moved.
    Change(Mark),
    /// Alone: the end of the paragraph was put in, taken out or moved.
    Whole(Mark),
    /// Alone: the paragraph holds only the properties that the next one had before the revision.
    Was,
    /// In place of a table's style name: all its properties.
    Table(TableLook),
    /// A paragraph of its own: from here on, pages are like this.
    Section(Section),
    /// A paragraph of its own: what follows starts on a new page.
    PageBreak,
    /// A paragraph of its own: boxed paragraphs start here.
    BoxStart,
    /// A paragraph of its own: boxed paragraphs end here.
    BoxEnd,
}

/// A picture placed in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Number of the media file.
    pub media: usize,
    /// What a reader who cannot see it must know.
    pub alt: String,
    /// Width in EMU.
    pub width: usize,
    /// Height in EMU.
    pub height: usize,
}

/// Properties of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct TableLook {
    /// Style id.
    pub style: &'static str,
    /// Width in twips.
    pub width: usize,
    /// Whether leading columns are row headers.
    pub row_headers: bool,
    /// Whether the last row is a sum.
    pub total: bool,
    /// Least height of body rows in twips; 0 for none.
    pub row_height: usize,
    /// Title for screen readers; may be empty.
    pub title: String,
    /// Description for screen readers; may be empty.
    pub summary: String,
    /// What a revision did with the table.
    pub mark: Mark,
    /// Its rows.
    pub rows: Vec<RowLook>,
}

/// Properties of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowLook {
    /// Whether it repeats on every page.
    pub head: bool,
    /// What a revision did with it.
    pub mark: Mark,
}

impl RowLook {
    /// Those of a table's head and of the rows below.
    pub fn of<'r>(header: &'r [Row], rows: &'r [Row]) -> impl Iterator<Item = RowLook> + 'r {
        let look = |head| {
            move |row: &Row| RowLook {
                head,
                mark: row.mark,
            }
        };
        header
            .iter()
            .map(look(true))
            .chain(rows.iter().map(look(false)))
    }
}

/// Kinds of page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The cover: no header, no footer.
    Cover,
    /// Upright pages.
    Upright,
    /// Pages lying down, for wide tables.
    Wide,
}

/// All tickets of a document.
#[derive(Debug, Default)]
pub struct Tickets(Vec<Ticket>);

impl Tickets {
    /// Keeps a ticket and returns the bookmark id that stands for it.
    pub fn add(&mut self, ticket: Ticket) -> usize {
        self.0.push(ticket);
        BASE + self.0.len() - 1
    }

    /// The ticket that a bookmark id stands for, if it stands for one.
    pub fn get(&self, id: &str) -> Option<&Ticket> {
        let id: usize = id.parse().ok()?;
        self.0.get(id.checked_sub(BASE)?)
    }
}
