//! Words inside a leaf.

use crate::{
    doc::{
        Inline, Style, Text,
        mark::{Mark, marked_notes, push},
        walk,
    },
    text::{self, Hunk, Token},
};

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
    // Whatever lies between two tokens that stay is exchanged.
    let mut at = (0, 0);
    for (a, b) in staying(&old, &new) {
        exchange(&old[at.0..a], &new[at.1..b], &mut out.inlines);
        push(&mut out.inlines, same(&old[a], &new[b]));
        at = (a + 1, b + 1);
    }
    exchange(&old[at.0..], &new[at.1..], &mut out.inlines);
    out
}

/// Where the tokens that stay stand in both versions. A space that no longer breaks, or that now does, is exchanged after
/// all: rejecting the marks gives the old one back.
fn staying(old: &[Inline], new: &[Inline]) -> Vec<(usize, usize)> {
    let same = |hunk| match hunk {
        Hunk::Same(a, b) => Some(a.zip(b)),
        Hunk::Changed(..) => None,
    };
    let hunks = text::diff(&keys(old), &keys(new)).into_iter();
    let pairs = hunks.filter_map(same).flatten();
    pairs
        .filter(|&(a, b)| letters(&old[a]) == letters(&new[b]))
        .collect()
}

/// A token's letters, to tell one space from the other.
fn letters(token: &Inline) -> Option<&str> {
    match token {
        Inline::Words { text, .. } => Some(text),
        Inline::Link { .. }
        | Inline::Ref { .. }
        | Inline::Note { .. }
        | Inline::Break
        | Inline::Marked { .. } => None,
    }
}

/// What the old version has in a place, struck, and what the new one has there.
fn exchange(old: &[Inline], new: &[Inline], out: &mut Vec<Inline>) {
    out.extend(marked(old, Mark::Del));
    out.extend(marked(new, Mark::Ins));
}

fn keys(tokens: &[Inline]) -> Vec<Key<'_>> {
    tokens.iter().map(key).collect()
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
            } => out.extend(text::tokens(text).into_iter().map(|token| Inline::Words {
                text: token.to_owned(),
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

/// What two tokens must share to be the same one.
#[derive(PartialEq, Eq, Hash)]
enum Key<'t> {
    Words(&'t str, Style),
    Link(&'t str, String),
    Ref(&'t str, &'t str),
    Note(&'t str),
    Break,
}

impl Token for Key<'_> {
    fn is_sign(&self) -> bool {
        match self {
            Key::Words(text, _) => text::is_sign(text),
            Key::Link(..) | Key::Ref(..) | Key::Note(_) | Key::Break => false,
        }
    }
}

fn key(token: &Inline) -> Key<'_> {
    match token {
        Inline::Words {
            text,
            style,
            origin: _,
        } => Key::Words(text::spaced(text), *style),
        Inline::Link { url, content } => Key::Link(url, walk::words(content)),
        Inline::Ref { target, label } => Key::Ref(target.as_str(), label),
        // A note is the same by its name; its words are compared by themselves.
        Inline::Note { id, content: _ } => Key::Note(id),
        // Documents that are compared have no marks.
        Inline::Break | Inline::Marked { .. } => Key::Break,
    }
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
