//! Pairs the documents of two versions of a plan and marks what changed in each.

use crate::{
    doc::{Block, BlockId, BlockKind, Doc, Origin},
    redline,
};

use super::Made;

/// The documents of both versions, their files named with `suffix`.
pub fn of(old: &Made, new: &Made, suffix: &str) -> Vec<Doc> {
    let mut out = revision(old, new);
    let gone = |doc: &&Doc| !new.docs.iter().any(|is| role(new, is) == role(old, doc));
    let gone = old.docs.iter().filter(gone);
    out.extend(gone.map(|doc| marked(doc, &empty(doc))));
    for doc in &mut out {
        doc.meta.stem.push_str(suffix);
    }
    out
}

/// The documents of the new version only.
pub fn revision(old: &Made, new: &Made) -> Vec<Doc> {
    let marked = |doc: &Doc| {
        let was = old.docs.iter().find(|was| role(old, was) == role(new, doc));
        was.map_or_else(|| marked(&empty(doc), doc), |was| marked(was, doc))
    };
    new.docs.iter().map(marked).collect()
}

/// Puts blocks after the document's cover, on pages of their own. They are of neither version and bear no mark.
pub fn open_with(doc: &mut Doc, mut blocks: Vec<Block>) {
    if blocks.is_empty() {
        return;
    }
    let cover = |block: &Block| matches!(block.kind, BlockKind::Cover(_));
    let at = doc.blocks.iter().rposition(cover).map_or(0, |at| at + 1);
    let id = BlockId("aendringer.slut".to_owned());
    let origin = Origin::Template("terms.toml".to_owned());
    blocks.push(Block::new(id, origin, BlockKind::PageBreak));
    doc.blocks.splice(at..at, blocks);
}

/// Stands for a document that one of the versions lacks.
fn empty(doc: &Doc) -> Doc {
    Doc {
        blocks: Vec::new(),
        ..doc.clone()
    }
}

fn marked(old: &Doc, new: &Doc) -> Doc {
    redline::redline(old, new, &new.meta.author)
}

/// What is left of a file name without the plan and its version: nothing for the agreement, `-delaftale-…` for a
/// delaftale that is filed by itself.
fn role<'d>(made: &Made, doc: &'d Doc) -> &'d str {
    let meta = &made.plan.meta;
    let plan = format!("{}-{}", meta.slug, meta.version.text);
    doc.meta.stem.strip_prefix(&plan).unwrap_or(&doc.meta.stem)
}
