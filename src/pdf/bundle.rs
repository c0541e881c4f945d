//! Several documents in one PDF: pages, contents, bookmarks and links go through all of them.
//!
//! Each part is a Typst module of its own, so that its values, style and labels are its own; the binder includes them in
//! order. Pages of PDFs made by others are placed as pictures, which keeps their text.

use std::collections::BTreeMap;

use crate::doc::{BlockId, Doc, Meta, Terms, outline::Outline, walk};

use super::{
    Internal, Layout, Look, Set, Standard, bars,
    emit::{self, Emitted, Fit, Sheets, slot},
    words::{self, Lost},
    world::{Files, PlanWorld},
};

/// Several documents to be one file.
#[derive(Debug)]
pub struct Bundle<'a> {
    /// Properties of the file.
    pub meta: &'a Meta,
    /// Words around the pages of PDFs made by others.
    pub terms: &'a Terms,
    /// The looks of those pages.
    pub look: Look<'a>,
    /// What every page says; may be empty.
    pub warning: &'a str,
    /// The parts in order.
    pub parts: Vec<Part<'a>>,
    /// Lines of contents that list the bundle, by the id of the contents block.
    pub contents: BTreeMap<BlockId, Vec<Line>>,
}

/// A part of a bundle.
#[derive(Debug)]
pub struct Part<'a> {
    /// What links of other parts lead to.
    pub id: BlockId,
    /// What stands above its content.
    pub opening: Opening,
    /// What its pages say before their number.
    pub stamp: String,
    /// What it shows.
    pub content: Content<'a>,
}

/// What stands above the content of a part. Either line is a bookmark, and the part's own headings stand below it.
#[derive(Debug, Clone)]
pub enum Opening {
    /// Nothing but its own.
    Own,
    /// A title.
    Title(String),
    /// Nothing but its own; it goes on with the part before.
    Further,
    /// A small line over its first page.
    Strip {
        /// The line.
        words: String,
        /// The id that it leads back to, and the words for that.
        back: Option<(BlockId, String)>,
    },
}

/// What a part shows.
#[derive(Debug)]
pub enum Content<'a> {
    /// A document.
    Doc {
        /// The document; what is attached to it stays out.
        doc: &'a Doc,
        /// Its numbers.
        outline: &'a Outline,
        /// Its looks.
        look: Look<'a>,
    },
    /// A PDF made by others.
    Pages {
        /// The file.
        bytes: &'a [u8],
        /// Width and height of each page, in points.
        sizes: &'a [(f64, f64)],
        /// What it is called.
        title: &'a str,
        /// Whether it is of PDF 2.0.
        modern: bool,
    },
}

/// A line of contents.
#[derive(Debug, Clone)]
pub struct Line {
    /// The part that it leads to. It must have an opening.
    pub part: BlockId,
    /// Its level, from 1.
    pub level: u8,
    /// Its number.
    pub number: String,
    /// Its words.
    pub words: String,
}

/// Sets the bundle in pages. `page_of` tells where each part opens.
pub fn bundle(bundle: &Bundle<'_>) -> Result<Layout, Internal> {
    let mut layout = super::whole(
        |fit: Fit<'_>, last| set(bundle, fit, last),
        |layout| lost(bundle, layout),
    )?;
    // What Typst remembers of so many pages is much, and writing the file needs none of it.
    super::forget();
    layout.standard = standard(bundle);
    layout.bookmarks = bundle.parts.len() > 1;
    if let Some(theme) = bundle.parts.iter().find_map(revised) {
        (layout.document, layout.changed) = bars::draw(&layout.document, theme);
    }
    Ok(layout)
}

fn set(bundle: &Bundle<'_>, fit: Fit<'_>, last: Option<PlanWorld>) -> Result<Set, Internal> {
    let labels = labels(&bundle.parts);
    let contents = contents(bundle, &labels);
    let mut modules = Vec::new();
    let (mut tables, mut ends) = (Vec::new(), Vec::new());
    let mut files = Files::new();
    for (index, part) in bundle.parts.iter().enumerate() {
        let slot = slot::Slot {
            prefix: prefix(index),
            opening: opening(&part.opening, &labels),
            stamp: &part.stamp,
            warning: bundle.warning,
            ways: &labels,
            contents: &contents,
        };
        let emitted = self::part(bundle, part, &slot, fit);
        let Emitted {
            source,
            files: own,
            labels: _,
            ends: own_ends,
            tables: own_tables,
        } = emitted;
        ends.extend(own_ends);
        tables.extend(own_tables);
        let folder = format!("part-{}", index + 1);
        let own = own.into_iter();
        files.extend(own.map(|(path, bytes)| (format!("{folder}/{path}"), bytes)));
        modules.push((format!("{folder}/main.typ"), source));
    }
    let paths: Vec<String> = modules.iter().map(|(path, _)| path.clone()).collect();
    let main = emit::binder(bundle.meta, bundle.terms, &bundle.look, &paths);
    let world = PlanWorld::new(main, modules, files, last)?;
    let starts = bundle.parts.iter().enumerate();
    let starts = starts.map(|(index, part)| (part.id.clone(), format!("{}start", prefix(index))));
    let layout = super::set(world, starts.collect(), tables, bundle.meta)?;
    Ok(Set::of(layout, ends))
}

