//! Numbers as people and programs write them into cells, Danish or English.

use rust_decimal::Decimal;

use crate::{
    model::measure::Unit,
    text::danish::{is_space, plain, signed},
};

/// Whose points and commas a file's numbers have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `1.234,5`
    Danish,
    /// `1,234.5`
    English,
}

/// What a text is as a number, and the mark that it bears: `58,3 %` bears that of per cent.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Read {
    pub reading: Reading,
    pub mark: Option<Unit>,
}

/// How a text can be read as a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reading {
    /// As one number, whoever reads it: `1234`, `1 234`.
    Plain(Decimal),
    /// By the signs of one style only: `12,5` is Danish, `12.5` is English.
    Only(Style, Decimal),
    /// As two: `1.234` is a thousand and more to a Dane, one and a bit to an Englishman.
    Either { danish: Decimal, english: Decimal },
    /// It looks like a number and is none: `0800`, `12.5.2021`, `.500`, `1e5`.
    Odd,
}

impl Reading {
    /// The number as the style reads it.
    pub fn by(&self, style: Style) -> Option<Decimal> {
        match self {
            Reading::Plain(number) => Some(*number),
            Reading::Only(own, number) => (*own == style).then_some(*number),
            Reading::Either { danish, english } => Some(match style {
                Style::Danish => *danish,
                Style::English => *english,
            }),
            Reading::Odd => None,
        }
    }
}

/// Most digits of a number: what a decimal holds for sure.
const MOST_DIGITS: usize = 27;
/// Marks that stand before or after a number.
const MARKS: [(&str, Unit); 6] = [
    ("%", Unit::Procent),
    ("pct.", Unit::Procent),
    ("pct", Unit::Procent),
    ("kr.", Unit::Kr),
    ("kr", Unit::Kr),
    ("DKK", Unit::Kr),
];

/// Reads a text as a number; `None` where it is words.
pub(super) fn read(text: &str) -> Option<Read> {
    let (body, mark) = unmarked(text.trim());
    let (negative, body) = signed(body);
    let digits = body.chars().filter(char::is_ascii_digit).count();
    let looks = body.starts_with(|c: char| c.is_ascii_digit() || ".,".contains(c))
        && digits > 0
        && body.chars().all(number_like);
    if !looks {
        return None;
    }
    let number = |plain: Option<String>| {
        let number: Decimal = plain.filter(|_| digits <= MOST_DIGITS)?.parse().ok()?;
        Some(if negative { -number } else { number })
    };
    let danish = number(plain(body, '.', ','));
    let english = number(plain(body, ',', '.'));
    let reading = match (danish, english) {
        (Some(danish), Some(english)) if !body.contains(['.', ',']) => {
            debug_assert_eq!(danish, english);
            Reading::Plain(danish)
        }
        (Some(danish), Some(english)) => Reading::Either { danish, english },
        (Some(danish), None) => Reading::Only(Style::Danish, danish),
        (None, Some(english)) => Reading::Only(Style::English, english),
        (None, None) => Reading::Odd,
    };
    Some(Read { reading, mark })
}

/// Letters of numbers, dates, times and of what a program writes for a very large number.
fn number_like(c: char) -> bool {
    c.is_ascii_digit() || ".,-+:/'eE".contains(c) || is_space(c)
}

/// The text without its mark.
fn unmarked(text: &str) -> (&str, Option<Unit>) {
    for (word, unit) in MARKS {
        let rest = text.strip_suffix(word).or_else(|| text.strip_prefix(word));
        let rest = rest.map(|rest| rest.trim_matches(is_space));
        let whole = |rest: &&str| rest.ends_with(|c: char| c.is_ascii_digit());
        if let Some(rest) = rest.filter(whole) {
            return (rest, Some(unit));
        }
    }
    (text, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let Some(Read { reading, mark }) = read(text) else {
            return "ord".to_owned();
        };
        let number = match reading {
            Reading::Plain(number) => number.to_string(),
            Reading::Only(Style::Danish, number) => format!("da {number}"),
            Reading::Only(Style::English, number) => format!("en {number}"),
            Reading::Either { danish, english } => format!("da {danish} en {english}"),
            Reading::Odd => "intet tal".to_owned(),
        };
        match mark {
            Some(mark) => format!("{number} {mark:?}"),
            None => number,
        }
    }

    #[test]
    fn numbers_are_read_as_danes_and_englishmen_write_them() {
        let cases = [
            ("1234", "1234"),
            ("-3", "-3"),
            ("\u{2212}3", "-3"),
            ("+3", "3"),
            ("12,50", "da 12.50"),
            ("12.5", "en 12.5"),
            ("0,583", "da 0.583"),
            ("0.583", "en 0.583"),
            ("1234.567", "en 1234.567"),
            ("1234,567", "da 1234.567"),
            ("1,234.5", "en 1234.5"),
            ("1.234,5", "da 1234.5"),
            ("1.234.567", "da 1234567"),
            ("1.234", "da 1234 en 1.234"),
            ("-1,005", "da -1.005 en -1005"),
            ("1 234", "1234"),
            ("1\u{a0}234,5", "da 1234.5"),
            ("1'234", "1234"),
            ("58,3 %", "da 58.3 Procent"),
            ("12 pct.", "12 Procent"),
            ("1.200 kr.", "da 1200 en 1.200 Kr"),
            ("kr. 5", "5 Kr"),
        ];
        for (text, right) in cases {
            assert_eq!(told(text), right, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_number_is_none() {
        for text in [
            "0800",
            ".500",
            "1.9.2021",
            "2021-10-01",
            "14:30",
            "1e5",
            "12 34",
            "1.23.456",
            "5-",
            "1,2,3",
            "1234567890123456789012345678901",
        ] {
            assert_eq!(told(text), "intet tal", "{text}");
        }
        for text in [
            "",
            "-",
            "ca. 50",
            "12 stk.",
            "A1",
            "5 af 8",
            "%",
            "ikke-oplyst",
            "e",
        ] {
            assert_eq!(told(text), "ord", "{text}");
        }
    }
}
