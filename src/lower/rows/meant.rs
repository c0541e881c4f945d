//! What cells mean: numbers in the unit of their column, words, reasons; or why nobody can tell.

use rust_decimal::Decimal;
use serde::{
    Deserialize,
    de::{IntoDeserializer, value::Error as ReasonError},
};

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    model::{
        measure::{MissingReason, Quantity, Unit, danish},
        written::Number,
    },
    schema::content::{FullCell, TableCell},
};

use super::{
    grid::{Field, Grid, Line, Shown},
    number::{self, Reading, Style},
};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lower) enum Want {
    /// Words as they are shown, numbers as well.
    Words,
    /// Values of a table's column: in its unit, or as they are shown where it has none.
    Value(Option<Unit>),
    /// Values whose unit stands elsewhere, or nothing.
    Measured,
    /// A calendar year, or nothing.
    Year,
}

/// A row as the tables of a plan have them, and the line it was read from.
#[derive(Debug)]
pub(in crate::lower) struct Meant {
    pub line: u64,
    pub cells: Vec<TableCell>,
}

/// The rows of a grid, and a finding for each cell that cannot be told.
///
/// `style` is what the file's numbers are when nothing in it says otherwise; `key` is where the file is named.
pub(super) fn rows(
    grid: &Grid,
    wants: &[Want],
    style: Style,
    key: &FieldKey,
) -> (Vec<Meant>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let columns: Vec<Column> = wants
        .iter()
        .enumerate()
        .map(|(index, want)| Column::of(grid, index, *want))
        .collect();
    let evidence = Evidence::of(&columns);
    let style = evidence.style(style);
    let reader = Reader {
        style,
        other: evidence.both(style),
        key,
    };
    let mut rows = Vec::new();
    for line in &grid.rows {
        let cells = line.cells.iter().zip(&columns).enumerate();
        let cells = cells.filter(|(_, (field, _))| field.shown != Shown::Covered);
        let cells = cells.filter_map(
            |(index, (field, column))| match reader.cell(field, column) {
                Ok(cell) => Some(reader.spanning(cell, field)),
                Err(finding) => {
                    found.push(finding.arg("celle", grid.name(line, index)));
                    None
                }
            },
        );
        rows.push(Meant {
            line: line.line,
            cells: cells.collect(),
        });
    }
    found.extend(columns.iter().filter_map(Column::shares));
    found.extend(figures_for_heads(grid, wants));
    (rows, found)
}

/// The warning that the row taken for heads is one of the table's: above values stands a number that is no year, and
/// none of a few things that are counted through.
fn figures_for_heads(grid: &Grid, wants: &[Want]) -> Option<Diagnostic> {
    let heads = grid.heads.as_ref()?;
    let counted = |number: &Decimal| {
        (Decimal::ZERO..=Decimal::from(31)).contains(number)
            || (Decimal::from(1900)..=Decimal::from(2100)).contains(number)
    };
    let odd = |(index, want): (usize, &Want)| {
        let value = matches!(want, Want::Value(Some(_)) | Want::Measured);
        let text = heads.cells.get(index).filter(|_| value)?.shown.text();
        let read = number::read(text)?;
        let head = match read.reading {
            Reading::Plain(number) => counted(&number) && read.mark.is_none(),
            Reading::Odd => true,
            Reading::Only(..) | Reading::Either { .. } => false,
        };
        (!head).then(|| {
            let finding = Diagnostic::new("R078").arg("ord", text);
            finding.arg("celle", grid.name(heads, index))
        })
    };
    wants.iter().enumerate().find_map(odd)
}

/// What is known of a column before its cells are read one by one.
struct Column {
    want: Want,
    /// What its cells of words are as numbers, each with its decimals.
    typed: Vec<Reading>,
    /// All its numbers without a mark, as the sheet has them or as a Dane reads them; the first names its cell.
    plain: Vec<Decimal>,
    first: Option<String>,
}

impl Column {
    fn of(grid: &Grid, index: usize, want: Want) -> Self {
        let mut column = Column {
            want,
            typed: Vec::new(),
            plain: Vec::new(),
            first: None,
        };
        let fields = grid.rows.iter();
        let fields = fields.filter_map(|line: &Line| Some((line, line.cells.get(index)?)));
        for (line, field) in fields {
            let number = match &field.shown {
                Shown::Number(text, number)
                    if number::read(text).is_some_and(|read| read.mark.is_none()) =>
                {
                    *number
                }
                Shown::Words(text) => number::read(text).and_then(|read| {
                    let number = read.reading.by(Style::Danish);
                    column.typed.push(read.reading);
                    number.filter(|_| read.mark.is_none())
                }),
                Shown::Number(..) | Shown::Blank | Shown::Covered => None,
            };
            if let Some(number) = number {
                column.plain.push(number);
                column.first.get_or_insert_with(|| grid.name(line, index));
            }
        }
        column
    }

