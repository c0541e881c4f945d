//! Doc → Typst code → PDF/A with PDF/UA tags.
//!
//! [`emit`] writes calls to the functions of the template's `style.typ`, with string literals only:
//! Rust holds the structure, the template holds the looks. [`layout`] sets the document and tells the
//! pages; [`Layout::pdf`] writes the file. An error in what we emitted is ours, never the user's.

mod bars;
mod bookmarks;
mod bundle;
mod caught;
mod emit;
pub mod foreign;
mod heads;
mod literal;
mod marked;
mod objects;
mod unseen;
mod words;
mod world;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use typst::foundations::{Datetime, Label, Smart};
use typst::introspection::Introspector;
use typst::utils::PicoStr;
use typst_layout::{PagedDocument, PagedIntrospector};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::doc::outline::Outline;
use crate::doc::{BlockId, Doc, Meta, Origin, walk};
use crate::theme::Theme;
use emit::Fit;
use world::PlanWorld;

pub use bundle::{Bundle, Content, Line, Opening, Part, bundle};
pub use caught::keep_quiet;
pub use words::Lost;

/// How a document is to look.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// Sizes and colours.
    pub theme: &'a Theme,
    /// The text of the template's `style.typ`.
    pub style: &'a str,
    /// The text of its `marks.typ`, which only redlines read.
    pub marks: &'a str,
    /// What is shown of a redline's changes.
    pub show: Show,
}

/// What is shown of a redline's changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    /// Both versions: what was put in underlined, what was taken out struck, bars in the margin.
    #[default]
    Marks,
    /// The new version as it will be, with bars in the margin.
    Bars,
}

/// The finished file, and where things stand in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Physical page, from 1, of headings, tables and figures.
    pub page_of: BTreeMap<BlockId, usize>,
}

/// A fault of ours: Typst refused what we emitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Internal {
    /// What Typst says.
    pub message: String,
    /// The emitted line it says it of, if it names one.
    pub line: Option<String>,
    /// Words that found no room on any page, if that is what it is about.
    pub lost: Option<Box<Lost>>,
    /// The block that cannot be set, if it was found.
    pub refused: Option<Origin>,
}

impl Internal {
    fn new(message: impl Into<String>) -> Internal {
        Internal {
            message: message.into(),
            line: None,
            lost: None,
            refused: None,
        }
    }
}

impl fmt::Display for Internal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match &self.line {
            Some(line) => write!(f, "{} in `{line}`", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for Internal {}

/// What a file claims to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standard {
    /// PDF/A-3a and PDF/UA-1.
    Archive,
    /// A PDF: it holds pages made by others.
    Plain,
    /// A PDF of version 2.0: such pages are in it.
    Modern,
}

/// A document set in pages.
pub struct Layout {
    document: PagedDocument,
    world: PlanWorld,
    page_of: BTreeMap<BlockId, usize>,
    changed: BTreeSet<usize>,
    warnings: Vec<String>,
    stem: String,
    date: time::Date,
    standard: Standard,
    /// The tables, in the document's order.
    tables: Vec<heads::Table>,
    /// Whether the bookmarks are shown, and open one level down.
    bookmarks: bool,
}

/// How often pages are set anew to bring tables and what stands below them together.
const ROUNDS: usize = 3;

/// Sets the document in pages.
pub fn layout(doc: &Doc, outline: &Outline, look: &Look<'_>) -> Result<Layout, Internal> {
    let setter = Setter::of(doc, outline, look);
    let kept = whole(
        |fit, last| setter.set(fit, last),
        |layout| setter.lost(layout),
    );
    match kept {
        // Words that have no room have none in a part of the document.
        Err(error) if error.lost.is_none() => loose_layout(doc, outline, look),
        kept => Ok(setter.with_bars(kept?)),
    }
}

/// Sets the document with nothing kept together: for one that the typesetter refuses as it would look best.
pub fn loose_layout(doc: &Doc, outline: &Outline, look: &Look<'_>) -> Result<Layout, Internal> {
    let setter = Setter::of(doc, outline, look);
    let layout = loosely(
        |fit, last| setter.set(fit, last),
        |layout| setter.lost(layout),
    );
    match layout {
        Ok(layout) => Ok(setter.with_bars(layout)),
        Err(error) if error.lost.is_some() => Err(error),
        Err(error) => Err(setter.at_block(error)),
    }
}

/// A document, and how it is to be set.
struct Setter<'a> {
    shown: Cow<'a, Doc>,
    outline: &'a Outline,
    look: &'a Look<'a>,
}

impl<'a> Setter<'a> {
    fn of(doc: &'a Doc, outline: &'a Outline, look: &'a Look<'a>) -> Self {
        let only_bars = look.show == Show::Bars && doc.revision.is_some();
        let shown = if only_bars {
            Cow::Owned(marked::without_old(doc))
        } else {
            Cow::Borrowed(doc)
        };
        Setter {
            shown,
            outline,
            look,
        }
    }

