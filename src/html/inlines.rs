//! The inside of a leaf.

use super::{Writer, escape};
use crate::doc::{Inline, Mark, Style, Text};

impl Writer<'_> {
    /// The words of a leaf, with links, references and footnotes.
    pub fn text(&mut self, text: &Text) -> String {
        self.inlines(&text.inlines)
    }

    fn inlines(&mut self, inlines: &[Inline]) -> String {
        let inlines = inlines.iter().map(|inline| self.inline(inline));
        inlines.collect()
    }

    fn inline(&mut self, inline: &Inline) -> String {
        match inline {
            Inline::Words {
                text,
                style,
                origin: _,
            } => styled(&escape(text), *style),
            Inline::Link { url, content } => {
                let content = self.inlines(content);
                format!("<a href=\"{}\">{content}</a>", escape(url))
            }
            Inline::Ref { target, label } => {
                let number = self
                    .outline
                    .number_in(self.side, target)
                    .unwrap_or_default();
                let parts = [label.as_str(), number].into_iter();
                let parts: Vec<String> = parts.filter(|p| !p.is_empty()).map(escape).collect();
                let target = self.target(target);
                format!("<a href=\"#{target}\">{}</a>", parts.join("\u{a0}"))
            }
            Inline::Note { id, content } => {
                let content = self.text(content);
                let number = self.outline.note_in(self.side, id).unwrap_or_default();
                self.notes.push((number, content));
                let place = self.notes.len();
                let name = &self.doc.terms.web.to_note;
                let name = escape(&name.replace("{nr}", &number.to_string()));
                format!(
                    "<sup><a id=\"noteref-{place}\" href=\"#note-{place}\" aria-label=\"{name}\">{number}</a></sup>"
                )
            }
            Inline::Break => "<br>".to_owned(),
            Inline::Marked { mark, content } => {
                let around = std::mem::replace(&mut self.side, mark.side());
                let content = self.inlines(content);
                self.side = around;
                self.marked(*mark, &content)
            }
        }
    }

    /// What a revision did, by looks and in words that only a screen reader says.
    pub fn marked(&self, mark: Mark, content: &str) -> String {
        let cues = &self.doc.terms.cues;
        let (tag, before) = match mark {
            Mark::Keep => return content.to_owned(),
            Mark::Ins => ("ins", &cues.inserted),
            Mark::Del => ("del", &cues.deleted),
            Mark::From(_) => ("del class=\"moved\"", &cues.moved_from),
            Mark::To(_) => ("ins class=\"moved\"", &cues.moved_to),
        };
        let end = tag.get(..3).unwrap_or(tag);
        format!(
            "<{tag}><span class=\"unseen\">{}: </span>{content}<span class=\"unseen\"> {} </span></{end}>",
            escape(before),
            escape(&cues.end)
        )
    }
}

fn styled(words: &str, style: Style) -> String {
    let Style { bold, italic } = style;
    match (bold, italic) {
        (false, false) => words.to_owned(),
        (true, false) => format!("<strong>{words}</strong>"),
        (false, true) => format!("<em>{words}</em>"),
        (true, true) => format!("<strong><em>{words}</em></strong>"),
    }
}
