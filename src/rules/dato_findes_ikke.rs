//! Days in texts that their month has not: `31. november 2021`, `31/2-2020`.

use std::ops::Range;

use time::{Date, Month};

use crate::{
    diag::{Diagnostic, Label as Place},
    text::danish::MONTHS,
};

use super::{Checked, texts::TextKind};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked
        .texts
        .iter()
        .filter(|t| t.kind != TextKind::Name && !t.again)
    {
        for range in impossible(text.text) {
            found.push(
                Diagnostic::new("D023")
                    .quote("dato", &text.text[range.clone()])
                    .label(Place::primary(checked.inside(text, range))),
            );
        }
    }
    dated(checked, found);
}

/// When the key figures were made up.
fn dated(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let file = crate::key::FieldKey::file("registre/afdelinger.toml");
    for (name, words) in &checked.plan.figures_dated {
        for range in impossible(words) {
            let key = file.child("opgjort").child(name);
            found.push(
                Diagnostic::new("D023")
                    .arg("dato", &words[range.clone()])
                    .label(Place::primary(checked.sources.inside(&key, range))),
            );
        }
    }
}

/// Where a day stands that there is not. Without a year, the 29th of February is one.
fn impossible(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = run(bytes, at);
        if let Some((month, after)) = named(text, end).or_else(|| numbered(bytes, end))
            && let Ok(day) = text[at..end].parse::<u8>()
            && alone(text, at)
        {
            let year = year_after(text, after);
            let exists = Month::try_from(month).is_ok_and(|month| {
                Date::from_calendar_date(year.unwrap_or(2024), month, day).is_ok()
            });
            if !exists {
                out.push(at..after);
            }
        }
        at = end;
    }
    out
}

/// Where the digits from a place end.
fn run(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..]
        .iter()
        .take_while(|b| b.is_ascii_digit())
        .count()
}

fn alone(text: &str, at: usize) -> bool {
    !text[..at].ends_with(|c: char| c.is_alphanumeric() || "./-–,".contains(c))
}

/// `. november` after a day.
fn named(text: &str, end: usize) -> Option<(u8, usize)> {
    let rest = text[end..].strip_prefix('.')?;
    let space = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\n']).len();
    let from = end + 1 + space;
    let word: String = text[from..]
        .chars()
        .take_while(|c| c.is_alphabetic())
        .collect();
    let month = MONTHS
        .iter()
        .position(|month| *month == word.to_lowercase())?;
    (space > 0).then_some((u8::try_from(month + 1).ok()?, from + word.len()))
}

/// `/2-` or `/2 2020` after a day: a month and a year.
fn numbered(bytes: &[u8], end: usize) -> Option<(u8, usize)> {
    (bytes.get(end) == Some(&b'/')).then_some(())?;
    let after = run(bytes, end + 1);
    let month = std::str::from_utf8(&bytes[end + 1..after])
        .ok()?
        .parse()
        .ok()?;
    let year = run(bytes, (after + 1).min(bytes.len()));
    let dated = matches!(bytes.get(after), Some(b'-' | b' ' | b'/')) && year == after + 5;
    dated.then_some((month, after))
}

fn year_after(text: &str, at: usize) -> Option<i32> {
    let rest = text[at..].trim_start_matches([' ', '-', '/', '\n', '\u{a0}']);
    let digits = rest.get(..4)?;
    super::numbers::year(digits)
}

#[cfg(test)]
mod tests {
    use super::impossible;

    #[test]
    fn days_that_there_are_not_are_found() {
        let all = |text: &str| {
            impossible(text)
                .into_iter()
                .map(|at| text[at].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            all("den 31. november 2021 og 31/2-2020"),
            ["31. november", "31/2"]
        );
        assert_eq!(all("29. februar 2021, 29. februar 2024"), ["29. februar"]);
        assert_eq!(
            all("1/1-2020, 1/3 af beboerne, skoleåret 2018/2019, 31. december"),
            [] as [&str; 0]
        );
    }
}
