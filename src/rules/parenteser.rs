//! Brackets and quotation marks without their other half.

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, texts::Text};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in &checked.texts {
        for paragraph in &text.paragraphs {
            if let Some((at, sign)) = unbalanced(text, paragraph) {
                let span = checked.inside(text, at..at + sign.len_utf8());
                found.push(
                    Diagnostic::new("D002")
                        .arg("tegn", sign)
                        .label(Place::primary(span)),
                );
            }
        }
    }
}

/// The first bracket without a partner, else the last quotation mark of an odd number.
fn unbalanced(text: &Text<'_>, paragraph: &std::ops::Range<usize>) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut quotes: Vec<(usize, char)> = Vec::new();
    let mut slots = text.slots_in(paragraph).iter().peekable();
    let words = &text.text[paragraph.clone()];
    for (offset, c) in words.char_indices().filter(|(_, c)| is_sign(*c)) {
        let at = paragraph.start + offset;
        while slots.next_if(|slot| slot.range.end <= at).is_some() {}
        if slots.peek().is_some_and(|slot| slot.range.contains(&at)) {
            continue;
        }
        match c {
            '(' | '[' | '«' | '“' | '„' => open.push((at, c)),
            ')' | ']' => match open.last() {
                Some((_, before)) if partner(*before) == c => drop(open.pop()),
                // `a)` and `1)` number a point, `*)` and `12*)` a remark.
                _ if c == ')' && is_point(&words[..offset]) => {}
                Some(_) | None => return Some((at, c)),
            },
            '”' if matches!(open.last(), Some((_, '“' | '„'))) => drop(open.pop()),
            '”' | '"' => quotes.push((at, c)),
            _ => {}
        }
    }
    let odd = (quotes.len() % 2 == 1).then(|| quotes.last().copied());
    open.retain(|(_, c)| matches!(c, '(' | '['));
    open.first().copied().or(odd.flatten())
}

fn is_sign(c: char) -> bool {
    matches!(c, '(' | '[' | ')' | ']' | '«' | '“' | '„' | '”' | '"')
}

/// Whether a text ends in a letter or digit that stands alone, or in the sign of a remark.
fn is_point(before: &str) -> bool {
    if before.ends_with('*') {
        return true;
    }
    let last = before.chars().rev();
    last.take_while(|c| c.is_alphanumeric()).take(2).count() == 1
}

fn partner(open: char) -> char {
    if open == '(' { ')' } else { ']' }
}
