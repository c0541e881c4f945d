//! Whether one word is another that was misspelt: the one place that asks the dictionary.

use crate::spelling::{capitalised, danish};

/// A shorter word is a letter from too many others: `fre` from `fire` and `tre`.
const SHORT: usize = 4;
/// Of so many letters one more may be wrong.
const LETTERS: usize = 6;

/// Letters that other keyboards lack, with what is written for each.
const DANISH: [(char, [&str; 2]); 3] = [('æ', ["a", "ae"]), ('ø', ["o", "oe"]), ('å', ["a", "aa"])];

/// Whether the new word is what the old one was meant to be, both in small letters: the dictionary knows the new one and
/// not the old one, and they are near each other.
pub fn mends(old: &str, new: &str) -> bool {
    let word = |word: &str| {
        word.chars().count() >= SHORT && word.chars().all(|c| c.is_alphabetic() || c == '-')
    };
    let most = 1 + old.chars().count().max(new.chars().count()) / LETTERS;
    let near = word(old) && word(new) && strsim::osa_distance(old, new) <= most;
    near && (!is_known(old) && is_known(new) || lacks_letters(old, new))
}

/// Whether the old word is the new one without its Danish letters. Joined freely enough most of them make compounds: `foraldre`.
fn lacks_letters(old: &str, new: &str) -> bool {
    let without = |at: usize| {
        DANISH
            .iter()
            .fold(new.to_owned(), |word, (letter, written)| {
                word.replace(*letter, written[at])
            })
    };
    let words = danish();
    !words.knows(old) && words.knows(new) && [0, 1].map(without).iter().any(|word| word == old)
}

/// Whether what was written in one is rightly parted: `passiv kontanthjælp`, but not `helheds plan`.
pub fn are_words(parts: &[&str]) -> bool {
    parts.iter().all(|part| is_known(part))
}

/// Whether there is such a word, as one, as a name or as a compound; with hyphens, whether its parts are some.
fn is_known(word: &str) -> bool {
    let words = danish();
    word.split('-')
        .filter(|part| !part.is_empty())
        .all(|part| words.knows(part) || words.knows(&capitalised(part)) || words.compounds(part))
}
