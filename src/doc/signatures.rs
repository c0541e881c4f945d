//! Where the parties sign: a table with a role of its own, made here and nowhere else.
//!
//! Every writer sets it as it sets any table, but for the height of its rows and, in the PDF, the width of its columns.
//! On a draft nobody can sign: writers ask for the document as it is [locked](Doc::locked).

use std::borrow::Cow;

use super::{
    Align, BlockKind, Cell, Column, Doc, Mark, Origin, Row, RowKind, Side, Table, Terms, Text,
    mark::spread_text, walk,
};

/// What a table is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableRole {
    /// Facts to read.
    Data,
    /// Places to sign in: date, party, name. No caption and no number.
    Signatures,
}

/// The column that says whose row it is.
const PARTY: usize = 1;
/// The column to sign in.
const NAME: usize = 2;

impl Table {
    /// A row for each line to sign on, by its id; whose it is may take several lines: party, part of it, role.
    pub fn of_signatures(lines: Vec<(String, Vec<Text>)>, terms: &Terms) -> Table {
        let row = |key: &str, cells: [Vec<Text>; 3]| {
            let cell = |content| Cell {
                content,
                colspan: 1,
                rowspan: 1,
                align: None,
                before: None,
            };
            Row::new(key, RowKind::Plain, cells.map(cell).into())
        };
        let heads = [
            &terms.signature_date,
            &terms.signature_party,
            &terms.signature_name,
        ];
        let line = |(id, whose): (String, Vec<Text>)| row(&id, [Vec::new(), whose, Vec::new()]);
        Table {
            role: TableRole::Signatures,
            caption: Text::default(),
            columns: [0.18, 0.37, 0.45].map(Column::of_text).into(),
            header: vec![row("hoved", heads.map(|head| vec![fixed(head)]))],
            rows: lines.into_iter().map(line).collect(),
            row_headers: 0,
            replaces: None,
            was: None,
            source: None,
            notes: Vec::new(),
            wide: false,
            summary: None,
        }
    }

    /// Whether the cells of a column say what their rows are about.
    pub fn heads_rows(&self, column: usize) -> bool {
        match self.role {
            TableRole::Data => column < self.row_headers,
            TableRole::Signatures => column == PARTY,
        }
    }
}

fn fixed(words: &str) -> Text {
    Text::plain(words, Origin::Template("terms.toml".to_owned()))
}

/// Which versions of a document count as drafts where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locks {
    /// Both, if the document at hand is one: what a draft says of itself is no change of the plan's.
    Alike,
    /// Each that is one, so that either version can be had back whole.
    Apart,
}

impl Doc {
    /// The document as it is shown: on a draft, words in each place to sign say why nobody can yet.
    pub fn locked(&self, locks: Locks) -> Cow<'_, Doc> {
        let now = self.meta.draft;
        let before = match (locks, &self.revision) {
            (Locks::Apart, Some(revision)) => revision.before.draft,
            (Locks::Apart, None) | (Locks::Alike, _) => now,
        };
        if !now && !before {
            return Cow::Borrowed(self);
        }
        let mut doc = self.clone();
        walk::each_mut(&mut doc.blocks, &mut |block| {
            if let BlockKind::Table(table) = &mut block.kind
                && table.role == TableRole::Signatures
            {
                let rows = table.rows.iter_mut();
                rows.for_each(|row| lock(row, &self.terms, [before, now]));
            }
        });
        Cow::Owned(doc)
    }
}

/// Puts the words into the place to sign, in the versions that the row stands in and that are drafts.
fn lock(row: &mut Row, terms: &Terms, [before, now]: [bool; 2]) {
    let before = before && row.mark.is_in(Side::Old);
    let now = now && row.mark.is_in(Side::New);
    if let (true, Some(place)) = (before || now, row.cells.get_mut(NAME)) {
        let mut words = fixed(&terms.signature_locked);
        spread_text(&mut words, Mark::of(before, now));
        place.content = vec![words];
    }
}

impl Column {
    /// A column of texts that takes a share of the width.
    fn of_text(width: f64) -> Column {
        Column {
            width,
            align: Align::Left,
        }
    }
}
