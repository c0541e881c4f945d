//! Times that no clock shows, and more of a time than there is: "kl. 29", "ni dage om ugen", "60 uger om året".

use std::ops::Range;

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    counted::counts_in,
    texts::{Text, TextKind, Word},
};

/// How many of a time another one has at the most. Hours of a day or a week may be those of several people together.
const MOST: [(&[&str], &[&str], u32); 7] = [
    (
        &[
            "dage",
            "ugedage",
            "formiddage",
            "eftermiddage",
            "aftener",
            "nætter",
            "morgener",
        ],
        &["uge", "ugen", "ugentligt"],
        7,
    ),
    (&["hverdage"], &["uge", "ugen", "ugentligt"], 6),
    (&["timer"], &["døgn", "døgnet"], 24),
    (&["dage"], &["måned", "måneden", "månedligt"], 31),
    (&["uger"], &["år", "året", "årligt"], 53),
    (&["måneder"], &["år", "året", "årligt"], 12),
    (&["dage"], &["år", "året", "årligt"], 366),
];

/// The hour at which a night ends.
const MORNING: u8 = 8;
/// Parts of a year, and how many there are.
const PARTS_OF_YEAR: [(&str, u32); 3] = [("halvår", 2), ("kvartal", 4), ("måned", 12)];
/// Weeks of a year.
const WEEKS: u32 = 53;

/// Words that may stand between a time and what it is a part of: "dage om ugen", "uger pr. år".
const PER: [&str; 5] = ["hver", "i", "om", "per", "pr"];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut tell = |text: &Text<'_>, range: Range<usize>| {
        found.push(
            Diagnostic::new("D027")
                .quote("tekst", &text.text[range.clone()])
                .label(Place::primary(checked.inside(text, range))),
        );
    };
    for text in checked
        .texts
        .iter()
        .filter(|t| t.kind != TextKind::Name && !t.again)
    {
        let clocks = text.words.iter().filter(|word| word.lower == "kl");
        for range in clocks.filter_map(|word| no_time(text.text, word.range.end)) {
            tell(text, range);
        }
        for pair in text.words.windows(2) {
            let [what, per] = pair else { continue };
            if no_part_of_year(text, (what, per)) {
                tell(text, what.range.start..per.range.end);
            }
            if let Some(range) = too_much(checked, text, (what, per)) {
                tell(text, range);
            }
        }
    }
}

/// `5. kvartal`, `uge 54`.
fn no_part_of_year(text: &Text<'_>, (first, second): (&Word<'_>, &Word<'_>)) -> bool {
    let gap = &text.text[first.range.end..second.range.start];
    let number = |word: &Word<'_>| word.text.parse::<u32>().ok();
    if first.lower == "uge" && gap == " " {
        return number(second).is_some_and(|week| (WEEKS + 1..100).contains(&week));
    }
    let mut parts = PARTS_OF_YEAR.iter();
    let most = parts
        .find(|(name, _)| *name == second.lower)
        .map(|(_, most)| *most);
    let ordinal = gap.starts_with(". ") && gap.len() == 2;
    most.is_some_and(|most| {
        ordinal && number(first).is_some_and(|number| number > most && number < 100)
    })
}

/// The time after `kl`, alone or as a span, if no clock shows it.
fn no_time(text: &str, after: usize) -> Option<Range<usize>> {
    let rest = text[after..].trim_start_matches(['.', ' ', '\u{a0}', '\n']);
    let start = text.len() - rest.len();
    let part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ':' | '-' | '–');
    let length = rest.find(|c| !part(c)).unwrap_or(rest.len());
    let shown = rest[..length].trim_end_matches(['.', ':', '-', '–']);
    let whole = !rest[length..].starts_with(char::is_alphanumeric);
    let times = shown.split(['-', '–']);
    let mut hours = times.clone().filter_map(|time| {
        let hour = time.split(['.', ':']).next()?;
        hour.parse::<u8>().ok()
    });
    // "kl. 16-14" runs backwards; "kl. 22-02" runs into the morning.
    let backwards = match (hours.next(), hours.next()) {
        (Some(from), Some(to)) => to < from && to > MORNING,
        _ => false,
    };
    let wrong = times.filter(|time| !time.is_empty()).any(|time| {
        let (hour, minute) = time.split_once(['.', ':']).unwrap_or((time, "0"));
        let read = |digits: &str| digits.parse::<u8>().ok();
        let (hour, minute) = (read(hour), read(minute));
        hour.is_none_or(|hour| hour > 24) || minute.is_none_or(|minute| minute > 59)
    });
    (whole && (wrong || backwards)).then(|| start..start + shown.len())
}

/// `ni dage om ugen`: from the number to the end, if that is more than there is.
fn too_much(
    checked: &Checked<'_>,
    text: &Text<'_>,
    (what, per): (&Word<'_>, &Word<'_>),
) -> Option<Range<usize>> {
    let by_itself = per.lower.ends_with("ligt");
    if !by_itself && !PER.contains(&&*per.lower) {
        return None;
    }
    let known = MOST.iter().any(|(times, ..)| times.contains(&&*what.lower));
    let next = text
        .words
        .partition_point(|word| word.range.start < per.range.end);
    let of = if by_itself {
        per
    } else {
        text.words.get(next).filter(|_| known)?
    };
    let mut all = MOST.iter();
    let (.., most) = all.find(|(times, periods, _)| {
        times.contains(&&*what.lower) && periods.contains(&&*of.lower)
    })?;
    let near = text.text[..what.range.start].trim_end();
    let around = near.rfind("\n\n").map_or(0, |at| at + 2)..what.range.start;
    let counts = counts_in(checked, text, &around);
    let count = counts.last().filter(|one| one.range.end == near.len())?;
    (count.value > Decimal::from(*most)).then_some(count.range.start..of.range.end)
}

#[cfg(test)]
mod tests {
    use super::no_time;

    #[test]
    fn times_that_no_clock_shows_are_found() {
        for wrong in [". 29", ". 15-28", " 19.75", ". 8:61 er", ". 16-14"] {
            assert!(no_time(wrong, 0).is_some(), "{wrong}");
        }
        for right in [
            ". 19-23",
            ". 22-02",
            ". 16",
            ". 9.30-24.",
            " 10:15",
            ". ca. 10",
            ". 8.",
        ] {
            assert_eq!(no_time(right, 0), None, "{right}");
        }
    }
}
