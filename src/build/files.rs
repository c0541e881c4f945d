//! One document → its files in memory.

use std::{
    collections::BTreeMap,
    panic::resume_unwind,
    thread::{self, Scope, ScopedJoinHandle},
};

use crate::{
    doc::{Block, BlockId, BlockKind, Doc, Origin, outline::Outline, skeleton},
    docx, pdf,
    template::Template,
};

use super::{Clock, Extras, Format, Output};

/// How a template's PDFs look.
pub(super) fn look(template: &Template, show: pdf::Show) -> pdf::Look<'_> {
    pdf::Look {
        theme: &template.theme,
        style: &template.style,
        marks: &template.marks,
        show,
    }
}

/// The files of one document. Word's contents need the pages, so the layout is made for either format.
pub fn document(
    doc: &Doc,
    template: &Template,
    format: Format,
    extras: Extras,
    clock: &mut impl Clock,
) -> Result<Vec<Output>, String> {
    let outline = Outline::of(doc);
    thread::scope(|scope| {
        let mut maker = Maker {
            template,
            outline: &outline,
            extras,
            clock,
            pictures: pictures(scope, doc, template, format),
        };
        let layout = maker.layout(doc)?;
        let mut out = Vec::new();
        if format != Format::Docx {
            out.push(maker.pdf(doc, &layout)?);
        }
        if format != Format::Pdf {
            out.push(maker.word(doc, &Pages::of(&layout))?);
        }
        out.extend(maker.extras(doc, &layout)?);
        Ok(out)
    })
}

/// Draws the pictures of the Word file, if one is wanted, while Typst lays the pages out.
fn pictures<'scope>(
    scope: &'scope Scope<'scope, '_>,
    doc: &'scope Doc,
    template: &'scope Template,
    format: Format,
) -> Option<Pictures<'scope>> {
    let draw = || docx::pictures(doc, &template.theme);
    (format != Format::Pdf).then(|| scope.spawn(draw))
}

/// Pictures that a thread draws.
type Pictures<'scope> = ScopedJoinHandle<'scope, Result<Vec<docx::Media>, docx::Internal>>;

/// A document's files with blocks of neither version after its cover, which the Word file is without: there the changes
/// are accepted or rejected, and those blocks are neither. `shown` is what the PDF shows of the document: all of it,
/// or what changed, with the numbers that it has in the whole.
///
/// A whole document is set once for both files.
pub(super) fn opened(
    doc: &Doc,
    shown: Shown,
    template: &Template,
    format: Format,
    extras: Extras,
    clock: &mut impl Clock,
) -> Result<Vec<Output>, String> {
    let outline = Outline::of(doc);
    let Shown { part, front } = shown;
    let whole = part.is_none();
    let mut shown = part.unwrap_or_else(|| doc.clone());
    let front = open_with(&mut shown, front);
    thread::scope(|scope| {
        let mut maker = Maker {
            template,
            outline: &outline,
            extras,
            clock,
            pictures: pictures(scope, doc, template, format),
        };
        let mut out = Vec::new();
        let mut pages = None;
        if format != Format::Docx {
            let layout = maker.layout(&shown)?;
            out.push(maker.pdf(&shown, &layout)?);
            pages = whole.then(|| Pages::of(&layout).without(front.as_ref()));
        }
        if format != Format::Pdf {
            let pages = match pages {
                Some(pages) => pages,
                None => Pages::of(&maker.layout(doc)?),
            };
            out.insert(0, maker.word(doc, &pages)?);
        }
        Ok(out)
    })
}

/// What a PDF shows of a document.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// The part of it that is shown, if not all.
    pub part: Option<Doc>,
    /// What is put after the cover.
    pub front: Vec<Block>,
}

/// The first and last of the blocks that were put after a cover.
pub(super) type Front = [BlockId; 2];

