//! Lists: set tight where their items are phrases, and kept on a page where they are short.

use super::{Emitter, Flow};
use crate::doc::{Block, BlockKind, Item, List, mark::item_numbers};

/// Lists of so many items and so many characters of source are not broken over pages.
const SHORT_LIST: usize = 6;
const SHORT_WORDS: usize = 600;

impl Emitter<'_> {
    pub(super) fn list(&mut self, list: &List) -> String {
        let List { ordered, items } = list;
        let tight = items.iter().all(|item| self.is_tight(item));
        let numbers = ordered.then(|| item_numbers(items)).flatten();
        let mut lines: Vec<String> = items.iter().map(|item| self.item(item, tight)).collect();
        for (line, number) in lines.iter_mut().zip(numbers.into_iter().flatten()) {
            *line = format!("enum.item({number}, {line})");
        }
        let function = if *ordered { "enum" } else { "list" };
        let list = format!("{function}(tight: {tight},\n{})", lines.join(",\n"));
        if !self.loose && items.len() <= SHORT_LIST && list.len() < SHORT_WORDS {
            format!("whole({list})")
        } else {
            list
        }
    }

    /// An item of a tight list opens with bare words, so that it is set as one line, not a paragraph.
    fn item(&mut self, item: &Item, tight: bool) -> String {
        match item.blocks.as_slice() {
            [
                Block {
                    id: _,
                    origin: _,
                    remarks,
                    mark: _,
                    kind: BlockKind::Paragraph(text),
                },
                rest @ ..,
            ] if tight && (remarks.is_empty() || !self.doc.meta.draft) => {
                let words = self.text(text);
                if rest.is_empty() {
                    words
                } else {
                    format!("{{ {words}\n{}}}", self.blocks(rest, Flow::Inside))
                }
            }
            blocks => format!("{{\n{}}}", self.blocks(blocks, Flow::Inside)),
        }
    }

    /// Whether an item holds no more than one paragraph of its own, as lists of phrases do.
    fn is_tight(&self, item: &Item) -> bool {
        let paragraphs = item
            .blocks
            .iter()
            .filter(|block| matches!(block.kind, BlockKind::Paragraph(_)) && !self.is_sign(block));
        paragraphs.count() <= 1
    }
}
