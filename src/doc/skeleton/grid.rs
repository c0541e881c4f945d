//! Places of cells in a table.

use super::super::{Cell, Row};

/// A cell and its place.
pub struct Placed<'a> {
    /// Row, from 0.
    pub row: usize,
    /// First column, from 0.
    pub column: usize,
    /// The cell.
    pub cell: &'a Cell,
}

/// Gives each cell its place, as HTML does: a cell takes the first column that is free in its row.
pub fn place<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<Placed<'a>> {
    let mut out = Vec::new();
    // For each column, the first row that is free again.
    let mut free: Vec<usize> = Vec::new();
    for (row, cells) in rows.enumerate() {
        let mut column = 0;
        for cell in &cells.cells {
            while free.get(column).is_some_and(|until| *until > row) {
                column += 1;
            }
            let end = column + cell.colspan.max(1);
            free.resize(free.len().max(end), 0);
            free[column..end].fill(row + cell.rowspan.max(1));
            out.push(Placed { row, column, cell });
            column = end;
        }
    }
    out
}
