//! A long word that stands once and is a letter or two from one that the plan often uses.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    texts::{Text, TextKind, Word},
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
    let words = long_words(checked);
    let mut uses: FxHashMap<&str, usize> = FxHashMap::default();
    // By how they begin, and for a slip among the first letters by how they end.
    let mut often: FxHashMap<(bool, &str), BTreeSet<&str>> = FxHashMap::default();
    for (_, _, Word { lower, .. }) in &words {
        let uses = uses.entry(lower).or_default();
        *uses += 1;
        if *uses == OFTEN {
            for key in [(true, start(lower)), (false, end(lower))] {
                often.entry(key).or_default().insert(lower);
            }
        }
    }
    for (index, text, word) in words {
        // Names of activities, goals and columns have rules of their own.
        if uses[&*word.lower] > 1 || text.kind != TextKind::Prose {
            continue;
        }
        let (word, range) = (word.lower.as_ref(), &word.range);
        let listed = &checked.standards.misspellings;
        if checked.spelling.tells(index, range)
            || checked.names.is_word(word)
            || listed.iter().any(|m| m.wrong.contains(word))
        {
            continue;
        }
        let keys = [(true, start(word)), (false, end(word))].into_iter();
        let others = keys.filter_map(|key| often.get(&key)).flatten();
        let other = others.into_iter().find(|other| is_slip(word, other));
        if let Some(other) = other {
            let span = checked.inside(text, range.clone());
            found.push(
                Diagnostic::new("D011")
                    .quote("ord", &text.text[range.clone()])
                    .arg("andet", other)
                    .label(Place::primary(span)),
            );
        }
    }
}

/// Long words of letters, each with its text and the number of it; a shared text counts once.
fn long_words<'t, 'a>(checked: &'t Checked<'a>) -> Vec<(usize, &'t Text<'a>, &'t Word<'a>)> {
    let texts = checked.texts.iter().enumerate();
    let texts = texts.filter(|(_, text)| text.kind != TextKind::Name && !text.again);
    let words =
        texts.flat_map(|(index, text)| text.words.iter().map(move |word| (index, text, word)));
    let long = |word: &Word<'_>| {
        // A word has no more letters than bytes, and most words are short.
        word.text.len() >= LEAST_LETTERS
            && word.text.chars().count() >= LEAST_LETTERS
            && word.text.chars().all(char::is_alphabetic)
    };
    words.filter(|(_, _, word)| long(word)).collect()
}

/// The last letters of a word, more than are shared by its endings.
fn end(word: &str) -> &str {
    let start = word.char_indices().rev().nth(2 * SHARED - 1);
    start.map_or(word, |(at, _)| &word[at..])
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
