//! Leaves: words, links, references and footnotes, with the marks that lead back to their fields.

use docx_rs::{BreakType, Footnote, Run};

use super::fields::number_bookmark;
use super::ticket::Ticket;
use super::writer::{Kids, Writer, child, field, plain, stands, words};
use crate::doc::{BlockId, Field, FieldKey, Inline, Mark, Origin, Side, Style, Text, mark};

impl Writer<'_> {
    /// A leaf; one content control around all of it if it renders a field.
    pub fn text(&mut self, text: &Text, out: &mut Kids) {
        let mut kids = Kids::new();
        let key = text.field.as_ref().map(|field| &field.key);
        self.inlines(&text.inlines, key, &mut kids);
        let [old, new] = [Side::Old, Side::New].map(|side| stands(text, side));
        match &text.field {
            Some(field) if old == new || self.mark != Mark::Keep => {
                self.editable(field, kids, out);
            }
            // A control that would stay empty in one of the versions.
            Some(_) | None => out.extend(kids),
        }
    }

    /// A leaf's content by itself.
    pub fn kids(&mut self, text: &Text) -> Kids {
        let mut kids = Kids::new();
        self.text(text, &mut kids);
        kids
    }

    /// What was put in gets its control when the change is accepted and the document made anew; until then a
    /// bookmark leads back to the field. What was taken out leads nowhere.
    fn editable(&mut self, field: &Field, kids: Kids, out: &mut Kids) {
        match self.mark {
            Mark::Keep => {
                let mark = self.fields.mark(field);
                self.span(Ticket::Field(mark), kids, out);
            }
            Mark::Ins | Mark::To(_) => {
                let mark = self.fields.mark(field);
                self.bookmark(mark.bookmark, kids, out);
            }
            Mark::Del | Mark::From(_) => out.extend(kids),
        }
    }

    /// Neighbouring words of one value share a content control, whatever their emphasis.
    fn inlines(&mut self, inlines: &[Inline], within: Option<&FieldKey>, out: &mut Kids) {
        for group in inlines
            .chunk_by(|a, b| value(a, within).is_some() && value(a, within) == value(b, within))
        {
            let mut kids = Kids::new();
            for inline in group {
                self.inline(inline, within, &mut kids);
            }
            match group.first().and_then(|first| value(first, within)) {
                Some(key) => self.editable(
                    &Field {
                        key: key.clone(),
                        part: 0,
                    },
                    kids,
                    out,
                ),
                None => out.extend(kids),
            }
        }
    }

    fn inline(&mut self, inline: &Inline, within: Option<&FieldKey>, out: &mut Kids) {
        match inline {
            Inline::Words {
                text,
                style,
                origin: _,
            } => out.push(child(styled(words(text), *style))),
            Inline::Link { url, content } => {
                let mut kids = Kids::new();
                self.inlines(content, within, &mut kids);
                for kid in &mut kids {
                    if let docx_rs::ParagraphChild::Run(run) = kid {
                        run.run_property = std::mem::take(&mut run.run_property).style("Hyperlink");
                    }
                }
                let ticket = match self.mark {
                    Mark::Keep => Ticket::Link(url.clone()),
                    Mark::Ins | Mark::Del | Mark::From(_) | Mark::To(_) => {
                        Ticket::LinkField(url.clone())
                    }
                };
                self.span(ticket, kids, out);
            }
            Inline::Ref { target, label } => self.reference(target, label, out),
            Inline::Note { id: _, content } if self.is_exchanged(content) => {
                for (mark, side) in [(Mark::Del, Side::Old), (Mark::Ins, Side::New)] {
                    let mut content = content.clone();
                    mark::keep_text(&mut content, side);
                    let mut kids = Kids::new();
                    self.within(mark, |writer| writer.note(&content, &mut kids));
                    self.changed(mark, kids, out);
                }
            }
            Inline::Note { id: _, content } => self.note(content, out),
            Inline::Break => out.push(child(Run::new().add_break(BreakType::TextWrapping))),
            Inline::Marked { mark, content } => {
                let mut kids = Kids::new();
                self.within(*mark, |writer| writer.inlines(content, within, &mut kids));
                self.changed(*mark, kids, out);
            }
        }
    }

    fn note(&mut self, content: &Text, out: &mut Kids) {
        let kids = self.kids(content);
        let mut paragraph = docx_rs::Paragraph::new().style("FootnoteText");
        self.changed(self.mark, kids, &mut paragraph.children);
        let note = Footnote::new().add_content(paragraph);
        out.push(child(Run::new().add_footnote_reference(note)));
    }

    /// Whether a note that stays is taken out and put in whole: LibreOffice forgets changes inside notes of tables.
    fn is_exchanged(&self, content: &Text) -> bool {
        let changed = |inline: &Inline| matches!(inline, Inline::Marked { .. });
        self.in_table && self.mark == Mark::Keep && content.inlines.iter().any(changed)
    }

    /// `tabel 7`: the label as words, the number as a field that follows its target.
    fn reference(&mut self, target: &BlockId, label: &str, out: &mut Kids) {
        let side = self.mark.side();
        let number = self.outline.number_in(side, target).unwrap_or_default();
        let number = number.replace(' ', "\u{a0}");
        match (label.is_empty(), number.is_empty()) {
            (true, true) => return,
            (false, true) => return out.push(plain(label)),
            (true, false) => {}
            // The number stays on the label's line.
            (false, false) => out.push(plain(&format!("{label}\u{a0}"))),
        }
        let switches = if self.captioned.contains(target) {
            "\\h"
        } else {
            "\\r \\h"
        };
        let code = format!(
            "REF {} {switches}",
            self.bookmark_of(number_bookmark(target), target)
        );
        field(&code, words(&number), out);
    }
}

/// The value that words come from, if it is another one than the leaf's own.
fn value<'t>(inline: &'t Inline, within: Option<&FieldKey>) -> Option<&'t FieldKey> {
    match inline {
        Inline::Words {
            text: _,
            style: _,
            origin: Origin::Plan(key),
        } if Some(key) != within => Some(key),
        Inline::Words { .. }
        | Inline::Link { .. }
        | Inline::Ref { .. }
        | Inline::Note { .. }
        | Inline::Break
        | Inline::Marked { .. } => None,
    }
}

fn styled(mut run: Run, style: Style) -> Run {
    let Style { bold, italic } = style;
    if bold {
        run = run.bold();
    }
    if italic {
        run = run.italic();
    }
    run
}
