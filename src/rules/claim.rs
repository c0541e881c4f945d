//! Expressions over the plan's data: `tabel.t.raekke.kolonne - tal.x`, `+ - * /` and brackets.
//!
//! Signs stand apart from names by spaces, since names hold hyphens.

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::{
    key::FieldKey,
    model::{
        Plan,
        content::CellContent,
        measure::Quantity,
        registers::{Division, KEY_FIGURES},
    },
};

/// Why an expression has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A name that there is not, or that has no number.
    Unknown(String),
    /// Not an expression.
    Form,
}

/// The value of an expression, and the places of the data it names.
pub fn value(plan: &Plan, text: &str) -> Result<(Decimal, Vec<FieldKey>), Fault> {
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    let mut reader = Reader {
        plan,
        tokens: spaced.split_whitespace().collect(),
        at: 0,
        used: Vec::new(),
    };
    let value = reader.sum()?;
    if reader.at < reader.tokens.len() {
        return Err(Fault::Form);
    }
    Ok((value, reader.used))
}

struct Reader<'a> {
    plan: &'a Plan,
    tokens: Vec<&'a str>,
    at: usize,
    used: Vec<FieldKey>,
}

impl Reader<'_> {
    fn sign(&mut self, signs: &[&str]) -> Option<String> {
        let token = self.tokens.get(self.at).filter(|t| signs.contains(t))?;
        self.at += 1;
        Some((*token).to_owned())
    }

    fn sum(&mut self) -> Result<Decimal, Fault> {
        let mut value = self.product()?;
        while let Some(sign) = self.sign(&["+", "-"]) {
            let next = self.product()?;
            let result = if sign == "+" {
                value.checked_add(next)
            } else {
                value.checked_sub(next)
            };
            value = result.ok_or(Fault::Form)?;
        }
        Ok(value)
    }

    fn product(&mut self) -> Result<Decimal, Fault> {
        let mut value = self.factor()?;
        while let Some(sign) = self.sign(&["*", "/"]) {
            let next = self.factor()?;
            let result = if sign == "*" {
                value.checked_mul(next)
            } else {
                value.checked_div(next)
            };
            value = result.ok_or(Fault::Form)?;
        }
        Ok(value)
    }

    fn factor(&mut self) -> Result<Decimal, Fault> {
        // Nesting is bounded by the length of a line that a person writes; deeper is no expression.
        const LONGEST: usize = 200;
        if self.tokens.len() > LONGEST {
            return Err(Fault::Form);
        }
        if self.sign(&["("]).is_some() {
            let value = self.sum()?;
            return self.sign(&[")"]).map(|_| value).ok_or(Fault::Form);
        }
        let token = self.tokens.get(self.at).copied().ok_or(Fault::Form)?;
        self.at += 1;
        if let Ok(number) = Decimal::from_str(token) {
            return Ok(number);
        }
        if !token.contains('.') {
            return Err(Fault::Form);
        }
        let (value, key) =
            named(self.plan, token).ok_or_else(|| Fault::Unknown(token.to_owned()))?;
        self.used.push(key);
        Ok(value)
    }
}

/// The number that a name of the plan stands for, and where it is written.
pub fn named(plan: &Plan, path: &str) -> Option<(Decimal, FieldKey)> {
    let parts: Vec<&str> = path.split('.').collect();
    match parts.as_slice() {
        ["tal", id] => {
            let figure = plan.figures.iter().find(|figure| figure.id == *id)?;
            quantity(&figure.value)
        }
        ["tabel", table, row, column] => cell(plan, table, row, column)?.iter().find_map(quantity),
        ["tabel", table, row, column, "antal"] => {
            let counted = |q: &Quantity| Some((q.count?, q.key.clone()));
            cell(plan, table, row, column)?.iter().find_map(counted)
        }
        ["afdeling", id, rest @ ..] => {
            let division = plan.divisions.iter().find(|d| d.id == *id)?;
            of_division(division, rest)
        }
        ["kvarter", id, what] => of_quarter(plan, id, what),
        ["indikator", id, side] => {
            let indicator = plan.indicators.iter().find(|i| i.fixed == *id)?;
            let measurement = indicator.measurements.first()?;
            match *side {
                "omraade" => measurement.area.iter().find_map(quantity),
                "sammenligning" => measurement.comparison.iter().find_map(quantity),
                _ => None,
            }
        }
        _ => None,
    }
}

fn cell<'a>(plan: &'a Plan, table: &str, row: &str, column: &str) -> Option<&'a [Quantity]> {
    let table = plan.tables.get(table)?;
    let row = table.rows.iter().find(|r| r.id == row)?;
    let column = table.columns.iter().position(|c| c.id == column)?;
    let cell = row.cells.iter().find(|cell| cell.column == column)?;
    match &cell.content {
        CellContent::Values(values) => Some(values),
        CellContent::Words(_) | CellContent::Prose(_) => None,
    }
}

fn quantity(quantity: &Quantity) -> Option<(Decimal, FieldKey)> {
    Some((quantity.value?, quantity.key.clone()))
}

fn of_division(division: &Division, rest: &[&str]) -> Option<(Decimal, FieldKey)> {
    match rest {
        ["boliger"] => quantity(division.dwellings.as_ref()?),
        ["ungdomsboliger"] => Some((division.youth?, division.key.child("ungdomsboliger"))),
        ["noegletal", name] => {
            let index = KEY_FIGURES.iter().position(|known| known == name)?;
            let figures = division.figures.as_ref()?;
            figures.all().get(index).and_then(|q| quantity(q))
        }
        _ => None,
    }
}

fn of_quarter(plan: &Plan, id: &str, what: &str) -> Option<(Decimal, FieldKey)> {
    let index = plan.quarters.iter().position(|q| q.id == id)?;
    let sums = quarter_sums(plan, index);
    let value = match what {
        "afdelinger" => sums.divisions,
        "boliger" => sums.dwellings,
        "ungdomsboliger" => sums.youth,
        _ => return None,
    };
    Some((value, plan.quarters[index].key.clone()))
}

/// What the register of afdelinger gives for a quarter.
pub struct QuarterSums {
    pub divisions: Decimal,
    pub dwellings: Decimal,
    pub youth: Decimal,
}

/// Sums over the afdelinger of a quarter.
pub fn quarter_sums(plan: &Plan, quarter: usize) -> QuarterSums {
    let mut sums = QuarterSums {
        divisions: Decimal::ZERO,
        dwellings: Decimal::ZERO,
        youth: Decimal::ZERO,
    };
    for division in plan.divisions_in(quarter) {
        let dwellings = division.dwellings.as_ref().and_then(|q| q.value);
        sums.divisions += Decimal::ONE;
        sums.dwellings += dwellings.unwrap_or_default();
        sums.youth += division.youth.unwrap_or_default();
    }
    sums
}
