//! Numbers and dates as Danes write them where TOML wants its own: `andel = 41,3`, `beloeb = 2.680.000`,
//! `dato = 10.02.2025`. What is meant is clear; the parser's words of it are not.

use std::ops::Range;

use crate::{
    diag::Diagnostic,
    text::danish::{is_space, plain, signed},
};

/// The codes of such slips.
pub(super) const CODES: [&str; 3] = ["K016", "K017", "K018"];

/// The value that stands around a place that cannot be read, if it is such a slip, and the finding of it without its
/// place.
pub(super) fn slip(text: &str, at: usize) -> Option<(Range<usize>, Diagnostic)> {
    let range = value(text, at)?;
    let word = &text[range.clone()];
    let finding = match (date(word), number(word)) {
        (Some(date), _) => Diagnostic::new("K016").arg("forslag", date),
        (None, Some(Slip::Sign(number))) => Diagnostic::new("K017").arg("forslag", number),
        (None, Some(Slip::Unit(number))) => Diagnostic::new("K018").arg("forslag", number),
        (None, None) => return None,
    };
    Some((range, finding.arg("ord", word)))
}

/// The warning of a list that may hold numbers with a decimal comma: `[91,2]` is 91 and 2. One that parts its numbers
/// by a comma and a space means what it says.
pub(super) fn list(text: &str, items: &[Range<usize>]) -> Option<Diagnostic> {
    let digits = |range: &Range<usize>| {
        let word = text.get(range.clone()).unwrap_or_default();
        !word.is_empty() && word.chars().all(|c| c.is_ascii_digit())
    };
    let pair = items.windows(2).find(|pair| {
        let between = text.get(pair[0].end..pair[1].start);
        between == Some(",") && pair.iter().all(digits)
    })?;
    let [first, second] = [&text[pair[0].clone()], &text[pair[1].clone()]];
    let finding = Diagnostic::new("K019").arg("laest", format_args!("{first} · {second}"));
    Some(finding.arg("forslag", format_args!("{first}.{second}")))
}

/// A number that is not written as TOML writes it.
enum Slip {
    /// For its points and commas.
    Sign(String),
    /// For the unit behind it.
    Unit(String),
}

/// From the sign before the value on the line of the place to what ends it.
fn value(text: &str, at: usize) -> Option<Range<usize>> {
    let at = at.min(text.len());
    let before = text.get(..at)?;
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let end = text[at..].find('\n').map_or(text.len(), |more| at + more);
    // The parser points at the first letter that it cannot take, which may be the one after the number's first part.
    let start = text[line..at].rfind('=').map(|at| line + at + 1);
    let start = start.or_else(|| text[at..end].starts_with('=').then_some(at + 1))?;
    let rest = &text[start..end];
    let stop = rest.find(['#', '}', ']', '"', '\'']).unwrap_or(rest.len());
    // A comma before a digit may be a decimal comma, one before a space parts values.
    let word = &rest[..rest.find(", ").map_or(stop, |comma| comma.min(stop))];
    let from = start + (word.len() - word.trim_start().len());
    (!word.trim().is_empty()).then(|| from..from + word.trim().len())
}

/// `10.02.2025`, `10-2-2025` or `10/2 2025` as TOML writes the day, if there is such a day.
fn date(word: &str) -> Option<String> {
    let mut parts = word
        .split(['.', '-', '/', ' '])
        .filter(|part| !part.is_empty());
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let fits = parts.next().is_none() && day.len() <= 2 && month.len() <= 2 && year.len() == 4;
    let date = format!("{year}-{month:0>2}-{day:0>2}");
    let known = date
        .parse::<toml::value::Datetime>()
        .is_ok_and(|date| date.time.is_none());
    (fits && known).then_some(date)
}

fn number(word: &str) -> Option<Slip> {
    let (negative, body) = signed(word);
    let marks = ["%", "pct.", "kr.", "kr", "PE", "DKK"];
    let bare = marks.iter().find_map(|mark| body.strip_suffix(mark));
    let body = bare.map_or(body, str::trim_end);
    let danish = plain(body, '.', ',');
    let grouped = danish.is_some() && body.contains(|c| c == '.' || is_space(c));
    // Before a unit the decimal sign may be TOML's own: `41.3 %`.
    let number = danish.or_else(|| plain(bare?.trim_end(), ',', '.'))?;
    let number = if grouped { parted(&number) } else { number };
    let written = format!("{}{number}", if negative { "-" } else { "" });
    match bare {
        Some(_) => Some(Slip::Unit(written)),
        None => (written != word).then_some(Slip::Sign(written)),
    }
}

/// A number with its thousands parted as in TOML: `2_680_000`.
fn parted(number: &str) -> String {
    let (whole, decimals) = number.split_at(number.find('.').unwrap_or(number.len()));
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out + decimals
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str, at: &str) -> String {
        let at = line.find(at).unwrap();
        slip(line, at).map_or_else(String::new, |(range, finding)| {
            let told = finding.args.iter().find(|(name, _)| *name == "forslag");
            let told = told.map_or("", |(_, value)| value);
            format!("{} {} {told}", finding.code, &line[range])
        })
    }

    #[test]
    fn danish_numbers_and_dates_are_told_as_toml_writes_them() {
        let cases = [
            ("andel = 41,3 # pct", ",3", "K017 41,3 41.3"),
            ("beloeb = 2.680.000", ".000", "K017 2.680.000 2_680_000"),
            ("beloeb = 2 680 000", "680", "K017 2 680 000 2_680_000"),
            ("beloeb = 1.234,50", ",50", "K017 1.234,50 1_234.50"),
            ("tal = −5", "−5", "K017 −5 -5"),
            (
                "x = { vaerdi = 41,3, enhed = \"procent\" }",
                ",3",
                "K017 41,3 41.3",
            ),
            (
                "x = { enhed = \"procent\", vaerdi = 41,3 }",
                ",3",
                "K017 41,3 41.3",
            ),
            ("andel = 41,3 %", ",3", "K018 41,3 % 41.3"),
            ("beloeb = 1.200 kr.", "kr", "K018 1.200 kr. 1_200"),
            ("andel = 41.3 %", "%", "K018 41.3 % 41.3"),
            ("dato = 10.02.2025", ".2025", "K016 10.02.2025 2025-02-10"),
            ("dato = 1/9 2021", "/9", "K016 1/9 2021 2021-09-01"),
            ("dato = 31.02.2025", ".2025", ""),
            ("titel = Trivsel", "Trivsel", ""),
            ("udgave = 1.0.2", ".2", ""),
        ];
        for (line, at, right) in cases {
            assert_eq!(told(line, at), right, "{line}");
        }
    }
}
