//! Table rows from CSV files and Excel sheets.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use crate::{
    diag::Diagnostic,
    schema::{
        Id,
        content::{RowsFrom, TableCell, TableRow, TableRowKind},
        measure::Number,
    },
    source::FieldKey,
};

use super::Lower;

/// Largest data file read, in bytes.
const DATA_LIMIT: u64 = 16 * 1024 * 1024;

impl Lower<'_> {
    /// The rows of the file that `fra` names; each record must fill the table's columns.
    pub(super) fn rows_from(
        &mut self,
        from: &RowsFrom,
        key: &FieldKey,
        columns: usize,
    ) -> Option<Vec<TableRow>> {
        let records = match (&from.csv, &from.xlsx) {
            (Some(path), None) => self.csv(path, &key.child("csv"))?,
            (None, Some(path)) => self.xlsx(path, from, &key.child("xlsx"))?,
            (Some(_), Some(_)) | (None, None) => {
                self.tell("R043", key);
                return None;
            }
        };
        let mut rows = Vec::new();
        for (index, mut record) in records.into_iter().enumerate() {
            if record.len() < columns {
                record.resize(columns, TableCell::Words(String::new()));
            }
            let id = row_id(&record, index);
            rows.push(TableRow {
                id: Id(id),
                kind: TableRowKind::Almindelig,
                cells: record,
            });
        }
        deduplicate(&mut rows);
        Some(rows)
    }

    fn csv(&mut self, path: &str, key: &FieldKey) -> Option<Vec<Vec<TableCell>>> {
        let bytes = self.data(path, key)?;
        let Ok(text) = String::from_utf8(bytes) else {
            let finding = Diagnostic::at("R044", self.sources.span(key)).arg("sti", path);
            self.found.push(finding);
            return None;
        };
        let head = text.lines().next().unwrap_or_default();
        let delimiter = if head.contains(';') { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let mut out = Vec::new();
        for record in reader.records() {
            match record {
                Ok(record) => out.push(
                    record
                        .iter()
                        .map(|field| danish_cell(field, delimiter))
                        .collect(),
                ),
                Err(error) => {
                    let finding = Diagnostic::at("R045", self.sources.span(key))
                        .arg("sti", path)
                        .arg("fejl", error);
                    self.found.push(finding);
                    return None;
                }
            }
        }
        Some(out)
    }

    fn xlsx(&mut self, path: &str, from: &RowsFrom, key: &FieldKey) -> Option<Vec<Vec<TableCell>>> {
        let bytes = self.data(path, key)?;
        let sheet = read_sheet(bytes, from);
        match sheet {
            Ok(rows) => Some(rows),
            Err(error) => {
                let finding = Diagnostic::at("R045", self.sources.span(key))
                    .arg("sti", path)
                    .arg("fejl", error);
                self.found.push(finding);
                None
            }
        }
    }

    fn data(&mut self, path: &str, key: &FieldKey) -> Option<Vec<u8>> {
        match self.sources.asset(path, DATA_LIMIT, key) {
            Ok(bytes) => Some(bytes),
            Err(finding) => {
                self.found.push(*finding);
                None
            }
        }
    }
}

fn read_sheet(bytes: Vec<u8>, from: &RowsFrom) -> Result<Vec<Vec<TableCell>>, String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| e.to_string())?;
    let name = match &from.sheet {
        Some(name) => name.clone(),
        None => book.sheet_names().first().cloned().unwrap_or_default(),
    };
    let sheet = book.worksheet_range(&name).map_err(|e| e.to_string())?;
    let Some(end) = sheet.end() else {
        return Ok(Vec::new());
    };
    let used = sheet.start().unwrap_or_default();
    let (from, to) = match &from.range {
        Some(range) => parse_range(range).ok_or_else(|| format!("»{range}«: A2:F20"))?,
        None => ((used.0 + 1, used.1), end),
    };
    let to = (to.0.min(end.0), to.1.min(end.1));
    let rows = (from.0..=to.0).map(|row| {
        let cells = (from.1..=to.1).map(|column| sheet_cell(sheet.get_value((row, column))));
        cells.collect()
    });
    Ok(rows.collect())
}

fn sheet_cell(value: Option<&Data>) -> TableCell {
    match value {
        Some(Data::Float(number)) => TableCell::Number(Number(exact(*number))),
        Some(Data::Int(number)) => TableCell::Number(Number(number.to_string())),
        Some(Data::Empty) | None => TableCell::Words(String::new()),
        Some(other) => TableCell::Words(other.to_string().trim().to_owned()),
    }
}

/// A sheet's number as a person would type it: at most six decimals, since sheets hold binary fractions.
fn exact(number: f64) -> String {
    let text = format!("{number:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A CSV field: a number in Danish or plain form, else words. A comma is a decimal comma where `;` parts fields.
fn danish_cell(field: &str, delimiter: u8) -> TableCell {
    let field = field.trim();
    let plain = if delimiter == b';' {
        field.replace('.', "").replace(',', ".")
    } else {
        field.to_owned()
    };
    let digits = plain.strip_prefix('-').unwrap_or(&plain);
    let shaped = digits.split_once('.').map_or((digits, "0"), |parts| parts);
    let number = [shaped.0, shaped.1]
        .iter()
        .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
    // Points that do not part thousands (dates, versions) leave the field as words.
    let grouped = delimiter != b';'
        || field
            .split(',')
            .next()
            .unwrap_or_default()
            .split('.')
            .skip(1)
            .all(|group| group.len() == 3);
    if number && grouped && digits.len() <= 18 {
        TableCell::Number(Number(plain))
    } else {
        TableCell::Words(field.to_owned())
    }
}

/// `A2:F20` as zero-based (row, column) pairs.
fn parse_range(range: &str) -> Option<((u32, u32), (u32, u32))> {
    let (from, to) = range.split_once(':')?;
    Some((parse_cell(from)?, parse_cell(to)?))
}

fn parse_cell(cell: &str) -> Option<(u32, u32)> {
    let letters = cell
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect::<String>();
    let row: u32 = cell[letters.len()..].parse().ok()?;
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters
        .to_ascii_uppercase()
        .bytes()
        .fold(0, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1);
    Some((row.checked_sub(1)?, column - 1))
}

/// An id from the row's first words, so that a reordered file keeps its rows' names.
fn row_id(record: &[TableCell], index: usize) -> String {
    let first = record.iter().find_map(|cell| match cell {
        TableCell::Words(text) => Some(crate::source::slug(text)),
        TableCell::Number(number) => Some(crate::source::slug(&number.0)),
        TableCell::Full(_) => None,
    });
    first
        .filter(|id| !id.is_empty())
        .unwrap_or_else(|| format!("raekke-{}", index + 1))
}

fn deduplicate(rows: &mut [TableRow]) {
    let mut seen = std::collections::BTreeMap::<String, usize>::new();
    for row in rows {
        let count = seen.entry(row.id.0.clone()).or_default();
        *count += 1;
        if *count > 1 {
            row.id = Id(format!("{}-{count}", row.id.0));
        }
    }
}
