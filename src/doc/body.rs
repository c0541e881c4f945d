//! Bodies of tables: a table has its own, and perhaps one that it took the place of.

use super::{Column, Row, Table};

/// What a table consists of between its caption and the lines below it.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// One entry a column.
    pub columns: Vec<Column>,
    /// Rows repeated on every page.
    pub header: Vec<Row>,
    /// The rows below.
    pub rows: Vec<Row>,
    /// How many leading columns hold row headers.
    pub row_headers: usize,
}

/// One of the bodies of a table, as writers read it.
#[derive(Debug, Clone, Copy)]
pub struct BodyView<'t> {
    /// One entry a column.
    pub columns: &'t [Column],
    /// Rows repeated on every page.
    pub header: &'t [Row],
    /// The rows below.
    pub rows: &'t [Row],
    /// How many leading columns hold row headers.
    pub row_headers: usize,
}

impl<'t> BodyView<'t> {
    /// All rows, those of the head first.
    pub fn all_rows(self) -> impl Iterator<Item = &'t Row> + Clone {
        self.header.iter().chain(self.rows)
    }
}

impl Body {
    /// The body to be read.
    pub fn view(&self) -> BodyView<'_> {
        BodyView {
            columns: &self.columns,
            header: &self.header,
            rows: &self.rows,
            row_headers: self.row_headers,
        }
    }
}

impl Table {
    /// The table's own body.
    pub fn own_body(&self) -> BodyView<'_> {
        BodyView {
            columns: &self.columns,
            header: &self.header,
            rows: &self.rows,
            row_headers: self.row_headers,
        }
    }

    /// The body that it took the place of, if there is one, and its own.
    pub fn bodies(&self) -> impl Iterator<Item = BodyView<'_>> + Clone {
        let before = self.replaces.iter().map(Body::view);
        before.chain([self.own_body()])
    }
}
