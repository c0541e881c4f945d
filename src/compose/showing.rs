//! Which block of the documents shows a value that stands under a key.

use std::collections::BTreeSet;

use crate::{
    doc::{Block, BlockId, Class, Doc, Inline, Origin, Text, walk},
    key::FieldKey,
};

/// A block that can carry notes, and the values it shows.
#[derive(Clone)]
pub struct Showing<'a> {
    /// Index of its document.
    pub doc: usize,
    /// Its id.
    pub id: &'a BlockId,
    heading: bool,
    /// What it stands for as a whole.
    pub origin: Option<&'a FieldKey>,
    /// The keys of the values it shows.
    pub shown: Vec<&'a FieldKey>,
}

/// All blocks of the documents that show values, in reading order.
pub fn of(docs: &[Doc]) -> Vec<Showing<'_>> {
    docs.iter().enumerate().flat_map(showings).collect()
}

pub(super) fn showings((doc, whole): (usize, &Doc)) -> impl Iterator<Item = Showing<'_>> {
    let blocks = walk::blocks(&whole.blocks).into_iter();
    blocks.filter(|block| carries(block)).map(move |block| {
        let mut shown: Vec<&FieldKey> = of_plan(&block.origin).into_iter().collect();
        for text in walk::texts(block) {
            keys(text, &mut shown);
        }
        Showing {
            doc,
            id: &block.id,
            heading: matches!(block.class(), Class::Heading(_)),
            origin: of_plan(&block.origin),
            shown,
        }
    })
}

/// The keys of all values that documents show.
pub fn shown(docs: &[Doc]) -> BTreeSet<&FieldKey> {
    let mut out = Vec::new();
    for block in docs.iter().flat_map(|doc| walk::blocks(&doc.blocks)) {
        out.extend(of_plan(&block.origin));
        for text in walk::texts(block) {
            keys(text, &mut out);
        }
    }
    out.into_iter().collect()
}

/// Notes stand beside words, not on the cover or among the contents.
fn carries(block: &Block) -> bool {
    block.has_content() && block.class() != Class::Front
}

fn of_plan(origin: &Origin) -> Option<&FieldKey> {
    match origin {
        Origin::Plan(key) | Origin::Derived(key) => Some(key),
        Origin::Template(_) => None,
    }
}

fn keys<'a>(text: &'a Text, out: &mut Vec<&'a FieldKey>) {
    out.extend(text.field.as_ref().map(|field| &field.key));
    let mut rest: Vec<&Inline> = text.inlines.iter().collect();
    while let Some(inline) = rest.pop() {
        match inline {
            Inline::Words { origin, .. } => out.extend(of_plan(origin)),
            Inline::Link { url: _, content } | Inline::Marked { mark: _, content } => {
                rest.extend(content);
            }
            Inline::Note { id: _, content } => keys(content, out),
            Inline::Ref { .. } | Inline::Break => {}
        }
    }
}

/// Whether a value stands in a table, however deep.
fn within(key: &FieldKey, table: &FieldKey) -> bool {
    key.file == table.file && common(&key.path, &table.path) == steps(&table.path)
}

/// The first block with a value of the same file that shares most steps with the note's table.
pub fn nearest<'s, 'a>(showings: &'s [Showing<'a>], about: &FieldKey) -> Option<&'s Showing<'a>> {
    let shared = |showing: &Showing<'_>| {
        let same = showing.shown.iter().filter(|key| key.file == about.file);
        same.map(|key| common(&key.path, &about.path)).max()
    };
    let best = showings.iter().filter_map(shared).max()?;
    showings
        .iter()
        .find(|showing| shared(showing) == Some(best))
}

fn steps(path: &str) -> usize {
    path.split('.').filter(|step| !step.is_empty()).count()
}

/// How many steps two paths share from the start.
fn common(a: &str, b: &str) -> usize {
    let steps = a.split('.').zip(b.split('.'));
    steps.take_while(|(a, b)| a == b && !a.is_empty()).count()
}

/// The block for a key: the table, figure or prose it stands in; the heading of the file it opens; the first
/// block that shows a value of its table; the nearest that shows one of a table around it. `None` if nothing shows
/// its file.
pub fn find<'s, 'a>(showings: &'s [Showing<'a>], about: &FieldKey) -> Option<&'s Showing<'a>> {
    exact(showings, about).or_else(|| nearest(showings, about))
}

/// The block that shows what stands under a key, or something of it.
pub fn exact<'s, 'a>(showings: &'s [Showing<'a>], about: &FieldKey) -> Option<&'s Showing<'a>> {
    let whole_file = about.path.is_empty();
    let shows = |showing: &&Showing<'_>| showing.shown.iter().any(|key| within(key, about));
    showings
        .iter()
        .find(|showing| showing.origin == Some(about))
        .or_else(|| {
            showings
                .iter()
                .find(|showing| whole_file && showing.heading && shows(showing))
        })
        .or_else(|| showings.iter().find(shows))
}
