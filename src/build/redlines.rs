//! Pairs the documents of two versions of a plan and marks what changed in each.

use crate::{
    changes::ChangeList,
    doc::{Doc, outline::Outline},
    html::Columns,
    redline,
    report::changes as listed,
};

use super::{Extras, Format, Made, NoClock, Order, Output, PDF, Unwritten, files::opened};

/// What the name of a short redline ends with.
const SHORT: &str = "-kort";

/// Which files are wanted of a redline.
#[derive(Debug, Clone)]
pub struct Marked {
    /// Their formats, in order.
    pub formats: Vec<&'static Format>,
    /// How web pages show the changes.
    pub columns: Columns,
    /// Whether the PDF files leave out what did not change.
    pub short: bool,
}

/// The files of the marked documents, named with `suffix`, each opened with the list of changes where its format can hold
/// it.
pub fn write(
    old: &Made,
    new: &Made,
    list: &ChangeList,
    suffix: &str,
    wanted: &Marked,
) -> Result<Vec<Output>, Unwritten> {
    let extras = Extras {
        columns: wanted.columns,
        ..Extras::default()
    };
    let (cut, whole): (Vec<_>, Vec<_>) = wanted
        .formats
        .iter()
        .partition(|format| wanted.short && **format == &PDF);
    let documents = of(old, new, suffix);
    let mut outputs = Vec::new();
    for (at, doc) in documents.iter().enumerate() {
        let outline = Outline::of(doc);
        // The changes in short open each document, and lead to what is shown of it.
        let mut files = |shown: &Doc, formats: &[&'static Format]| {
            let place = listed::Place {
                documents: &documents,
                at,
                shown,
            };
            let front = listed::overview(new.since(old, list), place);
            let order = Order {
                documents: &documents,
                ..new.order(formats, extras)
            };
            opened(shown, &outline, &front, order, &mut NoClock).map(|files| outputs.extend(files))
        };
        files(doc, &whole)?;
        if !cut.is_empty() {
            files(&short(doc, &outline), &cut)?;
        }
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
