//! A number typed in prose that is not the one of the table, the afdeling or the figure that it stands beside, but near it.

use std::{collections::BTreeSet, ops::Range};

use rust_decimal::Decimal;

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    model::{
        content::{CellContent, Table},
        measure::{Quantity, Unit, danish},
    },
};

use super::{
    Checked,
    beside::{self, tables_at, terms, unit_after},
    naesten_tal,
    numbers::{Number, measurements, of_data, year},
    texts::Text,
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut known: Option<BTreeSet<Decimal>> = None;
    for text in checked.prose() {
        if text.numbers.is_empty() {
            continue;
        }
        for sentence in text.sentences() {
            let mut around = None;
            for number in text.numbers_in(sentence) {
                let typed = &text.text[number.range.clone()];
                // Longer numbers are held against all data by `naesten_tal`.
                if year(typed).is_some() || naesten_tal::telling(text, number) {
                    continue;
                }
                let around =
                    around.get_or_insert_with(|| Around::of(checked, text, sentence.clone()));
                let unit = unit_after(text.text, number.range.end);
                let Some(other) = around.contradicts(checked, number, unit) else {
                    continue;
                };
                let known = known.get_or_insert_with(|| {
                    let data = of_data(checked.plan);
                    data.iter().map(|(value, _)| value.normalize()).collect()
                });
                if other.certain || !known.contains(&number.value.normalize()) {
                    found.push(
                        Diagnostic::new("T021")
                            .arg("tal", danish(number.value))
                            .arg("andet", danish(other.value))
                            .label(Place::primary(checked.inside(text, number.range.clone())))
                            .label(checked.second(other.key, "her-tallet")),
                    );
                }
            }
        }
    }
}

/// The number that was meant.
struct Meant<'a> {
    value: Decimal,
    key: &'a FieldKey,
    /// Whether the sentence names its row, so that no other number can be meant.
    certain: bool,
}

/// What stands around the numbers of a sentence.
struct Around<'a> {
    /// Key figures of the afdelinger that it names by a slot.
    divisions: Option<Vec<&'a Quantity>>,
    tables: Vec<&'a Table>,
    /// Its words, with those of names.
    words: Vec<String>,
    /// Its percentages.
    shares: Vec<Decimal>,
}

impl<'a> Around<'a> {
    fn of(checked: &Checked<'a>, text: &Text<'_>, sentence: Range<usize>) -> Self {
        let stated = beside::numbers_in(checked, text, &sentence).into_iter();
        let shares = stated.filter(|one| one.unit == Some(Unit::Procent));
        Around {
            divisions: of_named_division(checked, text, &sentence),
            tables: tables_at(checked, text, &sentence),
            words: terms(checked, text, &sentence),
            shares: shares.map(|one| one.value).collect(),
        }
    }

    /// The number that was meant, where a typed one is another.
    fn contradicts(
        &self,
        checked: &Checked<'a>,
        number: &Number,
        unit: Option<Unit>,
    ) -> Option<Meant<'a>> {
        if let Some(values) = self
            .divisions
            .as_ref()
            .filter(|_| unit == Some(Unit::Procent))
        {
            let right = values.iter().any(|one| agree(one, number));
            return near(values, number).filter(|_| !right);
        }
        if let Some(pair) = half_of_pair(checked, self, number) {
            return Some(pair);
        }
        let all = || self.tables.iter().flat_map(|table| quantities(table));
        if all().any(|one| agree(one, number)) {
            return None;
        }
        let mut rows = self.tables.iter();
        let row = rows.find_map(|table| in_named_row(table, &self.words, unit, number));
        if row.is_some() {
            return row;
        }
        let alike: Vec<&Quantity> = all().filter(|one| one.unit == unit).collect();
        near(&alike, number).filter(|_| unit.is_some())
    }
}

/// The key figures of the one afdeling that a sentence names by a slot.
fn of_named_division<'a>(
    checked: &Checked<'a>,
    text: &Text<'_>,
    sentence: &Range<usize>,
) -> Option<Vec<&'a Quantity>> {
    let ids: BTreeSet<&str> = text
        .slots_in(sentence)
        .iter()
        .filter_map(|slot| slot.path.strip_prefix("afdeling.")?.split('.').next())
        .collect();
    let values = checked
        .plan
        .divisions
        .iter()
        .filter(|one| ids.contains(one.id.as_str()));
    let values: Vec<&Quantity> = values
        .filter_map(|one| one.figures.as_ref())
        .flat_map(|figures| figures.all())
        .collect();
    (!values.is_empty()).then_some(values)
}

