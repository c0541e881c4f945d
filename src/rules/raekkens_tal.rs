//! "272 børn under 6 år og 571 på 6-17 år" where a table has 227 beside 571: two digits swapped, in a sentence that needs no
//! reference to be read against the table.

use std::ops::Range;

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    diag::{Diagnostic, Label as Place},
    model::{
        content::{Row, Table},
        measure::{Quantity, Unit, danish},
    },
};

use super::{
    Checked,
    beside::{self, numbers_in, unit_after},
    numbers::{Number, of_data, year},
    texts::{Text, TextKind},
};

/// So many rows or tables are too many to tell which is meant.
const ALIKE: usize = 8;
/// Long words that a sentence and a table's title share before the sentence is taken to be about it.
const ABOUT: usize = 3;
/// Letters of a long word, and those by which it is found again.
const LONG: usize = 7;
const FIRST: usize = 5;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut index = None;
    let prose = checked.texts.iter().filter(|t| t.kind == TextKind::Prose);
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

/// Whether a typed number is a count of two digits or more.
fn counts(text: &Text<'_>, number: &Number) -> bool {
    let plain = matches!(
        unit_after(text.text, number.range.end),
        None | Some(Unit::Antal | Unit::Personer)
    );
    let is_year = year(&text.text[number.range.clone()]).is_some();
    plain && !is_year && number.value.scale() == 0 && number.value >= Decimal::TEN
}

/// Where the counts of the tables stand.
struct Index<'a> {
    /// Every number of the data.
    known: FxHashSet<Decimal>,
    rows: FxHashMap<Decimal, Vec<&'a Row>>,
    /// Tables by how the long words of their titles begin.
    titles: FxHashMap<String, Vec<&'a Table>>,
}

impl<'a> Index<'a> {
    fn of(checked: &Checked<'a>) -> Self {
        let data = of_data(checked.plan).into_iter();
        let mut index = Index {
            known: data.map(|(value, _)| value.normalize()).collect(),
            rows: FxHashMap::default(),
            titles: FxHashMap::default(),
        };
        for table in checked.plan.tables.values() {
            for row in &table.rows {
                for value in values(row).filter_map(|one| one.value) {
                    let rows = index.rows.entry(value.normalize()).or_default();
                    if rows.last().is_none_or(|last| !std::ptr::eq(*last, row)) {
                        rows.push(row);
                    }
                }
            }
            for word in long_words(beside::split(&table.title.text)) {
                index.titles.entry(word).or_default().push(table);
            }
        }
        index
    }

    /// The one value that a number is with two neighbouring digits swapped, in a row of which the sentence has another
    /// number, or in a table that it is about.
    fn meant(
        &self,
        checked: &Checked<'_>,
        text: &Text<'_>,
        sentence: &Range<usize>,
        number: &Number,
    ) -> Option<&'a Quantity> {
        let others = numbers_in(checked, text, sentence).into_iter();
        let others = others.filter(|one| one.value > Decimal::TEN && one.value != number.value);
        let same_row = others.filter_map(|one| self.rows.get(&one.value.normalize()));
        let same_row = same_row
            .filter(|rows| rows.len() <= ALIKE)
            .flatten()
            .copied();
        let mut rows: Vec<&Row> = same_row.collect();
        if number.value >= Decimal::ONE_HUNDRED {
            rows.extend(
                self.about(checked, text, sentence)
                    .into_iter()
                    .flat_map(|table| &table.rows),
            );
        }
        let mut swapped = rows.into_iter().flat_map(values).filter(|one| {
            one.value
                .is_some_and(|value| is_swapped(value, number.value))
        });
        let first = swapped.next()?;
        swapped
            .all(|other| other.value == first.value)
            .then_some(first)
    }

    fn about(
        &self,
        checked: &Checked<'_>,
        text: &Text<'_>,
        sentence: &Range<usize>,
    ) -> Vec<&'a Table> {
        let mut shared: FxHashMap<&str, (usize, &'a Table)> = FxHashMap::default();
        for word in long_words(beside::terms(checked, text, sentence)) {
            let tables = self
                .titles
                .get(&word)
                .filter(|tables| tables.len() <= ALIKE);
            for table in tables.into_iter().flatten() {
                shared.entry(&table.id).or_insert((0, table)).0 += 1;
            }
        }
        let mut about: Vec<&Table> = shared
            .into_values()
            .filter(|(count, _)| *count >= ABOUT)
            .map(|(_, table)| table)
            .collect();
        about.sort_by(|one, other| one.id.cmp(&other.id));
        about
    }
}

/// The counts of a row.
fn values(row: &Row) -> impl Iterator<Item = &Quantity> {
    let cells = row
        .cells
        .iter()
        .filter_map(|cell| beside::value(row, cell.column));
    cells.filter(|one| matches!(one.unit, None | Some(Unit::Antal | Unit::Personer)))
}

/// How long words begin, each beginning once.
fn long_words(words: Vec<String>) -> Vec<String> {
    let long = words
        .into_iter()
        .filter(|word| word.chars().count() >= LONG);
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
