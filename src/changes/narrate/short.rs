//! Texts cut to what a line holds.

use crate::{
    changes::words::{Passage, Stretch},
    text::counted,
};

use super::LONG;

/// Changed words with a few words around them; `…` for what is left out.
pub fn excerpt(passage: &Passage) -> Passage {
    const AROUND: usize = 5;
    let last = passage.len().saturating_sub(1);
    let stretches = passage.iter().enumerate();
    let shown = stretches.map(|(index, stretch)| match stretch {
        Stretch::Gone(text) => Stretch::Gone(cut(text, LONG)),
        Stretch::New(text) => Stretch::New(cut(text, LONG)),
        Stretch::Kept(text) => Stretch::Kept(around(text, index > 0, index < last, AROUND)),
    });
    shown.collect()
}

/// The first words of a text that follows a change, and the last of one that comes before one.
fn around(text: &str, follows: bool, leads: bool, words: usize) -> String {
    let starts: Vec<usize> = text
        .split_whitespace()
        .map(|word| word.as_ptr() as usize - text.as_ptr() as usize)
        .collect();
    let least = words * (usize::from(follows) + usize::from(leads));
    if starts.len() <= least {
        return text.to_owned();
    }
    let head = if follows { &text[..starts[words]] } else { "" };
    let tail = if leads {
        &text[starts[starts.len() - words]..]
    } else {
        ""
    };
    let space = if leads { " " } else { "" };
    format!("{head}…{space}{tail}")
}

/// Fills `{gaps}`.
pub(super) fn filled(pattern: &str, gaps: &[(&str, &str)]) -> String {
    counted::filled(pattern, |name| {
        let gap = gaps.iter().find(|(known, _)| *known == name);
        gap.map(|(_, text)| *text)
    })
}

/// A text on one line, cut behind a word where it is too long. Spaces at its ends stay: they part it from its neighbours.
pub(super) fn cut(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return if text.is_empty() { "" } else { " " }.to_owned();
    }
    if line.chars().count() <= most {
        let space = |is: bool| if is { " " } else { "" };
        let (lead, tail) = (text.starts_with(' '), text.ends_with(' '));
        return format!("{}{line}{}", space(lead), space(tail));
    }
    let kept: String = line.chars().take(most).collect();
    let whole = kept
        .rsplit_once(' ')
        .map_or(kept.as_str(), |(whole, _)| whole);
    let open = |c: char| !c.is_alphanumeric() && !matches!(c, ')' | '«' | '”' | '%');
    format!("{} …", whole.trim_end_matches(open))
}

pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>());
    first.unwrap_or_default() + chars.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_behind_a_word() {
        assert_eq!(cut("en to tre", 20), "en to tre");
        assert_eq!(cut("en to, tre fire", 9), "en to …");
        assert_eq!(cut("  ", 5), " ");
        assert_eq!(cut(" en ", 5), " en ");
    }
}