fn quantities(table: &Table) -> impl Iterator<Item = &Quantity> {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    cells.flat_map(|cell| match &cell.content {
        CellContent::Values(values) => values.as_slice(),
        CellContent::Words(_) | CellContent::Prose(_) => &[],
    })
}

/// Whether a typed number is a value, or its count, rounded to what was typed.
fn agree(quantity: &Quantity, number: &Number) -> bool {
    let same = |value: Decimal| {
        value.round_dp(number.value.scale()).normalize() == number.value.normalize()
    };
    quantity.value.is_some_and(same) || quantity.count.is_some_and(same)
}

/// The one value of the row that the words name, in a table with one column of numbers.
fn in_named_row<'a>(
    table: &'a Table,
    words: &[String],
    unit: Option<Unit>,
    number: &Number,
) -> Option<Meant<'a>> {
    let rows: Vec<_> = beside::rows(table).collect();
    let labels: Vec<Vec<String>> = rows
        .iter()
        .map(|row| beside::heads(row).flat_map(beside::split).collect())
        .collect();
    let named = beside::named(&labels, words);
    let [row] = named.as_slice() else { return None };
    let mut values = (0..table.columns.len()).filter_map(|at| beside::value(rows[*row], at));
    let (one, None) = (values.next()?, values.next()) else {
        return None;
    };
    let fits = unit.is_some() && one.unit == unit && !agree(one, number);
    fits.then_some(Meant {
        value: one.value?,
        key: &one.key,
        certain: true,
    })
}

/// A value that is one digit from a number, two digits swapped, or its comma moved; of three digits or more.
fn near<'a>(values: &[&'a Quantity], number: &Number) -> Option<Meant<'a>> {
    let digits = |value: Decimal| value.abs().to_string().replace('.', "");
    let typed = digits(number.value);
    if typed.trim_end_matches('0').len() < 2 {
        return None;
    }
    let mut all = values.iter().filter_map(|one| Some((one.value?, one)));
    let (value, one) = all.find(|(value, _)| {
        let other = digits(*value);
        let same_form = value.scale() == number.value.scale() && other.len() == typed.len();
        let differing: Vec<(char, char)> = typed
            .chars()
            .zip(other.chars())
            .filter(|(a, b)| a != b)
            .collect();
        let slip = match differing.as_slice() {
            [_] => typed.len() >= 3,
            [(a, b), (c, d)] => typed.len() >= 3 && a == d && b == c,
            _ => false,
        };
        let moved = typed == other && value.scale() != number.value.scale() && typed.len() >= 3;
        same_form && slip || moved
    })?;
    Some(Meant {
        value,
        key: &one.key,
        certain: false,
    })
}

/// "8,2 % … i kommunen var det 1,9 %": of the two percentages of a sentence the other one is half of an indicator's pair,
/// and this one is not its other half, nor any number of the plan.
fn half_of_pair<'a>(
    checked: &Checked<'a>,
    around: &Around<'a>,
    number: &Number,
) -> Option<Meant<'a>> {
    let [one, other] = around.shares.as_slice() else {
        return None;
    };
    let other = match (*one == number.value, *other == number.value) {
        (true, false) => other,
        (false, true) => one,
        _ => return None,
    };
    let pairs = measurements(checked.plan).filter_map(|measurement| {
        match (
            measurement.area.as_slice(),
            measurement.comparison.as_slice(),
        ) {
            ([area], [comparison]) => Some((area, comparison)),
            _ => None,
        }
    });
    let halves = pairs.flat_map(|(area, comparison)| [(area, comparison), (comparison, area)]);
    let mut known = halves.filter(|(half, _)| half.value == Some(*other) && other.scale() > 0);
    let (_, meant) = known.next()?;
    // Two indicators with the same number: which one is meant, nobody can tell.
    let sure = known.next().is_none() && around.words.iter().any(|word| is_compared(checked, word));
    let differs = !agree(meant, number);
    (sure && differs).then_some(Meant {
        value: meant.value?,
        key: &meant.key,
        certain: false,
    })
}

fn is_compared(checked: &Checked<'_>, word: &str) -> bool {
    beside::begins(word, &checked.standards.reading.compared)
}
