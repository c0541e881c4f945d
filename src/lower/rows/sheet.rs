//! Rows of a sheet in an Excel file, as whoever opens the file sees them.

mod format;
mod package;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
};

use calamine::{DataRef, Dimensions, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use crate::{diag::Diagnostic, load::hint, schema::content::RowsFrom};

use self::{
    format::Formats,
    package::{Hidden, Package},
};
use super::{
    Refused,
    grid::{Field, Grid, Line, Shown},
    place::{Area, Place, cell_name, column_name},
};

/// Most cells taken from a sheet: a table of a plan has some hundred.
const MOST_CELLS: usize = 400_000;
/// So many hidden rows or columns are named, each run of them once.
const MOST_NAMED: usize = 12;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// A sheet's rows, and warnings about what of it is left out.
pub(super) struct Sheet {
    pub grid: Grid,
    pub warnings: Vec<Diagnostic>,
}

/// The rows of the range that is asked for; else all used ones after the first, which holds heads. What the sheet hides
/// is left out and told.
pub(super) fn read(bytes: &[u8], from: &RowsFrom, wanted: usize) -> Result<Sheet, Vec<Refused>> {
    let area = match &from.range {
        Some(range) => {
            let area = Area::parse(range);
            area.ok_or_else(|| vec![Diagnostic::new("R048").arg("ord", range)])?
        }
        None => Area::SHEET,
    };
    let mut package = Package::open(bytes).map_err(alone)?;
    let mut book: Book = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let name = chosen(&book, from.sheet.as_deref()).map_err(alone)?;
    let hidden = package.hidden(&name).map_err(alone)?;
    let merges = book.merge_cells_by_sheet_name(&name).map_err(broken)?;
    let read = Cells::read(&mut book, &name, area, &merges)?;
    let taken = Taken::of(&read.shown, area, &hidden);
    let warnings = taken.warnings();
    let grid = taken.grid(&read, &merges, from.range.is_some(), wanted);
    Ok(Sheet {
        grid: grid.map_err(alone)?,
        warnings,
    })
}

fn alone(refused: Refused) -> Vec<Refused> {
    vec![refused]
}

fn broken(error: XlsxError) -> Vec<Refused> {
    vec![match error {
        XlsxError::Password => Diagnostic::new("R069"),
        error => Diagnostic::new("R045").arg("fejl", error),
    }]
}

/// The sheet of that name; the first that is shown where none is named.
fn chosen(book: &Book, name: Option<&str>) -> Result<String, Refused> {
    let sheets = book.sheets_metadata().iter();
    let sheets = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet);
    match name {
        Some(name) => {
            let known: Vec<&str> = sheets.map(|sheet| sheet.name.as_str()).collect();
            if known.contains(&name) {
                return Ok(name.to_owned());
            }
            let finding = Diagnostic::new("R047").arg("id", name);
            Err(finding.arg("forslag", hint(name, &known)))
        }
        None => {
            let shown = sheets
                .clone()
                .find(|sheet| sheet.visible == SheetVisible::Visible);
            let first = shown.or_else(|| sheets.clone().next());
            Ok(first.map(|sheet| sheet.name.clone()).unwrap_or_default())
        }
    }
}

/// The cells that show something, and all faults of the others.
struct Cells {
    /// Within the area, and the first cells of merged ones, which may stand outside of it.
    shown: BTreeMap<Place, Shown>,
}

impl Cells {
    /// Cells are read one by one: a file may claim a sheet of any size.
    fn read(
        book: &mut Book<'_>,
        sheet: &str,
        area: Area,
        merges: &[Dimensions],
    ) -> Result<Self, Vec<Refused>> {
        let firsts: BTreeSet<Place> = merges.iter().map(|merge| merge.start).collect();
        let from_1904 = book.has_1904_epoch();
        let mut reader = book.worksheet_cells_reader(sheet).map_err(broken)?;
        let mut formats = Formats::new(reader.styles(), from_1904);
        let (mut shown, mut empty, mut faults) = (BTreeMap::new(), BTreeSet::new(), Vec::new());
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(broken)? {
            let at = cell.get_position();
            if !area.contains(at) && !firsts.contains(&at) {
                continue;
            }
            let value = cell.get_value();
            match seen(value, style, &mut formats) {
                Ok(Shown::Blank) if matches!(value, DataRef::Empty) => {
                    empty.insert(at);
                }
                Ok(Shown::Blank) => {}
                Ok(seen) => {
                    shown.insert(at, seen);
                }
                Err(fault) => faults.push((at, fault)),
            }
            if shown.len() + empty.len() + faults.len() > MOST_CELLS {
                return Err(too_many());
            }
        }
        drop(reader);
        let mut reader = book.worksheet_cells_reader(sheet).map_err(broken)?;
        while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(broken)? {
            if cell.formula.is_some() && empty.contains(&cell.pos) {
                faults.push((cell.pos, Diagnostic::new("R062")));
            }
        }
        if faults.is_empty() {
            return Ok(Cells { shown });
        }
        faults.sort_by_key(|(at, _)| *at);
        let faults = faults.into_iter();
        Err(faults
            .map(|(at, fault)| fault.arg("celle", name_of(at)))
            .collect())
    }
}

