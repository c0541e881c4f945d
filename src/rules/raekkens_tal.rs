//! "272 børn under 6 år og 571 på 6-17 år" where a table has 227 beside 571: two digits swapped, in a sentence that needs no
//! reference to be read against the table.

use std::{collections::BTreeMap, ops::Range};

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    diag::{Diagnostic, Label as Place},
    model::{
        agreement::Indicator,
        content::{Row, Table},
        measure::{Quantity, Unit, danish},
    },
};

use super::{
    Checked,
    beside::{self, numbers_in, unit_after},
    numbers::{Number, of_data, year},
    texts::Text,
};

/// So many rows or tables are too many to tell which is meant.
const ALIKE: usize = 8;
/// Words that a sentence and an indicator's title share before the sentence is taken to be about it.
const MEASURED: usize = 2;
/// Long words that a sentence and a table's title share before the sentence is taken to be about it.
const ABOUT: usize = 3;
/// Letters of a long word, and those by which it is found again.
const LONG: usize = 7;
const FIRST: usize = 5;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut index = None;
    let prose = checked.prose();
    for text in prose.filter(|text| !text.again && !text.numbers.is_empty()) {
        for sentence in text.sentences() {
            for number in text.numbers_in(sentence).iter().filter(|n| counts(text, n)) {
                let index = index.get_or_insert_with(|| Index::of(checked));
                if index.known.contains(&number.value.normalize()) {
                    continue;
                }
                let Some(meant) = index.meant(checked, text, sentence, number) else {
                    continue;
                };
                found.push(
                    Diagnostic::new("T037")
                        .arg("tal", danish(number.value))
                        .arg("andet", danish(meant.value.unwrap_or_default()))
                        .label(Place::primary(checked.inside(text, number.range.clone())))
                        .label(checked.second(&meant.key, "her-tallet")),
                );
            }
        }
    }
}

/// Whether a typed number has two digits or more, and is a count or a percentage.
fn counts(text: &Text<'_>, number: &Number) -> bool {
    let is_year = year(&text.text[number.range.clone()]).is_some();
    let unit = unit_after(text.text, number.range.end);
    let usual = is_count(unit) && number.value.scale() == 0 || unit == Some(Unit::Procent);
    usual && !is_year && number.value >= Decimal::TEN
}

fn is_count(unit: Option<Unit>) -> bool {
    matches!(unit, None | Some(Unit::Antal | Unit::Personer))
}

/// Where the counts of the tables stand.
struct Index<'a> {
    /// Every number of the data.
    known: FxHashSet<Decimal>,
    rows: FxHashMap<Decimal, Vec<&'a Row>>,
    /// Tables by how the long words of their titles begin.
    titles: FxHashMap<String, Vec<&'a Table>>,
    /// Indicators by how the words of their titles begin.
    indicators: FxHashMap<String, Vec<&'a Indicator>>,
}

impl<'a> Index<'a> {
    fn of(checked: &Checked<'a>) -> Self {
        let data = of_data(checked.plan).into_iter();
        let mut index = Index {
            known: data.map(|(value, _)| value.normalize()).collect(),
            rows: FxHashMap::default(),
            titles: FxHashMap::default(),
            indicators: FxHashMap::default(),
        };
        let goals = checked.plan.agreements.iter().flat_map(|one| &one.goals);
        for indicator in goals.flat_map(|goal| &goal.indicators) {
            for word in beginnings(beside::split(&indicator.title.text), FIRST) {
                index.indicators.entry(word).or_default().push(indicator);
            }
        }
        for table in checked.plan.tables.values() {
            for row in &table.rows {
                for value in values(row).filter_map(|one| one.value) {
                    let rows = index.rows.entry(value.normalize()).or_default();
                    if rows.last().is_none_or(|last| !std::ptr::eq(*last, row)) {
                        rows.push(row);
                    }
                }
            }
            for word in beginnings(beside::split(&table.title.text), LONG) {
                index.titles.entry(word).or_default().push(table);
            }
        }
        index
    }

