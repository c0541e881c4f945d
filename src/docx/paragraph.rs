//! A paragraph under way: docx-rs says how it looks, the writer what it holds.

use docx_rs::{AlignmentType, ParagraphProperty};

use super::elements;
use super::writer::Kids;
use super::xml::El;
use crate::doc::{Mark, Side};

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

    /// The same, on the page of the next one where a version asks for it.
    pub fn stay(mut self, [old, new]: [bool; 2]) -> Paragraph {
        let stays = |looks: ParagraphProperty, stays: bool| match stays {
            true => looks.keep_next(true),
            false => looks,
        };
        let before = match (self.before, self.mark) {
            (None, Mark::Keep) => Some(self.looks.clone()),
            (before, _) => before,
        };
        self.before = before.map(|before| stays(before, old));
        let own = if self.mark.is_in(Side::New) { new } else { old };
        self.looks = stays(self.looks, own);
        self
    }

    /// The same, aligned as each version is.
    pub fn align(mut self, old: Option<AlignmentType>, new: Option<AlignmentType>) -> Paragraph {
        let aligned = |looks: ParagraphProperty, align: Option<AlignmentType>| match align {
            Some(align) => looks.align(align),
            None => looks,
        };
        let before = match (self.before, self.mark) {
            // Where both are alike, no change is written of it.
            (None, Mark::Keep) => Some(self.looks.clone()),
            (before, _) => before,
        };
        self.before = before.map(|before| aligned(before, old));
        let own = if self.mark.is_in(Side::New) { new } else { old };
        self.looks = aligned(self.looks, own);
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