fn too_many() -> Vec<Refused> {
    vec![Diagnostic::new("R052").arg("graense", MOST_CELLS)]
}

fn name_of((row, column): Place) -> String {
    cell_name(u64::from(row) + 1, column as usize)
}

/// What a cell shows. The error of a formula is no value.
fn seen(value: &DataRef<'_>, style: usize, formats: &mut Formats) -> Result<Shown, Refused> {
    let words = |text: &str| match text.trim() {
        "" => Shown::Blank,
        text => Shown::Words(text.to_owned()),
    };
    let before = formats.before();
    let mut number = |number: f64| {
        let shown = formats.shown(number, style);
        shown.ok_or_else(|| Diagnostic::new("R061").arg("ord", number))
    };
    Ok(match value {
        DataRef::Empty => Shown::Blank,
        #[expect(
            clippy::cast_precision_loss,
            reason = "a sheet holds numbers of fifteen digits"
        )]
        DataRef::Int(whole) => number(*whole as f64)?,
        DataRef::Float(float) => number(*float)?,
        DataRef::DateTime(date) => number(date.as_f64())?,
        DataRef::DateTimeIso(text) => match serial(text) {
            Some(days) => number(days - before)?,
            None => words(text),
        },
        DataRef::String(text) | DataRef::DurationIso(text) => words(text),
        DataRef::SharedString(text) => words(text),
        DataRef::Bool(true) => words("ja"),
        DataRef::Bool(false) => words("nej"),
        DataRef::Error(error) => return Err(Diagnostic::new("R051").arg("fejl", error)),
    })
}

/// A date that a file writes as `2021-10-01T14:30:00`, as sheets count days.
fn serial(text: &str) -> Option<f64> {
    let (date, clock) = text.split_once('T').unwrap_or((text, ""));
    let format = time::macros::format_description!("[year]-[month]-[day]");
    let date = time::Date::parse(date, format).ok()?;
    let days = (date - time::macros::date!(1899 - 12 - 30)).whole_days();
    let mut seconds = 0.0;
    for (part, length) in clock
        .trim_end_matches('Z')
        .split(':')
        .zip([3600.0, 60.0, 1.0])
    {
        seconds += part.parse::<f64>().unwrap_or_default() * length;
    }
    Some(f64::from(i32::try_from(days).ok()?) + seconds / 86_400.0)
}

/// A date written as `2021-10-01` in the words of a document: `1. oktober 2021`; none of what has a time of day.
pub(in crate::lower) fn date_words(written: &str) -> Option<String> {
    let days = serial(written).filter(|days| days.fract() == 0.0)?;
    format::date_words(days)
}

/// Which rows and columns are taken.
struct Taken {
    /// The columns of the area that are shown; the used ones where none is given.
    columns: Vec<u32>,
    /// The rows that show something.
    rows: Vec<u32>,
    hidden_columns: Vec<u32>,
    hidden_rows: Vec<u32>,
}

impl Taken {
    fn of(shown: &BTreeMap<Place, Shown>, area: Area, hidden: &Hidden) -> Self {
        let used = || shown.keys().filter(|at| area.contains(**at));
        let in_shown_rows = || used().filter(|at| !hidden.row(at.0)).map(|at| at.1);
        let (first, last) = if area == Area::SHEET {
            let seen = || in_shown_rows().filter(|column| !hidden.column(*column));
            (seen().min().unwrap_or(0), seen().max().unwrap_or(0))
        } else {
            (area.from.1, area.to.1)
        };
        let filled: BTreeSet<u32> = in_shown_rows().collect();
        let (hidden_columns, columns): (Vec<u32>, Vec<u32>) =
            (first..=last).partition(|column| hidden.column(*column));
        let rows: BTreeSet<u32> = used()
            .filter(|at| hidden.row(at.0) || !hidden.column(at.1))
            .map(|at| at.0)
            .collect();
        let (hidden_rows, rows): (Vec<u32>, Vec<u32>) =
            rows.into_iter().partition(|row| hidden.row(*row));
        Taken {
            columns,
            rows,
            hidden_columns: hidden_columns
                .into_iter()
                .filter(|column| filled.contains(column))
                .collect(),
            hidden_rows,
        }
    }