    /// Whether its numbers are things that are counted, so that three digits after a sign part thousands.
    fn counts(&self) -> bool {
        match self.want {
            Want::Value(Some(unit)) => unit.counts(),
            Want::Year => true,
            Want::Words | Want::Value(None) | Want::Measured => false,
        }
    }

    /// Whether another cell has decimals, whoever reads it.
    fn has_decimals(&self) -> bool {
        self.plain
            .iter()
            .any(|number| number.scale() > 0 && number.scale() != 3)
    }

    /// The warning that a column of per cent holds shares: 0,583 for 58,3 %.
    fn shares(&self) -> Option<Diagnostic> {
        let per_cent = self.want == Want::Value(Some(Unit::Procent));
        let small = |number: &Decimal| number.abs() <= Decimal::ONE;
        let parted = self.plain.iter().any(|number| !number.fract().is_zero());
        let shares = per_cent && parted && self.plain.len() > 1 && self.plain.iter().all(small);
        shares.then(|| {
            Diagnostic::new("R065").arg("celle", self.first.as_deref().unwrap_or_default())
        })
    }
}

/// Whose numbers there are in the columns that hold values.
#[derive(Default)]
struct Evidence {
    danish: bool,
    english: bool,
}

impl Evidence {
    fn of(columns: &[Column]) -> Self {
        let mut out = Evidence::default();
        let values = columns
            .iter()
            .filter(|column| !matches!(column.want, Want::Words | Want::Value(None)));
        for reading in values.flat_map(|column| &column.typed) {
            match reading {
                Reading::Only(Style::Danish, _) => out.danish = true,
                Reading::Only(Style::English, _) => out.english = true,
                Reading::Plain(_) | Reading::Either { .. } | Reading::Odd => {}
            }
        }
        out
    }

    /// The style of the file's numbers: what parts its fields is a guess, which they may all contradict.
    fn style(&self, guess: Style) -> Style {
        match guess {
            Style::English if self.danish && !self.english => Style::Danish,
            guess => guess,
        }
    }

    /// Whether there are numbers of the style that the file is not in.
    fn both(&self, style: Style) -> bool {
        match style {
            Style::Danish => self.english,
            Style::English => self.danish,
        }
    }
}

struct Reader<'a> {
    style: Style,
    /// Numbers of the other style stand in the file, too.
    other: bool,
    key: &'a FieldKey,
}

