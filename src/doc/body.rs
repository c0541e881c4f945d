//! Bodies of tables: a table has its own, and perhaps one that it took the place of.

use super::{Column, Row, RowKind, Side, Table};

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

/// What a row says about where a page may break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// What it is.
    pub kind: RowKind,
    /// How many rows hang together from it on: cells that reach down tie them.
    pub reach: usize,
}

impl Hold {
    /// Of all rows, of both versions of a redline.
    pub fn of(rows: &[Row]) -> Vec<Hold> {
        let hold = |row: &Row| Hold {
            kind: row.kind,
            reach: reach(row),
        };
        rows.iter().map(hold).collect()
    }

    /// Of the rows of one version, each with where it stands among all: a span counts the rows of both.
    pub fn of_side(rows: &[Row], side: Side) -> Vec<(usize, Hold)> {
        let there = |rows: &[Row]| rows.iter().filter(|row| row.mark.is_in(side)).count();
        let all = rows.iter().enumerate();
        let own = all.filter(|(_, row)| row.mark.is_in(side));
        own.map(|(at, row)| {
            let end = (at + reach(row)).min(rows.len());
            let reach = there(&rows[at..end]);
            let kind = row.kind;
            (at, Hold { kind, reach })
        })
        .collect()
    }
}

/// How many rows the cells of a row reach over.
fn reach(row: &Row) -> usize {
    let spans = row.cells.iter().map(|cell| cell.rowspan);
    spans.max().unwrap_or(1).max(1)
}

/// The first of the rows that go with what stands below a table. Alone at the top of a page would say nothing: the last row
/// (a source and notes, without it), a sum (without a row that it sums up), a row below the head of its group.
pub fn tail(rows: &[Hold]) -> usize {
    // Where rows begin that cells reaching down tie together.
    let mut starts = Vec::new();
    let mut next = 0;
    while next < rows.len() {
        starts.push(next);
        next += tied(&rows[next..]);
    }
    let mut tail = starts.pop().unwrap_or(0);
    let sums = |from: usize| rows[from..].iter().all(|row| row.kind == RowKind::Total);
    let headed = |from: usize| from > 0 && rows[from - 1].kind == RowKind::Group;
    while sums(tail) || headed(tail) {
        let Some(before) = starts.pop() else { break };
        tail = before;
    }
    tail
}

/// How many rows from the first one on hang together.
pub fn tied(rows: &[Hold]) -> usize {
    let mut end = 1;
    let mut at = 0;
    while at < end.min(rows.len()) {
        end = end.max(at + rows[at].reach);
        at += 1;
    }
    end.min(rows.len())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Cell;

    fn row(kind: RowKind, reach: usize) -> Row {
        let cell = Cell {
            content: Vec::new(),
            colspan: 1,
            rowspan: reach,
            align: None,
            before: None,
        };
        Row::new("r", kind, vec![cell])
    }

    #[test]
    fn what_says_nothing_alone_goes_with_what_is_above_it() {
        use RowKind::{Group, Plain, Total};
        let cases: [(&[(RowKind, usize)], usize); 9] = [
            (&[], 0),
            (&[(Plain, 1), (Plain, 1)], 1),
            (&[(Plain, 1), (Plain, 1), (Total, 1)], 1),
            (&[(Plain, 1), (Plain, 1), (Total, 1), (Total, 1)], 1),
            (&[(Plain, 1), (Group, 1), (Plain, 1)], 1),
            (&[(Plain, 1), (Group, 1), (Plain, 1), (Total, 1)], 1),
            (&[(Plain, 1), (Total, 1), (Plain, 1)], 2),
            (&[(Plain, 1), (Plain, 3), (Plain, 1), (Plain, 1)], 1),
            (&[(Total, 1), (Total, 1)], 0),
        ];
        for (rows, first) in cases {
            let rows: Vec<Row> = rows
                .iter()
                .map(|(kind, reach)| row(*kind, *reach))
                .collect();
            assert_eq!(tail(&Hold::of(&rows)), first, "{rows:?}");
        }
    }
}
