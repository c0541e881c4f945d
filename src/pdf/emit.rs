//! The document as Typst source: values, then the template's style, then one call a block.
//!
//! Which function of `style.typ` a block calls is written here; how it looks is written there.

mod front;
mod image;
mod inline;
mod prelude;
mod size;
mod table;

use typst::foundations::Bytes;

use super::literal::{array, string};
use super::world::Files;
use crate::doc::outline::Outline;
use crate::doc::{Block, BlockId, BlockKind, Doc, Heading, Item, List, Text};
use crate::theme::Theme;

/// Path of the attachment among the files.
const ATTACHMENT: &str = "attachment";

/// What Typst is given, and what to ask of its pages afterwards.
pub struct Emitted {
    /// The main source.
    pub source: String,
    /// Files it names.
    pub files: Files,
    /// Labels whose page is wanted: headings, tables, figures.
    pub labels: Vec<BlockId>,
}

/// Emits the whole document.
pub fn document(doc: &Doc, outline: &Outline, theme: &Theme, style: &str) -> Emitted {
    let mut emitter = Emitter {
        doc,
        outline,
        theme,
        files: Files::new(),
        labels: Vec::new(),
    };
    let body = emitter.blocks(&doc.blocks, Place::Page);
    let attachment = emitter.attachment();
    let values = prelude::values(doc, theme);
    Emitted {
        source: format!("{values}{style}\n#show: setup\n#{{\n{body}{attachment}}}\n"),
        files: emitter.files,
        labels: emitter.labels,
    }
}

/// Where a block stands: page breaks and landscape pages cannot be inside boxes and lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In the flow of upright pages.
    Page,
    /// On a landscape page.
    Landscape,
    /// In a box or a list item.
    Inside,
}

/// Lists of so many items and so many characters of source are not broken over pages.
const SHORT_LIST: usize = 6;
const SHORT_WORDS: usize = 600;

struct Emitter<'a> {
    doc: &'a Doc,
    outline: &'a Outline,
    theme: &'a Theme,
    files: Files,
    labels: Vec<BlockId>,
}

