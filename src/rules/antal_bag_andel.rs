//! "41 unge, altså 29,7 %" where the indicator has 29.7 % of another count, and "284 af 548 kvinder" where it has 48.6 %.

use std::ops::Range;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use crate::{
    diag::{Diagnostic, Label as Place},
    model::{
        agreement::Indicator,
        measure::{Quantity, Unit, danish},
    },
};

use super::{
    Checked,
    beside::{numbers_in, same_word, split},
    numbers::Number,
    texts::{Text, Word},
};

/// So many indicators with one number are too many to tell which is meant.
const ALIKE: usize = 8;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let known = counted(checked);
    let mut by_number: FxHashMap<Decimal, Vec<&Counted<'_>>> = FxHashMap::default();
    for one in &known {
        by_number
            .entry(one.share.normalize())
            .or_default()
            .push(one);
        by_number
            .entry(one.count.normalize())
            .or_default()
            .push(one);
    }
    by_number.retain(|_, alike| alike.len() <= ALIKE);
    if by_number.is_empty() {
        return;
    }
    for text in checked.prose() {
        if text.numbers.is_empty() {
            continue;
        }
        for sentence in text.sentences() {
            if text.numbers_in(sentence).is_empty() {
                continue;
            }
            let stated: Vec<Decimal> = numbers_in(checked, text, sentence)
                .iter()
                .map(|stated| stated.value.normalize())
                .collect();
            let known = stated.iter().filter_map(|value| by_number.get(value));
            for one in known.flatten() {
                judge(checked, text, (sentence, &stated), one, found);
            }
        }
    }
}

/// Holds the numbers of a sentence against an indicator of which it has one.
fn judge(
    checked: &Checked<'_>,
    text: &Text<'_>,
    (sentence, stated): (&Range<usize>, &[Decimal]),
    one: &Counted<'_>,
    found: &mut Vec<Diagnostic>,
) {
    if !one.is_meant(text.words_in(sentence)) {
        return;
    }
    let numbers = text.numbers_in(sentence);
    let has = |value: Decimal| stated.contains(&value.normalize());
    let wrong = match (has(one.share), has(one.count)) {
        // The share stands there, and a count that is nearly its own.
        (true, false) => near(text, numbers, one.count, None),
        // Its count stands there, and a share that is nearly it, or a whole that gives another.
        (false, true) => near(text, numbers, one.share, Some(Unit::Procent))
            .or_else(|| whole(text, numbers, one)),
        _ => None,
    };
    if let Some((number, meant)) = wrong {
        found.push(
            Diagnostic::new("T036")
                .arg("tal", danish(number.value))
                .arg("andet", danish(meant))
                .label(Place::primary(checked.inside(text, number.range.clone())))
                .label(checked.second(&one.quantity.key, "her-tallet")),
        );
    }
}

/// An indicator's percentage with the count behind it.
struct Counted<'a> {
    share: Decimal,
    count: Decimal,
    quantity: &'a Quantity,
    /// The words of its title that could tell it from others.
    words: Vec<String>,
}

impl Counted<'_> {
    /// Whether a sentence is about it, by a long word of its title.
    fn is_meant(&self, words: &[Word<'_>]) -> bool {
        self.words
            .iter()
            .any(|own| words.iter().any(|word| same_word(own, &word.lower)))
    }
}

/// Letters of a word that tells one indicator from another.
const LONG: usize = 6;

fn counted<'a>(checked: &Checked<'a>) -> Vec<Counted<'a>> {
    let goals = checked.plan.agreements.iter().flat_map(|one| &one.goals);
    let indicators = goals.flat_map(|goal| &goal.indicators);
    indicators.flat_map(of_indicator).collect()
}

fn of_indicator(indicator: &Indicator) -> Vec<Counted<'_>> {
    let title = split(&indicator.title.text).into_iter();
    let long = |word: &String| word.chars().count() >= LONG && !word.starts_with("andel");
    let words: Vec<String> = title.filter(long).collect();
    let values = indicator.measurements.iter().flat_map(|one| &one.area);
    let shares = values.filter(|one| one.unit == Some(Unit::Procent));
    let counted = shares.filter_map(|quantity| {
        Some(Counted {
            share: quantity.value?,
            count: quantity.count?,
            quantity,
            words: words.clone(),
        })
    });
    counted.collect()
}

/// The typed number that is another with two digits swapped or one changed.
fn near<'t>(
    text: &Text<'_>,
    numbers: &'t [Number],
    meant: Decimal,
    unit: Option<Unit>,
) -> Option<(&'t Number, Decimal)> {
    let digits = |value: Decimal| value.to_string().replace('.', "");
    let own = digits(meant);
    let of_unit = |one: &&Number| super::beside::unit_after(text.text, one.range.end) == unit;
    let mut all = numbers.iter().filter(of_unit);
    let number = all.find(|one| {
        let typed = digits(one.value);
        let pairs = typed.chars().zip(own.chars());
        let differing: Vec<(char, char)> = pairs.filter(|(a, b)| a != b).collect();
        let slip = match differing.as_slice() {
            [_] => true,
            [(a, b), (c, d)] => a == d && b == c,
            _ => false,
        };
        slip && typed.len() == own.len() && typed.len() > 1 && one.value.scale() == meant.scale()
    });
    number.map(|number| (number, meant))
}

/// `A af B`, where the share is not that of A in B.
fn whole<'t>(
    text: &Text<'_>,
    numbers: &'t [Number],
    one: &Counted<'_>,
) -> Option<(&'t Number, Decimal)> {
    let own = numbers
        .iter()
        .position(|number| number.value == one.count)?;
    let whole = numbers.get(own + 1)?;
    let between = super::counted::between(text, numbers[own].range.end, whole.range.start);
    let of = between.first() == Some(&"af") && between.len() <= 3;
    let plain = super::beside::unit_after(text.text, whole.range.end).is_none();
    let share = (one.count * Decimal::ONE_HUNDRED).checked_div(whole.value)?;
    let right = (one.count * Decimal::ONE_HUNDRED).checked_div(one.share)?;
    let differs = (share - one.share).abs() > Decimal::ONE;
    (of && plain && differs).then(|| (whole, right.round()))
}
