//! Money typed in prose: the share that is paid locally, and amounts in millions, against the budget.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    model::{
        measure::{Unit, danish},
        money::Payer,
    },
};

use super::{Checked, beside::unit_after, numbers::Number, texts::Text};

/// What the local money is called.
const LOCAL: [&str; 3] = ["medfinansiering", "medfinansieringen", "egenfinansiering"];
/// Words that make a number a floor or a wish, not what is paid.
const FLOOR: [&str; 5] = ["kræver", "krav", "kravet", "mindst", "skal"];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let amounts = amounts(checked);
    for text in checked.prose_once() {
        if text.numbers.is_empty() {
            continue;
        }
        for sentence in text.sentences() {
            let mut local = None;
            for number in text.numbers_in(sentence) {
                let other = match unit_after(text.text, number.range.end) {
                    Some(Unit::Procent) => {
                        let is_local = || speaks_of_local(text, sentence);
                        let local = *local.get_or_insert_with(is_local);
                        let share = local.then(|| share(checked, number)).flatten();
                        share.or_else(|| floor(checked, text, sentence, number))
                    }
                    _ => unit_of_money(text, number).and_then(|unit| {
                        let moved = moved(&amounts, number, unit);
                        moved.or_else(|| {
                            in_millions(text, number)
                                .then(|| nearly(&amounts, number))
                                .flatten()
                        })
                    }),
                };
                if let Some((value, key)) = other {
                    found.push(
                        Diagnostic::new("B007")
                            .arg("tal", danish(number.value))
                            .arg("andet", danish(value))
                            .label(Place::primary(checked.inside(text, number.range.clone())))
                            .label(checked.second(&key, "her-tallet")),
                    );
                }
            }
        }
    }
}

/// Whether a sentence says how much is paid locally, and not how much must be.
fn speaks_of_local(text: &Text<'_>, sentence: &Range<usize>) -> bool {
    let words = text.words_in(sentence);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&&*word.lower));
    has(&LOCAL) && !has(&FLOOR)
}

/// The least local share, where another is said to be asked for.
fn floor(
    checked: &Checked<'_>,
    text: &Text<'_>,
    sentence: &Range<usize>,
    number: &Number,
) -> Option<(Decimal, FieldKey)> {
    let least = checked.rules.least_local()?;
    let money = text.text[sentence.clone()].contains("medfinansiering");
    let before = text.words_in(&(sentence.start..number.range.start));
    let near = before.iter().rev().take(3);
    let asked = near
        .into_iter()
        .any(|word| word.lower.starts_with("krav") || word.lower == "kræver");
    (money && asked && least != number.value).then(|| {
        (
            least.normalize(),
            FieldKey::file("oekonomi.toml").child("post"),
        )
    })
}

/// The local share, where another is typed.
fn share(checked: &Checked<'_>, number: &Number) -> Option<(Decimal, FieldKey)> {
    let percent = checked.plan.budget.cofinancing()?.percent();
    let percent = percent.round_dp(number.value.scale());
    let differs = percent.normalize() != number.value.normalize();
    differs.then(|| (percent, FieldKey::file("oekonomi.toml").child("post")))
}

/// `27,2 mio. kr.`, `2,4 millioner kroner`.
fn in_millions(text: &Text<'_>, number: &Number) -> bool {
    let rest = text.text[number.range.end..].trim_start();
    rest.starts_with("mio") || rest.starts_with("million")
}

/// What a number of kroner, thousands or millions of them is counted in.
fn unit_of_money(text: &Text<'_>, number: &Number) -> Option<Decimal> {
    let rest = text.text[number.range.end..].trim_start();
    let thousand = ["t.kr", "t. kr", "tkr", "tusind kr"];
    if in_millions(text, number) {
        Some(Decimal::from(1_000_000))
    } else if thousand.iter().any(|start| rest.starts_with(start)) {
        Some(Decimal::ONE_THOUSAND)
    } else {
        rest.starts_with("kr").then_some(Decimal::ONE)
    }
}

/// An amount of the budget that is a thousand or a million times what is typed, or as small a part of it: of three digits
/// or more before its noughts.
fn moved(
    amounts: &[(Decimal, FieldKey)],
    number: &Number,
    unit: Decimal,
) -> Option<(Decimal, FieldKey)> {
    let typed = number.value.checked_mul(unit)?;
    let digits = number.value.normalize().to_string().replace('.', "");
    if digits.trim_end_matches('0').len() < 3 || amounts.iter().any(|(one, _)| *one == typed) {
        return None;
    }
    let factors = [Decimal::ONE_THOUSAND, Decimal::from(1_000_000)];
    let other = factors.iter().find_map(|factor| {
        let mut all = amounts.iter();
        all.find(|(one, _)| {
            typed.checked_mul(*factor) == Some(*one) || one.checked_mul(*factor) == Some(typed)
        })
    })?;
    Some((other.0 / unit, other.1.clone()))
}

/// Every amount of the budget and every sum of it that a reader meets.
fn amounts(checked: &Checked<'_>) -> Vec<(Decimal, FieldKey)> {
    let budget = &checked.plan.budget;
    let file = FieldKey::file("oekonomi.toml").child("post");
    let lines = budget
        .lines
        .iter()
        .map(|line| (line.amount, line.key.clone()));
    let agreements = checked
        .plan
        .agreements
        .iter()
        .map(|one| Some(one.id.as_str()));
    let scopes: Vec<Option<&str>> = agreements.chain([None]).collect();
    let totals = scopes.iter().flat_map(|scope| {
        let funders = (0..budget.funders.len()).map(Some).chain([None]);
        funders
            .map(|funder| budget.total(*scope, funder).printed())
            .collect::<Vec<_>>()
    });
    let paid = [Payer::Local, Payer::All].map(|payer| budget.paid(None, payer));
    let sums = totals.chain(paid).map(|amount| (amount, file.clone()));
    lines
        .chain(sums)
        .filter(|(amount, _)| *amount > 0)
        .map(|(amount, key)| (Decimal::from(amount), key))
        .collect()
}

/// An amount that is one digit from what is typed, where none is it.
fn nearly(amounts: &[(Decimal, FieldKey)], number: &Number) -> Option<(Decimal, FieldKey)> {
    let million = Decimal::from(1_000_000);
    let typed = number.value.to_string();
    let shown = |amount: &Decimal| {
        let mut value = (*amount / million).round_dp(number.value.scale());
        value.rescale(number.value.scale());
        value
    };
    if amounts
        .iter()
        .any(|(amount, _)| shown(amount) == number.value)
    {
        return None;
    }
    let one_digit = |other: &str| {
        let pairs = typed.chars().zip(other.chars());
        other.len() == typed.len() && typed.len() >= 3 && pairs.filter(|(a, b)| a != b).count() == 1
    };
    let near = amounts
        .iter()
        .find(|(amount, _)| one_digit(&shown(amount).to_string()));
    near.map(|(amount, key)| (shown(amount), key.clone()))
}
