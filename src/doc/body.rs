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

/// What a table was whose body stayed.
#[derive(Debug, Clone, PartialEq)]
pub struct Before {
    /// Its columns: as many, but wider or narrower, or set otherwise.
    pub columns: Vec<Column>,
    /// What it showed, for screen readers.
    pub summary: Option<String>,
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

/// The column each cell starts in; `None` where cells overlap or leave a hole.
pub fn starts(rows: &[Row], columns: usize) -> Option<Vec<Vec<usize>>> {
    // For each column, how many rows below are taken from above.
    let mut taken = vec![0_usize; columns];
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let mut line = Vec::with_capacity(row.cells.len());
        let mut column = 0;
        let mut reach = vec![0; columns];
        for cell in &row.cells {
            while taken.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            line.push(column);
            let span = column..column + cell.colspan.max(1);
            if taken.get(span.clone())?.iter().any(|rows| *rows > 0) {
                return None;
            }
            reach[span.clone()].fill(cell.rowspan.max(1));
            column = span.end;
        }
        let full = taken.iter().zip(&reach).all(|(above, own)| above + own > 0);
        if !full {
            return None;
        }
        for (above, own) in taken.iter_mut().zip(reach) {
            *above = (*above).max(own).saturating_sub(1);
        }
        out.push(line);
    }
    taken.iter().all(|rows| *rows == 0).then_some(out)
}
