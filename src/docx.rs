//! The Word file: docx-rs says how words and paragraphs look, and the rest is ours.
//!
//! docx-rs alone writes files that break the schema and differ from run to run, and it cannot say
//! much of what a Word user expects. So what it says is made an element at once ([`elements`]), and
//! the [`writer`] puts it into a tree of elements that is written as it is: bookmarks and content
//! controls get their ids in [`ids`], orders to pages and boxes become properties in [`sections`],
//! marks of a revision become tracked changes in [`changes`].

mod blocks;
mod changes;
mod contents;
mod elements;
mod fields;
mod figure;
mod frame;
mod grid;
mod height;
mod ids;
mod inlines;
mod numbering;
mod package;
mod paragraph;
mod parts;
mod picture;
mod png;
mod sections;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod units;
mod writer;
pub mod xml;

use std::collections::BTreeMap;

use self::changes::Tracker;
pub use self::figure::{Media, pictures};
use self::ids::Ids;
use self::package::{FOOTER, HEADER_COVER, HEADER_UPRIGHT, HEADER_WIDE, Package, Relations};
use self::sections::Section;
use self::writer::Writer;
use self::xml::El;
use crate::doc::outline::Outline;
use crate::doc::{BlockId, Doc, Locks};
use crate::theme::Theme;

/// Our own fault, never the user's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Internal(pub String);

impl std::fmt::Display for Internal {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "internal error: docx: {}", self.0)
    }
}

impl std::error::Error for Internal {}

/// Whether a Word file tells where in the plan's files its fields are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keys {
    /// It does, so that edits find their way back.
    #[default]
    Told,
    /// It does not: for who shall not see how the house keeps its plan. Fields keep their tags, which the plan's own
    /// program can still tell apart.
    Untold,
}

/// Writes the document as a Word file.
///
/// `pages` are the pages of headings, tables and figures in the PDF; they fill in the contents until
/// Word counts for itself; `pictures` are those that [`pictures`] drew. The same input gives the same bytes.
pub fn write(
    doc: &Doc,
    outline: &Outline,
    theme: &Theme,
    pages: &BTreeMap<BlockId, usize>,
    total_pages: usize,
    keys: Keys,
    pictures: Vec<Media>,
) -> Result<Vec<u8>, Internal> {
    let doc = &*doc.locked(Locks::Apart);
    let mut writer = Writer::new(doc, outline, theme, pages, pictures);
    writer.blocks(&doc.blocks)?;
    if writer.remarks_wait() || writer.body.is_empty() && writer.orders.is_empty() {
        writer.add(styles::BODY, Vec::new());
    }
    let [mut document, mut footnotes] = text(&mut writer);
    let mut ids = Ids::default();
    ids.number(&mut document);
    ids.number(&mut footnotes);
    let mut tracker = doc.revision.as_ref().map(|revision| {
        let mut tracker = Tracker::new(revision, ids.last());
        tracker.track(&mut document);
        tracker.track(&mut footnotes);
        tracker
    });
    parts::separators(&mut footnotes);

    let [mut links, note_links] = std::mem::take(&mut writer.links);
    relate(&mut links, &writer);
    if keys == Keys::Told {
        links.part("rIdFields", "customXml", "../customXml/item1.xml");
    }
    let mut package = Package::default();
    add_text(&mut package, &document, &footnotes, &links, &note_links);
    add_frame(&mut package, &writer, total_pages, tracker.as_mut());
    add_looks(&mut package, &writer);
    add_properties(&mut package, &writer, total_pages);
    if keys == Keys::Told {
        add_keys(&mut package, &writer);
    }
    package.zip(&writer.media)
}

/// The document and its notes, of all that was written.
fn text(writer: &mut Writer) -> [El; 2] {
    let els = std::mem::take(&mut writer.body);
    let Writer {
        doc, theme, orders, ..
    } = writer;
    let (draft, redline) = (doc.meta.draft, doc.revision.is_some());
    let body = sections::body(els, orders, theme, draft, redline);
    let part = |name| {
        let mut root = El::new(name);
        root.attrs = package::namespaces();
        root
    };
    let notes = std::mem::take(&mut writer.notes);
    [part("w:document").kid(body), part("w:footnotes").all(notes)]
}

