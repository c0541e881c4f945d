//! Words inside a leaf.

use std::collections::HashMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::doc::{
    Inline, Style, Text,
    mark::{Mark, marked_notes, push},
    walk,
};

use super::bag::ratio;

/// Where less than this share of the words stays, the sentence is another one: it is exchanged whole.
const STAYS: f64 = 0.25;

/// Two versions of a leaf as one leaf with marks.
pub fn merge(old: &Text, new: &Text) -> Text {
    let mut out = Text {
        field: new.field.clone(),
        inlines: Vec::new(),
        mark: Mark::Keep,
    };
    // Most leaves of a plan stay as they are.
    if stays_whole(&old.inlines, &new.inlines) {
        let inlines = new.inlines.iter().cloned();
        inlines.for_each(|inline| push(&mut out.inlines, inline));
        return out;
    }
    let (old, new) = (tokens(&old.inlines), tokens(&new.inlines));
    for step in steps(&old, &new) {
        match step {
            Step::Same(a, b, count) => {
                for (was, is) in old[a..a + count].iter().zip(&new[b..b + count]) {
                    push(&mut out.inlines, same(was, is));
                }
            }
            Step::Other(a, b) => {
                out.inlines.extend(marked(&old[a.0..a.1], Mark::Del));
                out.inlines.extend(marked(&new[b.0..b.1], Mark::Ins));
            }
        }
    }
    out
}

/// Whether nothing changed that a reader sees. A note has words of its own, which are compared by themselves.
fn stays_whole(old: &[Inline], new: &[Inline]) -> bool {
    let same =
        |(was, is): (&Inline, &Inline)| !matches!(is, Inline::Note { .. }) && key(was) == key(is);
    old.len() == new.len() && old.iter().zip(new).all(same)
}

/// A word, a space, a sign, or an inline that is kept or exchanged whole.
fn tokens(inlines: &[Inline]) -> Vec<Inline> {
    let mut out = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Words {
                text,
                style,
                origin,
            } => out.extend(pieces(text).into_iter().map(|piece| Inline::Words {
                text: piece.to_owned(),
                style: *style,
                origin: origin.clone(),
            })),
            Inline::Link { .. }
            | Inline::Ref { .. }
            | Inline::Note { .. }
            | Inline::Break
            | Inline::Marked { .. } => out.push(inline.clone()),
        }
    }
    out
}

/// Words with the signs inside them (`2.641.000`, `27,5`, `13-17-årige`), and each other sign by itself.
fn pieces(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for (index, &(at, c)) in chars.iter().enumerate() {
        let next = chars.get(index + 1).map(|&(_, next)| next);
        let before = index.checked_sub(1).map(|before| chars[before].1);
        let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let inside = c.is_alphanumeric() || ".,-–/:'’".contains(c) && joins(before) && joins(next);
        let goes_on =
            inside && next.is_some_and(|next| next.is_alphanumeric() || ".,-–/:'’".contains(next));
        let ends = !goes_on || (c.is_alphanumeric() && !next_is_inside(&chars, index + 1));
        if ends {
            let end = at + c.len_utf8();
            out.push(&text[start..end]);
            start = end;
        }
    }
    out
}

/// Whether the sign at an index belongs to the word that it stands in.
fn next_is_inside(chars: &[(usize, char)], index: usize) -> bool {
    let Some(&(_, c)) = chars.get(index) else {
        return false;
    };
    c.is_alphanumeric()
        || chars
            .get(index + 1)
            .is_some_and(|&(_, after)| after.is_alphanumeric())
}

