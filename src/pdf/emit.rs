//! The document as Typst source: values, then the template's style, then one call a block.
//!
//! Which function of `style.typ` a block calls is written here; how it looks is written there.

mod front;
mod image;
mod inline;
mod list;
mod prelude;
mod size;
pub mod slot;
mod table;

use std::{
    cell::RefCell,
    collections::{BTreeSet, HashSet},
};

use typst::foundations::Bytes;

use super::literal::{points, string};
use super::world::Files;
use super::{Look, Show, heads};
use crate::doc::outline::Outline;
use crate::doc::{
    Block, BlockId, BlockKind, Doc, Heading, Locks, Mark, Meta, Side, TableRole, Terms, Text, walk,
};
use crate::theme::Theme;
use slot::{Opening, Slot};

/// Path of the attachment among the files.
const ATTACHMENT: &str = "attachment";
/// Name of a PDF made by others.
const SHEETS: &str = "sheets.pdf";

/// The font has no hyphen that does not break: a hyphen and what keeps a line from breaking after it stand for one. Asked
/// for only where there is one, since a rule on letters costs time.
const HYPHENS: &str = "#show \"\u{2011}\": \"-\\u{2060}\"\n";

/// A place whose page can be asked for.
const HERE: &str = "#let end-at(name) = [#metadata(none)#label(name)]\n";

/// Notes that have the number they had, and that several places refer to. A release's own `marks.typ` knows only those that
/// stand once.
const NOTES_WERE: &str = "#let note-was-named(number, id, body) = {
  labelled(footnote(numbering: (..) => number, h(0.2em) + body), id)
  counter(footnote).update(n => n - 1)
}
#let note-was-again(number, id) = footnote(numbering: (..) => number, anchor(id))
";

/// The labels of a table's last rows and of what stands below them. No id begins with these. In a redline a table that is gone
/// may have the id of one that stands.
fn ends(prefix: &str, side: Side, table: &BlockId) -> [String; 2] {
    let ends = match side {
        Side::Old => ["foer-slut", "foer-under"],
        Side::New => ["slut", "under"],
    };
    ends.map(|end| format!("{prefix}{end}.{}", table.as_str()))
}

/// What Typst is given, and what to ask of its pages afterwards.
pub struct Emitted {
    /// The main source.
    pub source: String,
    /// Files it names.
    pub files: Files,
    /// Labels whose page is wanted: headings, tables, figures.
    pub labels: Vec<BlockId>,
    /// Labels that are to be on one page: of the last rows of a table and of what stands below them.
    pub ends: Vec<[String; 2]>,
    /// Its tables, in order.
    pub tables: Vec<heads::Table>,
}

/// What may be kept together on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit<'f> {
    /// What belongs together, by a guess of how high it is.
    Guessed,
    /// The same, and a new page before the last rows of the tables whose end has one of these labels: it was parted.
    Parted(&'f BTreeSet<String>),
    /// Nothing: everything may break, so that everything finds room.
    Loose,
}

/// Emits a document by itself.
pub fn document(doc: &Doc, outline: &Outline, look: &Look<'_>, fit: Fit<'_>) -> Emitted {
    emit(doc, outline, look, None, fit)
}

/// Emits a document as a part of a pack: a module of its own.
pub fn part(
    doc: &Doc,
    outline: &Outline,
    look: &Look<'_>,
    slot: &Slot<'_>,
    fit: Fit<'_>,
) -> Emitted {
    emit(doc, outline, look, Some(slot), fit)
}

