//! What links of the document lead to.

use std::collections::HashSet;

use crate::doc::{BlockId, BlockKind, Captioned, Doc, Inline, outline::Outline, walk};

/// The blocks that contents, lists and references name.
pub fn of<'a>(doc: &'a Doc, outline: &'a Outline) -> HashSet<&'a BlockId> {
    let mut out = HashSet::new();
    for block in walk::blocks(&doc.blocks) {
        match &block.kind {
            BlockKind::Contents { title: _, depth } => {
                let listed = outline.entries.iter();
                let listed = listed.filter(|entry| entry.level <= *depth);
                out.extend(listed.map(|entry| &entry.id));
            }
            BlockKind::ListOf { title: _, what } => {
                let captions = match what {
                    Captioned::Tables => &outline.tables,
                    Captioned::Figures => &outline.figures,
                };
                out.extend(captions.iter().map(|(id, _)| id));
            }
            BlockKind::Cover(_)
            | BlockKind::Heading(_)
            | BlockKind::Paragraph(_)
            | BlockKind::List(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Callout { .. }
            | BlockKind::PageBreak => {}
        }
        for text in walk::texts(block) {
            referred(&text.inlines, &mut out);
        }
    }
    out
}

fn referred<'a>(inlines: &'a [Inline], out: &mut HashSet<&'a BlockId>) {
    for inline in inlines {
        match inline {
            Inline::Ref { target, label: _ } => drop(out.insert(target)),
            Inline::Note { id: _, content } => referred(&content.inlines, out),
            Inline::Link { url: _, content } | Inline::Marked { mark: _, content } => {
                referred(content, out);
            }
            Inline::Words { .. } | Inline::Break => {}
        }
    }
}
