//! One document → its files in memory.

use std::{
    borrow::Cow,
    panic::resume_unwind,
    thread::{self, ScopedJoinHandle},
};

use crate::{
    audience::Audience,
    doc::{Block, BlockId, BlockKind, Doc, Opening, Origin, opening, outline::Outline, skeleton},
    docx,
    model::registers::Abbreviation,
    pdf,
    template::Template,
};

use super::{
    Clock, Extras, Format, Output, Unwritten,
    format::{Job, Pages, Write},
};

/// Which files are to be made of documents, by which template.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// The words and looks.
    pub template: &'a Template,
    /// The documents of the plan, which web pages lead to; none where a document stands alone.
    pub documents: &'a [Doc],
    /// The abbreviations of the plan, which web pages explain.
    pub abbreviations: &'a [Abbreviation],
    /// The files, in order.
    pub formats: &'a [&'static Format],
    /// Who reads them.
    pub audience: Audience,
    /// What else is to be made, and how.
    pub extras: Extras,
}

/// How a template's PDFs look.
pub(super) fn look(template: &Template, show: pdf::Show) -> pdf::Look<'_> {
    pdf::Look {
        theme: &template.theme,
        style: &template.style,
        marks: &template.marks,
        show,
    }
}

/// The files of one document.
pub fn document(
    doc: &Doc,
    order: Order<'_>,
    clock: &mut impl Clock,
) -> Result<Vec<Output>, Unwritten> {
    opened(doc, &Outline::of(doc), &Opening::default(), order, clock)
}

/// A document's files with an opening, which is of neither version, after its cover, but in formats where the changes are
/// accepted or rejected. Numbers are those of `outline`: of the whole, where `doc` is a part of it.
pub(super) fn opened(
    doc: &Doc,
    outline: &Outline,
    opening: &Opening,
    order: Order<'_>,
    clock: &mut impl Clock,
) -> Result<Vec<Output>, Unwritten> {
    let mut shown = Cow::Borrowed(doc);
    let ends = if opening.blocks.is_empty() {
        None
    } else {
        open_with(shown.to_mut(), opening.blocks.clone())
    };
    let job = Job {
        doc,
        outline,
        opening,
        order,
    };
    thread::scope(|scope| {
        let drawings: Vec<Option<Drawing<'_>>> = order
            .formats
            .iter()
            .map(|format| match format.write {
                Write::Paged { draw, write: _ } => {
                    let job = job.of(format, &shown);
                    Some(scope.spawn(move || draw(job)))
                }
                Write::Sheets(_) | Write::Tree(_) => None,
            })
            .collect();
        let mut maker = Maker {
            job,
            shown: &shown,
            ends,
            clock,
            sheets: None,
        };
        let mut out = Vec::new();
        for (format, drawing) in order.formats.iter().zip(drawings) {
            out.push(maker.file(format, drawing)?);
        }
        out.extend(maker.extras()?);
        Ok(out)
    })
}

/// Pictures that a thread draws.
type Drawing<'scope> = ScopedJoinHandle<'scope, Result<Vec<docx::Media>, String>>;

/// The pictures that a thread drew; none where there was nothing to draw. Its panic is ours.
fn drawn(drawing: Option<Drawing<'_>>) -> Result<Vec<docx::Media>, String> {
    let joined = drawing.map(|thread| thread.join().unwrap_or_else(|fault| resume_unwind(fault)));
    Ok(joined.transpose()?.unwrap_or_default())
}

impl<'a> Job<'a> {
    /// The same for a format: what is shown, or where changes are tracked, the document without what was put after its cover.
    fn of(self, format: &Format, shown: &'a Doc) -> Job<'a> {
        Job {
            doc: if format.tracked { self.doc } else { shown },
            ..self
        }
    }
}

/// The first and last of the blocks that were put after a cover.
type Ends = [BlockId; 2];

/// Puts blocks after the document's cover, on pages of their own. They are of neither version and bear no mark.
pub(super) fn open_with(doc: &mut Doc, mut blocks: Vec<Block>) -> Option<Ends> {
    let first = blocks.first()?.id.clone();
    let cover = |block: &Block| matches!(block.kind, BlockKind::Cover(_));
    let at = doc.blocks.iter().rposition(cover).map_or(0, |at| at + 1);
    let last = BlockId(opening::LAST.to_owned());
    let origin = Origin::Template("terms.toml".to_owned());
    blocks.push(Block::new(last.clone(), origin, BlockKind::PageBreak));
    doc.blocks.splice(at..at, blocks);
    Some([first, last])
}

impl Pages {
    fn of(layout: &pdf::Layout) -> Pages {
        Pages {
            of: layout.page_of(),
            total: layout.pages(),
        }
    }