/// Emits the pages of a PDF made by others as a part of a pack. `meta` and `words` are the pack's.
pub fn sheets(
    (meta, words): (&Meta, &Terms),
    sheets: &Sheets<'_>,
    look: &Look<'_>,
    slot: &Slot<'_>,
) -> Emitted {
    let values = prelude::values(meta, words, look.theme, Some(slot));
    let mut body = String::new();
    for (index, (width, height)) in sheets.sizes.iter().enumerate() {
        let number = index + 1;
        body.push_str(&format!(
            "sheet({}, {number}, {}, {}, {}, {})\n",
            string(SHEETS),
            points(*width),
            points(*height),
            string(sheets.title),
            string(&format!("{}, {number}", sheets.title)),
        ));
    }
    let style = look.style;
    Emitted {
        source: format!(
            "{values}{style}\n#show: setup\n#part-start()\n#{{\n{body}}}\n#part-end()\n"
        ),
        files: Files::from([(SHEETS.to_owned(), Bytes::new(sheets.bytes.to_vec()))]),
        labels: Vec::new(),
        ends: Vec::new(),
        tables: Vec::new(),
    }
}

/// The file that opens a pack: its own properties, then the parts in order.
pub fn binder(meta: &Meta, words: &Terms, look: &Look<'_>, parts: &[String]) -> String {
    let values = prelude::values(meta, words, look.theme, None);
    let parts = parts
        .iter()
        .map(|path| format!("#include {}\n", string(path)));
    let parts: String = parts.collect();
    format!("{values}{}\n#show: file\n{parts}", look.style)
}

/// The pages of a PDF made by others.
#[derive(Debug, Clone, Copy)]
pub struct Sheets<'a> {
    /// The file.
    pub bytes: &'a [u8],
    /// Width and height of each page, in points.
    pub sizes: &'a [(f64, f64)],
    /// What it is called.
    pub title: &'a str,
}

fn emit(
    doc: &Doc,
    outline: &Outline,
    look: &Look<'_>,
    slot: Option<&Slot<'_>>,
    fit: Fit<'_>,
) -> Emitted {
    let Look {
        theme,
        style,
        marks,
        show,
    } = *look;
    let doc = &*doc.locked(Locks::Alike);
    let mut emitter = Emitter {
        doc,
        outline,
        theme,
        slot,
        show,
        loose: fit == Fit::Loose,
        parted: match fit {
            Fit::Parted(ends) => Some(ends),
            Fit::Guessed | Fit::Loose => None,
        },
        side: Side::New,
        moved: "",
        excerpt: excerpt(doc, outline),
        shared: walk::shared_notes(&doc.blocks, Side::New),
        shared_before: walk::shared_notes(&doc.blocks, Side::Old),
        noted: RefCell::default(),
        files: Files::new(),
        labels: Vec::new(),
        ends: Vec::new(),
        tables: Vec::new(),
    };
    let body = emitter.blocks(&doc.blocks, Flow::Page);
    let attachment = emitter.attachment();
    let values = prelude::values(&doc.meta, &doc.terms, theme, slot);
    let (open, end, properties) = match slot {
        None => ("", "", "#show: file\n"),
        Some(Slot { opening, .. }) => (opening_of(doc, opening), "part-end()\n", ""),
    };
    let marks = match &doc.revision {
        Some(_) => prelude::cues(&doc.terms.cues) + marks,
        None => String::new(),
    };
    let helpers = helpers(&values, &body, &emitter.ends);
    Emitted {
        source: format!(
            "{values}{style}{marks}\n{properties}{helpers}#show: setup\n#{{\n{open}{body}{attachment}{end}}}\n"
        ),
        files: emitter.files,
        labels: emitter.labels,
        ends: emitter.ends,
        tables: emitter.tables,
    }
}

/// What the source needs beside the template's functions, if it does.
fn helpers(values: &str, body: &str, ends: &[[String; 2]]) -> String {
    let hyphens = [values, body].iter().any(|text| text.contains('\u{2011}'));
    let all = [
        (hyphens, HYPHENS),
        (!ends.is_empty(), HERE),
        (body.contains("note-was-"), NOTES_WERE),
    ];
    let needed = all.iter().filter(|(needed, _)| *needed);
    needed.map(|(_, helper)| *helper).collect()
}

/// The blocks of a document that is part of the one whose numbers it shows.
fn excerpt<'d>(doc: &'d Doc, outline: &Outline) -> Option<HashSet<&'d BlockId>> {
    let there = walk::blocks(&doc.blocks).into_iter();
    let there = there.filter(|block| block.mark.is_in(Side::New));
    let there = there.map(|block| &block.id).collect();
    (!outline.is_of(&there)).then_some(there)
}

