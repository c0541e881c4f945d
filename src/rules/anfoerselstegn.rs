//! More than one kind of quotation mark in one plan.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Label as Place};

use super::Checked;

const KINDS: [(&str, &[char]); 4] = [
    ("”…”", &['”', '“', '„']),
    ("\"…\"", &['"']),
    ("»…«", &['»', '«']),
    ("’…’", &['‘']),
];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut uses: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (index, text) in checked.texts.iter().enumerate() {
        for (at, c) in text.text.char_indices() {
            // Letters are most of a text.
            if c.is_alphanumeric() || c == ' ' {
                continue;
            }
            let slot = || text.slot_at(at).is_some();
            let kind = KINDS.iter().position(|(_, signs)| signs.contains(&c));
            if let Some(kind) = kind.filter(|_| !slot()) {
                uses.entry(kind).or_default().push((index, at));
            }
        }
    }
    let Some((usual, _)) = uses
        .iter()
        .max_by_key(|(kind, uses)| (uses.len(), usize::MAX - **kind))
    else {
        return;
    };
    let first = |kind: &usize| uses.get(kind).and_then(|uses| uses.first()).copied();
    let place = |(index, at): (usize, usize)| {
        let text = &checked.texts[index];
        let width = text.text[at..].chars().next().map_or(1, char::len_utf8);
        checked.inside(text, at..at + width)
    };
    for kind in uses.keys().filter(|kind| *kind != usual) {
        if let (Some(odd), Some(common)) = (first(kind), first(usual)) {
            found.push(
                Diagnostic::new("D003")
                    .arg("tegn", KINDS[*kind].0)
                    .arg("ellers", KINDS[*usual].0)
                    .label(Place::primary(place(odd)))
                    .label(Place::second(place(common), "her-ellers")),
            );
        }
    }
}
