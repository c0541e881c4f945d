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
    pub fn stay(self, old: bool, new: bool) -> Paragraph {
        self.looking(old, new, |looks, stays| match stays {
            true => looks.keep_next(true),
            false => looks,
        })
    }

    /// The same, aligned as each version is.
    pub fn align(self, old: Option<AlignmentType>, new: Option<AlignmentType>) -> Paragraph {
        self.looking(old, new, |looks, align| match align {
            Some(align) => looks.align(align),
            None => looks,
        })
    }

    /// The same, with what each version asks of its looks.
    fn looking<T: Copy>(
        mut self,
        old: T,
        new: T,
        set: impl Fn(ParagraphProperty, T) -> ParagraphProperty,
    ) -> Paragraph {
        let is_new = self.mark.is_in(Side::New);
        let before = match (self.before, self.mark) {
            // Where both are alike, no change is written of it.
            (None, Mark::Keep) => Some(self.looks.clone()),
            (before, _) => before,
        };
        self.before = before.map(|before| set(before, old));
        self.looks = set(self.looks, if is_new { new } else { old });
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