/// The calls that open a part. A cover sets the strip itself, on its own ground.
fn opening_of(doc: &Doc, opening: &Opening) -> &'static str {
    let covered = matches!(
        doc.blocks.first().map(|block| &block.kind),
        Some(BlockKind::Cover(_))
    );
    match opening {
        Opening::Own | Opening::Further => "part-start()\n",
        Opening::Title(_) => "part-start()\npart-title()\n",
        Opening::Strip { .. } if covered => "part-start()\n",
        Opening::Strip { .. } => "part-start()\nstrip()\n",
    }
}

/// What a block flows in: page breaks and landscape pages cannot be inside boxes and lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    /// In the flow of upright pages.
    Page,
    /// On a landscape page.
    Landscape,
    /// In a box or a list item.
    Inside,
}

struct Emitter<'a> {
    doc: &'a Doc,
    outline: &'a Outline,
    theme: &'a Theme,
    slot: Option<&'a Slot<'a>>,
    show: Show,
    /// Whether everything may break over pages.
    loose: bool,
    /// First labels of tables' ends that were parted.
    parted: Option<&'a BTreeSet<String>>,
    /// The version whose numbers hold where we are.
    side: Side,
    /// The sign of the move that the block before is part of.
    moved: &'static str,
    /// What is there, if the document is part of the one that is numbered.
    excerpt: Option<HashSet<&'a BlockId>>,
    /// Notes that several places refer to in each version, and the names of those of them that stand somewhere already.
    shared: HashSet<&'a str>,
    shared_before: HashSet<&'a str>,
    noted: RefCell<HashSet<String>>,
    files: Files,
    labels: Vec<BlockId>,
    ends: Vec<[String; 2]>,
    tables: Vec<heads::Table>,
}

