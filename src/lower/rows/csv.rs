//! Rows of a CSV file.

use crate::diag::Diagnostic;

use super::{
    Refused,
    grid::{Field, Grid, Line, Shown},
    number::Style,
};

/// The records after the first line, which holds heads, and whose numbers the file has.
///
/// Fields are parted by what a first line `sep=;` says; else by `;`, a tab or a comma, the first of them that the
/// heads hold. Where a comma parts fields it is no decimal comma: then the numbers are English. Empty fields beyond the
/// `wanted` ones are left out.
pub(super) fn read(bytes: &[u8], wanted: usize) -> Result<(Grid, Style), Refused> {
    let text = std::str::from_utf8(bytes).map_err(|_| Diagnostic::new("R044"))?;
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let (delimiter, skipped) = delimiter(&text);
    let lines: usize = text.lines().take(skipped).map(|line| line.len() + 1).sum();
    let body = &text[lines.min(text.len())..];
    quotes_are_closed(body, delimiter, skipped)?;
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(body.as_bytes());
    let heads = reader.headers();
    let heads = heads.map_err(|error| Diagnostic::new("R045").arg("fejl", error))?;
    let heads = Line {
        line: skipped as u64 + 1,
        cells: heads.iter().map(field).collect(),
    };
    let mut grid = Grid {
        columns: (0..wanted).collect(),
        heads: Some(heads),
        rows: Vec::new(),
    };
    for record in reader.records() {
        let record = record.map_err(|error| Diagnostic::new("R045").arg("fejl", error))?;
        let line = record.position().map_or(0, ::csv::Position::line) + skipped as u64;
        let mut cells: Vec<Field> = record.iter().map(field).collect();
        // Some programs end each line with signs that part nothing.
        while cells.len() > wanted
            && cells
                .last()
                .is_some_and(|field| field.shown == Shown::Blank)
        {
            cells.pop();
        }
        if cells.iter().any(|field| field.shown != Shown::Blank) {
            grid.rows.push(Line { line, cells });
        }
    }
    let style = if delimiter == b',' {
        Style::English
    } else {
        Style::Danish
    };
    Ok((grid, style))
}

fn field(written: &str) -> Field {
    Field::single(match written.trim() {
        "" => Shown::Blank,
        words => Shown::Words(words.to_owned()),
    })
}

/// What parts fields, and how many lines before the heads say so.
fn delimiter(text: &str) -> (u8, usize) {
    let head = text.lines().next().unwrap_or_default();
    let told = head
        .strip_prefix("sep=")
        .or_else(|| head.strip_prefix("SEP="));
    match told.map(str::as_bytes) {
        // A tab may look like nothing at all.
        Some([]) => (b'\t', 1),
        Some([one]) => (*one, 1),
        Some(_) | None => {
            let held = [b';', b'\t']
                .into_iter()
                .find(|sign| head.as_bytes().contains(sign));
            (held.unwrap_or(b','), 0)
        }
    }
}

/// Tells the line of a quotation mark that is opened and never closed: all that follows would be one field.
fn quotes_are_closed(text: &str, delimiter: u8, skipped: usize) -> Result<(), Refused> {
    let (mut line, mut opened) = (skipped + 1, None);
    let mut start = true;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            // Two marks within a field are one that is written.
            b'"' if opened.is_some() => {
                opened = opened.filter(|_| bytes.next_if_eq(&b'"').is_some())
            }
            b'"' if start => opened = Some(line),
            _ => {}
        }
        line += usize::from(byte == b'\n');
        start = byte == delimiter || byte == b'\n';
    }
    match opened {
        Some(line) => Err(Diagnostic::new("R074").arg("linje", line)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let (grid, style) = read(text.as_bytes(), 2).unwrap();
        let lines = grid.rows.iter().map(|line| {
            let cells: Vec<&str> = line.cells.iter().map(|field| field.shown.text()).collect();
            format!("{} {}", line.line, cells.join("|"))
        });
        lines.chain([format!("{style:?}")]).collect()
    }

    #[test]
    fn fields_are_parted_by_what_the_heads_hold_or_the_first_line_says() {
        assert_eq!(told("a;b\n1,5;2"), ["2 1,5|2", "Danish"]);
        assert_eq!(told("a,b\n1.5,2"), ["2 1.5|2", "English"]);
        assert_eq!(told("a\tb, c\n1,5\t2"), ["2 1,5|2", "Danish"]);
        assert_eq!(told("sep=;\r\na, x;b\r\n1,5;2\r\n"), ["3 1,5|2", "Danish"]);
        assert_eq!(told("sep=,\na;x,b\n1.5,2\n"), ["3 1.5|2", "English"]);
        assert_eq!(told("a;b;;\n1;2;;\n3;4;;\n"), ["2 1|2", "3 3|4", "Danish"]);
    }

    #[test]
    fn lines_without_a_word_are_passed_over_and_the_rest_keep_their_numbers() {
        assert_eq!(told("a;b\n\n;;\n1;2\n"), ["4 1|2", "Danish"]);
        assert_eq!(
            told("a;b\n\"x\ny\";2\n3;4"),
            ["2 x\ny|2", "4 3|4", "Danish"]
        );
    }

    #[test]
    fn a_quotation_mark_that_nobody_closes_is_told_with_its_line() {
        let refused = read(b"a;b\n1;2\n3;\"fire\n5;6\n", 2).unwrap_err();
        assert_eq!(refused, Diagnostic::new("R074").arg("linje", 3));
        assert_eq!(
            told("a;b\n19\" skærm;\"et \"\"to\"\"\""),
            ["2 19\" skærm|et \"to\"", "Danish"]
        );
    }
}