/// The first block of a document whose words are not all on the pages. The looks of the pack's pages are its own.
fn lost(bundle: &Bundle<'_>, layout: &Layout) -> Option<Lost> {
    let parts = bundle.parts.iter();
    let docs = parts.filter_map(|part| match &part.content {
        Content::Doc { doc, look, .. } => Some((*doc, look.show)),
        Content::Pages { .. } => None,
    });
    let blocks = docs.flat_map(|(doc, show)| {
        let blocks = walk::blocks(&doc.blocks).into_iter();
        blocks.map(move |block| (block, show))
    });
    words::lost(blocks, &layout.document, bundle.look.theme)
}

/// PDFs made by others cannot be vouched for, and a newer one needs a file as new.
fn standard(bundle: &Bundle<'_>) -> Standard {
    let parts = bundle.parts.iter();
    let modern = parts.filter_map(|part| match part.content {
        Content::Pages { modern, .. } => Some(modern),
        Content::Doc { .. } => None,
    });
    match modern.max() {
        None => Standard::Archive,
        Some(false) => Standard::Plain,
        Some(true) => Standard::Modern,
    }
}

/// The looks of a part that shows changes.
fn revised<'a>(part: &Part<'a>) -> Option<&'a crate::theme::Theme> {
    match &part.content {
        Content::Doc { doc, look, .. } => doc.revision.as_ref().map(|_| look.theme),
        Content::Pages { .. } => None,
    }
}

fn part(bundle: &Bundle<'_>, part: &Part<'_>, slot: &slot::Slot<'_>, fit: Fit<'_>) -> Emitted {
    match &part.content {
        Content::Doc { doc, outline, look } => {
            let bare = Doc {
                attachment: None,
                ..(*doc).clone()
            };
            emit::part(&bare, outline, look, slot, fit)
        }
        Content::Pages {
            bytes,
            sizes,
            title,
            modern: _,
        } => {
            let sheets = Sheets {
                bytes,
                sizes,
                title,
            };
            emit::sheets((bundle.meta, bundle.terms), &sheets, &bundle.look, slot)
        }
    }
}

/// What the labels of a part begin with. No id holds a slash.
fn prefix(index: usize) -> String {
    format!("part-{}/", index + 1)
}

/// The labels that links from other parts lead to: where each part opens, and the headings of the pack's own parts.
fn labels(parts: &[Part<'_>]) -> BTreeMap<BlockId, String> {
    let mut out = BTreeMap::new();
    for (index, part) in parts.iter().enumerate() {
        let end = match part.opening {
            Opening::Own | Opening::Further => "start",
            Opening::Title(_) | Opening::Strip { .. } => "head",
        };
        out.insert(part.id.clone(), format!("{}{end}", prefix(index)));
        if let (Opening::Own, Content::Doc { outline, .. }) = (&part.opening, &part.content) {
            let own = outline.entries.iter();
            out.extend(own.map(|entry| {
                let label = format!("{}{}", prefix(index), entry.id.as_str());
                (entry.id.clone(), label)
            }));
        }
    }
    out
}

type Lines = Vec<(String, u8, String, String)>;

fn contents(bundle: &Bundle<'_>, labels: &BTreeMap<BlockId, String>) -> BTreeMap<BlockId, Lines> {
    let line = |line: &Line| {
        let label = labels.get(&line.part)?.clone();
        Some((label, line.level, line.number.clone(), line.words.clone()))
    };
    let lists = bundle.contents.iter();
    lists
        .map(|(id, lines)| (id.clone(), lines.iter().filter_map(line).collect()))
        .collect()
}

fn opening(opening: &Opening, labels: &BTreeMap<BlockId, String>) -> slot::Opening {
    match opening {
        Opening::Own => slot::Opening::Own,
        Opening::Further => slot::Opening::Further,
        Opening::Title(words) => slot::Opening::Title(words.clone()),
        Opening::Strip { words, back } => slot::Opening::Strip {
            words: words.clone(),
            back: back.as_ref().and_then(|(id, words)| {
                let label = labels.get(id)?.clone();
                Some((label, words.clone()))
            }),
        },
    }
}
