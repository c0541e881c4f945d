//! An abbreviation with two letters in each other's place.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, texts::Word};

/// Letters of an abbreviation that can be told from a slip.
const LETTERS: usize = 3;
/// Times that the plan writes what it is a slip for.
const USED: usize = 2;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let texts = || checked.texts.iter().filter(|text| !text.again);
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for word in texts()
        .flat_map(|text| &text.words)
        .filter(|word| is_short(word))
    {
        *used.entry(word.text).or_default() += 1;
    }
    let own: BTreeSet<&str> = checked
        .plan
        .abbreviations
        .iter()
        .map(|one| one.short.text.as_str())
        .collect();
    let known =
        |short: &str| own.contains(short) || used.get(short).is_some_and(|count| *count >= USED);
    for text in texts() {
        for word in text
            .words
            .iter()
            .filter(|word| is_short(word) && !own.contains(word.text) && used[word.text] == 1)
        {
            let right = swapped(word.text).find(|other| known(other)).or_else(|| {
                own.iter()
                    .find(|other| one_off(word.text, other))
                    .map(|other| (*other).to_owned())
            });
            if let Some(right) = right {
                found.push(
                    Diagnostic::new("N011")
                        .arg("ord", word.text)
                        .arg("ret", right)
                        .label(Place::primary(checked.inside(text, word.range.clone()))),
                );
            }
        }
    }
}

fn is_short(word: &Word<'_>) -> bool {
    word.text.chars().count() >= LETTERS && word.text.chars().all(char::is_uppercase)
}

/// Whether an abbreviation is one of the register's but for a letter that is one of its others: `SPP`, where `SSP` is meant.
fn one_off(word: &str, other: &str) -> bool {
    let pairs = word.chars().zip(other.chars());
    let differing: Vec<(char, char)> = pairs.filter(|(a, b)| a != b).collect();
    let [(typed, _)] = differing.as_slice() else {
        return false;
    };
    word.chars().count() == other.chars().count() && other.contains(*typed)
}

/// A word with each pair of its neighbours in the other order.
fn swapped(word: &str) -> impl Iterator<Item = String> + '_ {
    let letters: Vec<char> = word.chars().collect();
    (0..letters.len().saturating_sub(1)).filter_map(move |at| {
        let mut other = letters.clone();
        other.swap(at, at + 1);
        (other != letters).then(|| other.into_iter().collect())
    })
}
