//! Leaves: words, links, references and footnotes, with the marks that lead back to their fields.

use docx_rs::RunProperty;

use super::elements;
use super::fields::{Handle, note_bookmark, number_bookmark};
use super::package::address;
use super::paragraph::{Paragraph, style};
use super::writer::{
    Kids, Writer, bookmark, coded, field, field_end, field_start, link, plain, run, stamped,
    stands, styled, words,
};
use super::xml::{El, Node};
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
                let Handle {
                    tag,
                    bookmark: name,
                } = self.fields.handle(field);
                bookmark(name, vec![Node::El(control(tag, kids))], out);
            }
            Mark::Ins | Mark::To(_) => {
                let handle = self.fields.handle(field);
                bookmark(handle.bookmark, kids, out);
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
            } => out.push(Node::El(elements::run(&letters(*style), words(text)))),
            Inline::Link { url, content } => {
                let mut kids = Kids::new();
                self.inlines(content, within, &mut kids);
                kids.iter_mut().for_each(as_link);
                self.link(url, kids, out);
            }
            Inline::Ref { target, label } => self.reference(target, label, out),
            Inline::Note { id, content } if self.is_exchanged(content) || self.is_parted(id) => {
                for (mark, side) in [(Mark::Del, Side::Old), (Mark::Ins, Side::New)] {
                    let mut content = content.clone();
                    mark::keep_text(&mut content, side);
                    let mut kids = Kids::new();
                    self.within(mark, |writer| writer.note(id, &content, &mut kids));
                    out.extend(stamped(mark, kids));
                }
            }
            Inline::Note { id, content } => self.note(id, content, out),
            Inline::Break => {
                let line = El::new("w:br").attr("w:type", "textWrapping");
                out.push(run(line));
            }
            Inline::Marked { mark, content } => {
                let mut kids = Kids::new();
                self.within(*mark, |writer| writer.inlines(content, within, &mut kids));
                out.extend(stamped(*mark, kids));
            }
        }
    }

    /// A link to an address outside. One that was put in or taken out is a field, as Word has it: its code is runs
    /// like its words, which can come and go.
    fn link(&mut self, url: &str, kids: Kids, out: &mut Kids) {
        match self.mark {
            Mark::Keep => {
                let [body, notes] = &mut self.links;
                let links = if self.in_note { notes } else { body };
                out.push(Node::El(link("r:id", links.link(url), kids)));
            }
            Mark::Ins | Mark::Del | Mark::From(_) | Mark::To(_) => {
                let code = El::new("w:instrText").attr("xml:space", "preserve");
                let code = code.text(&format!(" HYPERLINK \"{}\" ", address(url)));
                coded(code, out);
                out.extend(kids);
                field_end(out);
            }
        }
    }

    /// A footnote. One that several places refer to stands at the first of them; the others have its number.
    fn note(&mut self, id: &str, content: &Text, out: &mut Kids) {
        let Some(shared) = self.shared.get(id).copied() else {
            return self.first(content, out);
        };
        let side = self.mark.side();
        if self.knows(id, side) {
            return self.again(id, side, out);
        }
        self.noted.entry(shared).or_default().push(self.mark);
        let mut kids = Kids::new();
        self.first(content, &mut kids);
        bookmark(note_place(id, side), kids, out);
    }

    /// The number of a note that stands elsewhere, as a field that follows it.
    fn again(&mut self, id: &str, side: Side, out: &mut Kids) {
        let of_new = |mark: &&Mark| mark.is_in(side) && mark.side() == Side::New;
        let place = match self
            .noted
            .get(id)
            .and_then(|marks| marks.iter().find(of_new))
        {
            Some(_) => Side::New,
            None => Side::Old,
        };
        let number = self.outline.note_in(side, id).unwrap_or_default();
        field_start(&format!("NOTEREF {} \\f \\h", note_place(id, place)), out);
        out.push(styled("FootnoteReference", words(&number.to_string())));
        field_end(out);
    }

    /// Whether a note stands somewhere in a version.
    fn knows(&self, id: &str, side: Side) -> bool {
        let marks = self.noted.get(id);
        marks.is_some_and(|marks| marks.iter().any(|mark| mark.is_in(side)))
    }

    /// Whether a place that stays refers to a note that stands elsewhere in one version only.
    fn is_parted(&self, id: &str) -> bool {
        let stays = self.mark == Mark::Keep && self.doc.revision.is_some();
        stays && self.knows(id, Side::Old) != self.knows(id, Side::New)
    }

    fn first(&mut self, content: &Text, out: &mut Kids) {
        let outer = std::mem::replace(&mut self.in_note, true);
        let kids = self.kids(content);
        self.in_note = outer;
        let id = (self.notes.len() + 1).to_string();
        let sign = |el| styled("FootnoteReference", [el]);
        let mut line = vec![sign(El::new("w:footnoteRef")), plain(" ")];
        line.extend(stamped(self.mark, kids));
        let paragraph = Paragraph {
            looks: style("FootnoteText"),
            before: None,
            kids: line,
            mark: Mark::Keep,
        };
        let note = El::new("w:footnote").attr("w:id", &id);
        self.notes.push(note.kid(paragraph.written()));
        out.push(sign(El::new("w:footnoteReference").attr("w:id", id)));
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
        field(&code, &number, out);
    }
}

/// The bookmark of a note in one of the versions.
fn note_place(id: &str, side: Side) -> String {
    let name = note_bookmark(id);
    match side {
        Side::New => name,
        Side::Old => format!("_Old{}", name.trim_start_matches('_')),
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

/// A run-level content control that Word shows no frame around. Its id comes later, see [`super::ids`].
fn control(tag: String, kids: Kids) -> El {
    let properties = El::new("w:sdtPr").all([
        El::valued("w:tag", tag),
        El::new("w:id"),
        El::new("w15:appearance").attr("w15:val", "hidden"),
    ]);
    let mut content = El::new("w:sdtContent");
    content.kids = kids;
    El::new("w:sdt").kid(properties).kid(content)
}

/// Gives runs the style of links.
fn as_link(node: &mut Node) {
    let Node::El(el) = node else { return };
    if el.name == "w:r" {
        let style = el.first("w:rPr").first("w:rStyle");
        style.set("w:val", "Hyperlink".to_owned());
    } else {
        el.kids.iter_mut().for_each(as_link);
    }
}

fn letters(style: Style) -> RunProperty {
    let Style { bold, italic } = style;
    let mut looks = RunProperty::new();
    if bold {
        looks = looks.bold();
    }
    if italic {
        looks = looks.italic();
    }
    looks
}
