//! Telephone numbers with a digit too few or too many, and addresses for mail that none can be.

use std::ops::Range;

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, texts::TextKind};

/// Words before a telephone number.
const CALLED: [&str; 5] = ["mobil", "telefon", "telefonnummer", "tlf", "vagttelefon"];
/// Digits of a Danish number.
const DIGITS: usize = 8;
/// Digits of the country before it.
const COUNTRY: &str = "+45";

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked
        .texts
        .iter()
        .filter(|t| t.kind != TextKind::Name && !t.again)
    {
        let numbers = text.words.iter();
        let numbers = numbers.filter(|word| CALLED.contains(&&*word.lower));
        let phones = numbers.filter_map(|word| phone(text.text, word.range.end));
        let mails = mails(text.text);
        for range in phones.chain(mails) {
            found.push(
                Diagnostic::new("D035")
                    .quote("tekst", &text.text[range.clone()])
                    .label(Place::primary(checked.inside(text, range))),
            );
        }
    }
}

/// A telephone number after a word for one, if it has another length than it must: short numbers as 112 are none.
fn phone(text: &str, end: usize) -> Option<Range<usize>> {
    let rest = text[end..].trim_start_matches(['.', ':', ' ', '\u{a0}', '\n']);
    let start = text.len() - rest.len();
    let rest = rest.strip_prefix(COUNTRY).unwrap_or(rest);
    let from = text.len() - rest.len();
    let inner = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}');
    let length = rest.find(|c| !inner(c)).unwrap_or(rest.len());
    let number = rest[..length].trim_end();
    let digits = number.chars().filter(char::is_ascii_digit).count();
    (digits > 4 && digits != DIGITS).then(|| start..from + number.len())
}

/// What has an `@` and no place to be sent to.
fn mails(text: &str) -> Vec<Range<usize>> {
    if !text.contains('@') {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut from = 0;
    for word in text.split(char::is_whitespace) {
        let start = from;
        from += word.len();
        from += text[from..].chars().next().map_or(0, char::len_utf8);
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '@');
        let Some((name, host)) = bare.split_once('@') else {
            continue;
        };
        // A link's target stands in brackets behind its words.
        if bare.contains(['(', ')', '[', ']', '{']) || name.contains("://") {
            continue;
        }
        let ending = host.rsplit('.').next().unwrap_or_default();
        let whole = host.contains('.')
            && ending.len() > 1
            && !host.contains(['@', ','])
            && !host.contains("..");
        if name.is_empty() || !whole {
            let at = start + word.find(bare).unwrap_or(0);
            out.push(at..at + bare.len());
        }
    }
    out
}
