//! A long word that stands once and is a letter or two from one that the plan often uses.

use std::{collections::BTreeMap, ops::Range};

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    texts::{Text, TextKind},
};

/// Shorter words are too often another word by one letter.
const LEAST_LETTERS: usize = 9;
/// From this length on two letters may be wrong.
const TWO_WRONG: usize = 15;
/// Letters that both words begin and end with: an ending of its own is another form, no slip.
const SHARED: usize = 4;
/// How often the plan must use the other word.
const OFTEN: usize = 3;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let uses = uses(checked);
    let mut often: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (word, _) in uses.iter().filter(|(_, places)| places.len() >= OFTEN) {
        often.entry(start(word)).or_default().push(word);
    }
    for (word, places) in &uses {
        let [(text, range)] = places.as_slice() else {
            continue;
        };
        // Names of activities, goals and columns have rules of their own.
        if text.kind != TextKind::Prose {
            continue;
        }
        let listed = &checked.standards.misspellings;
        if checked.names.is_word(word) || listed.iter().any(|m| m.wrong.contains(word)) {
            continue;
        }
        let other = often
            .get(start(word))
            .and_then(|others| others.iter().find(|other| is_slip(word, other)));
        if let Some(other) = other {
            let span = checked.inside(text, range.clone());
            found.push(
                Diagnostic::new("D011")
                    .arg("ord", &text.text[range.clone()])
                    .arg("andet", other)
                    .label(Place::primary(span)),
            );
        }
    }
}

/// A text, and where in it.
type Standing<'t, 'a> = (&'t Text<'a>, Range<usize>);

/// Long words of letters in lower case, with the places where they stand; a shared text counts once.
fn uses<'t, 'a>(checked: &'t Checked<'a>) -> BTreeMap<&'t str, Vec<Standing<'t, 'a>>> {
    let mut out: BTreeMap<&str, Vec<Standing<'_, '_>>> = BTreeMap::new();
    let mut seen = std::collections::BTreeSet::new();
    for text in checked.texts.iter().filter(|t| t.kind != TextKind::Name) {
        if !seen.insert(&text.key) {
            continue;
        }
        for word in &text.words {
            let letters = || word.text.chars();
            // A word has no more letters than bytes, and most words are short.
            let long = word.text.len() >= LEAST_LETTERS && letters().count() >= LEAST_LETTERS;
            if long && letters().all(char::is_alphabetic) {
                let places = out.entry(&word.lower).or_default();
                places.push((text, word.range.clone()));
            }
        }
    }
    out
}

fn start(word: &str) -> &str {
    let end = word.char_indices().nth(SHARED);
    end.map_or(word, |(at, _)| &word[..at])
}

fn is_slip(word: &str, other: &str) -> bool {
    let letters = word.chars().count();
    let most = if letters >= TWO_WRONG { 2 } else { 1 };
    let end = |word: &str| word.chars().rev().take(SHARED).collect::<String>();
    letters.abs_diff(other.chars().count()) <= most
        && end(word) == end(other)
        && strsim::osa_distance(word, other) <= most
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn a_slip_is_within_the_word() {
        assert!(is_slip("forbyggende", "forebyggende"));
        assert!(is_slip("ejendomsfunktionerne", "ejendomsfunktionærerne"));
        assert!(!is_slip("afdelingerne", "afdelingernes"));
        assert!(!is_slip("medarbejdere", "medarbejderne"));
        assert!(!is_slip("boligsocialt", "boligsociale"));
    }
}
