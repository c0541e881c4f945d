//! A number typed in prose that is one digit, or two swapped digits, from one in the data.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    model::measure::danish,
};

use super::{
    Checked,
    numbers::{Number, of_data, year},
    texts::{Text, TextKind},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let data = of_data(checked.plan);
    let known: BTreeSet<Decimal> = data.iter().map(|(value, _)| value.normalize()).collect();
    // A number is looked up by its digits with one, or two neighbours, left open.
    let mut near: BTreeMap<String, &FieldKey> = BTreeMap::new();
    for (value, key) in &data {
        for pattern in patterns(*value) {
            near.entry(pattern).or_insert(key);
        }
    }
    for text in checked.texts.iter().filter(|t| t.kind == TextKind::Prose) {
        for number in text.numbers.iter().filter(|number| telling(text, number)) {
            if known.contains(&number.value.normalize()) {
                continue;
            }
            let other = patterns(number.value)
                .into_iter()
                .find_map(|p| near.get(&p));
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