/// Puts blocks after the document's cover, on pages of their own. They are of neither version and bear no mark.
pub(super) fn open_with(doc: &mut Doc, mut blocks: Vec<Block>) -> Option<Front> {
    let first = blocks.first()?.id.clone();
    let cover = |block: &Block| matches!(block.kind, BlockKind::Cover(_));
    let at = doc.blocks.iter().rposition(cover).map_or(0, |at| at + 1);
    let last = BlockId("aendringer.slut".to_owned());
    let origin = Origin::Template("terms.toml".to_owned());
    blocks.push(Block::new(last.clone(), origin, BlockKind::PageBreak));
    doc.blocks.splice(at..at, blocks);
    Some([first, last])
}

/// Where things stand in a document that is set in pages.
struct Pages {
    /// Physical page, from 1.
    of: BTreeMap<BlockId, usize>,
    /// How many there are.
    total: usize,
}

impl Pages {
    fn of(layout: &pdf::Layout) -> Pages {
        Pages {
            of: layout.page_of(),
            total: layout.pages(),
        }
    }

    /// As they are without the pages of what was put after the cover.
    fn without(mut self, front: Option<&Front>) -> Pages {
        let ends = front.map(|ends| ends.each_ref().map(|id| self.of.get(id).copied()));
        if let Some([Some(first), Some(last)]) = ends {
            let count = last + 1 - first;
            for page in self.of.values_mut().filter(|page| **page > last) {
                *page -= count;
            }
            self.total -= count;
        }
        self
    }
}

/// Makes the files of a document by one template, with the numbers of one outline.
struct Maker<'a, 'scope, C> {
    template: &'a Template,
    outline: &'a Outline,
    extras: Extras,
    clock: &'a mut C,
    /// Those of the Word file, until it is written.
    pictures: Option<Pictures<'scope>>,
}

impl<C: Clock> Maker<'_, '_, C> {
    fn layout(&mut self, doc: &Doc) -> Result<pdf::Layout, String> {
        let look = look(self.template, self.extras.show);
        let set = || pdf::layout(doc, self.outline, &look);
        let layout = self.clock.stage("layout", set);
        layout.map_err(|error| error.to_string())
    }

    fn pdf(&mut self, doc: &Doc, layout: &pdf::Layout) -> Result<Output, String> {
        let bytes = self.clock.stage("pdf", || layout.pdf());
        let bytes = bytes.map_err(|error| error.to_string())?;
        Ok(output(doc, "pdf", bytes, Some(layout.pages())))
    }

    fn word(&mut self, doc: &Doc, pages: &Pages) -> Result<Output, String> {
        let (theme, keys) = (&self.template.theme, self.extras.keys);
        let (outline, pictures) = (self.outline, self.pictures.take());
        let write = || {
            let pictures =
                pictures.map(|thread| thread.join().unwrap_or_else(|fault| resume_unwind(fault)));
            let pictures = pictures.transpose()?.unwrap_or_default();
            docx::write(doc, outline, theme, &pages.of, pages.total, keys, pictures)
        };
        let bytes: Result<_, docx::Internal> = self.clock.stage("docx", write);
        let bytes = bytes.map_err(|error| error.to_string())?;
        Ok(output(doc, "docx", bytes, Some(pages.total)))
    }

    fn extras(&self, doc: &Doc, layout: &pdf::Layout) -> Result<Vec<Output>, String> {
        let mut out = Vec::new();
        if self.extras.skeleton {
            let text = serde_json::to_vec_pretty(&skeleton::skeleton(doc, self.outline));
            let text = text.map_err(|error| error.to_string())?;
            out.push(output(doc, "skeleton.json", text, None));
        }
        if self.extras.typst {
            let source = layout.typst_source().into();
            out.push(output(doc, "typ/main.typ", source, None));
            let files = layout.files();
            out.extend(
                files
                    .map(|(path, bytes)| output(doc, &format!("typ/{path}"), bytes.to_vec(), None)),
            );
        }
        Ok(out)
    }
}

fn output(doc: &Doc, ending: &str, bytes: Vec<u8>, pages: Option<usize>) -> Output {
    Output {
        path: format!("{}.{ending}", doc.meta.stem),
        bytes,
        pages,
    }
}
