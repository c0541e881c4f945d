//! Words inside a leaf.

use super::Emitter;
use crate::doc::{BlockId, Inline, Style, Text};
use crate::pdf::literal::string;

impl Emitter<'_> {
    /// A leaf as one expression.
    pub(super) fn text(&self, text: &Text) -> String {
        self.inlines(&text.inlines, LONG_WORD)
    }

    /// A leaf in a narrow place, where words of more than so many letters find no room.
    pub(super) fn narrow(&self, text: &Text, letters: usize) -> String {
        self.inlines(&text.inlines, letters + 1)
    }

    /// `long`: letters from which a word may be parted.
    fn inlines(&self, inlines: &[Inline], long: usize) -> String {
        let mut parts = Vec::new();
        let mut rest = inlines;
        while let Some((first, tail)) = rest.split_first() {
            rest = tail;
            match first {
                Inline::Words {
                    text,
                    style,
                    origin: _,
                } => {
                    let (more, after) = same_style(tail, *style);
                    rest = after;
                    parts.push(words(&(text.clone() + &more), *style, long));
                }
                Inline::Link { url, content } => {
                    parts.push(format!(
                        "web({}, {})",
                        string(url),
                        self.inlines(content, long)
                    ));
                }
                Inline::Ref { target, label } => parts.push(self.reference(target, label)),
                Inline::Note { id: _, content } => {
                    parts.push(format!("note({})", self.text(content)))
                }
                // The space keeps the words apart for who listens or copies; it changes no look.
                Inline::Break => parts.push("\" \" + linebreak()".to_owned()),
                Inline::Marked { mark: _, content } => parts.push(self.inlines(content, long)),
            }
        }
        if parts.is_empty() {
            "[]".to_owned()
        } else {
            parts.join(" + ")
        }
    }

    /// The label and the target's number on one line, as a link. A link needs both a target that stands
    /// in the document and something to show.
    fn reference(&self, target: &BlockId, label: &str) -> String {
        let number = self.outline.number(target);
        let number = number.map(|number| number.replace(' ', "\u{a0}"));
        let parts = [label, number.as_deref().unwrap_or_default()];
        let words: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let words = string(&words.join("\u{a0}"));
        if number.is_some() && parts != ["", ""] {
            format!("to({}, {words})", string(target.as_str()))
        } else {
            words
        }
    }
}

/// The words that follow in the same style, whatever their origin, and what is left.
fn same_style(inlines: &[Inline], wanted: Style) -> (String, &[Inline]) {
    let mut out = String::new();
    let mut rest = inlines;
    while let [
        Inline::Words {
            text,
            style,
            origin: _,
        },
        tail @ ..,
    ] = rest
        && *style == wanted
    {
        out.push_str(text);
        rest = tail;
    }
    (out, rest)
}

/// Letters from which a word may be parted at a line's end. Shorter ones are not worth a hyphen in
/// ragged text, and trying every word costs Typst twice the time of a layout.
const LONG_WORD: usize = 16;
/// What ends a word: lines break after these (and not at a no-break space).
const ENDS: [char; 3] = [' ', '/', '-'];

/// Words of one style; those of `long` letters or more apart, since only they may be parted.
fn words(text: &str, style: Style, long: usize) -> String {
    let mut parts = Vec::new();
    let mut plain = 0;
    let mut at = 0;
    for word in text.split_inclusive(ENDS) {
        if word.trim_end_matches(ENDS).chars().count() >= long {
            parts.extend(styled(&text[plain..at], style));
            parts.extend(styled(word, style).map(|literal| format!("long({literal})")));
            plain = at + word.len();
        }
        at += word.len();
    }
    parts.extend(styled(&text[plain..], style));
    if parts.is_empty() {
        return string("");
    }
    parts.join(" + ")
}

/// A literal in its style; nothing for no words.
fn styled(text: &str, style: Style) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    let literal = string(text);
    Some(match (style.bold, style.italic) {
        (false, false) => literal,
        (true, false) => format!("strong({literal})"),
        (false, true) => format!("emph({literal})"),
        (true, true) => format!("strong(emph({literal}))"),
    })
}