    /// As they are without the pages of what was put after the cover.
    fn without(mut self, front: Option<&Ends>) -> Pages {
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

/// Makes the files of a document.
struct Maker<'a, C> {
    /// The document itself.
    job: Job<'a>,
    /// What is shown of it where changes are not tracked.
    shown: &'a Doc,
    /// What was put after the cover of what is shown.
    ends: Option<Ends>,
    clock: &'a mut C,
    /// What is shown, set in pages when a file first asks for them.
    sheets: Option<pdf::Layout>,
}

impl<C: Clock> Maker<'_, C> {
    fn file(&mut self, format: &Format, drawing: Option<Drawing<'_>>) -> Result<Output, Unwritten> {
        let job = self.job.of(format, self.shown);
        let (name, doc) = (format.name, self.job.doc);
        let (bytes, pages) = match format.write {
            Write::Sheets(write) => {
                let (sheets, clock) = self.set()?;
                let bytes = match clock.stage(name, || write(sheets)) {
                    Ok(bytes) => bytes,
                    Err(_) => self.written_loosely(write)?,
                };
                (bytes, Some(self.set()?.0.pages()))
            }
            Write::Paged { draw: _, write } => {
                let pages = Pages::of(self.set()?.0).without(self.ends.as_ref());
                let write = || write(job, &pages, drawn(drawing)?);
                let bytes = self.clock.stage(name, write)?;
                (bytes, Some(pages.total))
            }
            Write::Tree(write) => {
                let text = self.clock.stage(name, || write(job));
                (text.into_bytes(), None)
            }
        };
        Ok(output(doc, format.ending, bytes, pages))
    }

    /// A file of pages that could not be written as they look best: with nothing kept together.
    fn written_loosely(
        &mut self,
        write: fn(&pdf::Layout) -> Result<Vec<u8>, pdf::Internal>,
    ) -> Result<Vec<u8>, Unwritten> {
        let look = look(self.job.order.template, self.job.order.extras.show);
        let (doc, outline) = (self.shown, self.job.outline);
        let layout = pdf::loose_layout(doc, outline, &look)?;
        let sheets = self.sheets.insert(layout);
        let written = write(sheets);
        written.map_err(|error| pdf::refusal(doc, outline, &look, error).into())
    }

    /// The pages, and the clock.
    fn set(&mut self) -> Result<(&pdf::Layout, &mut C), Unwritten> {
        let layout = match self.sheets.take() {
            Some(layout) => layout,
            None => {
                let look = look(self.job.order.template, self.job.order.extras.show);
                let set = || pdf::layout(self.shown, self.job.outline, &look);
                let layout = self.clock.stage("layout", set);
                layout?
            }
        };
        Ok((self.sheets.insert(layout), self.clock))
    }

    fn extras(&mut self) -> Result<Vec<Output>, Unwritten> {
        let Job {
            doc,
            outline,
            opening: _,
            order,
        } = self.job;
        let extras = order.extras;
        let mut out = Vec::new();
        if extras.skeleton {
            let text = serde_json::to_vec_pretty(&skeleton::skeleton(doc, outline));
            let text = text.map_err(|error| error.to_string())?;
            out.push(output(doc, "skeleton.json", text, None));
        }
        if extras.typst {
            let (sheets, _) = self.set()?;
            let source = sheets.typst_source().into();
            out.push(output(doc, "typ/main.typ", source, None));
            let file = |(path, bytes): (&str, &[u8])| {
                output(doc, &format!("typ/{path}"), bytes.to_vec(), None)
            };
            out.extend(sheets.files().map(file));
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
