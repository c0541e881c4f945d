//! Numbers by position: headings, annexes, tables, figures and footnotes.
//!
//! A redline holds two versions, each with numbers of its own: what was taken out shows the number it had.

use std::collections::{HashMap, HashSet};

use super::{Block, BlockId, Captioned, Class, Doc, Heading, Numbering, mark::Side, walk};

/// The current numbers of a document, and what its contents list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outline {
    new: Numbers,
    old: Numbers,
    /// Listed headings in reading order: id, level, number (may be empty), words.
    pub entries: Vec<Entry>,
    /// Tables in reading order: id and words of the caption.
    pub tables: Vec<(BlockId, String)>,
    /// Figures in reading order: id and words of the caption.
    pub figures: Vec<(BlockId, String)>,
}

/// The numbers of one version.
#[derive(Debug, Clone, PartialEq, Default)]
struct Numbers {
    blocks: HashMap<BlockId, String>,
    notes: HashMap<String, usize>,
}

/// One line of the contents.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The heading.
    pub id: BlockId,
    /// Its level, 1-based.
    pub level: u8,
    /// Its number as shown, `1.5.2` or `Bilag A`; empty without a number.
    pub number: String,
    /// Its words.
    pub text: String,
}

impl Outline {
    /// Counts through the document. Contents and lists are those of the new version.
    pub fn of(doc: &Doc) -> Outline {
        let mut outline = Outline {
            new: Numbers::of(doc, Side::New),
            ..Outline::default()
        };
        if doc.revision.is_some() {
            outline.old = Numbers::of(doc, Side::Old);
        }
        let new = walk::blocks(&doc.blocks);
        for block in new.into_iter().filter(|b| b.mark.is_in(Side::New)) {
            outline.list(block);
        }
        outline
    }

    fn list(&mut self, block: &Block) {
        if let Class::Heading(heading) = block.class()
            && heading.listed
        {
            self.entries.push(Entry {
                id: block.id.clone(),
                level: heading.level,
                number: self.number(&block.id).unwrap_or_default().to_owned(),
                text: walk::words(&heading.text.inlines),
            });
        }
        if let Some((what, caption)) = block.counted() {
            let line = (block.id.clone(), walk::words(&caption.inlines));
            match what {
                Captioned::Tables => self.tables.push(line),
                Captioned::Figures => self.figures.push(line),
            }
        }
    }

    /// Whether everything that has a number in the new version is among these.
    pub fn is_of(&self, blocks: &HashSet<&BlockId>) -> bool {
        self.new.blocks.keys().all(|id| blocks.contains(id))
    }

    /// The number of a heading (`1.5.2`, `Bilag A`, or empty), table or figure (`7`) in the new version.
    /// `None` if no such block stands in it.
    pub fn number(&self, id: &BlockId) -> Option<&str> {
        self.number_in(Side::New, id)
    }

    /// The same in one of the versions of a redline.
    pub fn number_in(&self, side: Side, id: &BlockId) -> Option<&str> {
        self.side(side).blocks.get(id).map(String::as_str)
    }

    /// The number of a footnote, from 1, in the new version.
    pub fn note(&self, id: &str) -> Option<usize> {
        self.note_in(Side::New, id)
    }

    /// The same in one of the versions of a redline.
    pub fn note_in(&self, side: Side, id: &str) -> Option<usize> {
        self.side(side).notes.get(id).copied()
    }

    fn side(&self, side: Side) -> &Numbers {
        match side {
            Side::New => &self.new,
            Side::Old => &self.old,
        }
    }
}

impl Numbers {
    fn of(doc: &Doc, side: Side) -> Numbers {
        let mut numbers = Numbers::default();
        let mut counter = Counter::default();
        let there = walk::blocks(&doc.blocks);
        for block in there.into_iter().filter(|block| block.mark.is_in(side)) {
            if let Some(number) = counter.number(block, &doc.terms.annex) {
                numbers.blocks.insert(block.id.clone(), number);
            }
        }
        for (id, _) in walk::notes(&doc.blocks, side) {
            // A note that several places refer to has one number.
            let next = numbers.notes.len() + 1;
            numbers.notes.entry(id.to_owned()).or_insert(next);
        }
        numbers
    }
}

/// Running numbers.
#[derive(Default)]
struct Counter {
    levels: [usize; 6],
    annexes: usize,
    tables: usize,
    figures: usize,
}

impl Counter {
    /// The number of a block; `None` if blocks of its kind have none.
    fn number(&mut self, block: &Block, annex: &str) -> Option<String> {
        if let Class::Heading(heading) = block.class() {
            return Some(self.heading(heading, annex));
        }
        let (what, _) = block.counted()?;
        let count = match what {
            Captioned::Tables => &mut self.tables,
            Captioned::Figures => &mut self.figures,
        };
        *count += 1;
        Some(count.to_string())
    }

    fn heading(&mut self, heading: &Heading, annex: &str) -> String {
        match heading.numbering {
            Numbering::None => String::new(),
            Numbering::Annex => {
                self.annexes += 1;
                format!("{annex} {}", letters(self.annexes))
            }
            Numbering::Decimal => {
                let level = usize::from(heading.level.clamp(1, 6));
                self.levels[level - 1] += 1;
                self.levels[level..].fill(0);
                let parts: Vec<String> =
                    self.levels[..level].iter().map(usize::to_string).collect();
                parts.join(".")
            }
        }
    }
}

/// 1 → A, 26 → Z, 27 → AA, 28 → BB: as Word counts by itself, so that an annex has one letter in all files.
fn letters(n: usize) -> String {
    let from_zero = n.saturating_sub(1);
    let letter = char::from(b'A' + u8::try_from(from_zero % 26).unwrap_or(0));
    letter.to_string().repeat(from_zero / 26 + 1)
}