    fn set(&self, fit: Fit<'_>, last: Option<PlanWorld>) -> Result<Set, Internal> {
        self.set_doc(&self.shown, fit, last)
    }

    fn set_doc(&self, doc: &Doc, fit: Fit<'_>, last: Option<PlanWorld>) -> Result<Set, Internal> {
        let emitted = emit::document(doc, self.outline, self.look, fit);
        let world = PlanWorld::new(emitted.source, Vec::new(), emitted.files, last)?;
        let tables = emitted.tables;
        let labels = emitted.labels.into_iter();
        let labels = labels.map(|id| (id.clone(), id.0)).collect();
        let layout = set(world, labels, tables, &doc.meta)?;
        Ok(Set::of(layout, emitted.ends))
    }

    fn lost(&self, layout: &Layout) -> Option<Lost> {
        let blocks = walk::blocks(&self.shown.blocks).into_iter();
        let blocks = blocks.map(|block| (block, self.look.show));
        words::lost(blocks, &layout.document, self.look.theme)
    }

    fn with_bars(&self, mut layout: Layout) -> Layout {
        if self.shown.revision.is_some() {
            (layout.document, layout.changed) = bars::draw(&layout.document, self.look.theme);
        }
        layout
    }

    /// The refusal with the block that it is about: the last one of the shortest beginning that is refused, too.
    fn at_block(&self, mut error: Internal) -> Internal {
        let blocks = &self.shown.blocks;
        let refused = |count: usize| {
            let part = Doc {
                blocks: blocks[..count].to_vec(),
                ..self.shown.clone().into_owned()
            };
            let written = self.set_doc(&part, Fit::Loose, None);
            let refused = written.and_then(|set| set.layout.pdf()).is_err();
            // What is remembered of each beginning fills the memory of a small machine.
            forget();
            refused
        };
        let (mut sound, mut all) = (0, blocks.len());
        while sound + 1 < all {
            let half = usize::midpoint(sound, all);
            if refused(half) {
                all = half;
            } else {
                sound = half;
            }
        }
        error.refused = blocks.get(sound).map(|block| block.origin.clone());
        error
    }
}

/// The refusal of a document that was set, but could not be written, with the block that it is about.
pub fn refusal(doc: &Doc, outline: &Outline, look: &Look<'_>, error: Internal) -> Internal {
    Setter::of(doc, outline, look).at_block(error)
}

/// What the typesetter does. Where it panics it refuses.
fn guarded<T>(run: impl FnOnce() -> Result<T, Internal>) -> Result<T, Internal> {
    caught::caught(run).unwrap_or_else(|fault| {
        let said = fault.downcast_ref::<String>().map(String::as_str);
        let said = said.or_else(|| fault.downcast_ref::<&str>().copied());
        Err(Internal::new(said.unwrap_or("panic")))
    })
}

/// A document in pages.
struct Set {
    layout: Layout,
    /// First labels of the ends of tables that two pages share.
    parted: BTreeSet<String>,
}

impl Set {
    fn of(layout: Layout, ends: Vec<[String; 2]>) -> Set {
        let introspector = layout.document.introspector();
        let parted = ends.into_iter().filter(|ends| {
            let [first, second] = ends.each_ref().map(|end| page(introspector, end));
            first != second
        });
        Set {
            parted: parted.map(|[first, _]| first).collect(),
            layout,
        }
    }
}

