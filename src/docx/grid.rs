//! The grid of a table: the columns that each cell takes, and how wide they are.
//!
//! Where a revision changed the columns, the old body and the new one stand in one table, for Word joins two that
//! nothing stands between. Its grid has an edge wherever one of the bodies has one.

use std::collections::BTreeSet;

use super::units::natural;
use crate::doc::{Align, Cell, Column, Row};

/// One cell of a row, with nothing left out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slot<'a> {
    /// First column.
    pub column: usize,
    /// Columns taken.
    pub span: usize,
    /// What it holds; `None` in the rows below a cell that takes several, and in gaps.
    pub cell: Option<&'a Cell>,
    /// Whether it belongs to a cell of several rows.
    pub merged: bool,
}

/// Lays rows out on a grid: below a cell of several rows stand its continuations; gaps are filled.
/// Spans are cut at the grid's edges, so that a header cell never reaches into the body.
pub fn grid(rows: &[Row], columns: usize) -> Vec<Vec<Slot<'_>>> {
    // For each column, how many further rows the cell above takes, and its span if it starts here.
    let mut above: Vec<(usize, usize)> = vec![(0, 0); columns];
    let mut out = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let mut slots = Vec::new();
        let mut cells = row.cells.iter();
        let mut column = 0;
        while column < columns {
            let (left, span) = above[column];
            if left > 0 {
                let span = span.max(1);
                above[column].0 = left - 1;
                slots.push(Slot {
                    column,
                    span,
                    cell: None,
                    merged: true,
                });
                column += span;
                continue;
            }
            let Some(cell) = cells.next() else {
                slots.push(Slot {
                    column,
                    span: 1,
                    cell: None,
                    merged: false,
                });
                column += 1;
                continue;
            };
            let free = above[column..]
                .iter()
                .take_while(|(left, _)| *left == 0)
                .count();
            let span = cell.colspan.clamp(1, free);
            let below = cell.rowspan.clamp(1, rows.len() - index) - 1;
            above[column] = (below, span);
            slots.push(Slot {
                column,
                span,
                cell: Some(cell),
                merged: below > 0,
            });
            column += span;
        }
        out.push(slots);
    }
    out
}

/// Shares of the text width as twips that sum to it.
pub fn widths(columns: &[Column], total: usize) -> Vec<usize> {
    let fine = |width: f64| {
        if width.is_finite() && width > 0.0 {
            width
        } else {
            0.1
        }
    };
    let sum: f64 = columns.iter().map(|column| fine(column.width)).sum();
    let mut seen = 0.0;
    let mut from = 0;
    let mut out = Vec::with_capacity(columns.len());
    for column in columns {
        seen += fine(column.width);
        let to = natural(seen / sum * natural_f64(total)).max(from + 1);
        out.push(to - from);
        from = to;
    }
    out
}

/// Twips as a number to reckon with.
pub fn natural_f64(twips: usize) -> f64 {
    f64::from(u32::try_from(twips).unwrap_or(u32::MAX))
}

/// The columns of a body on the grid of its table.
pub struct Columns<'a> {
    /// The columns.
    pub own: &'a [Column],
    /// Where each one ends, in twips.
    edges: Vec<usize>,
    /// How many columns of the grid lie before each edge.
    taken: Vec<usize>,
    /// The same columns before a revision, and where each one ended.
    was: Option<(&'a [Column], Vec<usize>)>,
}

impl<'a> Columns<'a> {
    /// The grid's columns in twips, and those of each body on it.
    pub fn on_one_grid(
        bodies: impl IntoIterator<Item = &'a [Column]>,
        total: usize,
    ) -> (Vec<usize>, Vec<Columns<'a>>) {
        let edges = |own: &'a [Column]| (own, edges(own, total));
        let bodies: Vec<(&[Column], Vec<usize>)> = bodies.into_iter().map(edges).collect();
        let all: BTreeSet<usize> = bodies
            .iter()
            .flat_map(|(_, edges)| edges)
            .copied()
            .collect();
        let place = |(own, edges): (&'a [Column], Vec<usize>)| Columns {
            own,
            taken: edges
                .iter()
                .map(|edge| all.range(..=edge).count())
                .collect(),
            edges,
            was: None,
        };
        let bodies = bodies.into_iter().map(place).collect();
        let starts = [0].into_iter().chain(all.iter().copied());
        let grid = starts.zip(&all).map(|(start, end)| end - start).collect();
        (grid, bodies)
    }

