//! Table rows from CSV files and Excel sheets: what the file's reader sees ([`grid`]), then what it means ([`meant`]).

mod csv;
mod grid;
mod meant;
mod number;
mod place;
mod sheet;

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    diag::{Diagnostic, Severity},
    key::FieldKey,
    model::{
        content::{DataFile, DataFormat, TableRowKind},
        written::Id,
    },
    schema::content::{RowsFrom, TableCell, TableRow},
};

use self::{grid::Grid, number::Style};
use super::{Lower, text};

pub(super) use self::{
    grid::Merged,
    meant::{Meant, Want},
    sheet::date_words,
};

/// Largest data file read, in bytes.
const DATA_LIMIT: u64 = 16 * 1024 * 1024;
/// So many rows of a file are told, if all of them are wrong in the same way.
const MOST_TOLD: usize = 20;

/// Why a data file gives no rows: a finding, still without its place.
type Refused = Diagnostic;

impl Lower<'_> {
    /// The rows of the file that `fra` names, and the file; each row must fill the columns that are wanted.
    pub(super) fn rows_from(
        &mut self,
        from: &RowsFrom,
        wants: &[Want],
        merged: Merged,
    ) -> Option<(Vec<Meant>, DataFile)> {
        let (path, name, format) = match (&from.csv, &from.xlsx) {
            (Some(path), None) => (path, "csv", DataFormat::Csv),
            (None, Some(path)) => (path, "xlsx", DataFormat::Xlsx),
            (Some(_), Some(_)) | (None, None) => {
                self.tell("R043", &from.key);
                return None;
            }
        };
        let key = from.key.child(name);
        let bytes: Arc<[u8]> = match self.sources.asset(path, DATA_LIMIT, &key) {
            Ok(bytes) => bytes.into(),
            Err(finding) => {
                self.found.push(*finding);
                return None;
            }
        };
        let (rows, found) = read(&bytes, format, from, wants, merged, self.covers);
        for finding in found {
            self.tell_data(finding, path, &key);
        }
        let data = DataFile {
            format,
            sheet: from.sheet.clone(),
            range: from.range.clone(),
            bytes,
        };
        Some((rows?, data))
    }

    fn tell_data(&mut self, finding: Diagnostic, path: &str, key: &FieldKey) {
        let place = crate::diag::Label::primary(self.sources.span(key));
        self.found.push(finding.arg("sti", path).label(place));
    }
}

/// The rows of a file, none if one of its cells cannot be told; and what is to be said of them.
fn read(
    bytes: &[u8],
    format: DataFormat,
    from: &RowsFrom,
    wants: &[Want],
    merged: Merged,
    covers: fn(char) -> bool,
) -> (Option<Vec<Meant>>, Vec<Diagnostic>) {
    let (mut grid, style, mut found) = match shown(bytes, format, from, wants.len()) {
        Ok(read) => read,
        Err(found) => return (None, most_told(found)),
    };
    grid.compose();
    found.extend(ill_filled(&grid, wants.len()));
    found.extend(unsettable(&grid, covers));
    found.extend(errors(&grid));
    if found.iter().any(is_fault) {
        return (None, most_told(found));
    }
    if merged == Merged::Repeated {
        grid.repeat();
    }
    let (rows, more) = meant::rows(&grid, wants, style, &from.key);
    found.extend(more);
    let rows = (!found.iter().any(is_fault)).then_some(rows);
    (rows, most_told(found))
}

fn shown(
    bytes: &[u8],
    format: DataFormat,
    from: &RowsFrom,
    wanted: usize,
) -> Result<(Grid, Style, Vec<Diagnostic>), Vec<Refused>> {
    match format {
        DataFormat::Csv => csv::read(bytes, wanted)
            .map(|(grid, style)| (grid, style, Vec::new()))
            .map_err(|refused| vec![refused]),
        DataFormat::Xlsx => sheet::read(bytes, from, wanted)
            .map(|sheet| (sheet.grid, Style::Danish, sheet.warnings)),
    }
}

fn is_fault(finding: &Diagnostic) -> bool {
    finding.severity() == Severity::Fejl
}

