//! Which cells of a table are heads, and which heads a cell has.
//!
//! A scope says it where there is one row of heads and one column of them. Where heads stand above heads, or over groups of
//! rows, readers of pages disagree on what a scope reaches: there each head has an id and each cell names its own.

use crate::doc::skeleton::grid::{self, Placed};
use crate::doc::{BodyView, Cell, RowKind};

/// The heads of a body.
pub struct Heads<'t> {
    /// All its cells.
    placed: Vec<Placed<'t>>,
    /// Leading rows that are heads.
    rows: usize,
    /// Leading columns that are heads.
    columns: usize,
    kinds: Vec<RowKind>,
    /// Opens the ids of heads; `None` where scopes say it all.
    ids: Option<String>,
}

impl<'t> Heads<'t> {
    /// The heads of a body; `own` is the table's id.
    pub fn of(body: BodyView<'t>, own: &str) -> Heads<'t> {
        let placed = grid::place(body.all_rows());
        let kinds: Vec<RowKind> = body.all_rows().map(|row| row.kind).collect();
        let grouped = kinds.contains(&RowKind::Group);
        let (rows, columns) = (body.header.len(), body.row_headers);
        let spread = |cell: &Placed| {
            (cell.row < rows && cell.cell.colspan > 1)
                || (cell.column < columns && cell.cell.rowspan > 1)
        };
        let several = rows > 1 || columns > 1 || grouped || placed.iter().any(spread);
        Heads {
            placed,
            rows,
            columns,
            kinds,
            ids: several.then(|| own.to_owned()),
        }
    }

    /// The cells that begin in a row.
    pub fn in_row(&self, row: usize) -> &[Placed<'t>] {
        let from = self.placed.partition_point(|cell| cell.row < row);
        let to = self.placed.partition_point(|cell| cell.row <= row);
        self.placed.get(from..to).unwrap_or_default()
    }

    /// Whether a group or the rows after the last one begin with this row: it opens a `tbody` of its own, unless a cell
    /// reaches into it from above.
    pub fn opens(&self, row: usize) -> bool {
        let is = |row: usize, kind: RowKind| self.kinds.get(row) == Some(&kind);
        let begins =
            is(row, RowKind::Group) || is(row, RowKind::Total) && self.group_of(row - 1).is_some();
        let reaches = |cell: &Placed| cell.row < row && row < cell.row + cell.cell.rowspan;
        row > self.rows && begins && !self.placed.iter().any(reaches)
    }

    /// The attributes of a head; `None` of a cell that is none. A head that says nothing heads nothing.
    pub fn head(&self, cell: &Placed<'_>) -> Option<String> {
        let scope = self.scope(cell)?;
        let id = self
            .id(cell)
            .map_or_else(String::new, |id| format!(" id=\"{id}\""));
        Some(format!(" scope=\"{scope}\"{id}"))
    }

    fn scope(&self, placed: &Placed<'_>) -> Option<&'static str> {
        let Placed { row, column, cell } = *placed;
        if is_mute(cell) {
            None
        } else if row < self.rows {
            Some(if cell.colspan > 1 { "colgroup" } else { "col" })
        } else if column < self.columns {
            Some(match self.kinds.get(row) {
                Some(RowKind::Group) => "rowgroup",
                Some(RowKind::Plain | RowKind::Total) | None => "row",
            })
        } else {
            None
        }
    }

    fn id(&self, cell: &Placed<'_>) -> Option<String> {
        let ids = self.ids.as_ref()?;
        Some(format!("{ids}--{}-{}", cell.row + 1, cell.column + 1))
    }

    /// The heads of a cell as an attribute: those above it, that of its group, those beside it.
    pub fn of_cell(&self, cell: &Placed<'_>) -> String {
        if self.ids.is_none() {
            return String::new();
        }
        let over = |head: &&Placed| {
            head.row < self.rows && head.row < cell.row && meets(columns(head), columns(cell))
        };
        let beside = |head: &&Placed| {
            head.row >= self.rows && head.column < cell.column && meets(rows(head), rows(cell))
        };
        let group = self.group_of(cell.row).filter(|row| *row != cell.row);
        let over_rows = |head: &&Placed| group == Some(head.row);
        let heads = self.placed.iter().filter(|head| self.scope(head).is_some());
        let heads = heads.filter(|head| {
            over(head) || cell.row >= self.rows && (beside(head) || over_rows(head))
        });
        let ids: Vec<String> = heads.filter_map(|head| self.id(head)).collect();
        if ids.is_empty() {
            String::new()
        } else {
            format!(" headers=\"{}\"", ids.join(" "))
        }
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
