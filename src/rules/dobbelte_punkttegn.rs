//! A bullet inside a bullet's text.

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, texts::TextKind};

const SIGNS: [char; 5] = ['•', '·', '–', '*', '-'];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in &checked.texts {
        let mut from = 0;
        for line in text.text.split_inclusive('\n') {
            if let Some((start, end)) = doubled(line, text.kind) {
                let span = checked.inside(text, from + start..from + end);
                found.push(Diagnostic::new("D001").label(Place::primary(span)));
            }
            from += line.len();
        }
    }
}

/// The second sign of a line, in bytes. A label needs only one, since the template sets its bullet.
fn doubled(line: &str, kind: TextKind) -> Option<(usize, usize)> {
    let start = line.len() - line.trim_start().len();
    let first = sign(line, start)?;
    if kind != TextKind::Prose {
        return Some((start, first));
    }
    // In prose `•` is no list sign, so that one alone is a bullet pasted from elsewhere.
    if line[start..first].starts_with(['•', '·']) {
        return Some((start, first));
    }
    let rest = first + (line[first..].len() - line[first..].trim_start().len());
    sign(line, rest).map(|end| (rest, end))
}

/// The end of a sign followed by a space at a place.
fn sign(line: &str, at: usize) -> Option<usize> {
    let rest = &line[at..];
    let c = rest.chars().next().filter(|c| SIGNS.contains(c))?;
    rest[c.len_utf8()..]
        .starts_with(' ')
        .then_some(at + c.len_utf8())
}
