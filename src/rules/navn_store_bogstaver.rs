//! Registered names with other capitals than in the register.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    names::{plain, spans},
    texts::TextKind,
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let names = &checked.names;
    let mut told = BTreeSet::new();
    for text in checked.texts.iter().filter(|t| t.kind != TextKind::Name) {
        let longer = spans(text).filter(|span| span.len() >= 2);
        for span in longer.filter(|span| names.may_be_like(span)) {
            let plain = plain(span);
            if !names.is_exact(&plain) {
                continue;
            }
            let words: Vec<&str> = span.iter().map(|word| word.text).collect();
            if names.is_spelt(&words.join(" ")) {
                continue;
            }
            let bare = plain.strip_suffix('s').unwrap_or(&plain);
            let registered = names
                .all
                .iter()
                .find(|n| n.plain == plain || n.plain == bare);
            // A role such as "Leder af Ungdomsskolen" has small letters by right; a name has two capitals.
            let Some(name) = registered.filter(|name| capitals(&name.shown) >= 2) else {
                continue;
            };
            let range = span[0].range.start..span[span.len() - 1].range.end;
            if told.insert((text.key.clone(), range.start)) {
                found.push(
                    Diagnostic::new("N002")
                        .quote("navn", &text.text[range.clone()])
                        .arg("register", &name.shown)
                        .label(Place::primary(checked.inside(text, range)))
                        .label(checked.second(name.key, "her-navnet")),
                );
            }
        }
    }
}

fn capitals(name: &str) -> usize {
    let words = name.split_whitespace();
    words
        .filter(|word| word.starts_with(char::is_uppercase))
        .count()
}
