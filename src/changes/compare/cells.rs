//! Cells of tables and values of charts. A column that comes or goes is one change, with all its cells.

use std::collections::BTreeMap;

use crate::{
    changes::{
        Change, ChangeKind, Concept, Edit, PlanPart,
        entity::{Entity, Field, Value},
        write,
    },
    text::moved,
};

use super::{Around, Compare, matching::Pair, translated};

/// The columns of two versions of a table, and what waits for the change that explains it.
#[derive(Default)]
pub struct Grid {
    /// Old column → new column, of those that both have.
    known: BTreeMap<String, String>,
    /// What the new columns are called.
    titles: BTreeMap<String, String>,
    /// What follows from a column that came or went, by its mark.
    of_column: BTreeMap<String, Column>,
    /// Edits that follow from an order of columns.
    of_order: Vec<Edit>,
    /// Cells that changed their shape only, told if nothing else explains it.
    reshaped: Vec<(PlanPart, Change)>,
}

/// The cells of a column that came or went.
#[derive(Default)]
struct Column {
    edits: Vec<Edit>,
    /// By their rows.
    cells: Vec<(String, Value)>,
}

impl Column {
    fn add(&mut self, edit: Edit, row: &Entity, cell: &Field) {
        self.edits.push(edit);
        self.cells.push((row.name.clone(), cell.value.clone()));
    }
}

/// What a cell belongs to.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    old: &'a Entity,
    new: &'a Entity,
    inside: &'a Around,
}

impl Grid {
    /// The columns, if the entities are those of a table or chart.
    pub fn of(pairs: &[Pair<'_>]) -> Option<Grid> {
        let is_column =
            |entity: &Entity| matches!(entity.kind, Concept::COLUMN | Concept::CATEGORY);
        let mut grid = Grid::default();
        let mut any = false;
        for pair in pairs {
            match pair {
                Pair::Both { old, new, moved: _ } if is_column(new) => {
                    grid.known.insert(mark(old), mark(new));
                    grid.titles.insert(mark(new), new.name.clone());
                    any = true;
                }
                Pair::Gone(entity) | Pair::Come(entity) if is_column(entity) => {
                    grid.of_column.insert(mark(entity), Column::default());
                    any = true;
                }
                Pair::Both { .. } | Pair::Gone(_) | Pair::Come(_) => {}
            }
        }
        any.then_some(grid)
    }
}

fn mark(entity: &Entity) -> String {
    entity.mark().1.to_owned()
}

fn cells(entity: &Entity) -> Vec<&Field> {
    let is_cell = |field: &&Field| matches!(field.kind, Concept::CELL | Concept::CHART_VALUE);
    entity.fields().filter(is_cell).collect()
}

impl Compare {
    /// The cells of two versions of a row.
    pub(super) fn row(&mut self, old: &Entity, new: &Entity, grid: &mut Grid, around: &Around) {
        let inside = around.inside(new);
        let rows = Rows {
            old,
            new,
            inside: &inside,
        };
        let (before, after) = (cells(old), cells(new));
        let mut left: BTreeMap<String, usize> = BTreeMap::new();
        for (index, cell) in before.iter().enumerate() {
            match grid.known.get(&cell.name) {
                Some(column) => {
                    left.insert(column.clone(), index);
                }
                None => self.cell_gone(cell, rows, grid),
            }
        }
        let mut kept: Vec<(usize, usize)> = Vec::new();
        for (index, cell) in after.iter().enumerate() {
            match left.remove(&cell.name) {
                Some(other) => {
                    kept.push((other, index));
                    self.cell(before[other], cell, rows, grid);
                }
                None => self.cell_come(cell, index, rows, grid),
            }
        }
        for index in left.into_values() {
            self.cell_gone(before[index], rows, grid);
        }
        // Columns that changed places take their cells along.
        let places: Vec<usize> = kept.iter().map(|(old, _)| *old).collect();
        for ((from, at), goes) in kept.into_iter().zip(moved(&places)) {
            if goes {
                let item = before[from].own.clone();
                let list = item.parent();
                grid.of_order.push(Edit::Move { item, list, at });
            }
        }
    }

    fn cell(&mut self, before: &Field, after: &Field, rows: Rows<'_>, grid: &mut Grid) {
        if before.value == after.value {
            return;
        }
        let only_shape = match (&before.value, &after.value) {
            (Value::Cell(a), Value::Cell(b)) => a.says_the_same(b),
            _ => false,
        };
        let pair = (Some(before), Some(after));
        let mut change = self.field_change(pair, (rows.old, rows.new), rows.inside);
        if let (Some(crumb), Some(title)) = (change.crumbs.last_mut(), grid.titles.get(&after.name))
        {
            crumb.name.clone_from(title);
        }
        let edit = Edit::Set(before.own.clone(), write::value(&after.value));
        change.edits.push(edit);
        self.told(change, only_shape, rows, grid);
    }

    fn cell_gone(&mut self, cell: &Field, rows: Rows<'_>, grid: &mut Grid) {
        let edit = Edit::Remove(cell.own.clone());
        if let Some(column) = grid.of_column.get_mut(&cell.name) {
            column.add(edit, rows.old, cell);
            return;
        }
        let mut change = self.field_change((Some(cell), None), (rows.old, rows.new), rows.inside);
        change.edits.push(edit);
        self.told(change, true, rows, grid);
    }

    fn cell_come(&mut self, cell: &Field, at: usize, rows: Rows<'_>, grid: &mut Grid) {
        let list = translated(&cell.own, rows.new, rows.old).parent();
        let item = write::value(&cell.value);
        let edit = Edit::Insert { list, at, item };
        if let Some(column) = grid.of_column.get_mut(&cell.name) {
            column.add(edit, rows.new, cell);
            return;
        }
        let mut change = self.field_change((None, Some(cell)), (rows.old, rows.new), rows.inside);
        change.edits.push(edit);
        self.told(change, true, rows, grid);
    }

    /// A change of a cell's words is told; one of its shape waits for what explains it.
    fn told(&mut self, change: Change, shape: bool, rows: Rows<'_>, grid: &mut Grid) {
        if shape {
            let part = rows.inside.part.clone().unwrap_or(PlanPart::Loose);
            grid.reshaped.push((part, change));
        } else {
            self.push(change, rows.inside);
        }
    }

    /// Gives columns the edits of their cells, and what changed in shape only to the change that explains it.
    pub(super) fn fold(&mut self, grid: Grid, start: usize) {
        let Grid {
            known: _,
            titles: _,
            mut of_column,
            of_order,
            reshaped,
        } = grid;
        let mut first = None;
        for (index, (_, change)) in self.out.iter_mut().enumerate().skip(start) {
            if !is_structural(change) {
                continue;
            }
            first = first.or(Some(index));
            let mark = change.entity.as_deref().map(mark);
            if let Some(column) = mark.and_then(|mark| of_column.remove(&mark)) {
                change.edits.extend(column.edits);
                change.cells = column.cells;
            }
        }
        match first {
            Some(index) => {
                let edits = reshaped.into_iter().flat_map(|(_, change)| change.edits);
                self.out[index].1.edits.extend(edits.chain(of_order));
            }
            None => self.out.extend(reshaped),
        }
    }
}

/// Whether a change is one of a table's rows and columns themselves.
fn is_structural(change: &Change) -> bool {
    let line = matches!(
        change.kind,
        Concept::COLUMN | Concept::CATEGORY | Concept::ROW | Concept::CHART_SERIES
    );
    let whole = matches!(
        change.what,
        ChangeKind::Tilfoejet | ChangeKind::Fjernet | ChangeKind::Flyttet
    );
    line && whole
}
