//! "Steget med 4,3 procent" for a difference between two shares.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::{
    diag::{Diagnostic, Label as Place},
    model::{
        Plan,
        measure::{Quantity, Unit, danish},
        registers::NamedFigure,
    },
};

use super::{
    Checked,
    beside::{numbers_in, unit_after},
    claim,
    numbers::quantities,
    procentpoint::difference,
    texts::{Text, Word, beside},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let plan = checked.plan;
    // Where the meaning says that it is a difference, `procentpoint` tells.
    for figure in plan.figures.iter().filter(|one| {
        one.value.unit == Some(Unit::Procent) && difference(checked, &one.meaning).is_none()
    }) {
        if let (Some(value), true) = (figure.value.value, subtracts_shares(plan, figure)) {
            let key = beside(&figure.value.key, "enhed");
            let claim = figure
                .claim
                .as_ref()
                .map(|claim| checked.second(&claim.key, "her-forskel"));
            let finding = checked.at("E021", &key).arg("tal", danish(value));
            found.push(claim.into_iter().fold(finding, Diagnostic::label));
        }
    }
    for text in checked.prose_once() {
        in_prose(checked, text, found);
    }
}

/// Whether a figure is claimed to be one share less another.
fn subtracts_shares(plan: &Plan, figure: &NamedFigure) -> bool {
    let claim = figure
        .claim
        .as_ref()
        .and_then(|claim| claim.text.split_once(" - "));
    let Some((one, other)) = claim else {
        return false;
    };
    let plain = |name: &str| !name.trim().contains(' ');
    let shares = [one, other].iter().all(|name| {
        let key = claim::named(plan, name.trim()).map(|(_, key)| key);
        key.is_some_and(|key| is_share(plan, &key))
    });
    plain(one) && plain(other) && shares
}

fn is_share(plan: &Plan, key: &crate::key::FieldKey) -> bool {
    let quantity: Option<&Quantity> = quantities(plan).into_iter().find(|one| one.key == *key);
    quantity.is_some_and(|one| one.unit == Some(Unit::Procent))
}

/// Per cent typed for what the plan has as percentage points, or beside words for a difference of two shares in the sentence.
fn in_prose(checked: &Checked<'_>, text: &Text<'_>, found: &mut Vec<Diagnostic>) {
    if text.numbers.is_empty() {
        return;
    }
    for sentence in text.sentences() {
        let mut shares = None;
        for number in text.numbers_in(sentence) {
            if unit_after(text.text, number.range.end) != Some(Unit::Procent) {
                continue;
            }
            let points = checked.plan.figures.iter().find(|one| {
                let value = one.value.value.map(|value| value.normalize());
                let same = value == Some(number.value.normalize()) && number.value.scale() > 0;
                one.value.unit == Some(Unit::Procentpoint) && same
            });
            let differs = is_difference(checked, text, &number.range) && {
                let read = || shares_in(checked, text, sentence);
                is_between(shares.get_or_insert_with(read), number.value)
            };
            if points.is_some() || differs {
                let mut finding = Diagnostic::new("E021")
                    .arg("tal", danish(number.value))
                    .label(Place::primary(checked.inside(text, number.range.clone())));
                if let Some(figure) = points {
                    let key = &figure.value.key;
                    finding = finding.label(checked.second(key, "her-procentpoint"));
                }
                found.push(finding);
            }
        }
    }
}

/// Percentages that a sentence may have for one of them to be the difference of two others.
const SHARES: usize = 6;

fn shares_in(checked: &Checked<'_>, text: &Text<'_>, sentence: &Range<usize>) -> Vec<Decimal> {
    let all = numbers_in(checked, text, sentence).into_iter();
    let shares = all.filter(|one| one.unit == Some(Unit::Procent));
    shares.map(|one| one.value).collect()
}

/// "fra 25 % til 35 %, altså med 10 %": whether a number is the difference of two others.
fn is_between(shares: &[Decimal], value: Decimal) -> bool {
    if shares.len() > SHARES {
        return false;
    }
    let others: Vec<Decimal> = shares.iter().copied().filter(|one| *one != value).collect();
    let mut pairs = others.iter().enumerate().flat_map(|(at, one)| {
        let rest = others[at + 1..].iter();
        rest.map(move |other| (*one - *other).abs())
    });
    pairs.any(|difference| !difference.is_zero() && difference.normalize() == value.normalize())
}

/// Whether words make a number a difference: "med 5 procent" in front of it, "5 procent højere" behind.
fn is_difference(checked: &Checked<'_>, text: &Text<'_>, range: &Range<usize>) -> bool {
    let reading = &checked.standards.reading;
    let at = text
        .words
        .partition_point(|word| word.range.end <= range.start);
    let before = text.words[..at].last();
    let after = text.words[at..]
        .iter()
        .filter(|word| word.range.start >= range.end)
        .take(2);
    let compares = |word: &Word<'_>| {
        let lists = [&reading.more, &reading.less];
        let is = lists
            .iter()
            .any(|list| list.iter().any(|one| *one == word.lower));
        is || ["over", "under"].contains(&&*word.lower)
    };
    before.is_some_and(|word| word.lower == "med") || after.into_iter().any(compares)
}
