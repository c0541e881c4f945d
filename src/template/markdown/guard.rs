//! Signs that CommonMark takes for marks, though the author wrote them as text: `31. marts`, `5*3*2`, `**50 %**s`.
//!
//! Such a sign is covered by a character of the same length that means nothing to the parser, so that every byte keeps
//! its place; what is read is uncovered again. Where a sign has two readings, that is told instead of guessed. What the
//! parser takes away in the end is held against what may be taken away (`marks`), so that nothing goes in silence.

mod heads;
mod lines;
mod marks;
mod signs;

use super::Misuse;

/// A text whose signs mean what the author meant, and what was doubtful.
pub(super) struct Guarded<'n> {
    /// As long as the text was.
    pub text: String,
    items: Vec<usize>,
    doubts: Vec<(Misuse, usize)>,
    covers: Covers,
    /// Knows the characters that stand for footnotes.
    is_note: &'n dyn Fn(char) -> bool,
}

/// What is found out about the signs of a text.
#[derive(Default)]
struct Found {
    /// Bytes of signs that are no marks.
    signs: Vec<usize>,
    /// Bytes where an item begins.
    items: Vec<usize>,
    /// What has two readings, and at which byte.
    doubts: Vec<(Misuse, usize)>,
}

impl<'n> Guarded<'n> {
    /// Covers what must not be taken for marks. `is_note` knows the characters that stand for footnotes.
    pub fn of(text: &str, is_note: &'n dyn Fn(char) -> bool) -> Self {
        let mut found = Found::default();
        lines::look(text, is_note, &mut found);
        signs::look(text, &mut found);
        found.signs.sort_unstable();
        found.signs.dedup();
        let mut covers = Covers::default();
        let mut out = text.to_owned();
        for at in &found.signs {
            let Some(sign) = text.get(*at..).and_then(|rest| rest.chars().next()) else {
                continue;
            };
            if let Some(cover) = covers.of(sign, text) {
                out.replace_range(*at..*at + sign.len_utf8(), cover.encode_utf8(&mut [0; 4]));
            }
        }
        Guarded {
            text: out,
            items: found.items,
            doubts: found.doubts,
            covers,
            is_note,
        }
    }

    /// What is in doubt, and at which byte: of its signs, and of the marks that the parser finds.
    pub fn doubts(&self) -> Vec<(Misuse, usize)> {
        let mut doubts = self.doubts.clone();
        marks::look(&self.text, &self.items, self.is_note, &mut doubts);
        doubts
    }

    /// What covers what.
    pub fn covers(&self) -> &Covers {
        &self.covers
    }
}

/// Which character stands for which sign.
#[derive(Default)]
pub(super) struct Covers(Vec<(char, char)>);

impl Covers {
    /// The author's signs again.
    pub fn lift(&self, text: &str) -> String {
        let sign = |c| {
            self.0
                .iter()
                .find(|(cover, _)| *cover == c)
                .map_or(c, |(_, sign)| *sign)
        };
        text.chars().map(sign).collect()
    }

    /// A character as long as the sign, which stands nowhere in the text.
    fn of(&mut self, sign: char, text: &str) -> Option<char> {
        if let Some((cover, _)) = self.0.iter().find(|(_, covered)| *covered == sign) {
            return Some(*cover);
        }
        let mut pool = match sign.len_utf8() {
            1 => '\u{e}'..='\u{1f}',
            2 => '\u{86}'..='\u{9f}',
            3 => '\u{fdd0}'..='\u{fdef}',
            _ => return None,
        };
        let free = |c: &char| !text.contains(*c) && self.0.iter().all(|(cover, _)| cover != c);
        let cover = pool.find(free)?;
        self.0.push((cover, sign));
        Some(cover)
    }
}

/// Whether a backslash takes the meaning from the sign at a byte.
fn escaped(text: &str, at: usize) -> bool {
    let before = &text[..at];
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// Whether a character belongs to a word: a letter, a digit, or what a `{{ … }}` stands for.
fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c >= '\u{f0000}'
}

#[cfg(test)]
mod tests;
