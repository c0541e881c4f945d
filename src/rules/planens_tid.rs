//! "I efteråret 2026 er tre af de fire år gået", "halvvejs", "det første kalenderår omfatter fire måneder": what prose says of
//! the plan's own time, and evaluations after it.

use std::ops::Range;

use time::{Date, Month};

use crate::{
    diag::{Diagnostic, Label as Place},
    text::danish::MONTHS,
};

use super::{
    Checked,
    antal_i_tekst::value,
    numbers::year,
    texts::{Text, Word},
};

/// The middle of each season, by how it is written.
const SEASONS: [(&str, Month); 5] = [
    ("foråret", Month::April),
    ("sommeren", Month::July),
    ("efteråret", Month::October),
    ("vinteren", Month::January),
    ("januar", Month::January),
];
/// What a plan does within its own time: beginnings of words.
const WITHIN: [&str; 4] = ["evaluer", "midtvejs", "måles", "slutevaluer"];
/// Half a year, in days.
const HALF: i64 = 183;
/// Days of a year.
const YEAR: i64 = 365;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let prose = checked.prose();
    for text in prose.filter(|text| !text.again) {
        for sentence in text.sentences() {
            let words = text.words_in(sentence);
            let dated = dated(words);
            let rules = [gone, halfway, after_the_end];
            let mut told: Vec<Range<usize>> = Vec::new();
            if let Some(dated) = &dated {
                told.extend(rules.iter().find_map(|rule| rule(checked, words, dated)));
            }
            told.extend(calendar(checked, words));
            told.extend(own_years(checked, words));
            found.extend(told.into_iter().map(|range| tell(checked, text, range)));
        }
    }
}

fn tell(checked: &Checked<'_>, text: &Text<'_>, range: Range<usize>) -> Diagnostic {
    let (from, to) = checked.plan.meta.period;
    let day = |date: Date| {
        let month = MONTHS[usize::from(u8::from(date.month())) - 1];
        format!("{}. {month} {}", date.day(), date.year())
    };
    Diagnostic::new("E033")
        .quote("tekst", &text.text[range.clone()])
        .arg("fra", day(from))
        .arg("til", day(to))
        .label(Place::primary(checked.inside(text, range)))
}

/// A time that a sentence names.
struct Dated {
    day: Date,
    range: Range<usize>,
}

/// `foråret 2026`, `oktober 2026`: the one time of a sentence.
fn dated(words: &[Word<'_>]) -> Option<Dated> {
    let mut times = words.windows(2).filter_map(|pair| {
        let [name, then] = pair else { return None };
        let season = SEASONS.iter().find(|(season, _)| *season == name.lower);
        let month = || {
            let at = MONTHS.iter().position(|month| *month == name.lower)?;
            Month::try_from(u8::try_from(at + 1).ok()?).ok()
        };
        let month = season.map(|(_, month)| *month).or_else(month)?;
        let day = Date::from_calendar_date(year(then.text)?, month, 15).ok()?;
        Some(Dated {
            day,
            range: name.range.start..then.range.end,
        })
    });
    let first = times.next()?;
    times.next().is_none().then_some(first)
}

/// `er to af de fire år gået`: how many years they are.
fn gone(checked: &Checked<'_>, words: &[Word<'_>], dated: &Dated) -> Option<Range<usize>> {
    let run = words.windows(6).find(|run| {
        let ends: Vec<&str> = run[1..].iter().map(|word| &*word.lower).collect();
        matches!(ends.as_slice(), ["af", "de", _, "år", "gået"])
    })?;
    let said = i64::try_from(value(&run[0].lower)?).ok()?;
    let real = (dated.day - checked.plan.meta.period.0).whole_days();
    let off = (real - said * YEAR).abs() > YEAR * 3 / 4;
    off.then(|| run[0].range.start..run[5].range.end)
}

/// `halvvejs gennem perioden`, `midtvejs`: within half a year of the middle.
fn halfway(checked: &Checked<'_>, words: &[Word<'_>], dated: &Dated) -> Option<Range<usize>> {
    let half = words
        .iter()
        .find(|word| matches!(&*word.lower, "halvvejs" | "midtvejs"))?;
    let (from, to) = checked.plan.meta.period;
    let middle = (to - from).whole_days() / 2;
    let off = ((dated.day - from).whole_days() - middle).abs() > HALF;
    off.then(|| half.range.clone())
}

/// An evaluation, or a measurement, more than half a year after the plan.
fn after_the_end(checked: &Checked<'_>, words: &[Word<'_>], dated: &Dated) -> Option<Range<usize>> {
    let own = words
        .iter()
        .any(|word| WITHIN.iter().any(|start| word.lower.starts_with(start)));
    let late = (dated.day - checked.plan.meta.period.1).whole_days() > HALF;
    (own && late).then(|| dated.range.clone())
}

/// `planens år går fra september til august`.
fn own_years(checked: &Checked<'_>, words: &[Word<'_>]) -> Option<Range<usize>> {
    let run = words.windows(7).find(|run| {
        let said: Vec<&str> = run.iter().map(|word| &*word.lower).collect();
        matches!(
            said.as_slice(),
            ["planens", "år", "går" | "løber", "fra", _, "til", _]
        )
    })?;
    let month = |word: &Word<'_>| MONTHS.iter().position(|month| *month == word.lower);
    let (from, to) = checked.plan.meta.period;
    let at = |day: Date| usize::from(u8::from(day.month())) - 1;
    let said = (month(&run[4])?, month(&run[6])?);
    (said != (at(from), at(to))).then(|| run[4].range.start..run[6].range.end)
}

/// `det første kalenderår omfatter kun fire måneder og det sidste otte`.
fn calendar(checked: &Checked<'_>, words: &[Word<'_>]) -> Option<Range<usize>> {
    let says = |wanted: &str| words.iter().any(|word| word.lower == wanted);
    if !says("kalenderår") || !says("måneder") {
        return None;
    }
    let (from, to) = checked.plan.meta.period;
    let first = 13 - usize::from(u8::from(from.month()));
    let last = usize::from(u8::from(to.month()));
    let after = |name: &str| {
        let at = words.iter().position(|word| word.lower == name)?;
        let mut rest = words[at + 1..].iter();
        rest.find_map(|word| Some((word, value(&word.lower)?)))
    };
    let wrong = [("første", first), ("sidste", last)].into_iter();
    wrong
        .filter_map(|(name, real)| after(name).filter(|(_, said)| *said != real))
        .map(|(word, _)| word.range.clone())
        .next()
}
