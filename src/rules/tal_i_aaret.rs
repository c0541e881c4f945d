//! "62 i 2018 og 54 i 2021" beside a table whose row has 52 and 54.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    model::{content::Table, measure::danish},
};

use super::{
    Checked,
    beside::{self, number_at, tables_at},
    numbers::year,
    texts::Text,
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.prose() {
        if text.numbers.is_empty() {
            continue;
        }
        for sentence in text.sentences() {
            let pairs = pairs(checked, text, sentence);
            if pairs.len() < 2 {
                continue;
            }
            let tables = tables_at(checked, text, sentence);
            let [table] = tables.as_slice() else { continue };
            if let Some((pair, meant, key)) = odd_one(table, &pairs)
                && let Some(range) = pair.typed.clone()
            {
                found.push(
                    Diagnostic::new("T038")
                        .arg("tal", danish(pair.value))
                        .arg("aar", pair.year)
                        .arg("andet", danish(meant))
                        .label(Place::primary(checked.inside(text, range)))
                        .label(checked.second(key, "her-tallet")),
                );
            }
        }
    }
}

/// A number, and the year that it is said of.
struct Pair {
    value: Decimal,
    year: i32,
    /// Where it stands, if it is typed.
    typed: Option<Range<usize>>,
}

/// `52 i 2018`: a number, `i` and a year.
fn pairs(checked: &Checked<'_>, text: &Text<'_>, sentence: &Range<usize>) -> Vec<Pair> {
    let typed = text.numbers_in(sentence).iter();
    let typed = typed.map(|one| (one.range.clone(), true));
    let fetched = text.slots_in(sentence).iter();
    let fetched = fetched.map(|slot| (slot.range.clone(), false));
    let mut places: Vec<(Range<usize>, bool)> = typed.chain(fetched).collect();
    places.sort_by_key(|(range, _)| range.start);
    let said = places.into_iter().filter_map(|(range, typed)| {
        let rest = text.text[range.end..].trim_start();
        let rest = rest.trim_start_matches(['%', ' ', '\n', '\u{a0}']);
        let year = year(rest.strip_prefix("i ")?.trim_start().get(..4)?)?;
        let stated = number_at(checked, text, range.start)?;
        Some(Pair {
            value: stated.value,
            year,
            typed: typed.then_some(range),
        })
    });
    said.collect()
}

/// The one pair that is not in the row in which all others are.
fn odd_one<'p, 'a>(
    table: &'a Table,
    pairs: &'p [Pair],
) -> Option<(&'p Pair, Decimal, &'a FieldKey)> {
    let columns = beside::year_columns(table);
    let column = |wanted: i32| {
        columns
            .iter()
            .find(|(own, _)| *own == wanted)
            .map(|(_, at)| *at)
    };
    let mut odd = None;
    for row in &table.rows {
        let other = |pair: &&Pair| {
            let own = column(pair.year).and_then(|at| beside::value(row, at)?.value);
            own.is_some_and(|own| own.normalize() != pair.value.normalize())
        };
        let known = pairs.iter().all(|pair| column(pair.year).is_some());
        let wrong: Vec<&Pair> = pairs.iter().filter(other).collect();
        match wrong.as_slice() {
            // A row that has them all is the one that is meant.
            [] => return None,
            [one] if known => {
                let meant = beside::value(row, column(one.year)?)?;
                odd.get_or_insert((*one, meant.value?, &meant.key));
            }
            _ => {}
        }
    }
    odd
}
