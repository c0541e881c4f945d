//! Words that the field's own list knows to be misspelt: `kontrol.toml`.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::{
    diag::{Diagnostic, Label as Place},
    model::standards::Misspelling,
};

use super::{
    Checked,
    texts::{Text, TextKind},
};

/// Misspellings by the word that they begin with, each with its words.
type ByFirst<'a> = FxHashMap<&'a str, Vec<(&'a Misspelling, Vec<&'a str>)>>;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let listed = by_first(&checked.standards.misspellings);
    let texts = checked.texts.iter().enumerate();
    let texts = texts.filter(|(_, text)| text.kind != TextKind::Name && !text.again);
    for (index, text) in texts {
        for (at, word) in text.words.iter().enumerate() {
            let Some(candidates) = listed.get(word.lower.as_ref()) else {
                continue;
            };
            let run = candidates
                .iter()
                .find_map(|(misspelling, wrong)| Some((misspelling, run(text, at, wrong)?)));
            let Some((misspelling, range)) = run else {
                continue;
            };
            // The list is for what the dictionary does not see; of a run of words it knows more.
            if !misspelling.wrong.contains(' ') && checked.spelling.tells(index, &range) {
                continue;
            }
            let typed = text.text[range.clone()].split_whitespace();
            found.push(
                Diagnostic::new("D010")
                    .arg("ord", typed.collect::<Vec<_>>().join(" "))
                    .arg("ret", &misspelling.right)
                    .label(Place::primary(checked.inside(text, range))),
            );
        }
    }
}

fn by_first(misspellings: &[Misspelling]) -> ByFirst<'_> {
    let mut out = ByFirst::default();
    for misspelling in misspellings {
        let wrong: Vec<&str> = misspelling.wrong.split_whitespace().collect();
        // A word of a text has no signs at its ends.
        let first = wrong
            .first()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        out.entry(first.unwrap_or_default())
            .or_default()
            .push((misspelling, wrong));
    }
    out
}

/// These words from a word on, one after the other with nothing but white space between.
fn run(text: &Text<'_>, at: usize, wrong: &[&str]) -> Option<Range<usize>> {
    let words = text.words.get(at..at + wrong.len())?;
    let range = words.first()?.range.start..words.last()?.range.end;
    let typed = text.text[range.clone()].split_whitespace();
    typed
        .map(str::to_lowercase)
        .eq(wrong.iter().copied())
        .then_some(range)
}
