//! A number typed in prose that is one digit, or two swapped digits, from one in the data.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    model::{
        Plan,
        measure::{Unit, danish},
    },
};

use super::{
    Checked,
    numbers::{Number, of_data, quantities, year},
    texts::Text,
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let data = of_data(checked.plan);
    let known: BTreeSet<Decimal> = data.iter().map(|(value, _)| value.normalize()).collect();
    let money = money(checked.plan);
    // A number is looked up by its digits with one, or two neighbours, left open; kroner among kroner only.
    let mut near: BTreeMap<(String, bool), &FieldKey> = BTreeMap::new();
    for (value, key) in &data {
        for pattern in patterns(*value) {
            if money.contains(key) {
                near.entry((pattern.clone(), true)).or_insert(key);
            }
            near.entry((pattern, false)).or_insert(key);
        }
    }
    for text in checked.prose() {
        for number in text.numbers.iter().filter(|number| telling(text, number)) {
            // 1.500 is near to 1.600 and to many others by chance.
            if significant(number.value) < LEAST_DIGITS || known.contains(&number.value.normalize())
            {
                continue;
            }
            let is_money = in_kroner(text, number);
            let other = patterns(number.value)
                .into_iter()
                .find_map(|pattern| near.get(&(pattern, is_money)));
            if let Some(key) = other {
                let span = checked.inside(text, number.range.clone());
                found.push(
                    Diagnostic::new("T008")
                        .arg("tal", danish(number.value))
                        .label(Place::primary(span))
                        .label(checked.second(key, "her-naesten")),
                );
            }
        }
    }
}

/// Numbers that are rounder than this are near to others by chance.
const LEAST_DIGITS: usize = 3;

/// How many digits a number has before the noughts that it ends in.
fn significant(value: Decimal) -> usize {
    digits(value.normalize()).trim_end_matches('0').len()
}

/// Where the plan's data are kroner.
fn money(plan: &Plan) -> BTreeSet<&FieldKey> {
    let lines = plan.budget.lines.iter().map(|line| &line.key);
    let declared = plan.budget.declared.iter().map(|total| &total.key);
    let kroner = quantities(plan).into_iter();
    let kroner = kroner.filter(|quantity| quantity.unit == Some(Unit::Kr));
    lines
        .chain(declared)
        .chain(kroner.map(|quantity| &quantity.key))
        .collect()
}

/// Whether a typed number is one of kroner.
fn in_kroner(text: &Text<'_>, number: &Number) -> bool {
    let after = text.text[number.range.end..].trim_start();
    after.starts_with("kr")
}

/// Whether a number is one of its kind: four digits or more, and no year.
pub fn telling(text: &Text<'_>, number: &Number) -> bool {
    let typed = &text.text[number.range.clone()];
    digits(number.value).len() >= 4 && year(typed).is_none()
}

fn digits(value: Decimal) -> String {
    value.abs().to_string().replace('.', "")
}

/// The digits with each one open, and with each unequal pair of neighbours in order: numbers that share a pattern
/// differ by one digit or by two swapped ones.
fn patterns(value: Decimal) -> Vec<String> {
    let digits: Vec<char> = digits(value).chars().collect();
    if digits.len() < 4 {
        return Vec::new();
    }
    let scale = value.scale();
    let mut out = Vec::new();
    for at in 0..digits.len() {
        let mut open = digits.clone();
        open[at] = '?';
        out.push(format!("{}/{scale}", open.iter().collect::<String>()));
        if at + 1 < digits.len() && digits[at] != digits[at + 1] {
            let mut sorted = digits.clone();
            sorted[at..=at + 1].sort_unstable();
            out.push(format!(
                "{}/{scale}/{at}",
                sorted.iter().collect::<String>()
            ));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: &str, other: &str) -> bool {
        let (one, other): (Decimal, Decimal) = (one.parse().unwrap(), other.parse().unwrap());
        patterns(one).iter().any(|p| patterns(other).contains(p))
    }

    #[test]
    fn one_digit_or_two_swapped_ones_are_near() {
        assert!(near("3776", "3767"));
        assert!(near("3776", "3778"));
        assert!(near("18.48", "18.84"));
        assert!(!near("3776", "3687"));
        assert!(!near("3776", "37.76"));
        assert!(!near("29.1", "29.7"));
    }
}