/// The first findings of each code.
fn most_told(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut told = BTreeMap::<&str, usize>::new();
    let mut out = found;
    out.retain(|finding| {
        let count = told.entry(finding.code).or_default();
        *count += 1;
        *count <= MOST_TOLD
    });
    out
}

/// Lines that have not one field a column.
fn ill_filled(grid: &Grid, columns: usize) -> impl Iterator<Item = Diagnostic> {
    let wrong = grid
        .rows
        .iter()
        .filter(move |line| line.cells.len() != columns);
    wrong.map(move |line| {
        let finding = Diagnostic::new("R046").arg("linje", line.line);
        finding
            .arg("felter", line.cells.len())
            .arg("kolonner", columns)
    })
}

/// What Excel, in Danish and in English, and LibreOffice say in a cell whose formula has no value. In a CSV file, and where values
/// were pasted, that is words like any other.
const ERRORS: [&str; 27] = [
    "#BEREGN!",
    "#BLOCKED!",
    "#BLOKERET!",
    "#BUSY!",
    "#CALC!",
    "#CONNECT!",
    "#DIV/0!",
    "#DIVISION/0!",
    "#FELT!",
    "#FIELD!",
    "#FORBIND!",
    "#GETTING_DATA",
    "#I/T",
    "#N/A",
    "#NAME?",
    "#NAVN?",
    "#NUL!",
    "#NULL!",
    "#NUM!",
    "#OPTAGET!",
    "#OVERLØB!",
    "#REF!",
    "#REFERENCE!",
    "#SPILD!",
    "#SPILL!",
    "#VALUE!",
    "#VÆRDI!",
];

/// Cells that show an error in place of a value, or the signs of a column that was too narrow for it, `####`.
fn errors(grid: &Grid) -> impl Iterator<Item = Diagnostic> {
    let cells = grid.rows.iter().flat_map(|line| {
        let cells = line.cells.iter().enumerate();
        cells.map(move |(index, field)| (line, index, field.shown.text()))
    });
    let errors = cells.filter(|(_, _, text)| {
        let narrow = text.len() > 1 && text.chars().all(|c| c == '#');
        let numbered = text.strip_prefix("Err:");
        let numbered = numbered
            .is_some_and(|rest| rest.len() == 3 && rest.bytes().all(|byte| byte.is_ascii_digit()));
        narrow || numbered || ERRORS.contains(text)
    });
    errors.map(|(line, index, text)| {
        let finding = Diagnostic::new("R051").arg("fejl", text);
        finding.arg("celle", grid.name(line, index))
    })
}

/// What no document can hold in the words of the rows, each kind of fault once.
fn unsettable(grid: &Grid, covers: fn(char) -> bool) -> Vec<Diagnostic> {
    let cells = grid.rows.iter().flat_map(|line| &line.cells);
    let mut out: Vec<Diagnostic> = Vec::new();
    for cell in cells {
        let faults = text::faults(cell.shown.text(), covers).into_iter();
        let new: Vec<Diagnostic> = faults
            .map(|(fault, _)| fault)
            .filter(|fault| !out.contains(fault))
            .collect();
        out.extend(new);
    }
    out
}

/// Rows with ids from their first words, so that a reordered file keeps its rows' names.
pub(super) fn named(rows: Vec<Meant>) -> Vec<TableRow> {
    let mut seen = BTreeMap::<String, usize>::new();
    let rows = rows.into_iter().enumerate().map(|(index, row)| {
        let id = row_id(&row.cells, index);
        let count = seen.entry(id.clone()).or_default();
        *count += 1;
        let id = if *count > 1 {
            format!("{id}-{count}")
        } else {
            id
        };
        TableRow {
            id: Id(id),
            kind: TableRowKind::Almindelig,
            cells: row.cells,
        }
    });
    rows.collect()
}

fn row_id(cells: &[TableCell], index: usize) -> String {
    let first = cells.iter().find_map(|cell| match cell {
        TableCell::Words(text) => Some(crate::source::slug(text)),
        TableCell::Number(number) => Some(crate::source::slug(&number.0)),
        TableCell::Full(full) => full.text.as_deref().map(crate::source::slug),
        TableCell::Missing(_) => None,
    });
    first
        .filter(|id| !id.is_empty())
        .unwrap_or_else(|| format!("raekke-{}", index + 1))
}
