//! The inside of a leaf.

use super::{Footnote, Writer, escape};
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
            } => styled(&self.abbreviations.words(text), *style),
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
                let number = self.outline.note_in(self.side, id).unwrap_or_default();
                let place = self.footnote(id, number, content);
                self.marks += 1;
                let mark = self.marks;
                let name = &self.doc.terms.web.to_note;
                let name = escape(&name.replace("{nr}", &number.to_string()));
                format!(
                    "<sup><a id=\"noteref-{mark}\" href=\"#note-{place}\" aria-label=\"{name}\">{number}</a></sup>"
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

    /// The place of a footnote among those at the end, from 1, for one more mark; one that several refer to stands once.
    fn footnote(&mut self, id: &str, number: usize, content: &Text) -> usize {
        let (side, mark) = (self.side, self.marks + 1);
        let known = |note: &Footnote| note.side == side && note.id == id;
        if let Some(place) = self.notes.iter().position(known) {
            self.notes[place].marks.push(mark);
            return place + 1;
        }
        let content = self.text(content);
        self.notes.push(Footnote {
            id: id.to_owned(),
            side,
            number,
            content,
            marks: vec![mark],
        });
        self.notes.len()
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
