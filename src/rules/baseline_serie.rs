//! A baseline that is not its series' value of that year.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    model::{
        content::{CellContent, Table},
        measure::{Quantity, danish},
        registers::Measurement,
    },
};

use super::{Checked, numbers::measurements};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for measurement in measurements(checked.plan) {
        let Some(series) = SeriesOf::new(checked, measurement) else {
            continue;
        };
        // Another year's column fits all of them: the year is wrong, which E005 tells.
        if series.year_column().is_none() || series.other_year().is_some() {
            continue;
        }
        for (value, row) in &series.pairs {
            let Some((printed, at)) = series.year_column().and_then(|c| series.cell(row, c)) else {
                continue;
            };
            let typed = value.value.unwrap_or_default();
            if !agrees(typed, printed) {
                found.push(
                    checked
                        .at("E004", &value.key)
                        .arg("tal", danish(typed))
                        .arg("aar", measurement.year.unwrap_or_default())
                        .arg("serie", danish(printed))
                        .arg("titel", &series.table.title.text)
                        .label(checked.second(at, "her-serien")),
                );
            }
        }
    }
}

/// A measurement with the table that has its numbers year by year.
pub struct SeriesOf<'a> {
    pub table: &'a Table,
    pub year: u16,
    /// Values with the row that has their series.
    pub pairs: Vec<(&'a Quantity, &'a str)>,
}

impl<'a> SeriesOf<'a> {
    /// `None` where there is no series, no year or no number.
    pub fn new(checked: &Checked<'a>, measurement: &'a Measurement) -> Option<Self> {
        let series = measurement.series.as_ref()?;
        let table = checked.plan.tables.get(&series.table)?;
        let area = measurement.area.iter().zip(&series.area);
        let comparison = measurement.comparison.iter().zip(&series.comparison);
        let pairs = area
            .chain(comparison)
            .filter(|(value, _)| value.value.is_some());
        let pairs: Vec<_> = pairs.map(|(value, row)| (value, row.0.as_str())).collect();
        (!pairs.is_empty()).then_some(SeriesOf {
            table,
            year: measurement.year?,
            pairs,
        })
    }

    /// The column of the measurement's year.
    pub fn year_column(&self) -> Option<usize> {
        let columns = &self.table.columns;
        let titled = |is_it: &dyn Fn(&str) -> bool| {
            columns
                .iter()
                .position(|column| is_it(column.title.text.trim()))
        };
        let year = self.year.to_string();
        titled(&|title| title == year).or_else(|| titled(&|title| spans(title, self.year)))
    }

    /// The title of a column other than the year's in which all values stand, at least two of them.
    pub fn other_year(&self) -> Option<(usize, &'a str)> {
        let here = self.year_column();
        let fits = |column: usize| {
            self.pairs.iter().all(|(value, row)| {
                let printed = self.cell(row, column).map(|(printed, _)| printed);
                printed.is_some_and(|printed| agrees(value.value.unwrap_or_default(), printed))
            })
        };
        if self.pairs.len() < 2 || here.is_some_and(fits) {
            return None;
        }
        let column = (0..self.table.columns.len()).find(|column| fits(*column))?;
        Some((column, self.table.columns[column].title.text.trim()))
    }

    /// The number of a row in a column, and where it is written.
    pub fn cell(&self, row: &str, column: usize) -> Option<(Decimal, &'a FieldKey)> {
        let row = self.table.rows.iter().find(|r| r.id == row)?;
        let cell = row.cells.iter().find(|cell| cell.column == column)?;
        match &cell.content {
            CellContent::Values(values) => {
                let quantity = values.iter().find(|q| q.value.is_some())?;
                Some((quantity.value?, &quantity.key))
            }
            CellContent::Words(_) | CellContent::Prose(_) => None,
        }
    }
}

/// Whether a title is that of two years that meet, and one of them is the year: `2019/2020`, `2019/20`, `2019-20`.
fn spans(title: &str, year: u16) -> bool {
    let parts = title.split_once(['/', '-', '–']);
    let Some((from, to)) = parts.map(|(from, to)| (from.trim(), to.trim())) else {
        return false;
    };
    let Ok(first) = from.parse::<u16>() else {
        return false;
    };
    let second = first + 1;
    let meet =
        from.len() == 4 && (to == second.to_string() || to == format!("{:02}", second % 100));
    meet && (year == first || year == second)
}

/// Whether a typed number is a printed one, rounded to the coarser of the two.
fn agrees(typed: Decimal, printed: Decimal) -> bool {
    let scale = typed.scale().min(printed.scale());
    let round = |value: Decimal| {
        value.round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero)
    };
    round(typed) == round(printed)
}
