//! Tables that a template family derives from the plan's registers: rows by year or by record, columns by expression.

use rust_decimal::Decimal;

use crate::key::FieldKey;

use super::{
    Plan,
    declared::{ColumnForm, TableForm, YEAR},
    expression::{self, Fault, Named},
    records::{Entry, EntryValue, Record, Register},
};

/// Id of the row of sums.
pub const TOTAL: &str = "i-alt";

/// A derived table.
#[derive(Debug, Clone, PartialEq)]
pub struct Derived {
    /// What the family declares of it.
    pub form: TableForm,
    /// Its rows, that of the sums last.
    pub rows: Vec<DerivedRow>,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct DerivedRow {
    /// The year, the record's id, or `i-alt`.
    pub id: String,
    /// Cells, one a column.
    pub cells: Vec<DerivedCell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum DerivedCell {
    /// A field of the record, as it is written.
    Field(Entry),
    /// The year of the row.
    Year(u16),
    /// A number, exact, and where the data behind it are written.
    Number(Decimal, Vec<FieldKey>),
    /// Nothing to show: a field that is left out, or numbers that give none.
    Empty,
}

/// A fault in an expression of the family: which column of which table, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Number of the table.
    pub table: usize,
    /// Number of the column.
    pub column: usize,
    /// The name that there is not, or the expression that is none.
    pub what: String,
}

/// The tables of a plan's family. Faults in what the family declares are in `wrong`.
pub fn tables(plan: &Plan, forms: &[TableForm], wrong: &mut Vec<Wrong>) -> Vec<Derived> {
    let tables = forms.iter().enumerate();
    let tables = tables.map(|(at, form)| {
        let mut maker = Maker {
            plan,
            form,
            at,
            wrong,
        };
        maker.table()
    });
    tables.collect()
}

struct Maker<'a, 'w> {
    plan: &'a Plan,
    form: &'a TableForm,
    at: usize,
    wrong: &'w mut Vec<Wrong>,
}

/// What a row is about.
#[derive(Clone, Copy)]
enum About<'a> {
    Year(u16),
    Record(&'a Register, &'a Record),
}

impl<'a> Maker<'a, '_> {
    fn table(&mut self) -> Derived {
        let mut rows = Vec::new();
        for about in self.rows() {
            let row = self.row(about);
            rows.push(row);
        }
        self.sort(&mut rows);
        if self.form.total.is_some() && !rows.is_empty() {
            rows.push(self.total(&rows));
        }
        Derived {
            form: self.form.clone(),
            rows,
        }
    }

    fn rows(&self) -> Vec<About<'a>> {
        if self.form.rows == YEAR {
            let (from, to) = self.plan.meta.period;
            let year = |date: time::Date| u16::try_from(date.year()).unwrap_or_default();
            let from = self.form.from.unwrap_or_else(|| year(from));
            let to = self.form.to.unwrap_or_else(|| year(to));
            return (from..=to).map(About::Year).collect();
        }
        let register = self.plan.register(&self.form.rows);
        let records = register.into_iter().flat_map(|register| {
            let records = register.records.iter();
            records.map(move |record| About::Record(register, record))
        });
        records.collect()
    }

    fn row(&mut self, about: About<'a>) -> DerivedRow {
        let mut cells: Vec<DerivedCell> = Vec::new();
        for (at, column) in self.form.columns.iter().enumerate() {
            let cell = match &column.expression {
                Some(text) => self.computed(at, text, about, &cells),
                None => field(column, about),
            };
            cells.push(cell);
        }
        let id = match about {
            About::Year(year) => year.to_string(),
            About::Record(_, record) => record.id.clone(),
        };
        DerivedRow { id, cells }
    }

    fn computed(
        &mut self,
        column: usize,
        text: &str,
        about: About<'a>,
        before: &[DerivedCell],
    ) -> DerivedCell {
        let named = |name: &str| self.named(name, about, before);
        let what = match expression::value(text, &named) {
            Ok((value, keys)) => return DerivedCell::Number(value, keys),
            Err(Fault::NoValue) => return DerivedCell::Empty,
            Err(Fault::Unknown(name)) => name,
            Err(Fault::Form) => text.to_owned(),
        };
        let wrong = Wrong {
            table: self.at,
            column,
            what,
        };
        if !self.wrong.contains(&wrong) {
            self.wrong.push(wrong);
        }
        DerivedCell::Empty
    }

    /// `familieboliger`: an earlier column · `post.antal`: the row's own record · `boligaendring.antal`: the sum of a
    /// register's field, of the records alone that the further words let through.
    fn named(&self, name: &str, about: About<'a>, before: &[DerivedCell]) -> Named {
        let steps: Vec<&str> = name.split('.').collect();
        match (steps.as_slice(), about) {
            ([column], _) => {
                let (at, _) = self.form.column(column)?;
                match before.get(at)? {
                    DerivedCell::Number(value, keys) => Some((*value, keys.clone())),
                    DerivedCell::Year(year) => Some((Decimal::from(*year), Vec::new())),
                    DerivedCell::Field(entry) => number(entry),
                    DerivedCell::Empty => Some((Decimal::ZERO, Vec::new())),
                }
            }
            (["post", field], About::Record(register, record)) => {
                register.form.field(field)?;
                let number = register.number(record, field);
                Some(number.map_or_else(Default::default, |(value, key)| (value, vec![key])))
            }
            ([register, field, filters @ ..], _) => {
                let register = self.plan.register(register)?;
                if !register.counts(field) {
                    return None;
                }
                sum(register, field, filters, about)
            }
            ([], _) => None,
        }
    }

    /// Rows by the values of a column; those that are equal stay as they are written.
    fn sort(&self, rows: &mut [DerivedRow]) {
        let column = self.form.sorted_by.as_deref();
        let Some((at, _)) = column.and_then(|key| self.form.column(key)) else {
            return;
        };
        let value = |row: &DerivedRow| match row.cells.get(at) {
            Some(DerivedCell::Number(value, _)) => Some(*value),
            Some(DerivedCell::Year(year)) => Some(Decimal::from(*year)),
            Some(DerivedCell::Field(entry)) => number(entry).map(|(value, _)| value),
            Some(DerivedCell::Empty) | None => None,
        };
        rows.sort_by_key(value);
    }

    fn total(&self, rows: &[DerivedRow]) -> DerivedRow {
        let columns = self.form.columns.iter().enumerate();
        let cells = columns.map(|(at, column)| {
            if !column.summed {
                return DerivedCell::Empty;
            }
            let cells = rows.iter().filter_map(|row| row.cells.get(at));
            let numbers = cells.filter_map(|cell| match cell {
                DerivedCell::Number(value, keys) => Some((*value, keys.clone())),
                DerivedCell::Field(entry) => number(entry),
                DerivedCell::Year(_) | DerivedCell::Empty => None,
            });
            let (sum, keys) = summed(numbers);
            DerivedCell::Number(sum, keys)
        });
        DerivedRow {
            id: TOTAL.to_owned(),
            cells: cells.collect(),
        }
    }
}

