//! Numbers by position: headings, annexes, tables, figures and footnotes.

use std::collections::HashMap;

use super::{Block, BlockId, BlockKind, Doc, Heading, Numbering, walk};

/// The current numbers of a document, and what its contents list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outline {
    numbers: HashMap<BlockId, String>,
    notes: HashMap<String, usize>,
    /// Listed headings in reading order: id, level, number (may be empty), words.
    pub entries: Vec<Entry>,
    /// Tables in reading order: id and words of the caption.
    pub tables: Vec<(BlockId, String)>,
    /// Figures in reading order: id and words of the caption.
    pub figures: Vec<(BlockId, String)>,
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
    /// Counts through the document.
    pub fn of(doc: &Doc) -> Outline {
        let mut outline = Outline::default();
        let mut counter = Counter::default();
        for block in walk::blocks(&doc.blocks) {
            outline.count(block, &mut counter, &doc.terms.annex);
        }
        for (index, (id, _)) in walk::notes(&doc.blocks).into_iter().enumerate() {
            outline.notes.insert(id.to_owned(), index + 1);
        }
        outline
    }

    fn count(&mut self, block: &Block, counter: &mut Counter, annex: &str) {
        match &block.kind {
            BlockKind::Heading(heading) => {
                let number = counter.heading(heading, annex);
                if heading.listed {
                    self.entries.push(Entry {
                        id: block.id.clone(),
                        level: heading.level,
                        number: number.clone(),
                        text: walk::words(&heading.text.inlines),
                    });
                }
                self.numbers.insert(block.id.clone(), number);
            }
            BlockKind::Table(table) if !table.caption.is_empty() => {
                self.tables.push((block.id.clone(), walk::words(&table.caption.inlines)));
                self.numbers.insert(block.id.clone(), self.tables.len().to_string());
            }
            BlockKind::Figure(figure) => {
                self.figures.push((block.id.clone(), walk::words(&figure.caption.inlines)));
                self.numbers.insert(block.id.clone(), self.figures.len().to_string());
            }
            BlockKind::Table(_)
            | BlockKind::Cover(_)
            | BlockKind::Contents { .. }
            | BlockKind::ListOf { .. }
            | BlockKind::Paragraph(_)
            | BlockKind::List(_)
            | BlockKind::Callout { .. }
            | BlockKind::Signatures { .. }
            | BlockKind::PageBreak => {}
        }
    }

    /// The number of a heading (`1.5.2`, `Bilag A`, or empty), table or figure (`7`).
    /// `None` if no such block stands in the document.
    pub fn number(&self, id: &BlockId) -> Option<&str> {
        self.numbers.get(id).map(String::as_str)
    }

    /// The number of a footnote, from 1.
    pub fn note(&self, id: &str) -> Option<usize> {
        self.notes.get(id).copied()
    }
}

/// Running heading numbers.
#[derive(Default)]
struct Counter {
    levels: [usize; 6],
    annexes: usize,
}

impl Counter {
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
                let parts: Vec<String> = self.levels[..level].iter().map(usize::to_string).collect();
                parts.join(".")
            }
        }
    }
}

/// 1 → A, 26 → Z, 27 → AA.
fn letters(mut n: usize) -> String {
    let mut out = Vec::new();
    while n > 0 {
        n -= 1;
        out.push(char::from(b'A' + u8::try_from(n % 26).unwrap_or(0)));
        n /= 26;
    }
    out.iter().rev().collect()
}
