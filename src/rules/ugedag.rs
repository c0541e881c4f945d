//! "Mandag den 17. september 2025", which was a Wednesday.

use time::{Date, Month, Weekday};

use crate::{
    diag::{Diagnostic, Label as Place},
    text::danish::MONTHS,
};

use super::{
    Checked,
    numbers::year,
    texts::{TextKind, Word},
};

/// Monday first.
const DAYS: [&str; 7] = [
    "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag",
];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked
        .texts
        .iter()
        .filter(|t| t.kind != TextKind::Name && !t.again)
    {
        for (at, word) in text.words.iter().enumerate() {
            let Some(named) = DAYS.iter().position(|day| *day == word.lower) else {
                continue;
            };
            let Some((date, last)) = date(&text.words[at + 1..]) else {
                continue;
            };
            let real = usize::from(Weekday::number_days_from_monday(date.weekday()));
            if real != named {
                let range = word.range.start..last.range.end;
                found.push(
                    Diagnostic::new("D028")
                        .arg("dag", word.text)
                        .quote("dato", &text.text[range.clone()])
                        .arg("ret", DAYS[real])
                        .label(Place::primary(checked.inside(text, range))),
                );
            }
        }
    }
}

/// `[den] 17. september 2025` at once, and its last word.
pub fn date<'t, 'a>(words: &'t [Word<'a>]) -> Option<(Date, &'t Word<'a>)> {
    let words = match words {
        [first, rest @ ..] if matches!(&*first.lower, "den" | "d") => rest,
        all => all,
    };
    let [day, month, last, ..] = words else {
        return None;
    };
    let month = MONTHS.iter().position(|name| *name == month.lower)?;
    let month = Month::try_from(u8::try_from(month + 1).ok()?).ok()?;
    let date = Date::from_calendar_date(year(last.text)?, month, day.text.parse().ok()?);
    Some((date.ok()?, last))
}