    /// Says what the columns were before a revision.
    pub fn came_from(&mut self, was: &'a [Column], total: usize) {
        self.was = Some((was, edges(was, total)));
    }

    /// How wide a cell is, and how many columns of the grid it takes.
    pub fn room(&self, slot: &Slot<'_>) -> (usize, usize) {
        (reach(&self.edges, slot), reach(&self.taken, slot))
    }

    /// How wide it was before a revision.
    pub fn width_before(&self, slot: &Slot<'_>) -> Option<usize> {
        let (_, edges) = self.was.as_ref()?;
        Some(reach(edges, slot))
    }

    /// Where its words stood before a revision, and where they stand.
    pub fn aligned(&self, slot: &Slot<'_>) -> [Align; 2] {
        let of_column = |columns: &[Column]| columns.get(slot.column).map(|one| one.align);
        let own = of_column(self.own).unwrap_or(Align::Left);
        let now = slot.cell.and_then(|cell| cell.align).unwrap_or(own);
        let before = match (slot.cell, &self.was) {
            (Some(cell), _) => cell.before,
            (None, Some((was, _))) => of_column(was),
            (None, None) => None,
        };
        [before.unwrap_or(now), now]
    }
}

/// Where each column ends, in twips.
fn edges(columns: &[Column], total: usize) -> Vec<usize> {
    let mut end = 0;
    let widths = widths(columns, total).into_iter();
    let edges = widths.map(|width| {
        end += width;
        end
    });
    edges.collect()
}

/// From where a cell begins to where it ends.
fn reach(edges: &[usize], slot: &Slot<'_>) -> usize {
    let before = |at: usize| at.checked_sub(1).and_then(|at| edges.get(at)).copied();
    before(slot.column + slot.span).unwrap_or_default() - before(slot.column).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::RowKind;

    fn row(cells: &[(usize, usize)]) -> Row {
        let cell = |&(colspan, rowspan): &(usize, usize)| Cell {
            content: Vec::new(),
            colspan,
            rowspan,
            align: None,
            before: None,
        };
        Row::new("", RowKind::Plain, cells.iter().map(cell).collect())
    }

    /// `S` starts a merge, `-` continues it, `c` is a cell, `.` a gap; the figure is its span.
    fn sketch(rows: &[Row], columns: usize) -> Vec<String> {
        let slot = |slot: &Slot| {
            let kind = match (slot.cell.is_some(), slot.merged) {
                (true, true) => 'S',
                (false, true) => '-',
                (true, false) => 'c',
                (false, false) => '.',
            };
            format!("{kind}{}", slot.span)
        };
        grid(rows, columns)
            .iter()
            .map(|slots| slots.iter().map(slot).collect())
            .collect()
    }

    #[test]
    fn spans_of_both_kinds_fill_the_grid() {
        let rows = [
            row(&[(1, 2), (2, 1), (1, 1)]),
            row(&[(1, 1), (1, 1), (1, 1)]),
        ];
        assert_eq!(sketch(&rows, 4), ["S1c2c1", "-1c1c1c1"]);
        let block = [row(&[(2, 3), (1, 1)]), row(&[(1, 2)]), row(&[])];
        assert_eq!(sketch(&block, 3), ["S2c1", "-2S1", "-2-1"]);
    }

    #[test]
    fn spans_are_cut_and_gaps_are_filled() {
        assert_eq!(sketch(&[row(&[(9, 9)]), row(&[(1, 1)])], 2), ["S2", "-2"]);
        assert_eq!(sketch(&[row(&[(1, 1)])], 3), ["c1.1.1"]);
        let under = [row(&[(1, 1), (1, 2), (1, 1)]), row(&[(3, 1), (1, 1)])];
        assert_eq!(sketch(&under, 3), ["c1S1c1", "c1-1c1"]);
        assert_eq!(sketch(&[row(&[(0, 0)])], 1), ["c1"]);
    }

    #[test]
    fn widths_sum_to_the_text() {
        let column = |width| Column {
            width,
            align: Align::Left,
        };
        for shares in [vec![1.0, 1.0, 1.0], vec![0.0, f64::NAN, 3.0], vec![2.5]] {
            let columns: Vec<Column> = shares.into_iter().map(column).collect();
            assert_eq!(widths(&columns, 9071).iter().sum::<usize>(), 9071);
        }
    }
}
