//! Signs within lines that are no marks: times, remarks, codes of HTML, backslashes of paths, single backticks.

use std::collections::BTreeSet;

use super::{Found, Misuse, escaped, in_word};

/// Signs that mean something by themselves, and are never covered to make emphasis work.
const MEANT: &str = "*_[]<>`\\&!~";
/// Signs whose meaning a backslash takes away wherever they stand.
const ESCAPED: &str = "*_`[]<>&\\{}#!|~";

/// Finds signs that are no marks, and what is in doubt.
pub(super) fn look(text: &str, found: &mut Found) {
    stars(text, found);
    blanks(text, found);
    references(text, found);
    definitions(text, found);
    backslashes(text, found);
}

/// Asterisks that are signs, and signs beside asterisks that keep these from being marks.
fn stars(text: &str, found: &mut Found) {
    let mut start = 0;
    for part in text.split("\n\n") {
        if part.contains('*') {
            let mut signs = Vec::new();
            let odd = paragraph(part, &mut signs);
            found.signs.extend(signs.into_iter().map(|at| start + at));
            found
                .doubts
                .extend(odd.map(|at| (Misuse::Stars, start + at)));
        }
        start += part.len() + 2;
    }
}

/// The same for one paragraph; gives the place of a pair of asterisks that has no partner.
fn paragraph(text: &str, signs: &mut Vec<usize>) -> Option<usize> {
    let (mut strong, mut slanted) = (None, false);
    let mut at = 0;
    while let Some(found) = text[at..].find('*').map(|offset| at + offset) {
        let length = text[found..].len() - text[found..].trim_start_matches('*').len();
        at = found + length;
        let before = text[..found].chars().next_back();
        let after = text[at..].chars().next();
        let word = |c: Option<char>| c.is_some_and(in_word);
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        if escaped(text, found) || (space(before) && space(after)) {
            continue;
        }
        let times = word(before) && word(after) && (digit(before) || digit(after));
        if length > 3 {
            signs.extend(found..at);
        } else if length == 1 {
            let mark = after == Some(')') && !slanted;
            if times || mark {
                signs.push(found);
            } else {
                slanted = !slanted;
            }
        } else if length == 2 {
            if times && strong.is_none() {
                signs.extend(found..at);
                continue;
            }
            let inside = if strong.is_none() { after } else { before };
            let place = if strong.is_none() {
                Some(at)
            } else {
                inside.map(|c| found - c.len_utf8())
            };
            let sign = |c: &char| !in_word(*c) && !c.is_whitespace() && !MEANT.contains(*c);
            let outside = if strong.is_none() { before } else { after };
            let link_end = inside == Some(')') && text.contains("](");
            if word(outside) && inside.as_ref().is_some_and(sign) && !link_end {
                signs.extend(place);
            }
            strong = if strong.is_none() { Some(found) } else { None };
        }
    }
    strong
}

/// Lines to be filled in (`Dato: ____`), and backticks, which stand for accents and marks of length here.
fn blanks(text: &str, found: &mut Found) {
    let mut at = 0;
    while let Some(start) = text[at..].find(['_', '`']).map(|offset| at + offset) {
        let sign = if text[start..].starts_with('_') {
            '_'
        } else {
            '`'
        };
        let length = text[start..].len() - text[start..].trim_start_matches(sign).len();
        at = start + length;
        // A fence around code is told as such.
        let fence = sign == '`' && length > 2 && begins_line(text, start);
        let blank = sign == '`' || length > 2;
        if blank && !fence {
            let first = start + usize::from(escaped(text, start));
            found.signs.extend(first..at);
        }
    }
}

/// Ampersands of what HTML would take for one character.
fn references(text: &str, found: &mut Found) {
    for (at, _) in text.match_indices('&') {
        // No name has more than 32 letters.
        let name: String = text[at + 1..].chars().take(34).collect();
        let Some((name, _)) = name.split_once(';') else {
            continue;
        };
        // No name has one letter: `R&D;` is as it stands.
        let (code, least) = name.strip_prefix('#').map_or((name, 2), |code| (code, 1));
        let named =
            (least..=32).contains(&code.len()) && code.bytes().all(|c| c.is_ascii_alphanumeric());
        if named && !escaped(text, at) {
            found.signs.push(at);
            found.doubts.push((Misuse::Reference, at));
        }
    }
}

