//! Numbers and months as Danes write them, and as their neighbours do.

use rust_decimal::{Decimal, prelude::ToPrimitive};

/// The months, January first.
pub const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];

/// The numbers that are written in words in a text, nought first. One is not among them: it is `en` or `et` by what is
/// counted.
const WORDS: [&str; 13] = [
    "nul", "", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv",
];

/// A whole number up to twelve as a word; `None` for any other, and for one.
pub fn in_words(number: Decimal) -> Option<&'static str> {
    let whole = number.is_integer().then(|| number.to_usize()).flatten()?;
    WORDS.get(whole).copied().filter(|word| !word.is_empty())
}

/// A space that may stand within a number: `1 234`.
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// Whether a minus stands before a number, and what follows the sign: a hyphen, a dash or the real minus.
pub fn signed(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '\u{2212}', '\u{2013}']) {
        Some(rest) => (true, rest.trim_start_matches(is_space)),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// The digits of a number with a point before its decimals, if groups and decimals stand as they do with these signs:
/// `.` and `,` in Denmark.
///
/// Spaces and apostrophes part thousands anywhere: `1 234,5`. A number of more than one digit never begins with 0: that
/// is a code.
pub fn plain(body: &str, group: char, point: char) -> Option<String> {
    let (whole, decimals) = match body.split_once(point) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (body, None),
    };
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let mut parting = whole.chars().filter(|c| !c.is_ascii_digit());
    let sign = parting.next();
    let known = sign.is_none_or(|c| c == group || c == '\'' || is_space(c));
    if !known || parting.any(|other| Some(other) != sign) {
        return None;
    }
    let mut groups = whole.split(|c: char| !c.is_ascii_digit());
    let first = groups.next().filter(|first| digits(first))?;
    let parted = sign.is_some();
    let fits = !parted || (first.len() <= 3 && groups.all(|group| group.len() == 3));
    let code = first.starts_with('0') && (first.len() > 1 || parted);
    if !fits || code || decimals.is_some_and(|decimals| !digits(decimals)) {
        return None;
    }
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    Some(decimals.map_or(whole.clone(), |decimals| format!("{whole}.{decimals}")))
}
