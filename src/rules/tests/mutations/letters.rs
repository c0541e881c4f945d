//! Slips of the pen in single words.

use super::{
    kinds::SlipKind as Kind,
    scene::{Scene, words},
    slips::Slip,
};

const CONSONANTS: &str = "bdfgklmnprstv";
const VOWELS: &str = "aeiouyæøå";

pub fn all(scene: &Scene<'_>, out: &mut Vec<Slip>) {
    for (leaf, raw) in scene.prose() {
        let own = words(raw).into_iter().filter(|range| {
            let word = &raw[range.clone()];
            word.chars().count() >= 7 && word.chars().all(|c| c.is_lowercase())
        });
        for range in own {
            let word: Vec<char> = raw[range.clone()].chars().collect();
            for (kind, wrong) in slips(&word) {
                out.push(leaf.slip(kind, range.clone(), wrong, true));
            }
        }
    }
}

fn slips(word: &[char]) -> Vec<(Kind, String)> {
    let mut out = Vec::new();
    let is = |set: &str, at: usize| word.get(at).is_some_and(|c| set.contains(*c));
    let with = |at: usize, new: &[char], gone: usize| -> String {
        word[..at]
            .iter()
            .chain(new)
            .chain(&word[at + gone..])
            .collect()
    };
    for at in 2..word.len() - 2 {
        let single = is(CONSONANTS, at) && is(VOWELS, at - 1) && is(VOWELS, at + 1);
        if single {
            out.push((Kind::Doubled, with(at, &[word[at], word[at]], 1)));
        }
        if is(CONSONANTS, at) && word[at] == word[at + 1] {
            out.push((Kind::Single, with(at, &[word[at]], 2)));
        }
        if word[at] != word[at + 1] {
            out.push((Kind::Letters, with(at, &[word[at + 1], word[at]], 2)));
        }
        if word[at] == 'n' && word[at + 1] == 'd' {
            out.push((Kind::Silent, with(at, &['n'], 2)));
        }
        // A compound with an s between its parts, or a long one, in two.
        if word[at] == 's' && at > 4 && word.len() - at > 5 {
            out.push((Kind::Split, with(at, &['s', ' '], 1)));
        }
    }
    let end: String = word[word.len() - 3..].iter().collect();
    if end == "rer" {
        out.push((Kind::Ending, word[..word.len() - 1].iter().collect()));
    }
    out
}
