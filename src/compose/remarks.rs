//! Authors' notes: each finds the block of the draft that shows the values it was written beside.

use std::collections::BTreeMap;

use crate::{
    doc::{Block, BlockId, BlockKind, Doc, Inline, Origin, Text, walk},
    source::{FieldKey, Sources},
};

/// Files of what is followed up: nothing of them stands in the plan's own documents.
const FOLLOW_UP: [&str; 2] = ["maalinger/", "status/"];

/// Puts every note of the sources on a block, wherever in the plan's own files it stands.
pub fn place(docs: &mut [Doc], sources: &Sources) {
    let notes = sources.notes();
    if notes.is_empty() {
        return;
    }
    let mut placed: BTreeMap<(usize, BlockId), Vec<String>> = BTreeMap::new();
    let spots: Vec<Spot<'_>> = docs.iter().enumerate().flat_map(spots).collect();
    let own = |about: &FieldKey| {
        !FOLLOW_UP
            .iter()
            .any(|folder| about.file.starts_with(folder))
    };
    for (about, words) in notes.into_iter().filter(|(about, _)| own(about)) {
        if let Some(spot) = find(&spots, &about) {
            let id = (spot.doc, spot.id.clone());
            placed.entry(id).or_default().push(words);
        }
    }
    for (index, doc) in docs.iter_mut().enumerate() {
        put(&mut doc.blocks, index, &mut placed);
    }
}

/// A block that can carry notes, and the values it shows.
struct Spot<'a> {
    doc: usize,
    id: &'a BlockId,
    heading: bool,
    origin: Option<&'a FieldKey>,
    shown: Vec<&'a FieldKey>,
}

fn spots((doc, whole): (usize, &Doc)) -> impl Iterator<Item = Spot<'_>> {
    let blocks = walk::blocks(&whole.blocks).into_iter();
    blocks.filter(|block| carries(block)).map(move |block| {
        let mut shown: Vec<&FieldKey> = of_plan(&block.origin).into_iter().collect();
        for text in walk::texts(block) {
            keys(text, &mut shown);
        }
        Spot {
            doc,
            id: &block.id,
            heading: matches!(block.kind, BlockKind::Heading(_)),
            origin: of_plan(&block.origin),
            shown,
        }
    })
}

/// Notes stand beside words, not on the cover or among the contents.
fn carries(block: &Block) -> bool {
    !matches!(
        block.kind,
        BlockKind::Cover(_)
            | BlockKind::Contents { .. }
            | BlockKind::ListOf { .. }
            | BlockKind::PageBreak
    )
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
            Inline::Link { url: _, content } => rest.extend(content),
            Inline::Note { id: _, content } => keys(content, out),
            Inline::Ref { .. } | Inline::Break => {}
        }
    }
}

/// The block for a note: the table, figure or prose it stands in; the heading of the file it opens; the first
/// block that shows a value of its table; the nearest that shows one of a table around it; the first of all.
fn find<'s, 'a>(spots: &'s [Spot<'a>], about: &FieldKey) -> Option<&'s Spot<'a>> {
    let whole_file = about.path.is_empty();
    let shows = |spot: &&Spot<'_>| spot.shown.iter().any(|key| within(key, about));
    spots
        .iter()
        .find(|spot| spot.origin == Some(about))
        .or_else(|| {
            spots
                .iter()
                .find(|spot| whole_file && spot.heading && shows(spot))
        })
        .or_else(|| spots.iter().find(shows))
        .or_else(|| nearest(spots, about))
        .or_else(|| spots.first())
}

/// Whether a value stands in a table, however deep.
fn within(key: &FieldKey, table: &FieldKey) -> bool {
    key.file == table.file && common(&key.path, &table.path) == steps(&table.path)
}

/// The first block with a value of the same file that shares most steps with the note's table.
fn nearest<'s, 'a>(spots: &'s [Spot<'a>], about: &FieldKey) -> Option<&'s Spot<'a>> {
    let shared = |spot: &Spot<'_>| {
        let same = spot.shown.iter().filter(|key| key.file == about.file);
        same.map(|key| common(&key.path, &about.path)).max()
    };
    let best = spots.iter().filter_map(shared).max()?;
    spots.iter().find(|spot| shared(spot) == Some(best))
}

fn steps(path: &str) -> usize {
    path.split('.').filter(|step| !step.is_empty()).count()
}

/// How many steps two paths share from the start.
fn common(a: &str, b: &str) -> usize {
    let steps = a.split('.').zip(b.split('.'));
    steps.take_while(|(a, b)| a == b && !a.is_empty()).count()
}

fn put(blocks: &mut [Block], doc: usize, placed: &mut BTreeMap<(usize, BlockId), Vec<String>>) {
    for block in blocks {
        if let Some(remarks) = placed.remove(&(doc, block.id.clone())) {
            block.remarks.extend(remarks);
        }
        match &mut block.kind {
            BlockKind::List(list) => {
                for item in &mut list.items {
                    put(&mut item.blocks, doc, placed);
                }
            }
            BlockKind::Callout { title: _, blocks } => put(blocks, doc, placed),
            BlockKind::Cover(_)
            | BlockKind::Contents { .. }
            | BlockKind::ListOf { .. }
            | BlockKind::Heading(_)
            | BlockKind::Paragraph(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Signatures { .. }
            | BlockKind::PageBreak => {}
        }
    }
}