/// Pages that hold every word. What is kept together is a guess of how high it is: where that was wrong and words found no
/// room, everything may break. The end of a table is never parted: not its source from its last row, not a sum from the row
/// above it.
fn whole(
    set_as: impl Fn(Fit<'_>, Option<PlanWorld>) -> Result<Set, Internal>,
    lost: impl Fn(&Layout) -> Option<Lost>,
) -> Result<Layout, Internal> {
    let mut set = set_as(Fit::Guessed, None)?;
    let mut parted = BTreeSet::new();
    // Each time, later tables move and may be parted anew; a few rounds settle what can be settled.
    for _ in 0..ROUNDS {
        if set.parted.is_subset(&parted) {
            break;
        }
        parted.extend(set.parted);
        let last = set.layout.into_world();
        // A table of hundreds of pages takes gigabytes: what neither of two rounds has needed goes.
        comemo::evict(1);
        set = set_as(Fit::Parted(&parted), Some(last))?;
    }
    if lost(&set.layout).is_none() {
        return Ok(set.layout);
    }
    // Nothing of it is of use where everything may break.
    drop(set);
    forget();
    loosely(set_as, lost)
}

/// Pages that hold every word, with nothing kept together.
fn loosely(
    set_as: impl Fn(Fit<'_>, Option<PlanWorld>) -> Result<Set, Internal>,
    lost: impl Fn(&Layout) -> Option<Lost>,
) -> Result<Layout, Internal> {
    let Set { layout, parted: _ } = set_as(Fit::Loose, None)?;
    match lost(&layout) {
        None => Ok(layout),
        Some(lost) => Err(Internal {
            lost: Some(Box::new(lost.clone())),
            ..Internal::new(lost.to_string())
        }),
    }
}

/// Compiles a world; `labels` are what is asked of its pages, by id.
fn set(
    world: PlanWorld,
    labels: Vec<(BlockId, String)>,
    tables: Vec<heads::Table>,
    meta: &Meta,
) -> Result<Layout, Internal> {
    let compiled = guarded(|| Ok(typst::compile::<PagedDocument>(&world)))?;
    let document = compiled.output.map_err(|errors| world.internal(&errors))?;
    Ok(Layout {
        page_of: page_of(&document, labels),
        changed: BTreeSet::new(),
        warnings: compiled
            .warnings
            .iter()
            .map(|warning| warning.message.to_string())
            .collect(),
        stem: meta.stem.clone(),
        date: meta.date,
        standard: Standard::Archive,
        tables,
        bookmarks: false,
        document,
        world,
    })
}

/// Lets go of what Typst remembers for a next layout. A command that sets one document and ends needs
/// none of it; a preview does.
pub fn forget() {
    comemo::evict(0);
}

fn page_of(document: &PagedDocument, labels: Vec<(BlockId, String)>) -> BTreeMap<BlockId, usize> {
    let introspector = document.introspector();
    let pages = labels
        .into_iter()
        .map(|(id, label)| Some((id, page(introspector, &label)?)));
    pages.flatten().collect()
}

/// The page that a label is on.
fn page(introspector: &PagedIntrospector, label: &str) -> Option<usize> {
    let label = Label::new(PicoStr::get(label)?)?;
    let location = introspector.query_label(label).ok()?.location()?;
    introspector.page(location).map(usize::from)
}

impl Layout {
    /// What it was set from. The pages are let go of.
    fn into_world(self) -> PlanWorld {
        self.world
    }

    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.document.pages().len()
    }

    /// Physical page, from 1, of headings, tables and figures; in a redline also of what breaks a page.
    pub fn page_of(&self) -> BTreeMap<BlockId, usize> {
        self.page_of.clone()
    }

    /// Physical pages, from 1, that hold a change; none in a document that is no redline.
    pub fn changed_pages(&self) -> &BTreeSet<usize> {
        &self.changed
    }

    /// The Typst source, style included. It stands alone but for [`Layout::files`].
    pub fn typst_source(&self) -> &str {
        self.world.text()
    }

    /// The files the source names: charts, pictures, the attachment.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.world
            .files()
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// What Typst warned of; nothing, unless the style has a fault.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// What the file claims to be.
    pub fn standard(&self) -> Standard {
        self.standard
    }

    /// The sources that the main one includes, of a bundle.
    pub fn modules(&self) -> impl Iterator<Item = (&str, &str)> {
        self.world.modules()
    }

    /// Writes the file: PDF/A-3a and PDF/UA-1 in one, where it can be.
    pub fn pdf(&self) -> Result<Vec<u8>, Internal> {
        let wanted: &[PdfStandard] = match self.standard {
            Standard::Archive => &[PdfStandard::A_3a, PdfStandard::Ua_1],
            Standard::Plain => &[],
            Standard::Modern => &[PdfStandard::V_2_0],
        };
        let standards =
            PdfStandards::new(wanted).map_err(|error| Internal::new(error.message().as_str()))?;
        let options = PdfOptions {
            ident: Smart::Custom(self.stem.clone()),
            creator: Smart::Custom(Some(
                concat!("helhedsplan ", env!("CARGO_PKG_VERSION")).to_owned(),
            )),
            timestamp: Some(self.timestamp()?),
            standards,
            ..PdfOptions::default()
        };
        let bare = unseen::without(&self.document);
        let document = bare.as_ref().unwrap_or(&self.document);
        let file = guarded(|| {
            let file = typst_pdf::pdf(document, &options);
            file.map_err(|errors| self.world.internal(&errors))
        })?;
        let file = heads::tell(file, &self.tables);
        Ok(if self.bookmarks {
            bookmarks::open(file)
        } else {
            file
        })
    }

    /// The version's date at noon UTC, so that every time zone of Denmark reads the same day.
    fn timestamp(&self) -> Result<Timestamp, Internal> {
        let (year, month, day) = self.date.to_calendar_date();
        Datetime::from_ymd_hms(year, u8::from(month), day, 12, 0, 0)
            .map(Timestamp::new_utc)
            .ok_or_else(|| Internal::new(format!("no timestamp from {}", self.date)))
    }
}

#[cfg(test)]
mod tests;
