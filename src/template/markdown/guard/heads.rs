//! What a line begins with: the sign of an item, the number of one, or what other programs write in their place.

use crate::text::danish::MONTHS;

/// Signs that begin an item in other programs.
const BULLETS: [char; 14] = [
    '•', '▪', '◦', '●', '○', '■', '□', '►', '➢', '‣', '✓', '❖', '\u{f0b7}', '\u{f0a7}',
];
/// Dashes that begin an item in letters and minutes, and also stand in sentences – as here.
const DASHES: [char; 6] = ['–', '—', '‒', '―', '−', '‐'];

/// What a line begins with.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Head<'t> {
    /// `- words`.
    Bullet(char, &'t str),
    /// `1. words` or `1) words`.
    Number(Number<'t>),
    /// A sign that begins an item in another program.
    Foreign,
    /// `– words`.
    Dash,
    /// `a) words`, `(2) words`: the signs around, and the place in their order.
    Letter(&'static str, u32),
    /// `-` alone.
    Sign,
    /// Nothing but `-` or `=`.
    Rule,
    /// Anything else.
    Words,
}

/// A number that a line begins with.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Number<'t> {
    /// The number; none that an item has if it begins with 0.
    pub n: u32,
    /// Where its point or bracket stands.
    pub point: usize,
    /// Whether it is a bracket.
    pub bracket: bool,
    /// What follows.
    pub words: &'t str,
}

impl Head<'_> {
    /// What a line begins with, which has no spaces around it.
    pub fn of(line: &str) -> Head<'_> {
        let first = line.chars().next().unwrap_or_default();
        if let Some((mark, words)) = bullet(line) {
            Head::Bullet(mark, words)
        } else if let Some(number) = number(line) {
            Head::Number(number)
        } else if matches!(line, "-" | "+" | "*" | "=") {
            Head::Sign
        } else if line.chars().all(|c| c == '-') || line.chars().all(|c| c == '=') {
            Head::Rule
        } else if BULLETS.contains(&first) {
            Head::Foreign
        } else if DASHES.contains(&first) && line[first.len_utf8()..].starts_with([' ', '\u{a0}']) {
            Head::Dash
        } else {
            letter(line).map_or(Head::Words, |(signs, n)| Head::Letter(signs, n))
        }
    }
}

impl Number<'_> {
    /// Whether it is the day of a date.
    pub fn is_day(&self) -> bool {
        let word = self.words.split_whitespace().next().unwrap_or_default();
        let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        MONTHS.contains(&word.to_lowercase().as_str())
    }
}

/// The mark of an item and its words.
fn bullet(line: &str) -> Option<(char, &str)> {
    let mark = line.chars().next().filter(|c| "-+*".contains(*c))?;
    let words = line[1..].strip_prefix(' ')?.trim_start();
    Some((mark, words))
}

fn number(line: &str) -> Option<Number<'_>> {
    let point = line.find(|c: char| !c.is_ascii_digit())?;
    let after = line[point..].strip_prefix(['.', ')'])?;
    let closed = after.is_empty() || after.starts_with(' ');
    let n = line[..point]
        .parse()
        .ok()
        .filter(|_| point <= 9 && closed)?;
    Some(Number {
        // »01.« is printed so, and as no number of a list.
        n: if line.starts_with('0') { 0 } else { n },
        point,
        bracket: line[point..].starts_with(')'),
        words: after.trim_start(),
    })
}

/// `a)`, `b.`, `(c)`, `(1)`: the signs, and the place in the order.
fn letter(line: &str) -> Option<(&'static str, u32)> {
    let word = line.split(' ').next().filter(|word| *word != line)?;
    let (signs, inside) = if let Some(inside) = word.strip_prefix('(') {
        ("()", inside.strip_suffix(')')?)
    } else if let Some(inside) = word.strip_suffix(')') {
        (")", inside)
    } else {
        (".", word.strip_suffix('.')?)
    };
    let mut letters = inside.chars();
    match (letters.next()?, letters.next()) {
        (c @ 'a'..='z', None) => Some((signs, u32::from(c) - u32::from('a'))),
        _ if signs == "()" => inside.parse().ok().map(|n| ("(1)", n)),
        _ => None,
    }
}
