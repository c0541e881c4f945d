//! Which cells of a table are heads, and which heads a cell has. Writers say it each in their own way.

use super::skeleton::grid::{self, Placed};
use super::{BodyView, Cell, RowKind};

/// What a head heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The columns below it.
    Column,
    /// The rows beside it.
    Row,
    /// The rows of a group.
    Group,
}

/// The heads of a body.
pub struct Heads<'t> {
    /// All its cells.
    placed: Vec<Placed<'t>>,
    /// Leading rows that are heads.
    rows: usize,
    /// Leading columns that are heads.
    columns: usize,
    kinds: Vec<RowKind>,
}

impl<'t> Heads<'t> {
    /// The heads of a body.
    pub fn of(body: BodyView<'t>) -> Heads<'t> {
        Heads {
            placed: grid::place(body.all_rows()),
            rows: body.header.len(),
            columns: body.row_headers,
            kinds: body.all_rows().map(|row| row.kind).collect(),
        }
    }

    /// Whether heads stand above heads, over groups of rows, or over several columns or rows: then a scope does not say what
    /// they head.
    pub fn are_several(&self) -> bool {
        let spread = |cell: &Placed<'_>| {
            (cell.row < self.rows && cell.cell.colspan > 1)
                || (cell.column < self.columns && cell.cell.rowspan > 1)
        };
        self.rows > 1
            || self.columns > 1
            || self.kinds.contains(&RowKind::Group)
            || self.placed.iter().any(spread)
    }

    /// All cells.
    pub fn cells(&self) -> &[Placed<'t>] {
        &self.placed
    }

    /// The cells that begin in a row.
    pub fn in_row(&self, row: usize) -> &[Placed<'t>] {
        let from = self.placed.partition_point(|cell| cell.row < row);
        let to = self.placed.partition_point(|cell| cell.row <= row);
        self.placed.get(from..to).unwrap_or_default()
    }

    /// Whether a group or the rows after the last one begin with this row, and no cell reaches into it from above.
    pub fn opens(&self, row: usize) -> bool {
        let is = |row: usize, kind: RowKind| self.kinds.get(row) == Some(&kind);
        let begins =
            is(row, RowKind::Group) || is(row, RowKind::Total) && self.group_of(row - 1).is_some();
        let reaches = |cell: &Placed<'_>| cell.row < row && row < cell.row + cell.cell.rowspan;
        row > self.rows && begins && !self.placed.iter().any(reaches)
    }

    /// What a cell heads; `None` of one that is no head. A head that says nothing heads nothing.
    pub fn scope(&self, placed: &Placed<'_>) -> Option<Scope> {
        let Placed { row, column, cell } = *placed;
        if is_mute(cell) {
            None
        } else if row < self.rows {
            Some(Scope::Column)
        } else if self.kinds.get(row) == Some(&RowKind::Group) {
            // Whatever the rows below are headed by.
            (column < self.columns.max(1)).then_some(Scope::Group)
        } else {
            (column < self.columns).then_some(Scope::Row)
        }
    }

    /// The heads of a cell: those above it, that of its group, those beside it.
    pub fn over(&self, cell: &Placed<'_>) -> Vec<&Placed<'t>> {
        let group = self.group_of(cell.row).filter(|row| *row != cell.row);
        let heads = self.placed.iter().filter(|head| match self.scope(head) {
            None => false,
            Some(Scope::Column) => head.row < cell.row && meets(columns(head), columns(cell)),
            Some(Scope::Row | Scope::Group) if cell.row < self.rows => false,
            Some(Scope::Row | Scope::Group) => {
                let beside = head.column < cell.column && meets(rows(head), rows(cell));
                beside || group == Some(head.row)
            }
        });
        heads.collect()
    }

    /// The row that heads the group which a row stands in. A sum closes the groups above it.
    fn group_of(&self, row: usize) -> Option<usize> {
        let above = self.kinds.get(..=row)?;
        let last = above.iter().rposition(|kind| *kind != RowKind::Plain)?;
        (above.get(last) == Some(&RowKind::Group)).then_some(last)
    }
}

fn is_mute(cell: &Cell) -> bool {
    cell.content.iter().all(|text| text.is_empty())
}

fn rows(cell: &Placed<'_>) -> (usize, usize) {
    (cell.row, cell.row + cell.cell.rowspan.max(1))
}

fn columns(cell: &Placed<'_>) -> (usize, usize) {
    (cell.column, cell.column + cell.cell.colspan.max(1))
}

/// Whether two ranges share a place.
fn meets((from, to): (usize, usize), (start, end): (usize, usize)) -> bool {
    from < end && start < to
}
