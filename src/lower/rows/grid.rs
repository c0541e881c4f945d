//! The cells of a data file as its reader sees them, before anybody asks what they mean.

use std::{borrow::Cow, ops::Range};

use rust_decimal::Decimal;

use crate::source::letters;

use super::place::cell_name;

/// A data file's rows below its heads.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// The columns of the file that are read, from 0.
    pub columns: Vec<usize>,
    /// The row above, where the file has one and nobody said where the rows begin.
    pub heads: Option<Line>,
    pub rows: Vec<Line>,
}

/// A row and the line it stands on, from 1.
#[derive(Debug)]
pub(super) struct Line {
    pub line: u64,
    pub cells: Vec<Field>,
}

/// A cell.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub shown: Shown,
    /// How many rows and columns of the grid it takes; more than one where cells are merged.
    pub rows: usize,
    pub columns: usize,
}

/// What a cell shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Shown {
    #[default]
    Blank,
    /// Words, or a number that somebody typed as words.
    Words(String),
    /// A number of a sheet, which is what it is however it looks: the text shown, and the number that it shows. It has
    /// none where the text is no number: that of a date.
    Number(String, Option<Decimal>),
    /// It belongs to a merged cell that begins to the left or above.
    Covered,
}

impl Shown {
    /// The text that is seen.
    pub fn text(&self) -> &str {
        match self {
            Shown::Words(text) | Shown::Number(text, _) => text,
            Shown::Blank | Shown::Covered => "",
        }
    }
}

/// What becomes of merged cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lower) enum Merged {
    /// They are cells of several rows and columns, as in the sheet: a table.
    Kept,
    /// What they show is said of each row and column that they take: measurements, where a row stands for itself.
    Repeated,
}

impl Field {
    /// A cell of one row and column.
    pub fn single(shown: Shown) -> Self {
        Field {
            shown,
            rows: 1,
            columns: 1,
        }
    }
}

impl Grid {
    /// A cell's name for people, `C7`: of a CSV file the third field of line 7.
    pub fn name(&self, line: &Line, index: usize) -> String {
        cell_name(line.line, self.columns.get(index).copied().unwrap_or(index))
    }

    /// Composes letters in two signs, as those of the plan's own files are.
    pub fn compose(&mut self) {
        for field in self.rows.iter_mut().flat_map(|line| &mut line.cells) {
            if let Shown::Words(text) = &mut field.shown
                && let Cow::Owned(composed) = letters::composed(text)
            {
                *text = composed;
            }
        }
    }

    /// Lets one cell take these rows and columns; nothing where they are one or none.
    pub fn cover(&mut self, lines: Range<usize>, columns: Range<usize>, shown: Shown) {
        if lines.is_empty() || columns.is_empty() || lines.len() * columns.len() == 1 {
            return;
        }
        for line in &mut self.rows[lines.clone()] {
            line.cells[columns.clone()].fill(Field::single(Shown::Covered));
        }
        self.rows[lines.start].cells[columns.start] = Field {
            shown,
            rows: lines.len(),
            columns: columns.len(),
        };
    }

    /// Lets each cell of a merged one show what it shows.
    pub fn repeat(&mut self) {
        for row in 0..self.rows.len() {
            for column in 0..self.rows[row].cells.len() {
                let field = &mut self.rows[row].cells[column];
                let (rows, columns) = (field.rows.max(1), field.columns.max(1));
                if (rows, columns) == (1, 1) {
                    continue;
                }
                (field.rows, field.columns) = (1, 1);
                let shown = field.shown.clone();
                for line in self.rows.iter_mut().skip(row).take(rows) {
                    for covered in line.cells.iter_mut().skip(column).take(columns) {
                        covered.shown = shown.clone();
                    }
                }
            }
        }
    }
}