impl Reader<'_> {
    fn cell(&self, field: &Field, column: &Column) -> Result<TableCell, Diagnostic> {
        let text = field.shown.text();
        match column.want {
            Want::Words => Ok(TableCell::Words(text.to_owned())),
            Want::Value(None) => self.as_shown(&field.shown),
            Want::Value(Some(unit)) => {
                if text.is_empty() {
                    return Err(Diagnostic::new("R063"));
                }
                let (number, mark) = match self.number(&field.shown, column)? {
                    Some(read) => read,
                    None => return Ok(words(text)),
                };
                match mark {
                    Some(mark) if mark != unit => Err(Diagnostic::new("R066").arg("ord", text)),
                    Some(_) | None => Ok(TableCell::Number(Number(number.to_string()))),
                }
            }
            Want::Measured => Ok(match self.number(&field.shown, column)? {
                Some((number, None)) => TableCell::Number(Number(number.to_string())),
                Some((number, mark)) => self.value(number, mark),
                None => words(text),
            }),
            Want::Year => match self.number(&field.shown, column)? {
                Some((number, None)) => Ok(TableCell::Number(Number(number.to_string()))),
                Some((_, Some(_))) => Err(Diagnostic::new("R066").arg("ord", text)),
                None => Ok(words(text)),
            },
        }
    }

    /// The number that a cell shows and its mark; `None` where it shows words or nothing.
    fn number(
        &self,
        shown: &Shown,
        column: &Column,
    ) -> Result<Option<(Decimal, Option<Unit>)>, Diagnostic> {
        let text = match shown {
            Shown::Blank | Shown::Covered => return Ok(None),
            Shown::Number(text, Some(number)) => {
                let mark = number::read(text).and_then(|read| read.mark);
                return Ok(Some((*number, mark)));
            }
            Shown::Number(text, None) => return Err(Diagnostic::new("R061").arg("ord", text)),
            Shown::Words(text) => text,
        };
        let Some(read) = number::read(text) else {
            return Ok(None);
        };
        let Some(number) = read.reading.by(self.style) else {
            return Err(Diagnostic::new("R061").arg("ord", text));
        };
        if matches!(read.reading, Reading::Either { .. }) && self.doubtful(text, column) {
            return Err(two_readings(text, &read.reading));
        }
        Ok(Some((number, read.mark)))
    }

    /// Whether a number that can be read in two ways may be meant in the other one.
    ///
    /// Where things are counted, `1.234` parts thousands and `1,005` is odd; where shares are told it is the other way
    /// round, unless all the others are whole. A file with numbers of both styles says nothing for sure.
    fn doubtful(&self, text: &str, column: &Column) -> bool {
        let group = match self.style {
            Style::Danish => '.',
            Style::English => ',',
        };
        if self.other {
            return true;
        }
        if text.contains(group) {
            return !column.counts();
        }
        let others = column.plain.len() > 1;
        column.counts()
            || (others
                && !column.has_decimals()
                && !column.plain.iter().all(|number| number.scale() == 3))
    }

    /// What a column without a unit shows: as a number where it is printed just so, else the words. `2022` stays 2022,
    /// where a count would be 2.022. What is written in English is told in Danish.
    fn as_shown(&self, shown: &Shown) -> Result<TableCell, Diagnostic> {
        let text = shown.text();
        let (number, english) = match shown {
            Shown::Number(_, number) => (*number, false),
            Shown::Words(_) => {
                let reading = number::read(text).map(|read| read.reading);
                let by_style = reading.as_ref().and_then(|reading| reading.by(self.style));
                match reading.filter(|_| self.style == Style::English) {
                    Some(either @ Reading::Either { .. }) => {
                        return Err(two_readings(text, &either));
                    }
                    Some(Reading::Only(..)) => (by_style, true),
                    Some(Reading::Plain(_) | Reading::Odd) | None => (by_style, false),
                }
            }
            Shown::Blank | Shown::Covered => (None, false),
        };
        let same = |number: &Decimal| danish(*number) == text.replace('-', "\u{2212}");
        Ok(match number.filter(|number| english || same(number)) {
            Some(number) => TableCell::Number(Number(number.to_string())),
            None => words(text),
        })
    }

    fn value(&self, number: Decimal, mark: Option<Unit>) -> TableCell {
        TableCell::Full(Box::new(FullCell {
            values: vec![Quantity::number(number, mark, self.key.clone())],
            ..FullCell::default()
        }))
    }

    /// The cell over the rows and columns that it takes.
    fn spanning(&self, cell: TableCell, field: &Field) -> TableCell {
        if field.rows <= 1 && field.columns <= 1 {
            return cell;
        }
        let mut full = match cell {
            TableCell::Words(text) => FullCell {
                text: Some(text),
                ..FullCell::default()
            },
            TableCell::Number(Number(digits)) => FullCell {
                values: vec![Quantity::number(
                    digits.parse().unwrap_or_default(),
                    None,
                    self.key.clone(),
                )],
                ..FullCell::default()
            },
            TableCell::Missing(reason) => FullCell {
                values: vec![Quantity::missing(reason, None, self.key.clone())],
                ..FullCell::default()
            },
            TableCell::Full(full) => *full,
        };
        full.rowspan = (field.rows > 1).then_some(field.rows);
        full.colspan = (field.columns > 1).then_some(field.columns);
        TableCell::Full(Box::new(full))
    }
}

/// The finding of a number that Danes and Englishmen read as two.
fn two_readings(text: &str, reading: &Reading) -> Diagnostic {
    let by = |style| reading.by(style).unwrap_or_default();
    let (one, other) = (by(Style::Danish), by(Style::English));
    let finding = Diagnostic::new("R060").arg("ord", text);
    finding
        .arg("et", danish(one.max(other)))
        .arg("andet", danish(one.min(other)))
}

/// Words; a data file says why a value is missing with the same word as the plan does: `undertrykt`, `afventer` …
fn words(text: &str) -> TableCell {
    let read: Result<MissingReason, ReasonError> =
        MissingReason::deserialize(text.into_deserializer());
    read.map_or_else(|_| TableCell::Words(text.to_owned()), TableCell::Missing)
}
