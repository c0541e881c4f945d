//! Numbers that count something in prose: typed, written in words, or fetched.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::model::measure::Unit;

use super::{Checked, antal_i_tekst, beside, numbers::year, texts::Text};

/// A number of things.
#[derive(Debug, Clone)]
pub struct Count {
    pub value: Decimal,
    pub range: Range<usize>,
}

/// All counts in a part of a text, in order. Years, ages, shares and money are none.
pub fn counts_in(checked: &Checked<'_>, text: &Text<'_>, part: &Range<usize>) -> Vec<Count> {
    let typed = text.numbers_in(part).iter();
    let typed = typed.filter(|one| year(&text.text[one.range.clone()]).is_none());
    let typed = typed.map(|one| Count {
        value: one.value,
        range: one.range.clone(),
    });
    let fetched = text.slots_in(part).iter().filter_map(|slot| {
        let stated = beside::of_slot(checked, slot)?;
        plain(stated.unit).then(|| Count {
            value: stated.value,
            range: slot.range.clone(),
        })
    });
    let spelled = text.words_in(part).iter().filter_map(|word| {
        let letters = word.lower.starts_with(char::is_alphabetic);
        let value = antal_i_tekst::value(&word.lower).filter(|_| letters)?;
        Some(Count {
            value: Decimal::from(value),
            range: word.range.clone(),
        })
    });
    let mut out: Vec<Count> = typed.chain(fetched).chain(spelled).collect();
    out.retain(|one| counts(text, &one.range));
    out.sort_by_key(|one| one.range.start);
    out
}

/// Whether what follows a number makes it neither an ordinal nor an age nor a measure.
fn counts(text: &Text<'_>, range: &Range<usize>) -> bool {
    let rest = &text.text[range.end..];
    let mut after = rest.chars();
    let ordinal = after.next() == Some('.')
        && after.next().is_some_and(char::is_whitespace)
        && after.next().is_some_and(char::is_lowercase);
    let word = rest.trim_start_matches([' ', '\u{a0}', '\n']);
    let age = ["år", "-år", "års"].iter().any(|start| {
        word.strip_prefix(start)
            .is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    });
    !ordinal && !age && plain(beside::unit_after(text.text, range.end))
}

fn plain(unit: Option<Unit>) -> bool {
    matches!(unit, None | Some(Unit::Antal | Unit::Personer))
}

/// The words between two places, in lower case.
pub fn between<'t>(text: &'t Text<'_>, from: usize, to: usize) -> Vec<&'t str> {
    let part = text.text.get(from..to).unwrap_or_default();
    part.split_whitespace().collect()
}
