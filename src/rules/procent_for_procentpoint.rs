//! "Steget med 4,3 procent" for a difference between two shares.

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
    beside::unit_after,
    claim,
    numbers::quantities,
    procentpoint::difference,
    texts::{Text, TextKind, Word, beside},
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
    for text in checked
        .texts
        .iter()
        .filter(|t| t.kind == TextKind::Prose && !t.again)
    {
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
    for number in &text.numbers {
        if unit_after(text.text, number.range.end) != Some(Unit::Procent) {
            continue;
        }
        let points = checked.plan.figures.iter().find(|one| {
            let same = one
                .value
                .value
                .is_some_and(|value| value.normalize() == number.value.normalize());
            one.value.unit == Some(Unit::Procentpoint) && same && number.value.scale() > 0
        });
        if points.is_some() || differs_by(checked, text, (number.value, &number.range)) {
            let mut finding = Diagnostic::new("E021")
                .arg("tal", danish(number.value))
                .label(Place::primary(checked.inside(text, number.range.clone())));
            if let Some(figure) = points {
                finding = finding.label(checked.second(&figure.value.key, "her-procentpoint"));
            }
            found.push(finding);
        }
    }
}

/// "fra 25 % til 35 %, altså med 10 %": the number is the difference of two others of its sentence, and a word says that it is one.
fn differs_by(
    checked: &Checked<'_>,
    text: &Text<'_>,
    (value, range): (Decimal, &std::ops::Range<usize>),
) -> bool {
    let sentence = text
        .sentences()
        .into_iter()
        .find(|one| one.contains(&range.start));
    let Some(sentence) = sentence else {
        return false;
    };
    if !is_difference(checked, text, range) {
        return false;
    }
    let typed = text
        .numbers
        .iter()
        .filter(|one| sentence.contains(&one.range.start) && one.range != *range);
    let typed = typed
        .filter(|one| unit_after(text.text, one.range.end) == Some(Unit::Procent))
        .map(|one| one.value);
    let fetched = text
        .slots_in(&sentence)
        .filter_map(|slot| super::beside::of_slot(checked, slot));
    let fetched = fetched
        .filter(|one| one.unit == Some(Unit::Procent))
        .map(|one| one.value);
    let shares: Vec<Decimal> = typed.chain(fetched).collect();
    let pairs = shares.iter().enumerate().flat_map(|(at, one)| {
        shares[at + 1..]
            .iter()
            .map(move |other| (*one - *other).abs())
    });
    pairs
        .into_iter()
        .any(|difference| !difference.is_zero() && difference.normalize() == value.normalize())
}

/// Whether words make a number a difference: "med 5 procent" in front of it, "5 procent højere" behind.
fn is_difference(checked: &Checked<'_>, text: &Text<'_>, range: &std::ops::Range<usize>) -> bool {
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