/// The document part's relations to the other parts.
fn relate(relations: &mut Relations, writer: &Writer) {
    relations.part("rIdStyles", "styles", "styles.xml");
    relations.part("rIdNumbering", "numbering", "numbering.xml");
    relations.part("rIdSettings", "settings", "settings.xml");
    relations.part("rIdFonts", "fontTable", "fontTable.xml");
    relations.part("rIdTheme", "theme", "theme/theme1.xml");
    relations.part("rIdFootnotes", "footnotes", "footnotes.xml");
    relations.part(HEADER_COVER, "header", "header1.xml");
    relations.part(HEADER_UPRIGHT, "header", "header2.xml");
    relations.part(HEADER_WIDE, "header", "header3.xml");
    relations.part(FOOTER, "footer", "footer1.xml");
    if !writer.comments.is_empty() {
        relations.part("rIdComments", "comments", "comments.xml");
    }
    for (number, media) in writer.media.iter().enumerate() {
        relations.part(
            &package::media_id(number),
            "image",
            &package::media_path(number, media.extension),
        );
    }
}

fn add_text(
    package: &mut Package,
    document: &El,
    footnotes: &El,
    links: &Relations,
    note_links: &Relations,
) {
    let mut root = Relations::default();
    root.part("rIdDocument", "officeDocument", "word/document.xml");
    root.core("rIdCore", "docProps/core.xml");
    root.part("rIdApp", "extended-properties", "docProps/app.xml");
    package.relations("_rels/.rels", &root);
    package.add(
        "word/document.xml",
        "wordprocessingml.document.main",
        xml::write(document),
    );
    package.relations("word/_rels/document.xml.rels", links);
    package.add(
        "word/footnotes.xml",
        "wordprocessingml.footnotes",
        xml::write(footnotes),
    );
    package.relations("word/_rels/footnotes.xml.rels", note_links);
}

fn add_frame(
    package: &mut Package,
    writer: &Writer,
    total_pages: usize,
    mut tracker: Option<&mut Tracker>,
) {
    let Writer {
        doc,
        geometry,
        theme,
        ..
    } = writer;
    let sections = [Section::Cover, Section::Upright, Section::Wide];
    for (index, section) in sections.into_iter().enumerate() {
        let header = frame::header(
            doc,
            section,
            geometry,
            &theme.font.word,
            tracker.as_deref_mut(),
        );
        package.add(
            &format!("word/header{}.xml", index + 1),
            "wordprocessingml.header",
            header,
        );
    }
    package.add(
        "word/footer1.xml",
        "wordprocessingml.footer",
        frame::footer(doc, total_pages),
    );
}

fn add_looks(package: &mut Package, writer: &Writer) {
    let Writer {
        doc,
        theme,
        lists,
        deepest,
        comments,
        ..
    } = writer;
    package.add(
        "word/styles.xml",
        "wordprocessingml.styles",
        styles::part(theme, &doc.meta),
    );
    let numbering = numbering::part(&doc.terms, &theme.font, lists, *deepest);
    package.add(
        "word/numbering.xml",
        "wordprocessingml.numbering",
        numbering,
    );
    package.add(
        "word/settings.xml",
        "wordprocessingml.settings",
        parts::settings(&doc.meta, doc.revision.is_some()),
    );
    package.add(
        "word/fontTable.xml",
        "wordprocessingml.fontTable",
        parts::fonts(theme),
    );
    package.add("word/theme/theme1.xml", "theme", parts::theme(theme));
    if !comments.is_empty() {
        package.add(
            "word/comments.xml",
            "wordprocessingml.comments",
            parts::comments(doc, comments),
        );
    }
}

fn add_properties(package: &mut Package, writer: &Writer, total_pages: usize) {
    let meta = &writer.doc.meta;
    let core = "application/vnd.openxmlformats-package.core-properties+xml";
    package.add("docProps/core.xml", core, parts::core(meta));
    package.add(
        "docProps/app.xml",
        "extended-properties",
        parts::app(meta, total_pages),
    );
}

/// The key table of the fields.
fn add_keys(package: &mut Package, writer: &Writer) {
    package.file("customXml/item1.xml", writer.fields.table());
    let mut own = Relations::default();
    own.part("rIdProperties", "customXmlProps", "itemProps1.xml");
    package.relations("customXml/_rels/item1.xml.rels", &own);
    package.add(
        "customXml/itemProps1.xml",
        "customXmlProperties",
        fields::item_properties(),
    );
}