/// Colons of `[1]: source`, which CommonMark takes for an address and prints nothing of, unless a link asks for it.
fn definitions(text: &str, found: &mut Found) {
    let used = text.match_indices("][").map(|(at, _)| &text[at + 2..]);
    let used: BTreeSet<&str> = used.filter_map(|rest| rest.split(']').next()).collect();
    for (at, _) in text.match_indices("]:") {
        if escaped(text, at) {
            continue;
        }
        let start = text[..at].rfind(['[', ']', '\n']);
        let start = start.filter(|start| text[*start..].starts_with('['));
        let label = start.filter(|start| begins_line(text, *start));
        let label = label.map_or("", |start| &text[start + 1..at]);
        if !label.is_empty() && used.contains(label) {
            continue;
        }
        found.signs.push(at + 1);
        let to = text[at + 2..].trim_start();
        let known = ["<", "http://", "https://", "mailto:", "www."];
        if !label.is_empty() && known.iter().any(|scheme| to.starts_with(scheme)) {
            let start = at - label.len() - 1;
            found.doubts.push((Misuse::Definition, start));
        }
    }
}

/// Whether nothing but spaces stands before a byte of a line.
fn begins_line(text: &str, at: usize) -> bool {
    let lead = text[..at].trim_end_matches([' ', '\t']);
    lead.is_empty() || lead.ends_with('\n')
}

/// Backslashes that may be part of a path, and those that nothing asks for: `C:\plan\_ny`, `50 \%, 60 %`.
fn backslashes(text: &str, found: &mut Found) {
    // Where all signs have one, a program wrote them, and means none of them to be read.
    let by_program = text
        .char_indices()
        .all(|(at, c)| !c.is_ascii_punctuation() || escaped(text, at) || takes(text, at));
    if by_program || !text.contains('\\') {
        return;
    }
    let mut start = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let doubt = backslash(text, start, word.trim_end());
        found.doubts.extend(doubt.map(|at| (Misuse::Backslash, at)));
        start += word.len();
    }
}

/// Whether this is a backslash that takes its meaning from a sign.
fn takes(text: &str, at: usize) -> bool {
    text[at..].starts_with('\\')
        && !escaped(text, at)
        && text[at + 1..].starts_with(|c: char| c.is_ascii_punctuation())
}

/// The first backslash of a word that is in doubt.
fn backslash(text: &str, start: usize, word: &str) -> Option<usize> {
    let (mut path, mut taken, mut odd) = (word.starts_with("\\\\"), None, None);
    for (found, _) in word.match_indices('\\') {
        if escaped(word, found) {
            continue;
        }
        // At the end of a line it breaks the line.
        let sign = word[found + 1..].chars().next();
        let taking = sign.is_none_or(|sign| sign.is_ascii_punctuation());
        path |= !taking || (word[..found].ends_with(':') && sign != Some('\\'));
        if taking {
            taken = taken.or(Some(found));
            let asked = sign.is_none_or(|sign| asked(text, start + found, sign));
            odd = odd.or(Some(found).filter(|_| !asked));
        }
    }
    odd.or(taken.filter(|_| path)).map(|at| start + at)
}

/// Whether a sign might be taken for a mark without the backslash before it.
fn asked(text: &str, at: usize, sign: char) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + 2..].chars().next();
    let digits = before.is_some_and(|c| c.is_ascii_digit());
    match sign {
        '_' => !(before.is_some_and(in_word) && after.is_some_and(in_word)),
        '.' => digits,
        ')' => digits || before == Some('*'),
        '-' | '+' | '=' => begins_line(text, at),
        '(' | ':' => before == Some(']'),
        '^' => before == Some('['),
        '%' => before == Some('{'),
        _ => ESCAPED.contains(sign),
    }
}
