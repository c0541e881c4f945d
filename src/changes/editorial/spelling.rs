//! Whether one word is another that was misspelt: the one place that asks.

/// Letters that a word begins and ends with and that are no slip: a prefix and an ending say something.
const BEGIN: usize = 2;
const END: usize = 2;
/// Letters of a word that is long enough for one letter more or less to be a slip.
const LONG: usize = 9;
/// Letters of a part that stands by itself.
const PART: usize = 5;

/// Whether the new word is what the old one was meant to be, both in small letters. Only slips of the kinds that make no
/// word: two letters in the wrong order, a letter doubled or not, a letter lost in a long word, `a` for `æ`.
pub fn mends(old: &str, new: &str) -> bool {
    let [old, new] = [old, new].map(|word| word.chars().collect::<Vec<char>>());
    let letters = |word: &[char]| word.iter().all(|c| c.is_alphabetic() || *c == '-');
    if !letters(&old) || !letters(&new) {
        return false;
    }
    let begin = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let end = old.iter().rev().zip(new.iter().rev());
    let end = end.take_while(|(a, b)| a == b).count();
    let end = end.min(old.len() - begin).min(new.len() - begin);
    if begin < BEGIN || end < END {
        return false;
    }
    let was = &old[begin..old.len() - end];
    let is = &new[begin..new.len() - end];
    match (was, is) {
        ([a, b], [c, d]) => (a, b) == (d, c),
        ([one], []) | ([], [one]) => {
            let doubled = old.get(begin - 1) == Some(one);
            doubled || old.len().max(new.len()) >= LONG
        }
        ([a], [b]) => matches!((a, b), ('a', 'æ' | 'å') | ('o', 'ø')),
        _ => false,
    }
}

/// Whether what was written in one is rightly parted: `passiv kontanthjælp`, but not `helheds plan`. A negation is no part of
/// a word.
pub fn are_words(parts: &[&str]) -> bool {
    let word = |part: &&str| part.chars().count() >= PART;
    parts.iter().all(word)
}
