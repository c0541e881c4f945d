//! Texts cut to what a line holds.

use crate::changes::words::{Mark, Passage};

use super::LONG;

/// Changed words with a few words around them; `…` for what is left out.
pub fn excerpt(passage: &Passage) -> Vec<(Mark, String)> {
    const AROUND: usize = 5;
    let last = passage.pieces.len().saturating_sub(1);
    let pieces = passage.pieces.iter().enumerate();
    let shown = pieces.map(|(index, piece)| {
        let text = match piece.mark {
            Mark::Ins | Mark::Del => cut(&piece.text, LONG),
            Mark::Keep => around(&piece.text, index > 0, index < last, AROUND),
        };
        (piece.mark, text)
    });
    let mut out: Vec<(Mark, String)> = shown.collect();
    // The sign of a list item is no word of it.
    if let Some((_, text)) = out.first_mut()
        && let Some(words) = text.strip_prefix("- ")
    {
        *text = words.to_owned();
    }
    out
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
    let mut out = pattern.to_owned();
    for (name, text) in gaps {
        out = out.replace(&format!("{{{name}}}"), text);
    }
    out
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
