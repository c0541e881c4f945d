//! The sheet of posts.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::model::registers::{BudgetLine, BudgetYear};

use super::{Looks, Source, column, formula, kroner};

/// The columns before those of the years.
const AREA: u16 = 0;
const TITLE: u16 = 1;
const FUNDER: u16 = 2;
const KIND: u16 = 3;
const COUNTED: u16 = 4;
const HOURS: u16 = 5;
const PRICE: u16 = 6;
/// The first column of a year.
const YEARS: u16 = 7;
/// The row of heads.
const HEADS: u32 = 0;

/// The posts and where they stand.
pub struct Posts<'a> {
    source: Source<'a>,
    years: Vec<BudgetYear>,
}

impl<'a> Posts<'a> {
    pub fn of(source: Source<'a>) -> Self {
        let years = source.plan.budget.years();
        Posts { source, years }
    }

    fn lines(&self) -> &'a [BudgetLine] {
        &self.source.plan.budget.lines
    }

    /// The column of a year.
    fn year(&self, index: usize) -> u16 {
        YEARS + u16::try_from(index).unwrap_or(u16::MAX - YEARS)
    }

    /// The column of whole amounts.
    fn whole(&self) -> u16 {
        self.year(self.years.len())
    }

    /// The cells of a column, as another sheet names them.
    fn range(&self, at: u16) -> String {
        let (name, last) = (column(at), self.lines().len() + 1);
        let sheet = self.source.word("poster");
        format!("'{sheet}'!${name}$2:${name}${last}")
    }

    /// A sum of counted posts: of all, or of those whose funder and area are those of a cell. Letter by letter: `SUMIFS`
    /// would take a name with a star for a pattern, and capitals for small letters.
    pub fn sum(&self, funder: Option<&str>, area: Option<&str>) -> String {
        let yes = format!("\"{}\"", self.source.word("ja"));
        let asked = [
            (COUNTED, Some(yes.as_str())),
            (FUNDER, funder),
            (AREA, area),
        ];
        let mut words = "=SUMPRODUCT(".to_owned();
        for (at, value) in asked {
            if let Some(value) = value {
                words.push_str(&format!("EXACT({},{value})*", self.range(at)));
            }
        }
        words + &self.range(self.whole()) + ")"
    }

    pub fn write(&self, sheet: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
        sheet.set_name(self.source.word("poster"))?;
        self.heads(sheet, looks)?;
        for (index, line) in self.lines().iter().enumerate() {
            self.line(sheet, looks, HEADS + 1 + row(index), line)?;
        }
        self.totals(sheet, looks)?;
        sheet.set_freeze_panes(HEADS + 1, 0)?;
        for (at, width) in [(AREA, 34.0), (TITLE, 30.0), (FUNDER, 26.0), (KIND, 16.0)] {
            sheet.set_column_width(at, width)?;
        }
        for at in YEARS..=self.whole() {
            sheet.set_column_width(at, 14.0)?;
        }
        Ok(())
    }

    fn heads(&self, sheet: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
        let fixed = self.source.words.columns.iter();
        let years = self.years.iter().map(|year| match year {
            BudgetYear::Calendar(year) => year.to_string(),
            BudgetYear::Plan(number) => {
                let pattern = self.source.word("planaar");
                pattern.replace("{nr}", &number.to_string())
            }
        });
        let whole = self.source.word("i_alt").to_owned();
        let heads = fixed.cloned().chain(years).chain([whole]);
        for (at, head) in heads.enumerate() {
            let at = u16::try_from(at).unwrap_or(u16::MAX);
            sheet.write_string_with_format(HEADS, at, head, &looks.head)?;
        }
        Ok(())
    }

    /// A post: its amount follows from its years or its hours where it has some.
    fn line(
        &self,
        sheet: &mut Worksheet,
        looks: &Looks,
        row: u32,
        line: &BudgetLine,
    ) -> Result<(), XlsxError> {
        let source = self.source;
        let funder = &source.plan.budget.funders[line.funder].name.text;
        let title = line.title.as_ref().map_or("", |title| &title.text);
        let counted = source.word(if line.counted { "ja" } else { "nej" });
        sheet.write_string(row, AREA, source.area(line))?;
        sheet.write_string(row, TITLE, title)?;
        sheet.write_string(row, FUNDER, funder)?;
        sheet.write_string(row, KIND, source.kind(line))?;
        sheet.write_string(row, COUNTED, counted)?;
        if let Some(time) = line.time {
            sheet.write_number_with_format(row, HOURS, kroner(time.hours), &looks.money)?;
            sheet.write_number_with_format(row, PRICE, kroner(time.price), &looks.money)?;
        }
        for amount in &line.years {
            let at = self.years.iter().position(|year| *year == amount.year);
            let Some(at) = at.map(|at| self.year(at)) else {
                continue;
            };
            sheet.write_number_with_format(row, at, kroner(amount.amount), &looks.money)?;
        }
        let here = row + 1;
        let by_years: i64 = line.years.iter().map(|amount| amount.amount).sum();
        let by_hours = line.time.map(|time| time.hours.saturating_mul(time.price));
        let words = if !line.years.is_empty() && by_years == line.amount {
            let last = self.whole() - 1;
            Some(format!(
                "=SUM({}{here}:{}{here})",
                column(YEARS),
                column(last)
            ))
        } else if by_hours == Some(line.amount) {
            Some(format!("={}{here}*{}{here}", column(HOURS), column(PRICE)))
        } else {
            None
        };
        let whole = self.whole();
        match words {
            Some(words) => {
                let formula = formula(&words, line.amount);
                sheet.write_formula_with_format(row, whole, formula, &looks.money)?
            }
            None => {
                sheet.write_number_with_format(row, whole, kroner(line.amount), &looks.money)?
            }
        };
        Ok(())
    }

    /// What counts, by year and in all.
    fn totals(&self, sheet: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
        let lines = self.lines();
        let at = HEADS + 1 + row(lines.len());
        sheet.write_string_with_format(at, AREA, self.source.word("sum"), &looks.sum)?;
        for blank in TITLE..YEARS {
            sheet.write_blank(at, blank, &looks.sum)?;
        }
        let (counted, last) = (column(COUNTED), lines.len() + 1);
        for of in YEARS..=self.whole() {
            let name = column(of);
            let words = format!(
                "=SUMIFS({name}2:{name}{last},{counted}2:{counted}{last},\"{}\")",
                self.source.word("ja")
            );
            let result = lines.iter().filter(|line| line.counted);
            let result = result.map(|line| self.amount(line, of)).sum();
            let formula = formula(&words, result);
            sheet.write_formula_with_format(at, of, formula, &looks.total)?;
        }
        Ok(())
    }

    /// What a post gives to a column.
    fn amount(&self, line: &BudgetLine, of: u16) -> i64 {
        if of == self.whole() {
            return line.amount;
        }
        let year = self.years.get(usize::from(of - YEARS));
        let amounts = line.years.iter();
        let amounts = amounts.filter(|amount| Some(&amount.year) == year);
        amounts.map(|amount| amount.amount).sum()
    }
}

/// A row's number.
fn row(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
