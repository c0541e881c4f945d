//! "19 af 46, altså 60 %": a share typed beside its two counts that is not theirs.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::{
    diag::{Diagnostic, Label as Place},
    model::{
        counts::Sums,
        measure::{Unit, danish},
    },
};

use super::{
    Checked,
    beside::{Stated, number_at, numbers_in},
    texts::{Text, Word},
};

/// Words that make a percentage that of the counts before it.
const SO: [&str; 8] = [
    "altså", "dvs", "eller", "er", "svarer", "udgør", "var", "svarede",
];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.prose() {
        if !text.words.iter().any(|word| word.lower == "af") {
            continue;
        }
        let sentences = text.sentences().iter();
        for sentence in sentences.flat_map(|sentence| halves(text, sentence)) {
            let stated = stated(checked, text, &sentence);
            let stated = stated.or_else(|| of_residents(checked, text, &sentence));
            let Some((part, whole, share)) = stated else {
                continue;
            };
            let Some(ratio) = (part.value * Decimal::ONE_HUNDRED).checked_div(whole.value) else {
                continue;
            };
            let scale = share.value.scale();
            // Rounded up or down, both are right.
            let room = Decimal::new(6, scale + 1);
            if (ratio - share.value).abs() > room {
                found.push(told(
                    checked,
                    text,
                    &sentence,
                    (&share, ratio.round_dp(scale)),
                ));
            }
        }
    }
}

/// The parts of a sentence between semicolons: each says its own.
fn halves(text: &Text<'_>, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let part = &text.text[sentence.clone()];
    let breaks = part.match_indices(';').map(|(at, _)| sentence.start + at);
    let mut edges: Vec<usize> = [sentence.start].into_iter().chain(breaks).collect();
    edges.push(sentence.end);
    edges.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// `A af B … P %` or `Af B … A …, P %`, where the sentence has these numbers and no other.
fn stated(
    checked: &Checked<'_>,
    text: &Text<'_>,
    sentence: &Range<usize>,
) -> Option<(Stated, Stated, Stated)> {
    let all = numbers_in(checked, text, sentence);
    let (shares, counts): (Vec<Stated>, Vec<Stated>) = all
        .into_iter()
        .partition(|one| one.unit == Some(Unit::Procent));
    let ([share], [one, other]) = (shares.as_slice(), counts.as_slice()) else {
        return None;
    };
    let words = text.words_in(sentence);
    let so = words.iter().any(|word| SO.contains(&&*word.lower));
    // The whole follows "af", with at most an article between.
    let whole = words
        .iter()
        .enumerate()
        .filter(|(_, word)| word.lower == "af");
    let whole = whole.filter_map(|(at, _)| {
        words[at..(at + 3).min(words.len())]
            .iter()
            .find_map(|word| after(checked, text, word))
    });
    let whole = whole
        .into_iter()
        .find(|value| *value == one.value || *value == other.value)?;
    let (part, whole) = if whole == one.value {
        (other, one)
    } else {
        (one, other)
    };
    let plain = |one: &Stated| {
        one.unit.is_none() || one.unit == Some(Unit::Personer) || one.unit == Some(Unit::Antal)
    };
    (so && plain(part) && plain(whole) && part.value <= whole.value)
        .then(|| (part.clone(), whole.clone(), share.clone()))
}

/// `16,6 % af beboerne …, i alt 165`: the whole are the residents of the plan.
fn of_residents(
    checked: &Checked<'_>,
    text: &Text<'_>,
    sentence: &Range<usize>,
) -> Option<(Stated, Stated, Stated)> {
    let words = text.words_in(sentence);
    let of = words
        .windows(2)
        .position(|pair| pair[0].lower == "af" && pair[1].lower == "beboerne")?;
    let in_all = words
        .windows(2)
        .position(|pair| pair[0].lower == "i" && pair[1].lower == "alt")?;
    let part = number_at(checked, text, words.get(in_all + 1)?.range.end)?;
    let all = numbers_in(checked, text, &(sentence.start..words[of].range.start));
    let [share] = all.as_slice() else { return None };
    let residents = Sums::of(checked.plan.divisions.iter()).residents?;
    let whole = Stated {
        value: residents,
        unit: None,
        key: None,
    };
    let percent = share.unit == Some(Unit::Procent) && part.unit.is_none() && in_all > of;
    percent.then(|| (part, whole, share.clone()))
}

fn after(checked: &Checked<'_>, text: &Text<'_>, word: &Word<'_>) -> Option<Decimal> {
    number_at(checked, text, word.range.end).map(|stated| stated.value)
}

fn told(
    checked: &Checked<'_>,
    text: &Text<'_>,
    sentence: &Range<usize>,
    (share, ratio): (&Stated, Decimal),
) -> Diagnostic {
    let typed = text
        .numbers
        .iter()
        .find(|one| sentence.contains(&one.range.start) && one.value == share.value);
    let slot = || {
        text.slots_in(sentence)
            .iter()
            .next()
            .map(|slot| slot.range.clone())
    };
    let range = typed
        .map(|one| one.range.clone())
        .or_else(slot)
        .unwrap_or_else(|| sentence.clone());
    let finding = Diagnostic::new("T030")
        .arg("tal", danish(share.value))
        .arg("andel", danish(ratio))
        .label(Place::primary(checked.inside(text, range)));
    match &share.key {
        Some(key) => finding.label(checked.second(key, "her-tallet")),
        None => finding,
    }
}
