//! Words inside a leaf.

use super::Emitter;
use crate::doc::{BlockId, Inline, Style, Text};
use crate::pdf::literal::string;

impl Emitter<'_> {
    /// A leaf as one expression.
    pub(super) fn text(&self, text: &Text) -> String {
        self.inlines(&text.inlines)
    }

    fn inlines(&self, inlines: &[Inline]) -> String {
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
                    parts.push(words(&(text.clone() + &more), *style));
                }
                Inline::Link { url, content } => {
                    parts.push(format!("web({}, {})", string(url), self.inlines(content)));
                }
                Inline::Ref { target, label } => parts.push(self.reference(target, label)),
                Inline::Note { id: _, content } => {
                    parts.push(format!("footnote({})", self.text(content)))
                }
                Inline::Break => parts.push("linebreak()".to_owned()),
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
        let parts = [label, number.unwrap_or_default()];
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

fn words(text: &str, style: Style) -> String {
    let literal = string(text);
    match (style.bold, style.italic) {
        (false, false) => literal,
        (true, false) => format!("strong({literal})"),
        (false, true) => format!("emph({literal})"),
        (true, true) => format!("strong(emph({literal}))"),
    }
}
