//! The heads of each cell of a table, as a screen reader is told them.
//!
//! Typst tells a data cell the nearest head of its row and the nearest one of its column only, and of a group's head it
//! makes one of all columns. So what it wrote is written anew, by what the tree says of each table.

use std::ops::Range;

use super::objects::{Objects, find, number, rfind};
use crate::doc::heads::{Heads, Scope};
use crate::doc::{self, BodyView, TableRole};

/// For each cell of a table, its place and the places of its heads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    cells: Vec<(Place, Vec<Place>)>,
}

/// Row and column, from 0.
type Place = (usize, usize);

impl Table {
    /// The cells of a table and of the one that it takes the place of, in this order.
    pub fn all_of(table: &doc::Table) -> Vec<Table> {
        match table.role {
            TableRole::Data => table.bodies().map(Table::of).collect(),
            TableRole::Signatures => vec![Table::of_signatures(table)],
        }
    }

    /// In a place to sign, each cell is headed by who signs there, on whichever side of it that stands.
    fn of_signatures(table: &doc::Table) -> Table {
        let mut out = Table::of(table.own_body());
        let heads = table.header.len();
        let parties = (0..table.columns.len()).filter(|column| table.heads_rows(*column));
        let parties: Vec<usize> = parties.collect();
        for ((row, column), over) in &mut out.cells {
            if *row < heads {
                continue;
            }
            if parties.contains(column) {
                over.clear();
            } else {
                over.extend(parties.iter().map(|party| (*row, *party)));
            }
        }
        out
    }

    /// The cells of a body. What a cell's heads are headed by it is told itself.
    fn of(body: BodyView<'_>) -> Table {
        let heads = Heads::of(body);
        let cells = heads.cells().iter().map(|cell| {
            let over = heads.over(cell).into_iter();
            let over = over.filter(|head| tells(heads.scope(cell), heads.scope(head)));
            let over = over.map(|head| (head.row, head.column));
            ((cell.row, cell.column), over.collect())
        });
        Table {
            cells: cells.collect(),
        }
    }
}

/// Whether a cell names a head. Readers also tell the heads of the heads that a cell names: the head of a row must not lead to
/// that of its column, which is another than the cell's, nor that of a group to those of all.
fn tells(cell: Option<Scope>, head: Option<Scope>) -> bool {
    match cell {
        None | Some(Scope::Column) => true,
        Some(Scope::Row) => head != Some(Scope::Column),
        Some(Scope::Group) => false,
    }
}

/// The file with the heads that these tables have, in the document's order. A file whose tables are others stays as it is.
pub fn tell(file: Vec<u8>, tables: &[Table]) -> Vec<u8> {
    match told(&file, tables) {
        Some(told) => told,
        None => file,
    }
}

fn told(file: &[u8], tables: &[Table]) -> Option<Vec<u8>> {
    let objects = Objects::of(file)?;
    let found = objects.tables();
    if found.len() != tables.len() {
        return None;
    }
    let mut changes = Vec::new();
    for (rows, table) in found.iter().zip(tables) {
        let cells: Vec<usize> = rows.iter().flatten().copied().collect();
        // Typst fills rows that lack cells, and knows no head of an empty one.
        let prefix = cells.iter().find_map(|&cell| objects.prefix(cell));
        let Some(prefix) = prefix.filter(|_| cells.len() == table.cells.len()) else {
            continue;
        };
        for (&cell, (_, heads)) in cells.iter().zip(&table.cells) {
            let ids = heads
                .iter()
                .map(|(row, column)| format!("({prefix}x{column}y{row})"));
            changes.push((objects.heads(cell)?, ids.collect::<String>()));
        }
    }
    changes.sort_by_key(|(place, _)| place.start);
    objects.with(&changes)
}

/// How many tables a file has.
#[cfg(test)]
pub fn tables(file: &[u8]) -> Option<usize> {
    Some(Objects::of(file)?.tables().len())
}

/// What an element of the tree of tags begins with.
const ELEMENT: &[u8] = b"<</Type/StructElem/S/";

impl Objects<'_> {
    /// The kind of an element of the tree of tags.
    fn kind(&self, number: usize) -> Option<&[u8]> {
        let object = self.object(number);
        let at = object.get(..40.min(object.len()))?;
        let at = find(at, ELEMENT)? + ELEMENT.len();
        let kind = object.get(at..)?;
        let end = kind.iter().position(|byte| matches!(byte, b'/' | b' '))?;
        kind.get(..end)
    }

    /// The numbers of the cells of each table, row by row.
    fn tables(&self) -> Vec<Vec<Vec<usize>>> {
        let is = |number: &usize, kind: &[u8]| self.kind(*number) == Some(kind);
        let numbers = 0..self.places.len();
        let tables = numbers.filter(|number| is(number, b"Table"));
        let rows = |table: usize| {
            let parts = self.kids(table).into_iter();
            let rows = parts.flat_map(|part| match is(&part, b"TR") {
                true => vec![part],
                false => self.kids(part),
            });
            rows.map(|row| self.kids(row)).collect()
        };
        tables.map(rows).collect()
    }

    /// The elements right below one.
    fn kids(&self, number: usize) -> Vec<usize> {
        let object = self.object(number);
        let Some(at) = rfind(object, b"/K[") else {
            return Vec::new();
        };
        let mut rest = &object[at + 3..];
        let mut out = Vec::new();
        while let Some((kid, after)) = self::number(rest) {
            let Some(after) = after.strip_prefix(b" 0 R") else {
                break;
            };
            out.push(kid);
            rest = after.strip_prefix(b" ").unwrap_or(after);
        }
        out
    }

    /// What the ids of a table's heads begin with, by that of a head.
    fn prefix(&self, cell: usize) -> Option<&str> {
        let object = self.object(cell);
        let id = object.get(find(object, b"/ID(")? + 4..)?;
        let end = id.iter().position(|byte| *byte == b'x')?;
        std::str::from_utf8(id.get(..end)?).ok()
    }

    /// Where the heads of a cell are named.
    fn heads(&self, cell: usize) -> Option<Range<usize>> {
        let object = self.object(cell);
        let from = find(object, b"/Headers[")? + 9;
        let to = from + object.get(from..)?.iter().position(|byte| *byte == b']')?;
        let begin = self.places.get(cell)?.start;
        Some(begin + from..begin + to)
    }
}