    /// What is left out although it holds something.
    fn warnings(&self) -> Vec<Diagnostic> {
        let told = |code, hidden: &[u32], name: fn(u32) -> String| {
            let finding = Diagnostic::new(code).arg("antal", hidden.len());
            (!hidden.is_empty()).then(|| finding.arg("navne", runs(hidden, name)))
        };
        let rows = told("R064", &self.hidden_rows, |row| (row + 1).to_string());
        let columns = told("R077", &self.hidden_columns, |column| {
            column_name(column as usize)
        });
        rows.into_iter().chain(columns).collect()
    }

    fn grid(
        &self,
        cells: &Cells,
        merges: &[Dimensions],
        ranged: bool,
        wanted: usize,
    ) -> Result<Grid, Refused> {
        let heads = usize::from(!ranged);
        let head = self.rows.first().filter(|_| !ranged);
        if let Some(row) = head {
            self.heads_are_heads(*row, cells, merges)?;
        }
        let rows = self.rows.get(heads..).unwrap_or_default();
        if self.columns.len() != wanted && !rows.is_empty() {
            return Err(self.too_wide(cells, wanted));
        }
        if rows.len().saturating_mul(wanted) > MOST_CELLS {
            return Err(Diagnostic::new("R052").arg("graense", MOST_CELLS));
        }
        let line = |row: &u32| {
            let shown = |column: &u32| cells.shown.get(&(*row, *column)).cloned();
            let shown = self.columns.iter().map(shown);
            Line {
                line: u64::from(*row) + 1,
                cells: shown
                    .map(|shown| Field::single(shown.unwrap_or_default()))
                    .collect(),
            }
        };
        let mut grid = Grid {
            columns: self.columns.iter().map(|column| *column as usize).collect(),
            heads: head.map(line),
            rows: rows.iter().map(line).collect(),
        };
        for merge in merges {
            let shown = cells.shown.get(&merge.start).cloned().unwrap_or_default();
            let lines = between(rows, merge.start.0, merge.end.0);
            let columns = between(&self.columns, merge.start.1, merge.end.1);
            grid.cover(lines, columns, shown);
        }
        Ok(grid)
    }

    /// The first row must be heads: neither a title above them, nor heads of two rows, nor what follows hidden heads.
    fn heads_are_heads(
        &self,
        row: u32,
        cells: &Cells,
        merges: &[Dimensions],
    ) -> Result<(), Refused> {
        let filled = self
            .columns
            .iter()
            .filter(|column| cells.shown.contains_key(&(row, **column)));
        let deep = merges
            .iter()
            .any(|merge| merge.start.0 <= row && merge.end.0 > row);
        let behind = self.hidden_rows.first().is_some_and(|hidden| *hidden < row);
        if deep || behind || (filled.count() < 2 && self.columns.len() > 1) {
            return Err(Diagnostic::new("R067").arg("linje", row + 1));
        }
        Ok(())
    }

    /// The sheet has another number of columns than the table; names the outermost cell, which may be a stray one.
    fn too_wide(&self, cells: &Cells, wanted: usize) -> Refused {
        let name = |column: Option<&u32>| {
            column
                .map(|column| column_name(*column as usize))
                .unwrap_or_default()
        };
        let last = cells
            .shown
            .keys()
            .filter(|at| Some(&at.1) == self.columns.last())
            .min();
        Diagnostic::new("R073")
            .arg("felter", self.columns.len())
            .arg("kolonner", wanted)
            .arg("fra", name(self.columns.first()))
            .arg("til", name(self.columns.last()))
            .arg(
                "celle",
                last.map(|at| name_of(*at))
                    .unwrap_or_else(|| name(self.columns.last())),
            )
    }
}

/// The places in a sorted list of the numbers from `first` to `last`.
fn between(sorted: &[u32], first: u32, last: u32) -> std::ops::Range<usize> {
    sorted.partition_point(|own| *own < first)..sorted.partition_point(|own| *own <= last)
}

/// `4, 7–9`
fn runs(sorted: &[u32], name: fn(u32) -> String) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &own in sorted {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == own => *last = own,
            Some(_) | None => runs.push((own, own)),
        }
    }
    let more = runs.len() > MOST_NAMED;
    let named = runs.into_iter().take(MOST_NAMED).map(|(first, last)| {
        if first == last {
            name(first)
        } else {
            format!("{}–{}", name(first), name(last))
        }
    });
    let mut named: Vec<String> = named.collect();
    if more {
        named.push("…".to_owned());
    }
    named.join(", ")
}
