//! Which section of the documents a key belongs to, as a reader names it: number and heading.

use std::collections::HashMap;

use crate::{
    doc::{BlockId, BlockKind, Doc, outline::Outline, walk},
    key::FieldKey,
};

use super::showing::{self, Showing};

/// The sections of a plan's documents.
pub struct Sections<'a> {
    all: Vec<Section>,
    showings: Vec<Showing<'a>>,
    /// The section of each block.
    homes: HashMap<(usize, &'a BlockId), usize>,
}

/// A section that the contents list.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Id of its heading.
    pub id: BlockId,
    /// Number and words of its heading; of other documents than the first their title, too.
    pub name: String,
}

impl<'a> Sections<'a> {
    /// Looks through all documents.
    pub fn of(docs: &'a [Doc]) -> Self {
        let mut out = Sections {
            all: Vec::new(),
            showings: showing::of(docs),
            homes: HashMap::new(),
        };
        for (index, doc) in docs.iter().enumerate() {
            out.read(index, doc);
        }
        out
    }

    fn read(&mut self, index: usize, doc: &'a Doc) {
        let outline = Outline::of(doc);
        let mut home = None;
        for block in walk::blocks(&doc.blocks) {
            if let BlockKind::Heading(heading) = &block.kind
                && heading.listed
            {
                let number = outline.number(&block.id).unwrap_or_default();
                let words = walk::words(&heading.text.inlines);
                let name = format!("{number} {words}");
                let name = if index == 0 {
                    name.trim().to_owned()
                } else {
                    format!("{}: {}", doc.meta.title, name.trim())
                };
                home = Some(self.all.len());
                self.all.push(Section {
                    id: block.id.clone(),
                    name,
                });
            }
            if let Some(home) = home {
                self.homes.insert((index, &block.id), home);
            }
        }
    }

    /// The section that shows what stands under a key: its place in reading order. `None` for what no document shows.
    pub fn home(&self, key: &FieldKey) -> Option<usize> {
        let showing = showing::find(&self.showings, key)?;
        self.homes.get(&(showing.doc, showing.id)).copied()
    }

    /// The section at a place in reading order.
    pub fn get(&self, index: usize) -> Option<&Section> {
        self.all.get(index)
    }
}
