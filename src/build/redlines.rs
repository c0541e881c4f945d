//! Pairs the documents of two versions of a plan and marks what changed in each.

use crate::{
    changes::ChangeList,
    doc::{Block, BlockId, BlockKind, Doc, Origin, outline::Outline},
    html::Columns,
    redline,
};

use super::{Extras, Format, Made, NoClock, Output, numbered};

/// What the name of a short redline ends with.
const SHORT: &str = "-kort";

/// Which files are wanted of a redline.
#[derive(Debug, Clone, Copy, Default)]
pub struct Marked {
    /// Word files with tracked changes.
    pub docx: bool,
    /// PDF files, opened with the list of changes.
    pub pdf: bool,
    /// Web pages, opened with the list of changes.
    pub html: Option<Columns>,
    /// Whether the PDF files leave out what did not change.
    pub short: bool,
}

/// The files of the marked documents, named with `suffix`. The message of an error is a fault of ours.
pub fn write(
    old: &Made,
    new: &Made,
    list: &ChangeList,
    suffix: &str,
    wanted: Marked,
) -> Result<Vec<Output>, String> {
    let docs = of(old, new, suffix);
    let template = &new.template;
    let extras = Extras::default();
    let mut outputs = Vec::new();
    if wanted.docx {
        for doc in &docs {
            let files = super::document(doc, template, Format::Docx, extras, &mut NoClock)?;
            outputs.extend(files);
        }
    }
    if wanted.pdf {
        let outlines: Vec<Outline> = docs.iter().map(Outline::of).collect();
        let mut shown = if wanted.short {
            let parts = docs.iter().zip(&outlines);
            parts.map(|(doc, outline)| short(doc, outline)).collect()
        } else {
            docs.clone()
        };
        super::open_with_list(old, new, list, &mut shown);
        for (doc, outline) in shown.iter().zip(&outlines) {
            let files = numbered(doc, outline, template, Format::Pdf, extras, &mut NoClock)?;
            outputs.extend(files);
        }
    }
    if let Some(columns) = wanted.html {
        let mut docs = docs;
        super::open_with_list(old, new, list, &mut docs);
        outputs.extend(docs.iter().map(|doc| super::web(doc, template, columns)));
    }
    Ok(outputs)
}

fn short(doc: &Doc, outline: &Outline) -> Doc {
    let mut doc = redline::short(doc, outline);
    doc.meta.stem.push_str(SHORT);
    doc
}

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