impl Emitter<'_> {
    /// One call a block, each on lines of its own.
    fn blocks(&mut self, blocks: &[Block], flow: Flow) -> String {
        let mut out = String::new();
        let mut rest = blocks;
        while let Some((first, tail)) = rest.split_first() {
            let wide = if flow == Flow::Page {
                self.landscape_run(rest)
            } else {
                0
            };
            if wide > 0 {
                let (run, tail) = rest.split_at(wide);
                let body = self.blocks(run, Flow::Landscape);
                out.push_str(&format!("landscape({{\n{body}}})\n"));
                rest = tail;
            } else {
                let next = tail.iter().find(|block| !self.is_sign(block));
                let leads = next.is_some_and(|next| matches!(next.kind, BlockKind::List(_)));
                out.push_str(&self.block(first, flow, leads));
                rest = tail;
            }
        }
        out
    }

    /// The block and, on drafts, its remarks. A paragraph that leads to a list stays with it.
    fn block(&mut self, block: &Block, flow: Flow, leads: bool) -> String {
        let outside = std::mem::replace(&mut self.side, block.mark.side());
        let sign = self.moved(block.mark);
        let mut out = match &block.kind {
            // A paragraph of nothing but a sign would leave a gap.
            BlockKind::Paragraph(text) if self.is_sign(block) => self.text(text),
            BlockKind::Paragraph(text) if leads && flow == Flow::Page && !text.is_empty() => {
                format!("lead({}{sign})", self.text(text))
            }
            BlockKind::Paragraph(text) => self.paragraph(text, sign),
            BlockKind::Heading(heading) => self.heading(&block.id, block.mark, heading, sign),
            _ if sign.is_empty() => self.kind(block, flow),
            _ => format!("moved-block([]{sign})\n{}", self.kind(block, flow)),
        };
        out.push('\n');
        self.side = outside;
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

    /// What is added to the first of some blocks that were moved together; nothing elsewhere.
    fn moved(&mut self, mark: Mark) -> &'static str {
        let sign = match mark {
            _ if self.show == Show::Bars => "",
            Mark::From(_) => " + sign-from",
            Mark::To(_) => " + sign-to",
            Mark::Keep | Mark::Ins | Mark::Del => "",
        };
        let before = std::mem::replace(&mut self.moved, sign);
        if before == sign { "" } else { sign }
    }

    fn kind(&mut self, block: &Block, flow: Flow) -> String {
        match &block.kind {
            BlockKind::Cover(cover) => self.cover(cover),
            BlockKind::Contents { title, depth } => {
                self.contents(&block.id, block.mark, title, *depth)
            }
            BlockKind::ListOf { title, what } => self.list_of(&block.id, block.mark, title, *what),
            BlockKind::Heading(heading) => self.heading(&block.id, block.mark, heading, ""),
            BlockKind::Paragraph(text) => self.paragraph(text, ""),
            BlockKind::List(list) => self.list(list),
            BlockKind::Table(table) => match table.role {
                TableRole::Data => self.table(&block.id, block.mark, table, flow),
                TableRole::Signatures => self.signatures(table, flow),
            },
            BlockKind::Figure(figure) => self.figure(&block.id, block.mark, figure, flow),
            BlockKind::Callout { title, blocks } => {
                let body = self.blocks(blocks, Flow::Inside);
                let title = self.mark(block.mark, &string(title), true);
                format!("callout({title}, {{\n{body}}})")
            }
            // A box that must start a page would have to be broken first: it stays whole.
            BlockKind::PageBreak if flow == Flow::Inside => String::new(),
            // Pages are those of the new version.
            BlockKind::PageBreak if self.side == Side::Old => String::new(),
            // Where the pages of a list of changes end, the Word file's pages are counted on.
            BlockKind::PageBreak if self.doc.revision.is_some() => {
                self.want_page(&block.id);
                let end = self.label(&block.id);
                format!("labelled(metadata(none), {end})\npagebreak(weak: true)")
            }
            BlockKind::PageBreak => "pagebreak(weak: true)".to_owned(),
        }
    }

    /// The label of a block. One of the old version may have a namesake in the new one; no id holds a colon.
    fn label(&self, id: &BlockId) -> String {
        match self.side {
            Side::New => string(id.as_str()),
            Side::Old => string(&format!("old:{}", id.as_str())),
        }
    }

    /// Notes that the page of a block is wanted.
    fn want_page(&mut self, id: &BlockId) {
        if self.side == Side::New {
            self.labels.push(id.clone());
        }
    }

    fn heading(&mut self, id: &BlockId, mark: Mark, heading: &Heading, sign: &str) -> String {
        self.want_page(id);
        let Heading {
            level,
            numbering: _,
            text,
            listed,
        } = heading;
        let number = self.outline.number_in(self.side, id);
        let number = string(number.unwrap_or_default());
        match mark {
            Mark::Del => format!("hd-was({level}, {number}, {}{sign})", self.text(text)),
            Mark::From(_) => format!(
                "hd-was({level}, {number}, {}{sign}, color: ink.moved)",
                self.text(text)
            ),
            Mark::Keep | Mark::Ins | Mark::To(_) => {
                let body = self.heading_words(text);
                let label = self.label(id);
                format!("hd({label}, {level}, {number}, {body}{sign}, listed: {listed})")
            }
        }
    }

    fn paragraph(&self, text: &Text, sign: &str) -> String {
        if text.is_empty() {
            String::new()
        } else {
            format!("par({}{sign})", self.text(text))
        }
    }

    /// How many blocks from the start go on landscape pages together: wide tables, with the headings that
    /// would otherwise be left alone on the page before.
    fn landscape_run(&self, blocks: &[Block]) -> usize {
        let mut end = 0;
        for (index, block) in blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::Table(table) if table.wide => end = index + 1,
                BlockKind::Heading(_) => {}
                _ if self.is_sign(block) => {}
                // Whatever else there is stands upright.
                _ => break,
            }
        }
        end
    }

    /// Whether a block only shows that something is gone, and takes no room.
    fn is_sign(&self, block: &Block) -> bool {
        self.show == Show::Bars
            && matches!(&block.kind, BlockKind::Paragraph(text) if super::marked::is_sign(text))
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
