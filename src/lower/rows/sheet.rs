//! Rows of a sheet in an Excel file.

use std::{collections::BTreeMap, io::Cursor};

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use crate::{
    diag::Diagnostic,
    load::hint,
    model::written::Number,
    schema::content::{RowsFrom, TableCell},
};

use super::{Record, Refused};

/// Most cells taken from a sheet: a table of a plan has some hundred.
const MOST_CELLS: usize = 400_000;

/// Row and column, from 0.
type Place = (u32, u32);
type Cells = BTreeMap<Place, TableCell>;

/// The rows of the range that is asked for; else all used ones after the first, which holds heads.
///
/// Cells are read one by one: a file may claim a sheet of any size.
pub(super) fn read(bytes: &[u8], from: &RowsFrom) -> Result<Vec<Record>, Refused> {
    let range = match &from.range {
        Some(range) => {
            let range = parse_range(range).ok_or_else(|| Diagnostic::new("R048").arg("ord", range));
            Some(range?)
        }
        None => None,
    };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let names = book.sheet_names();
    let name = match &from.sheet {
        Some(name) if names.contains(name) => name.clone(),
        Some(name) => {
            let known: Vec<&str> = names.iter().map(String::as_str).collect();
            let finding = Diagnostic::new("R047").arg("id", name);
            return Err(finding.arg("forslag", hint(name, &known)));
        }
        None => names.first().cloned().unwrap_or_default(),
    };
    let cells = used(&mut book, &name, range)?;
    Ok(records(cells, range))
}

fn broken(error: XlsxError) -> Refused {
    Diagnostic::new("R045").arg("fejl", error)
}

/// The cells that hold something, within the range.
fn used(
    book: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    range: Option<(Place, Place)>,
) -> Result<Cells, Refused> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(broken)?;
    let mut cells = Cells::new();
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let at = cell.get_position();
        let inside = range.is_none_or(|(from, to)| {
            (from.0..=to.0).contains(&at.0) && (from.1..=to.1).contains(&at.1)
        });
        if !inside {
            continue;
        }
        if let Some(value) = sheet_cell(cell.get_value(), at)? {
            cells.insert(at, value);
        }
        if cells.len() > MOST_CELLS {
            return Err(Diagnostic::new("R052").arg("graense", MOST_CELLS));
        }
    }
    Ok(cells)
}

/// Rows from the first of the range to the last that holds something; empty ones are left out.
fn records(cells: Cells, range: Option<(Place, Place)>) -> Vec<Record> {
    let columns = cells.keys().map(|at| at.1);
    let (first, last) = match range {
        Some((from, to)) => (from.1, to.1),
        None => (
            columns.clone().min().unwrap_or(0),
            columns.max().unwrap_or(0),
        ),
    };
    let mut rows: BTreeMap<u32, Vec<(u32, TableCell)>> = BTreeMap::new();
    for ((row, column), cell) in cells {
        rows.entry(row).or_default().push((column, cell));
    }
    let heads = usize::from(range.is_none());
    let rows = rows.into_iter().skip(heads).map(|(row, cells)| {
        let mut line = vec![TableCell::Words(String::new()); (last - first + 1) as usize];
        for (column, cell) in cells {
            line[(column - first) as usize] = cell;
        }
        Record {
            line: u64::from(row) + 1,
            cells: line,
        }
    });
    rows.collect()
}

/// What a cell shows; nothing where it is empty. The error of a formula is no value.
fn sheet_cell(value: &DataRef<'_>, at: Place) -> Result<Option<TableCell>, Refused> {
    let words = |text: &str| {
        let text = text.trim();
        (!text.is_empty()).then(|| TableCell::Words(text.to_owned()))
    };
    Ok(match value {
        DataRef::Empty => None,
        DataRef::Int(number) => Some(TableCell::Number(Number(number.to_string()))),
        DataRef::Float(number) => Some(TableCell::Number(Number(exact(*number)))),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            words(text)
        }
        DataRef::SharedString(text) => words(text),
        DataRef::Bool(value) => words(if *value { "ja" } else { "nej" }),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            words(&format!("{day}.{month}.{year}"))
        }
        DataRef::Error(error) => {
            let finding = Diagnostic::new("R051").arg("celle", cell_name(at));
            return Err(finding.arg("fejl", error));
        }
    })
}

/// A sheet's number as a person would type it: at most six decimals, since sheets hold binary fractions.
fn exact(number: f64) -> String {
    let text = format!("{number:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `A2:F20` as zero-based (row, column) pairs.
fn parse_range(range: &str) -> Option<(Place, Place)> {
    let (from, to) = range.split_once(':')?;
    let (from, to) = (parse_cell(from)?, parse_cell(to)?);
    (from.0 <= to.0 && from.1 <= to.1).then_some((from, to))
}

fn parse_cell(cell: &str) -> Option<Place> {
    let digits = cell.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = cell.split_at(digits);
    let known =
        letters.chars().all(|c| c.is_ascii_alphabetic()) && (1..=3).contains(&letters.len());
    let row: u32 = digits.parse().ok().filter(|row| *row <= 1_048_576)?;
    let column = letters.to_ascii_uppercase().bytes().fold(0, |sum, letter| {
        sum * 26 + u32::from(letter.saturating_sub(b'A')) + 1
    });
    known.then_some((row.checked_sub(1)?, column - 1))
}

/// `F20` for (19, 5).
fn cell_name((row, column): Place) -> String {
    let mut letters = String::new();
    let mut left = column + 1;
    while left > 0 {
        let digit = (left - 1) % 26;
        letters.insert(0, char::from_u32(u32::from('A') + digit).unwrap_or('?'));
        left = (left - 1) / 26;
    }
    format!("{letters}{}", row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_and_cells_named_as_sheets_do() {
        assert_eq!(parse_range("A2:F20"), Some(((1, 0), (19, 5))));
        assert_eq!(parse_range("AA1:ab3"), Some(((0, 26), (2, 27))));
        for wrong in [
            "",
            "A2",
            "A0:B2",
            "2A:B3",
            "A2:F",
            "F20:A2",
            "Æ2:F3",
            "ABCD1:F9",
            "A2:F99999999999",
        ] {
            assert_eq!(parse_range(wrong), None, "{wrong}");
        }
        for at in [(0, 0), (19, 5), (2, 25), (2, 26), (9, 701), (9, 702)] {
            assert_eq!(parse_cell(&cell_name(at)), Some(at));
        }
    }
}
