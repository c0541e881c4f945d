//! Rows of a CSV file.

use crate::{diag::Diagnostic, model::written::Number, schema::content::TableCell};

use super::{Record, Refused};

/// The records after the first line, which holds heads. Fields are parted by `;`, or by `,` where the heads
/// hold no `;`.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Record>, Refused> {
    let text = std::str::from_utf8(bytes).map_err(|_| Diagnostic::new("R044"))?;
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let head = text.lines().next().unwrap_or_default();
    let delimiter = if head.contains(';') { b';' } else { b',' };
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut out = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| Diagnostic::new("R045").arg("fejl", error))?;
        let cells = record.iter().map(|field| danish_cell(field, delimiter));
        out.push(Record {
            line: record.position().map_or(0, ::csv::Position::line),
            cells: cells.collect(),
        });
    }
    Ok(out)
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
    if number && digits.len() <= 18 && (delimiter != b';' || thousands(field)) {
        TableCell::Number(Number(plain))
    } else {
        TableCell::Words(field.to_owned())
    }
}

/// Whether points, if there are any, part thousands: those of dates and versions do not.
fn thousands(field: &str) -> bool {
    let whole = field.split(',').next().unwrap_or_default();
    whole.split('.').skip(1).all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<String> {
        let records = read(text.as_bytes()).unwrap();
        let cells = records.into_iter().flat_map(|record| record.cells);
        cells
            .map(|cell| match cell {
                TableCell::Words(words) => format!("»{words}«"),
                TableCell::Number(number) => number.0,
                TableCell::Full(_) | TableCell::Missing(_) => String::new(),
            })
            .collect()
    }

    #[test]
    fn danish_numbers_are_numbers_and_dates_are_words() {
        assert_eq!(
            cells("a;b;c;d;e\n1.234,50;-3;1.9.2021;12.5;x"),
            ["1234.50", "-3", "»1.9.2021«", "»12.5«", "»x«"]
        );
        assert_eq!(cells("a,b\n12.5,\"1,5\""), ["12.5", "»1,5«"]);
    }
}
