//! A paragraph under way: docx-rs says how it looks, the writer what it holds.

use docx_rs::{AlignmentType, ParagraphProperty};

use super::elements;
use super::writer::Kids;
use super::xml::El;
use crate::doc::Mark;

/// How a paragraph of a style looks.
pub fn style(name: &str) -> ParagraphProperty {
    ParagraphProperty::new().style(name)
}

/// A paragraph of the body, a cell or a note.
pub struct Paragraph {
    /// How it looks.
    pub looks: ParagraphProperty,
    /// How it looked before the revision.
    pub before: Option<ParagraphProperty>,
    /// What it holds.
    pub kids: Kids,
    /// What the revision did with its end.
    pub mark: Mark,
}

impl Paragraph {
    /// The same, on the page of the next one in both versions.
    pub fn keep_next(mut self, keep: bool) -> Paragraph {
        self.before = self.before.map(|before| before.keep_next(keep));
        self.looks = self.looks.keep_next(keep);
        self
    }

    /// The same, aligned so in both versions.
    pub fn align(mut self, align: AlignmentType) -> Paragraph {
        self.before = self.before.map(|before| before.align(align));
        self.looks = self.looks.align(align);
        self
    }

    /// The element.
    pub fn written(self) -> El {
        let Paragraph {
            looks,
            before,
            kids,
            mark,
        } = self;
        let change = before.filter(|before| *before != looks);
        let change = change.map(|before| El::new("w:pPrChange").kid(elements::paragraph(&before)));
        let properties = elements::paragraph(&looks).all(change);
        let mut out = El::new("w:p").kid(properties);
        out.kids.extend(kids);
        out.mark = mark;
        out
    }
}