    /// The one value that a number is with two neighbouring digits swapped, in a row of which the sentence has another
    /// number, or in a table that it is about.
    fn meant(
        &self,
        checked: &Checked<'a>,
        text: &Text<'_>,
        sentence: &Range<usize>,
        number: &Number,
    ) -> Option<&'a Quantity> {
        let measured = self.measured(checked, text, sentence).into_iter();
        let measured = measured.flat_map(|indicator| &indicator.measurements);
        let measured = measured.flat_map(|one| &one.area);
        let unit = unit_after(text.text, number.range.end);
        let mut all: Vec<&Quantity> = measured
            .filter(|one| match unit {
                Some(Unit::Procent) => one.unit == unit,
                _ => is_count(one.unit),
            })
            .collect();
        if is_count(unit) {
            let rows = self.rows_near(checked, text, sentence, number).into_iter();
            all.extend(rows.flat_map(values));
        }
        let is_meant = |one: &&Quantity| {
            one.value.is_some_and(|value| {
                value.scale() == number.value.scale() && is_swapped(value, number.value)
            })
        };
        let mut swapped = all.into_iter().filter(is_meant);
        let first = swapped.next()?;
        swapped
            .all(|other| other.value == first.value)
            .then_some(first)
    }

    /// The rows that a sentence may be about: of which it has another number, of tables beside it, and of one that it is about.
    fn rows_near(
        &self,
        checked: &Checked<'a>,
        text: &Text<'_>,
        sentence: &Range<usize>,
        number: &Number,
    ) -> Vec<&'a Row> {
        let others = numbers_in(checked, text, sentence).into_iter();
        let others = others.filter(|one| one.value > Decimal::TEN && one.value != number.value);
        let same_row = others.filter_map(|one| self.rows.get(&one.value.normalize()));
        let same_row = same_row.filter(|rows| rows.len() <= ALIKE).flatten();
        let mut rows: Vec<&Row> = same_row.copied().collect();
        let beside = beside::tables_at(checked, text, sentence).into_iter();
        rows.extend(beside.take(ALIKE).flat_map(|table| &table.rows));
        if number.value >= Decimal::ONE_HUNDRED {
            let about = self.about(checked, text, sentence).into_iter();
            rows.extend(about.flat_map(|table| &table.rows));
        }
        rows
    }

    /// The indicators of whose titles a sentence has some words.
    fn measured(
        &self,
        checked: &Checked<'_>,
        text: &Text<'_>,
        sentence: &Range<usize>,
    ) -> Vec<&'a Indicator> {
        let words = beginnings(beside::terms(checked, text, sentence), FIRST);
        sharing(&self.indicators, &words, MEASURED, |one| &one.title.text)
    }

    /// The tables of whose titles a sentence has some long words.
    fn about(
        &self,
        checked: &Checked<'_>,
        text: &Text<'_>,
        sentence: &Range<usize>,
    ) -> Vec<&'a Table> {
        let words = beginnings(beside::terms(checked, text, sentence), LONG);
        sharing(&self.titles, &words, ABOUT, |one| &one.id)
    }
}

/// What has at least so many of the words, by its name; words that many have tell nothing.
fn sharing<'a, T>(
    index: &FxHashMap<String, Vec<&'a T>>,
    words: &[String],
    least: usize,
    name: fn(&T) -> &str,
) -> Vec<&'a T> {
    let mut shared: BTreeMap<&str, (usize, &'a T)> = BTreeMap::new();
    let known = words.iter().filter_map(|word| index.get(word));
    for one in known.filter(|known| known.len() <= ALIKE).flatten() {
        shared.entry(name(one)).or_insert((0, one)).0 += 1;
    }
    let shared = shared.into_values().filter(|(count, _)| *count >= least);
    shared.map(|(_, one)| one).collect()
}

/// The counts of a row.
fn values(row: &Row) -> impl Iterator<Item = &Quantity> {
    let cells = row
        .cells
        .iter()
        .filter_map(|cell| beside::value(row, cell.column));
    cells.filter(|one| is_count(one.unit))
}

/// How words of so many letters or more begin, each beginning once.
fn beginnings(words: Vec<String>, least: usize) -> Vec<String> {
    let long = words
        .into_iter()
        .filter(|word| word.chars().count() >= least);
    let mut out: Vec<String> = long
        .map(|word| word.chars().take(FIRST).collect())
        .collect();
    out.sort();
    out.dedup();
    out
}

/// Whether two numbers have the same digits but for two neighbours, which are swapped.
fn is_swapped(one: Decimal, other: Decimal) -> bool {
    let [one, other] = [one, other].map(|value| value.normalize().to_string());
    let pairs = one.chars().zip(other.chars()).enumerate();
    let differing: Vec<(usize, (char, char))> = pairs.filter(|(_, (a, b))| a != b).collect();
    let neighbours = matches!(
        differing.as_slice(),
        [(at, (a, b)), (next, (c, d))] if at + 1 == *next && a == d && b == c
    );
    neighbours && one.len() == other.len()
}
