//! "Beboertallene er opgjort den 1. januar 2022" where the register and the tables say 2023.

use std::collections::BTreeSet;

use time::Date;

use crate::{
    diag::{Diagnostic, Label as Place},
    text::danish::MONTHS,
};

use super::{
    Checked,
    texts::{Text, TextKind},
    ugedag::date,
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut known = None;
    let prose = checked.prose();
    for text in prose.filter(|text| !text.again) {
        for sentence in text.sentences() {
            let words = text.words_in(sentence);
            let counted = |word: &&super::texts::Word<'_>| word.lower.starts_with("opgjort");
            if !words.iter().any(|word| counted(&word)) {
                continue;
            }
            let dates = (0..words.len()).filter_map(|at| {
                let (day, last) = date(&words[at..])?;
                // The date itself, without the article that may stand before it.
                let first = words[at].text.starts_with(|c: char| c.is_ascii_digit());
                first.then(|| (day, words[at].range.start..last.range.end))
            });
            for (day, range) in dates {
                let known: &BTreeSet<Date> = known.get_or_insert_with(|| of_data(checked));
                let same_day = known
                    .iter()
                    .find(|one| (one.month(), one.day()) == (day.month(), day.day()));
                if let Some(other) = same_day.filter(|_| !known.contains(&day)) {
                    found.push(
                        Diagnostic::new("E035")
                            .quote("dato", &text.text[range.clone()])
                            .arg("aar", other.year())
                            .label(Place::primary(checked.inside(text, range))),
                    );
                }
            }
        }
    }
}

/// The days on which the data were made up: those of the register, and those in titles, sources and notes of tables and figures.
fn of_data(checked: &Checked<'_>) -> BTreeSet<Date> {
    let plan = checked.plan;
    let mut out: BTreeSet<Date> = plan
        .figures_dated
        .values()
        .filter_map(|words| numbered(words))
        .collect();
    let data = checked.texts.iter().filter(|text| {
        let of = |folder: &str| text.key.file.starts_with(folder);
        text.kind != TextKind::Prose && (of("tabeller/") || of("figurer/"))
    });
    for text in data {
        out.extend(days(text));
    }
    out
}

fn days<'t>(text: &'t Text<'_>) -> impl Iterator<Item = Date> + 't {
    (0..text.words.len()).filter_map(|at| date(&text.words[at..]).map(|(day, _)| day))
}

/// `1/1-2023`.
fn numbered(words: &str) -> Option<Date> {
    let mut parts = words.split(['/', '-', '.']).map(str::trim);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let month: u8 = month.parse().ok()?;
    (usize::from(month) <= MONTHS.len()).then_some(())?;
    let month = time::Month::try_from(month).ok()?;
    Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()
}
