//! Table rows from CSV files and Excel sheets.

mod csv;
mod sheet;

use std::{collections::BTreeMap, sync::Arc};

use serde::{
    Deserialize,
    de::{IntoDeserializer, value::Error as ReasonError},
};

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    model::{
        content::{DataFile, DataFormat, TableRowKind},
        measure::MissingReason,
        written::Id,
    },
    schema::content::{RowsFrom, TableCell, TableRow},
};

use super::{Lower, text};

/// Largest data file read, in bytes.
const DATA_LIMIT: u64 = 16 * 1024 * 1024;
/// So many rows of a file are told, if all of them are wrong in the same way.
const MOST_TOLD: usize = 20;

/// A row of a data file and the line it stands on, from 1.
struct Record {
    line: u64,
    cells: Vec<TableCell>,
}

/// Why a data file gives no rows: a finding, still without its place.
type Refused = Diagnostic;

impl Lower<'_> {
    /// The rows of the file that `fra` names, and the file; each record must fill the table's columns.
    pub(super) fn rows_from(
        &mut self,
        from: &RowsFrom,
        columns: usize,
    ) -> Option<(Vec<TableRow>, DataFile)> {
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
        let records = match format {
            DataFormat::Csv => csv::read(&bytes),
            DataFormat::Xlsx => sheet::read(&bytes, from),
        };
        match records {
            Ok(records) => {
                let rows = self.rows_of(records, path, &key, columns)?;
                let data = DataFile {
                    format,
                    sheet: from.sheet.clone(),
                    range: from.range.clone(),
                    bytes,
                };
                Some((rows, data))
            }
            Err(refused) => {
                self.tell_data(refused, path, &key);
                None
            }
        }
    }

    fn rows_of(
        &mut self,
        records: Vec<Record>,
        path: &str,
        key: &FieldKey,
        columns: usize,
    ) -> Option<Vec<TableRow>> {
        let wrong = records
            .iter()
            .filter(|record| record.cells.len() != columns);
        let wrong: Vec<Diagnostic> = wrong
            .take(MOST_TOLD)
            .map(|record| {
                let finding = Diagnostic::new("R046").arg("linje", record.line);
                finding
                    .arg("felter", record.cells.len())
                    .arg("kolonner", columns)
            })
            .chain(unsettable(&records, self.covers))
            .collect();
        let fits = wrong.is_empty();
        wrong
            .into_iter()
            .for_each(|finding| self.tell_data(finding, path, key));
        fits.then(|| named(records))
    }

    fn tell_data(&mut self, finding: Diagnostic, path: &str, key: &FieldKey) {
        let place = crate::diag::Label::primary(self.sources.span(key));
        self.found.push(finding.arg("sti", path).label(place));
    }
}

/// What no document can hold in the words of the rows, each kind of fault once.
fn unsettable(records: &[Record], covers: fn(char) -> bool) -> Vec<Diagnostic> {
    let cells = records.iter().flat_map(|record| &record.cells);
    let mut out: Vec<Diagnostic> = Vec::new();
    for cell in cells {
        if let TableCell::Words(words) = cell {
            let faults = text::faults(words, covers)
                .into_iter()
                .map(|(fault, _)| fault);
            let new: Vec<Diagnostic> = faults.filter(|fault| !out.contains(fault)).collect();
            out.extend(new);
        }
    }
    out
}

/// Rows with ids from their first words, so that a reordered file keeps its rows' names.
fn named(records: Vec<Record>) -> Vec<TableRow> {
    let mut seen = BTreeMap::<String, usize>::new();
    let rows = records.into_iter().enumerate().map(|(index, record)| {
        let id = row_id(&record.cells, index);
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
            cells: record.cells.into_iter().map(or_reason).collect(),
        }
    });
    rows.collect()
}

/// A data file says why a value is missing with the same word as the plan does: `undertrykt`, `afventer` …
fn or_reason(cell: TableCell) -> TableCell {
    let TableCell::Words(words) = &cell else {
        return cell;
    };
    let read: Result<MissingReason, ReasonError> =
        MissingReason::deserialize(words.as_str().into_deserializer());
    read.map_or(cell, TableCell::Missing)
}

fn row_id(cells: &[TableCell], index: usize) -> String {
    let first = cells.iter().find_map(|cell| match cell {
        TableCell::Words(text) => Some(crate::source::slug(text)),
        TableCell::Number(number) => Some(crate::source::slug(&number.0)),
        TableCell::Full(_) | TableCell::Missing(_) => None,
    });
    first
        .filter(|id| !id.is_empty())
        .unwrap_or_else(|| format!("raekke-{}", index + 1))
}
