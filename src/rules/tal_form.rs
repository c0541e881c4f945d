//! Numbers that no Dane writes so: `2.391.00 kr.`, `24.12 %`.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    beside::unit_after,
    texts::{Text, TextKind},
};

/// Measures that make a number one that counts, besides units and things that are counted.
const MEASURES: [&str; 8] = ["ha", "kg", "km", "kvm", "liter", "m", "mia", "mio"];
/// Words for a great many: beginnings.
const GREAT: [&str; 4] = ["mia", "milliard", "million", "mio"];
/// A number that is written out so far is not one of millions besides.
const WRITTEN_OUT: Decimal = Decimal::from_parts(100_000, 0, 0, false, 0);

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked
        .texts
        .iter()
        .filter(|t| t.kind != TextKind::Name && !t.again)
    {
        for range in torn(checked, text).into_iter().chain(twice_great(text)) {
            found.push(
                Diagnostic::new("D022")
                    .quote("tal", &text.text[range.clone()])
                    .label(Place::primary(checked.inside(text, range))),
            );
        }
    }
}

/// `9.046.000 mio.`: a number that is written out and told in millions.
fn twice_great<'t>(text: &'t Text<'_>) -> impl Iterator<Item = Range<usize>> + 't {
    text.numbers.iter().filter_map(|number| {
        let next = text
            .words
            .partition_point(|word| word.range.start < number.range.end);
        let word = text.words.get(next)?;
        let gap = &text.text[number.range.end..word.range.start];
        let great = GREAT.iter().any(|start| word.lower.starts_with(start));
        let joined = gap.chars().all(char::is_whitespace);
        (number.value >= WRITTEN_OUT && great && joined)
            .then_some(number.range.start..word.range.end)
    })
}

/// Runs of digits with points between whose last group is not of three digits, where they count something.
fn torn(checked: &Checked<'_>, text: &Text<'_>) -> Vec<Range<usize>> {
    let bytes = text.text.as_bytes();
    let part = |at: usize| {
        bytes
            .get(at)
            .is_some_and(|b| b.is_ascii_digit() || *b == b'.')
    };
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let mut end = at;
        while part(end) {
            end += 1;
        }
        while bytes[end - 1] == b'.' {
            end -= 1;
        }
        let range = at..end;
        at = end.max(at + 1);
        let slot = text
            .slots
            .partition_point(|slot| slot.range.end < range.end);
        let fetched = text.slots.get(slot);
        let fetched = fetched.is_some_and(|slot| slot.range.start <= range.start);
        if !fetched && is_torn(&text.text[range.clone()]) && counts(checked, text, &range) {
            out.push(range);
        }
    }
    out
}

fn is_torn(number: &str) -> bool {
    let groups: Vec<&str> = number.split('.').collect();
    let [first, middle @ .., last] = groups.as_slice() else {
        return false;
    };
    let is_whole = |group: &&str| group.len() == 3;
    // 1.5.2 is a section and 11.12 a day: neither has a group of three.
    let points = !middle.is_empty() && middle.iter().all(is_whole) && !is_whole(last);
    let comma = middle.is_empty() && first.len() <= 3 && (1..=2).contains(&last.len());
    points && last.len() < 3 || comma
}

/// Whether a unit or a thing that is counted follows, and nothing before it makes it a time or a day.
fn counts(checked: &Checked<'_>, text: &Text<'_>, range: &Range<usize>) -> bool {
    let before = text.text[..range.start].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || "/-–,".contains(c)) {
        return false;
    }
    let several = text.text[range.clone()].matches('.').count() > 1;
    let next = text
        .words
        .partition_point(|word| word.range.start < range.end);
    let next = text.words.get(next);
    let stands = next.filter(|word| {
        text.text[range.end..word.range.start]
            .chars()
            .all(char::is_whitespace)
    });
    let things = &checked.standards.counts;
    let thing = stands
        .is_some_and(|word| things.is_counted(&word.lower) || MEASURES.contains(&&*word.lower));
    several || thing || unit_after(text.text, range.end).is_some()
}

#[cfg(test)]
mod tests {
    use super::is_torn;

    #[test]
    fn sections_days_and_whole_numbers_are_not_torn() {
        for torn in ["2.391.00", "24.12", "3.77", "1.2"] {
            assert!(is_torn(torn), "{torn}");
        }
        for whole in ["2.391.000", "1.234", "1.5.2", "2022", "11.12.2019"] {
            assert!(!is_torn(whole), "{whole}");
        }
    }
}
