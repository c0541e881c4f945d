//! Pairs the documents of two versions of a plan and marks what changed in each.

use crate::{
    changes::ChangeList,
    doc::{Doc, outline::Outline},
    html::Columns,
    redline,
    report::changes as listed,
};

use super::{
    Extras, Format, Made, NoClock, Output,
    files::{Shown, open_with, opened},
};

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
    let format = match (wanted.docx, wanted.pdf) {
        (true, true) => Some(Format::All),
        (true, false) => Some(Format::Docx),
        (false, true) => Some(Format::Pdf),
        (false, false) => None,
    };
    let mut outputs = Vec::new();
    for (at, doc) in of(old, new, suffix).iter().enumerate() {
        let part = wanted.short.then(|| short(doc));
        // The changes in short open the first document, and lead to what is shown of it.
        let list = |doc| listed::overview(new.since(old, list), doc);
        let front = |doc| if at == 0 { list(doc) } else { Vec::new() };
        if let Some(columns) = wanted.html {
            let mut page = doc.clone();
            open_with(&mut page, front(doc));
            outputs.push(super::web(&page, &new.template, columns));
        }
        if let Some(format) = format {
            let front = front(part.as_ref().unwrap_or(doc));
            let shown = Shown { part, front };
            let extras = Extras::default();
            let files = opened(doc, shown, &new.template, format, extras, &mut NoClock)?;
            outputs.extend(files);
        }
    }
    Ok(outputs)
}

fn short(doc: &Doc) -> Doc {
    let mut doc = redline::short(doc, &Outline::of(doc));
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
