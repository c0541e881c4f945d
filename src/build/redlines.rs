//! Pairs the documents of two versions of a plan and marks what changed in each.

use crate::{doc::Doc, redline};

use super::Made;

pub fn of(old: &Made, new: &Made, suffix: &str) -> Vec<Doc> {
    let mut out = Vec::new();
    for doc in &new.docs {
        let was = old.docs.iter().find(|was| role(old, was) == role(new, doc));
        let empty = Doc {
            blocks: Vec::new(),
            ..doc.clone()
        };
        out.push(marked(was.unwrap_or(&empty), doc, suffix));
    }
    for doc in &old.docs {
        if !new.docs.iter().any(|is| role(new, is) == role(old, doc)) {
            let empty = Doc {
                blocks: Vec::new(),
                ..doc.clone()
            };
            out.push(marked(doc, &empty, suffix));
        }
    }
    out
}

fn marked(old: &Doc, new: &Doc, suffix: &str) -> Doc {
    let mut doc = redline::redline(old, new, &new.meta.author);
    doc.meta.stem.push_str(suffix);
    doc
}

/// What is left of a file name without the plan and its version: nothing for the agreement, `-delaftale-…` for a
/// delaftale that is filed by itself.
fn role<'d>(made: &Made, doc: &'d Doc) -> &'d str {
    let meta = &made.plan.meta;
    let plan = format!("{}-{}", meta.slug, meta.version.text);
    doc.meta.stem.strip_prefix(&plan).unwrap_or(&doc.meta.stem)
}