/// What two tokens must share to be the same one.
#[derive(PartialEq, Eq, Hash)]
enum Key<'t> {
    Words(&'t str, Style),
    Link(&'t str, String),
    Ref(&'t str, &'t str),
    Note(&'t str),
    Break,
}

fn key(token: &Inline) -> Key<'_> {
    match token {
        Inline::Words {
            text,
            style,
            origin: _,
        } => Key::Words(text, *style),
        Inline::Link { url, content } => Key::Link(url, walk::words(content)),
        Inline::Ref { target, label } => Key::Ref(target.as_str(), label),
        // A note is the same by its name; its words are compared by themselves.
        Inline::Note { id, content: _ } => Key::Note(id),
        // Documents that are compared have no marks.
        Inline::Break | Inline::Marked { .. } => Key::Break,
    }
}

/// A run of tokens that stays, or that is exchanged.
enum Step {
    Same(usize, usize, usize),
    Other((usize, usize), (usize, usize)),
}

fn steps(old: &[Inline], new: &[Inline]) -> Vec<Step> {
    let mut numbers: HashMap<Key<'_>, usize> = HashMap::new();
    let mut number = |token| {
        let next = numbers.len();
        *numbers.entry(key(token)).or_insert(next)
    };
    let old_keys: Vec<usize> = old.iter().map(&mut number).collect();
    let new_keys: Vec<usize> = new.iter().map(&mut number).collect();
    // Whatever lies between two runs that stay is exchanged. The other operations say the same, but each of a pair may
    // count from before the other one.
    let mut out = Vec::new();
    let mut at = (0, 0);
    let mut up_to = |out: &mut Vec<Step>, to: (usize, usize), length: usize| {
        if at != to {
            add(out, (at.0, to.0), (at.1, to.1));
        }
        at = (to.0 + length, to.1 + length);
    };
    for op in capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys) {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = op
        {
            up_to(&mut out, (old_index, new_index), len);
            out.push(Step::Same(old_index, new_index, len));
        }
    }
    up_to(&mut out, (old.len(), new.len()), 0);
    let out = without_crumbs(out, old);
    if stays(&out, old, new) {
        return out;
    }
    let whole = Step::Other((0, old.len()), (0, new.len()));
    if old.is_empty() && new.is_empty() {
        Vec::new()
    } else {
        vec![whole]
    }
}

/// Adds an exchange; it grows together with one just before it.
fn add(out: &mut Vec<Step>, old: (usize, usize), new: (usize, usize)) {
    if let Some(Step::Other(a, b)) = out.last_mut() {
        (a.1, b.1) = (old.1, new.1);
    } else {
        out.push(Step::Other(old, new));
    }
}

/// A space or sign that happens to stay between two exchanges is exchanged along: who reads two words struck and two
/// put in does not want the space between them kept.
fn without_crumbs(steps: Vec<Step>, old: &[Inline]) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::new();
    let last = steps.len().saturating_sub(1);
    for (index, step) in steps.into_iter().enumerate() {
        match step {
            Step::Same(a, b, count)
                if index > 0 && index < last && old[a..a + count].iter().all(is_crumb) =>
            {
                add(&mut out, (a, a + count), (b, b + count));
            }
            Step::Same(..) => out.push(step),
            Step::Other(a, b) => add(&mut out, a, b),
        }
    }
    out
}

fn is_crumb(token: &Inline) -> bool {
    matches!(token, Inline::Words { text, .. } if !text.contains(char::is_alphanumeric))
}

/// Whether enough stays for a reader to see the same leaf. Short leaves, like a cell's figure, always do.
fn stays(steps: &[Step], old: &[Inline], new: &[Inline]) -> bool {
    let count = |tokens: &[Inline]| tokens.iter().filter(|token| !is_crumb(token)).count();
    let kept: usize = steps
        .iter()
        .map(|step| match step {
            Step::Same(a, _, length) => count(&old[*a..a + length]),
            Step::Other(..) => 0,
        })
        .sum();
    let all = count(old).max(count(new));
    kept == all || ratio(kept, all) >= STAYS
}

/// A token that both versions have; of a note, with the marks inside.
fn same(old: &Inline, new: &Inline) -> Inline {
    match (old, new) {
        (
            Inline::Note {
                id: _,
                content: was,
            },
            Inline::Note { id, content },
        ) => Inline::Note {
            id: id.clone(),
            content: merge(was, content),
        },
        _ => new.clone(),
    }
}

/// Tokens of one version as one marked inline; none where there are no tokens.
fn marked(tokens: &[Inline], mark: Mark) -> Option<Inline> {
    let mut content = Vec::new();
    for token in tokens {
        push(&mut content, token.clone());
    }
    let content = marked_notes(content, mark);
    (!content.is_empty()).then_some(Inline::Marked { mark, content })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_compounds_are_one_word() {
        assert_eq!(
            pieces("2.641.000 kr. (27,5 %), 13-17-årige."),
            [
                "2.641.000",
                " ",
                "kr",
                ".",
                " ",
                "(",
                "27,5",
                " ",
                "%",
                ")",
                ",",
                " ",
                "13-17-årige",
                "."
            ]
        );
    }
}