fn field(column: &ColumnForm, about: About<'_>) -> DerivedCell {
    let name = column.field();
    match about {
        About::Year(year) => DerivedCell::Year(year),
        About::Record(register, record) => {
            let at = register.form.field(name).map(|(at, _)| at);
            let entry = at.and_then(|at| record.values.get(at)?.as_ref());
            entry.map_or(DerivedCell::Empty, |entry| {
                DerivedCell::Field(entry.clone())
            })
        }
    }
}

/// The sum of a field of the records that all filters let through: `foer-aar`, `til-aar` and `i-aar` those before the row's
/// year, up to it and of it, `her` those that name the row's record, any other word those that have chosen it. `None` for
/// a filter that there is not.
fn sum(register: &Register, field: &str, filters: &[&str], about: About<'_>) -> Named {
    let mut records: Vec<&Record> = register.records.iter().collect();
    for filter in filters {
        match (*filter, about) {
            ("foer-aar", About::Year(year)) => {
                records.retain(|one| register.year(one).is_some_and(|of| of < year));
            }
            ("til-aar", About::Year(year)) => {
                records.retain(|one| register.year(one).is_some_and(|of| of <= year));
            }
            ("i-aar", About::Year(year)) => records.retain(|one| register.year(one) == Some(year)),
            ("her", About::Record(_, row)) => records.retain(|one| names(register, one, row)),
            (word, _) => {
                let known = register
                    .form
                    .fields
                    .iter()
                    .any(|form| form.words.contains_key(word));
                if !known {
                    return None;
                }
                records.retain(|one| has_chosen(register, one, word));
            }
        }
    }
    let numbers = records.iter().filter_map(|one| register.number(one, field));
    Some(summed(numbers.map(|(value, key)| (value, vec![key]))))
}

fn summed(numbers: impl Iterator<Item = (Decimal, Vec<FieldKey>)>) -> (Decimal, Vec<FieldKey>) {
    numbers.fold(
        Default::default(),
        |(sum, mut keys): (Decimal, Vec<FieldKey>), (value, more)| {
            keys.extend(more);
            (sum.saturating_add(value), keys)
        },
    )
}

fn names(register: &Register, record: &Record, row: &Record) -> bool {
    let mut entries = register.entries(record);
    entries.any(|(_, entry)| matches!(&entry.value, EntryValue::Record(id) if *id == row.id))
}

fn has_chosen(register: &Register, record: &Record, word: &str) -> bool {
    let mut entries = register.entries(record);
    entries.any(|(_, entry)| matches!(&entry.value, EntryValue::Choice(chosen) if chosen == word))
}

fn number(entry: &Entry) -> Named {
    match &entry.value {
        EntryValue::Number(value) => Some((*value, vec![entry.key.clone()])),
        EntryValue::Year(year) => Some((Decimal::from(*year), vec![entry.key.clone()])),
        EntryValue::Words(_)
        | EntryValue::Choice(_)
        | EntryValue::Record(_)
        | EntryValue::Party(_) => None,
    }
}

impl Derived {
    /// The cell of a row and a column, by their names.
    pub fn cell(&self, row: &str, column: &str) -> Option<(&ColumnForm, &DerivedCell)> {
        let (at, form) = self.form.column(column)?;
        let row = self.rows.iter().find(|one| one.id == row)?;
        Some((form, row.cells.get(at)?))
    }

    /// The number in a cell, exact.
    pub fn number(&self, row: &str, column: &str) -> Named {
        match self.cell(row, column)?.1 {
            DerivedCell::Number(value, keys) => Some((*value, keys.clone())),
            DerivedCell::Field(entry) => number(entry),
            DerivedCell::Year(year) => Some((Decimal::from(*year), Vec::new())),
            DerivedCell::Empty => None,
        }
    }
}
