//! Names that are nearly, but not, registered ones.

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    names::{Name, Names, plain, spans},
    texts::Word,
};

/// Letters that a single word must have: short ones are near to too many.
const LEAST_LETTERS: usize = 7;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    // A word that the plan also writes with a small letter is an ordinary one.
    let ordinary = |word: &str| {
        let mut words = checked.texts.iter().flat_map(|text| &text.words);
        words.any(|other| other.text == word)
    };
    for text in checked.texts.iter().filter(|text| !text.again) {
        let mut done = 0;
        for span in spans(text) {
            let (Some(first), Some(last)) = (span.first(), span.last()) else {
                continue;
            };
            if first.range.start < done {
                continue;
            }
            let range = first.range.start..last.range.end;
            let Some(name) = near(&checked.names, span, &ordinary) else {
                continue;
            };
            done = range.end;
            found.push(
                Diagnostic::new("N001")
                    .quote("navn", &text.text[range.clone()])
                    .arg("register", &name.shown)
                    .label(Place::primary(checked.inside(text, range)))
                    .label(checked.second(name.key, "her-navnet")),
            );
        }
    }
}

/// The registered name that a run of words misses.
fn near<'n>(
    names: &'n Names<'_>,
    span: &[Word<'_>],
    ordinary: &impl Fn(&str) -> bool,
) -> Option<&'n Name<'n>> {
    let joined = |first: &Word<'_>, second: &Word<'_>| format!("{}{}", first.lower, second.lower);
    // Most words are like no name at all.
    let like = names.may_be_like(span)
        || matches!(span, [first, second] if names.is_exact(&joined(first, second)));
    let plain = if like { plain(span) } else { return None };
    if names.is_exact(&plain) {
        return None;
    }
    match span {
        [_] if names.is_word(&plain) => None,
        [_] => near_word(names, &plain).filter(|_| !ordinary(&plain)),
        [first, second] if names.is_exact(&joined(first, second)) => {
            let joined = joined(first, second);
            let bare = joined.strip_suffix('s').unwrap_or(&joined);
            names
                .all
                .iter()
                .find(|name| name.plain == joined || name.plain == bare)
        }
        _ => near_words(names, span, &plain),
    }
}

fn near_word<'n>(names: &'n Names<'_>, word: &str) -> Option<&'n Name<'n>> {
    let bare = word.strip_suffix('s').unwrap_or(word);
    names.alike(1, bare).find(|name| {
        let (letters, other) = (bare.chars().count(), name.plain.chars().count());
        if letters.min(other) < LEAST_LETTERS || letters.abs_diff(other) > 3 {
            return false;
        }
        let start = shared(bare.chars(), name.plain.chars());
        let end = shared(bare.chars().rev(), name.plain.chars().rev());
        let form = is_form(bare, &name.plain);
        let distance = strsim::osa_distance(bare, &name.plain);
        !form && (distance == 1 || distance <= 3 && start >= 4 && end >= 4 && letters >= 10)
    })
}

fn near_words<'n>(names: &'n Names<'_>, words: &[Word<'_>], plain: &str) -> Option<&'n Name<'n>> {
    names.alike(words.len(), plain).find(|name| {
        let theirs = name.words.iter().map(String::as_str);
        let both = words.iter().map(|word| word.lower.as_ref()).zip(theirs);
        let differing: Vec<(&str, &str)> = both.filter(|(a, b)| a != b).collect();
        let [(one, two)] = differing.as_slice() else {
            // A slip and another form of the last word.
            return words.len() >= 3
                && differing.len() == 2
                && differing
                    .iter()
                    .all(|(a, b)| strsim::osa_distance(a, b) <= 2)
                && plain.chars().count() >= 20;
        };
        let last = words.last().is_some_and(|word| word.lower == *one);
        let form = last && is_form(one, two);
        let swapped = name.place && words.len() >= 3 && one.len() >= 4 && two.len() >= 4;
        let slip = strsim::osa_distance(one, two) <= 2 && one.chars().count() >= 5;
        !form && (swapped || slip)
    })
}

fn shared(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(a, b)| a == b).count()
}

/// Endings of Danish nouns: what differs by them only is another form of the same word.
const ENDINGS: [&str; 21] = [
    "", "e", "en", "ens", "er", "erne", "ernes", "ers", "es", "et", "ets", "n", "ne", "ns", "r",
    "rne", "rnes", "rs", "s", "t", "ts",
];

fn is_form(one: &str, other: &str) -> bool {
    let start = shared(one.chars(), other.chars());
    let tail = |word: &str| word.chars().skip(start).collect::<String>();
    let ends = |word: &str| ENDINGS.contains(&tail(word).as_str());
    ends(one) && ends(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_form_is_no_slip() {
        assert!(is_form("ungekontakt", "ungekontakten"));
        assert!(is_form("afdelingen", "afdelingerne"));
        assert!(!is_form("norbdy", "nordby"));
        assert!(!is_form("ungetakten", "ungekontakten"));
    }
}
