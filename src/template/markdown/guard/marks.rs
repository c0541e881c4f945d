//! What the parser takes for marks, held against what may be one: every sign is printed, or a mark that is meant, or told.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{super::OPTIONS, Misuse, in_word};

/// Endings that Danish puts behind a word in italics: `*Trygge naboer*s`.
const ENDINGS: [&str; 12] = [
    "s", "’s", "'s", "t", "n", "e", "en", "et", "er", "ne", "ens", "ets",
];
/// Signs that stand behind a word: nothing that is emphasized begins with one and a space.
const CLOSING: &str = ")]}«”’\"',.;:!?/|";
/// Signs that stand before a word: nothing that is emphasized ends with a space and one.
const OPENING: &str = "([{»“‘\"'/|";

/// Tells which marks of a guarded text have two readings.
pub(super) fn look(
    text: &str,
    items: &[usize],
    is_note: &dyn Fn(char) -> bool,
    doubts: &mut Vec<(Misuse, usize)>,
) {
    let mut ledger = Ledger {
        text,
        items,
        is_note,
        lists: Vec::new(),
        kept: vec![false; text.len()],
        doubts,
    };
    let parser = Parser::new_ext(text, OPTIONS);
    // What links lead to is theirs.
    let addresses = parser.reference_definitions().iter();
    let addresses: Vec<Range<usize>> = addresses.map(|(_, to)| to.span.clone()).collect();
    addresses.into_iter().for_each(|span| ledger.keep(span));
    for (event, range) in parser.into_offset_iter() {
        ledger.event(&event, range);
    }
    ledger.close();
}

/// Which bytes are accounted for.
struct Ledger<'t> {
    text: &'t str,
    items: &'t [usize],
    /// Knows the characters that stand for footnotes.
    is_note: &'t dyn Fn(char) -> bool,
    /// The lists that are open, each with the number that its next item gets.
    lists: Vec<usize>,
    kept: Vec<bool>,
    doubts: &'t mut Vec<(Misuse, usize)>,
}

impl Ledger<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Text(words)
            | Event::Code(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words)
            | Event::FootnoteReference(words) => self.printed(words, range),
            Event::Start(tag) => self.start(tag, range),
            // Their places are told when they are read.
            Event::Html(_) | Event::InlineHtml(_) | Event::Rule => self.keep(range),
            Event::HardBreak => self.line_break(range),
            Event::End(TagEnd::List(_)) => drop(self.lists.pop()),
            Event::SoftBreak | Event::TaskListMarker(_) | Event::End(_) => {}
        }
    }

    fn keep(&mut self, range: Range<usize>) {
        if let Some(part) = self.kept.get_mut(range) {
            part.fill(true);
        }
    }

    fn printed(&mut self, words: &str, range: Range<usize>) {
        let part = &self.text[range.clone()];
        if let Some(offset) = part.find(words) {
            let start = range.start + offset;
            self.keep(start..start + words.len());
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.emphasis(range, 1),
            Tag::Strong => self.emphasis(range, 2),
            Tag::Item => self.item(range),
            Tag::Link { title, .. } => {
                // Words that are shown when a mouse stands on a link are seen by nobody on paper.
                if !title.is_empty() {
                    self.doubts.push((Misuse::Link, range.start));
                }
                self.keep(range);
            }
            Tag::List(_) => self.lists.push(1),
            Tag::Paragraph => {}
            // What prose cannot hold is told when it is read.
            _ => self.keep(range),
        }
    }

    fn item(&mut self, range: Range<usize>) {
        let part = &self.text[range.clone()];
        let at = range.start + part.len() - part.trim_start().len();
        let mark = self.text[at..].find(['-', '+', '*', '.', ')']);
        let sign = at..at + mark.unwrap_or_default();
        let number = self
            .lists
            .last_mut()
            .map(|next| std::mem::replace(next, *next + 1));
        let written = &self.text[sign.clone()];
        let same = written.is_empty() || written.parse().ok() == number;
        if self.items.binary_search(&at).is_ok() && same {
            self.keep(sign.start..sign.end + 1);
        } else {
            self.doubts.push((Misuse::ListMark, at));
            self.keep(range);
        }
    }

    fn line_break(&mut self, range: Range<usize>) {
        if self.text[range.clone()].starts_with('\\') {
            self.keep(range.start..range.start + 1);
        } else {
            self.doubts.push((Misuse::Spaces, range.start));
        }
    }

    fn emphasis(&mut self, range: Range<usize>, width: usize) {
        if self.is_doubtful(range.clone(), width) {
            self.doubts.push((Misuse::Emphasis, range.start));
        }
        self.keep(range.start..range.start + width);
        self.keep(range.end - width..range.end);
    }

    /// Whether signs around words may be something else than emphasis.
    fn is_doubtful(&self, range: Range<usize>, width: usize) -> bool {
        let text = self.text;
        let marks = ['*', '_'];
        let Range { start, end } = range;
        let before = text[..start].trim_end_matches(marks).chars().next_back();
        let rest = text[end..].trim_start_matches(marks);
        let after = rest.chars().next();
        let inside = text[start + width..end - width].trim_matches(marks);
        if is_between(inside) {
            return true;
        }
        let opens = !before.is_some_and(|c| in_word(c) || ")]}%".contains(c));
        // A number of a note stands behind what it is of: `*Trygge naboer*[^kilde]`.
        let noted = after.is_some_and(self.is_note);
        let closes = noted || !after.is_some_and(|c| in_word(c) || "([{".contains(c));
        match (opens, closes) {
            (true, true) => false,
            (true, false) => {
                let ending = rest.split(|c: char| !c.is_alphanumeric() && !"’'".contains(c));
                let ending = ending.into_iter().next().unwrap_or_default();
                width == 1 && !ENDINGS.contains(&ending)
            }
            (false, true) => width == 1,
            (false, false) => {
                width == 1 || inside.len() < 2 || !inside.chars().all(char::is_alphabetic)
            }
        }
    }

    /// Tells of what is left, once a line.
    fn close(self) {
        let mut line = None;
        for (at, c) in self.text.char_indices() {
            if c == '\n' {
                line = None;
            }
            if self.kept[at] || c.is_whitespace() || line.is_some() {
                continue;
            }
            let next = self.text[at + c.len_utf8()..].chars().next();
            if c != '\\' || !next.is_some_and(|next| next.is_ascii_punctuation()) {
                self.doubts.push((Misuse::Swallowed, at));
                line = Some(at);
            }
        }
    }
}

/// Whether words end a sentence's part with their first sign, or begin one with their last: `(*) og (*)`.
fn is_between(inside: &str) -> bool {
    let mut first = inside.chars();
    let closing = first.next().is_none_or(|c| CLOSING.contains(c))
        && first.next().is_none_or(char::is_whitespace);
    let mut last = inside.chars().rev();
    let opening = last.next().is_none_or(|c| OPENING.contains(c))
        && last.next().is_none_or(char::is_whitespace);
    closing || opening
}