impl Emitter<'_> {
    /// One call a block, each on lines of its own.
    fn blocks(&mut self, blocks: &[Block], place: Place) -> String {
        let mut out = String::new();
        let mut rest = blocks;
        while let Some((first, tail)) = rest.split_first() {
            let wide = if place == Place::Page {
                landscape_run(rest)
            } else {
                0
            };
            if wide > 0 {
                let (run, tail) = rest.split_at(wide);
                let body = self.blocks(run, Place::Landscape);
                out.push_str(&format!("landscape({{\n{body}}})\n"));
                rest = tail;
            } else {
                let leads = matches!(tail, [next, ..] if matches!(next.kind, BlockKind::List(_)));
                out.push_str(&self.block(first, place, leads));
                rest = tail;
            }
        }
        out
    }

    /// The block and, on drafts, its remarks. A paragraph that leads to a list stays with it.
    fn block(&mut self, block: &Block, place: Place, leads: bool) -> String {
        let mut out = match &block.kind {
            BlockKind::Paragraph(text) if leads && place == Place::Page && !text.is_empty() => {
                format!("lead({})", self.text(text))
            }
            _ => self.kind(block, place),
        };
        out.push('\n');
        if self.doc.meta.draft {
            let with_next = matches!(block.kind, BlockKind::Heading(_));
            for remark in &block.remarks {
                out.push_str(&format!(
                    "remark({}, sticky: {with_next})\n",
                    string(remark)
                ));
            }
        }
        out
    }

    fn kind(&mut self, block: &Block, place: Place) -> String {
        match &block.kind {
            BlockKind::Cover(cover) => self.cover(cover),
            BlockKind::Contents { title, depth } => self.contents(&block.id, title, *depth),
            BlockKind::ListOf { title, what } => self.list_of(&block.id, title, *what),
            BlockKind::Heading(heading) => self.heading(&block.id, heading),
            BlockKind::Paragraph(text) => self.paragraph(text),
            BlockKind::List(list) => self.list(list),
            BlockKind::Table(table) => self.table(&block.id, table, place),
            BlockKind::Figure(figure) => self.figure(&block.id, figure, place),
            BlockKind::Callout { title, blocks } => {
                let body = self.blocks(blocks, Place::Inside);
                format!("callout({}, {{\n{body}}})", string(title))
            }
            BlockKind::Signatures { parties } => self.signatures(parties),
            // A box that must start a page would have to be broken first: it stays whole.
            BlockKind::PageBreak if place == Place::Inside => String::new(),
            BlockKind::PageBreak => "pagebreak(weak: true)".to_owned(),
        }
    }

    fn heading(&mut self, id: &BlockId, heading: &Heading) -> String {
        self.labels.push(id.clone());
        let Heading {
            level,
            numbering: _,
            text,
            listed,
        } = heading;
        let number = string(self.outline.number(id).unwrap_or_default());
        let body = self.text(text);
        format!(
            "hd({}, {level}, {number}, {body}, listed: {listed})",
            string(id.as_str())
        )
    }

    fn paragraph(&self, text: &Text) -> String {
        if text.is_empty() {
            String::new()
        } else {
            format!("par({})", self.text(text))
        }
    }

    fn list(&mut self, list: &List) -> String {
        let List { ordered, items } = list;
        let tight = items.iter().all(is_tight);
        let items: Vec<String> = items.iter().map(|item| self.item(item, tight)).collect();
        let function = if *ordered { "enum" } else { "list" };
        let list = format!("{function}(tight: {tight},\n{})", items.join(",\n"));
        if items.len() <= SHORT_LIST && list.len() < SHORT_WORDS {
            format!("whole({list})")
        } else {
            list
        }
    }

    /// An item of a tight list opens with bare words, so that it is set as one line, not a paragraph.
    fn item(&mut self, item: &Item, tight: bool) -> String {
        match item.blocks.as_slice() {
            [
                Block {
                    id: _,
                    origin: _,
                    remarks,
                    mark: _,
                    kind: BlockKind::Paragraph(text),
                },
            ] if tight && (remarks.is_empty() || !self.doc.meta.draft) => self.text(text),
            [
                Block {
                    id: _,
                    origin: _,
                    remarks,
                    mark: _,
                    kind: BlockKind::Paragraph(text),
                },
                rest @ ..,
            ] if tight && (remarks.is_empty() || !self.doc.meta.draft) => {
                format!(
                    "{{ {}\n{}}}",
                    self.text(text),
                    self.blocks(rest, Place::Inside)
                )
            }
            blocks => format!("{{\n{}}}", self.blocks(blocks, Place::Inside)),
        }
    }

    fn signatures(&self, parties: &[Text]) -> String {
        let parties = array(parties.iter().map(|party| self.text(party)));
        format!("signatures({parties})")
    }

    fn attachment(&mut self) -> String {
        let Some(attachment) = &self.doc.attachment else {
            return String::new();
        };
        self.files
            .insert(ATTACHMENT.to_owned(), Bytes::new(attachment.bytes.clone()));
        format!(
            "pdf.attach({}, read({}, encoding: none), relationship: \"data\", mime-type: {}, description: {})\n",
            string(&attachment.name),
            string(ATTACHMENT),
            string(&attachment.mime),
            string(&attachment.description),
        )
    }
}

/// How many blocks from the start go on landscape pages together: wide tables, with the headings that
/// would otherwise be left alone on the page before.
fn landscape_run(blocks: &[Block]) -> usize {
    let mut end = 0;
    for (index, block) in blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Table(table) if table.wide => end = index + 1,
            BlockKind::Heading(_) => {}
            BlockKind::Table(_)
            | BlockKind::Cover(_)
            | BlockKind::Contents { .. }
            | BlockKind::ListOf { .. }
            | BlockKind::Paragraph(_)
            | BlockKind::List(_)
            | BlockKind::Figure(_)
            | BlockKind::Callout { .. }
            | BlockKind::Signatures { .. }
            | BlockKind::PageBreak => break,
        }
    }
    end
}

/// Whether an item holds no more than one paragraph of its own, as lists of phrases do.
fn is_tight(item: &Item) -> bool {
    let paragraphs = item
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Paragraph(_)));
    paragraphs.count() <= 1
}
