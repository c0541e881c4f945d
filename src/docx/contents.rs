//! Contents and lists of tables and figures: fields that are already filled in, and captions they gather.

use docx_rs::SpecialIndentType;

use super::fields::{number_bookmark, page_bookmark};
use super::paragraph;
use super::styles;
use super::writer::{
    Kids, Writer, bookmark, field, field_end, field_start, link, plain, stamped, stands, tab,
};
use super::xml::{El, Node};
use crate::doc::outline::Entry;
use crate::doc::{BlockId, Captioned, Mark, Side, Text};

/// One line of contents.
struct Line {
    style: String,
    /// Left and hanging indent, where the style's own do not fit the number.
    indent: Option<(usize, usize)>,
    target: BlockId,
    /// What stands before the page number.
    kids: Kids,
}

impl Writer<'_> {
    /// Table of contents down to a heading level.
    pub fn contents(&mut self, title: &str, depth: u8) {
        let depth = depth.clamp(1, 6);
        let listed = self
            .outline
            .entries
            .iter()
            .filter(|entry| entry.level <= depth);
        let size = self.theme.font.body;
        let lines: Vec<Line> = listed.map(|entry| line(entry, size)).collect();
        self.filled(title, &format!("TOC \\o \"1-{depth}\" \\h \\z \\u"), lines);
    }

    /// List of all tables or figures.
    pub fn list_of(&mut self, title: &str, what: Captioned) {
        let (label, listed) = match what {
            Captioned::Tables => (&self.doc.terms.table, &self.outline.tables),
            Captioned::Figures => (&self.doc.terms.figure, &self.outline.figures),
        };
        let line = |(id, words): &(BlockId, String)| {
            let number = self.outline.number(id).unwrap_or_default();
            let kids = vec![plain(&format!("{label} {number}{SEPARATOR}{words}"))];
            Line {
                style: styles::LIST_OF.to_owned(),
                indent: None,
                target: id.clone(),
                kids,
            }
        };
        let lines = listed.iter().map(line).collect();
        self.filled(
            title,
            &format!("TOC \\h \\z \\c \"{}\"", sequence(label)),
            lines,
        );
    }

    /// The field starts in the first line and ends in the last, see [`Writer::contents_sign`].
    fn filled(&mut self, title: &str, code: &str, lines: Vec<Line>) {
        self.add(styles::CONTENTS_TITLE, vec![plain(title)]);
        let last = lines.len().saturating_sub(1);
        if lines.is_empty() {
            let mut kids = Kids::new();
            field(code, "", &mut kids);
            self.add(styles::BODY, kids);
        }
        for (
            index,
            Line {
                style,
                indent,
                target,
                mut kids,
            },
        ) in lines.into_iter().enumerate()
        {
            let mut out = Kids::new();
            if index == 0 {
                out.extend(self.contents_sign(|signs| field_start(code, signs)));
            }
            let bookmark = page_bookmark(&target);
            let page = self
                .pages
                .get(&target)
                .map(usize::to_string)
                .unwrap_or_default();
            kids.push(tab());
            out.push(Node::El(link("w:anchor", bookmark.clone(), kids)));
            // Leads there by itself. Inside the link LibreOffice knows the page only where it has laid out pages already.
            field(&format!("PAGEREF {bookmark} \\h"), &page, &mut out);
            if index == last {
                out.extend(self.contents_sign(field_end));
            }
            let mut looks = paragraph::style(&style);
            if let Some((left, hanging)) = indent {
                let [left, hanging] =
                    [left, hanging].map(|twips| i32::try_from(twips).unwrap_or(0));
                let hanging = SpecialIndentType::Hanging(hanging);
                looks = looks.indent(Some(left), Some(hanging), None, None);
            }
            let paragraph = self.paragraph(looks, out);
            self.put(paragraph);
        }
    }

    /// Where contents begin or end, for Word alone: others pass by what needs `w15`.
    ///
    /// LibreOffice keeps the page numbers in contents as they are stored, those of the PDF, and its own layout breaks pages
    /// elsewhere. A `PAGEREF` that stands in no contents it counts anew whenever it opens a file. So it is shown lines of
    /// links and page numbers; Word sees contents that it can rebuild.
    ///
    /// Not so where changes are marked: in a file without contents LibreOffice 7.4 leaves an empty paragraph where an activity
    /// left its place, once all is accepted or rejected. That matters more than a page number.
    fn contents_sign(&self, write: impl FnOnce(&mut Kids)) -> Kids {
        let mut signs = Kids::new();
        write(&mut signs);
        if self.doc.revision.is_none() {
            signs = signs.into_iter().map(for_word).collect();
        }
        signs
    }

    /// `Tabel 7 · words`, the number a field that counts; keeps the bookmarks others point at.
    pub fn caption(&mut self, id: &BlockId, label: &str, caption: &Text) -> Kids {
        let side = self.mark.side();
        let number = self.outline.number_in(side, id).unwrap_or_default();
        let mut count = Kids::new();
        field(
            &format!("SEQ {} \\* ARABIC", sequence(label)),
            number,
            &mut count,
        );
        let mut inner = vec![plain(&format!("{label} "))];
        let name = self.bookmark_of(number_bookmark(id), id);
        bookmark(name, count, &mut inner);
        if !caption.is_empty() {
            let [old, new] = [Side::Old, Side::New].map(|side| stands(caption, side));
            inner.extend(stamped(Mark::of(old, new), vec![plain(SEPARATOR)]));
            self.text(caption, &mut inner);
        }
        let mut out = Kids::new();
        let name = self.bookmark_of(page_bookmark(id), id);
        bookmark(name, inner, &mut out);
        out
    }
}

/// A run whose content is Word's choice: `<w:r><mc:AlternateContent><mc:Choice Requires="w15">…`.
fn for_word(run: Node) -> Node {
    let Node::El(mut run) = run else { return run };
    let kids = std::mem::take(&mut run.kids);
    let mut choice = El::new("mc:Choice").attr("Requires", "w15");
    choice.kids = kids;
    Node::El(run.kid(El::new("mc:AlternateContent").kid(choice)))
}

/// Between a caption's number and its words.
const SEPARATOR: &str = " · ";

/// The label as the name of a counter: letters and digits only.
fn sequence(label: &str) -> String {
    label.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn line(entry: &Entry, size: f64) -> Line {
    let Entry {
        id,
        level,
        number,
        text,
    } = entry;
    let level = usize::from(*level);
    let (left, room) = styles::contents_indent(level, size);
    let [least, need] = [0.2, 0.8].map(|gap| styles::number_room(number, gap, size));
    let mut kids = Kids::new();
    if !number.is_empty() {
        kids.extend([plain(number), tab()]);
    }
    kids.push(plain(text));
    // A tab stop before a short line's end would catch the tab that leads to the page number.
    let indent = match number.is_empty() {
        true => Some((left, 0)),
        false => (least > room).then_some((left + need, need)),
    };
    Line {
        style: styles::contents(level),
        indent,
        target: id.clone(),
        kids,
    }
}
