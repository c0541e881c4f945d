//! Authors' notes: each finds the block of the draft that shows the values it was written beside.

use std::collections::BTreeMap;

use crate::{
    doc::{BlockId, Doc, walk},
    key::FieldKey,
    source::Sources,
};

use super::showing::{self, Showing};

/// Files of what is followed up: nothing of them stands in the plan's own documents.
const FOLLOW_UP: [&str; 2] = ["maalinger/", "status/"];

/// Puts every note of the sources on a block, wherever in the plan's own files it stands.
pub fn place(docs: &mut [Doc], sources: &Sources) {
    let notes = sources.notes();
    if notes.is_empty() {
        return;
    }
    let mut placed: BTreeMap<(usize, BlockId), Vec<String>> = BTreeMap::new();
    let showings: Vec<Showing<'_>> = showing::of(docs);
    let own = |about: &FieldKey| {
        !FOLLOW_UP
            .iter()
            .any(|folder| about.file.starts_with(folder))
    };
    for (about, words) in notes.into_iter().filter(|(about, _)| own(about)) {
        // One that nothing shows stands at the head of the document.
        if let Some(showing) = showing::find(&showings, &about).or(showings.first()) {
            let id = (showing.doc, showing.id.clone());
            placed.entry(id).or_default().push(words);
        }
    }
    for (index, doc) in docs.iter_mut().enumerate() {
        walk::each_mut(&mut doc.blocks, &mut |block| {
            if let Some(remarks) = placed.remove(&(index, block.id.clone())) {
                block.remarks.extend(remarks);
            }
        });
    }
}
