//! Two versions of a sentence, token by token.

use std::{collections::HashMap, hash::Hash, ops::Range};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::bag::ratio;

/// Where less than this share of the words stays, the sentence is another one: it is exchanged whole.
const STAYS: f64 = 0.25;

/// A word or sign, or whatever is kept or exchanged whole.
pub trait Token: Eq + Hash {
    /// Whether it says nothing by itself, as a space does.
    fn is_sign(&self) -> bool;
}

/// A run of tokens that stays, or that is exchanged. Between two that are exchanged there is one that stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hunk {
    /// It stands in both versions.
    Same(Range<usize>, Range<usize>),
    /// What the old version has there, and what the new one has; one of them may be empty.
    Changed(Range<usize>, Range<usize>),
}

/// What became of the old tokens, in order; nothing where both versions are empty.
pub fn diff<T: Token>(old: &[T], new: &[T]) -> Vec<Hunk> {
    let hunks = with_bare_ends(without_crumbs(raw(old, new), old), old, new);
    if stays(&hunks, old, new) {
        return hunks;
    }
    vec![Hunk::Changed(0..old.len(), 0..new.len())]
}

/// Whatever lies between two runs that stay is exchanged. The diff's other operations say the same, but each of a pair
/// may count from before the other one.
fn raw<T: Token>(old: &[T], new: &[T]) -> Vec<Hunk> {
    let mut numbers: HashMap<&T, usize> = HashMap::new();
    let [was, is] = [old, new].map(|tokens| -> Vec<usize> {
        let number = |token| {
            let next = numbers.len();
            *numbers.entry(token).or_insert(next)
        };
        tokens.iter().map(number).collect()
    });
    let mut out = Vec::new();
    let mut at = (0, 0);
    for step in capture_diff_slices(Algorithm::Myers, &was, &is) {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = step
        {
            let (before, after) = (old_index + len, new_index + len);
            changed(&mut out, at.0..old_index, at.1..new_index);
            out.push(Hunk::Same(old_index..before, new_index..after));
            at = (before, after);
        }
    }
    changed(&mut out, at.0..old.len(), at.1..new.len());
    out
}

/// Adds an exchange, if it is one; it grows together with one just before it.
fn changed(out: &mut Vec<Hunk>, old: Range<usize>, new: Range<usize>) {
    if old.is_empty() && new.is_empty() {
        return;
    }
    if let Some(Hunk::Changed(a, b)) = out.last_mut() {
        (a.end, b.end) = (old.end, new.end);
    } else {
        out.push(Hunk::Changed(old, new));
    }
}

/// A space or sign that happens to stay between two exchanges is exchanged along: who reads two words struck and two
/// put in does not want the space between them kept.
fn without_crumbs<T: Token>(hunks: Vec<Hunk>, old: &[T]) -> Vec<Hunk> {
    let mut out: Vec<Hunk> = Vec::new();
    let last = hunks.len().saturating_sub(1);
    for (index, hunk) in hunks.into_iter().enumerate() {
        match hunk {
            Hunk::Same(a, b)
                if index > 0 && index < last && old[a.clone()].iter().all(Token::is_sign) =>
            {
                changed(&mut out, a, b);
            }
            Hunk::Same(..) => out.push(hunk),
            Hunk::Changed(a, b) => changed(&mut out, a, b),
        }
    }
    out
}

/// Signs that both sides of an exchange end with stand behind it: no space is struck to be put in again.
fn with_bare_ends<T: Token>(hunks: Vec<Hunk>, old: &[T], new: &[T]) -> Vec<Hunk> {
    let mut out: Vec<Hunk> = Vec::with_capacity(hunks.len());
    // How many tokens the run that comes next begins earlier.
    let mut earlier = 0;
    for hunk in hunks {
        match hunk {
            Hunk::Same(a, b) => {
                out.push(Hunk::Same(
                    a.start - earlier..a.end,
                    b.start - earlier..b.end,
                ));
                earlier = 0;
            }
            Hunk::Changed(a, b) => {
                let ends = a.clone().rev().zip(b.clone().rev());
                let shared =
                    ends.take_while(|&(was, is)| old[was] == new[is] && old[was].is_sign());
                earlier = shared.count();
                out.push(Hunk::Changed(
                    a.start..a.end - earlier,
                    b.start..b.end - earlier,
                ));
            }
        }
    }
    if earlier > 0 {
        out.push(Hunk::Same(
            old.len() - earlier..old.len(),
            new.len() - earlier..new.len(),
        ));
    }
    out
}

/// Whether enough stays for a reader to see the same sentence. Where no word changed, as in a cell's figure, it does.
fn stays<T: Token>(hunks: &[Hunk], old: &[T], new: &[T]) -> bool {
    let count = |tokens: &[T]| tokens.iter().filter(|token| !token.is_sign()).count();
    let kept = hunks.iter().map(|hunk| match hunk {
        Hunk::Same(a, _) => count(&old[a.clone()]),
        Hunk::Changed(..) => 0,
    });
    let (kept, all) = (kept.sum::<usize>(), count(old).max(count(new)));
    kept == all || ratio(kept, all) >= STAYS
}

#[cfg(test)]
mod tests {
    use super::super::{is_sign, tokens};
    use super::*;

    impl Token for &str {
        fn is_sign(&self) -> bool {
            is_sign(self)
        }
    }

    /// Marked as `[-gone-]{+new+}`.
    fn shown(old: &str, new: &str) -> String {
        let (old, new) = (tokens(old), tokens(new));
        let one = |hunk| match hunk {
            Hunk::Same(_, is) => new[is].concat(),
            Hunk::Changed(was, is) => {
                let side = |sign: &str, words: String, end: &str| match words.as_str() {
                    "" => words,
                    _ => format!("{sign}{words}{end}"),
                };
                side("[-", old[was].concat(), "-]") + &side("{+", new[is].concat(), "+}")
            }
        };
        diff(&old, &new).into_iter().map(one).collect()
    }

    #[test]
    fn only_the_changed_words_are_marked() {
        for (old, new, expected) in [
            (
                "Der bor 816 mennesker.",
                "Der bor 820 mennesker.",
                "Der bor [-816-]{+820+} mennesker.",
            ),
            ("a b c d", "a x y d", "a [-b c-]{+x y+} d"),
            (
                "Se {{ a }}, og b.",
                "Se {{ c }}, og b.",
                "Se [-{{ a }}-]{+{{ c }}+}, og b.",
            ),
            ("Slut[^a].", "Slut.", "Slut[-[^a]-]."),
            ("job", "job og fritid", "job{+ og fritid+}"),
            (
                "Et halvt år senere",
                "Tre måneder senere",
                "[-Et halvt år-]{+Tre måneder+} senere",
            ),
            (
                "Unge på 13–17 år, kl. 12:45",
                "Unge på 13–18 år, kl. 12:30",
                "Unge på [-13–17-]{+13–18+} år, kl. [-12:45-]{+12:30+}",
            ),
        ] {
            assert_eq!(shown(old, new), expected);
        }
    }

    #[test]
    fn a_sentence_that_is_another_one_is_exchanged_whole() {
        assert_eq!(
            shown("en to tre fire fem", "a b c fire d"),
            "[-en to tre fire fem-]{+a b c fire d+}"
        );
        assert_eq!(shown("", ""), "");
        assert_eq!(shown("a, b", "a b"), "a[-,-] b");
    }
}
