//! PDFs made by others: whether their pages can be placed in ours, and how large they are.

mod nesting;
mod overlay;

use std::sync::Arc;

use hayro_syntax::{LoadPdfError, Pdf, object::Dict};

use crate::doc::{BlockId, Meta, Terms};

use super::{Bundle, Content, Look, Opening, Part, caught::caught};

/// A PDF made by others, read as far as we need it.
#[derive(Debug, Clone, PartialEq)]
pub struct Foreign {
    /// Width and height of each page as shown, in points.
    pub sizes: Vec<(f64, f64)>,
    /// Pages, from 1, with links that will not work.
    pub links: Vec<usize>,
    /// Whether it is of PDF 2.0, which no file of an older version can take in.
    pub modern: bool,
    /// Whether it has layers that may be shown or hidden.
    pub layers: bool,
    /// Whether files are attached to it, which pages do not show.
    pub attachments: bool,
}

/// Why a PDF cannot be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It asks for a password, or keeps its pages encrypted.
    Encrypted,
    /// It is no PDF, or a damaged one.
    Broken,
    /// It stops before its end.
    Truncated,
    /// It has no pages.
    Empty,
    /// It declares so many pages, but only so many can be read.
    Lost {
        /// Declared.
        declared: usize,
        /// Read.
        read: usize,
    },
    /// Its fields are kept beside the pages, in a form of Adobe's (XFA) that its pages do not show.
    Form,
    /// Filled-in fields, comments or stamps lie over these pages, from 1, and would be lost.
    Overlaid(Vec<usize>),
}

/// How far from the end of a file its end mark may stand: some programs add something behind it.
const TAIL: usize = 2048;
/// Version 2.0, counted from 1.0.
const PDF_2_0: u8 = 8;
/// What ends a PDF.
const END: &[u8] = b"%%EOF";

/// Reads a PDF. Whatever its bytes are, this comes back.
pub fn read(bytes: &[u8]) -> Result<Foreign, Fault> {
    caught(|| inspect(bytes)).unwrap_or(Err(Fault::Broken))
}

/// Whether the pages can be written, tried by themselves.
pub fn placeable(bytes: &[u8], foreign: &Foreign, look: &Look<'_>, terms: &Terms) -> bool {
    let part = Part {
        id: BlockId("pages".to_owned()),
        opening: Opening::Own,
        stamp: String::new(),
        content: Content::Pages {
            bytes,
            sizes: &foreign.sizes,
            title: "",
            modern: foreign.modern,
        },
    };
    let meta = Meta {
        title: String::new(),
        short_title: String::new(),
        stem: String::new(),
        version: String::new(),
        status: String::new(),
        draft: false,
        date: time::macros::date!(2000 - 01 - 01),
        date_text: String::new(),
        lang: "da".to_owned(),
        author: String::new(),
        subject: String::new(),
        keywords: Vec::new(),
    };
    let alone = Bundle {
        meta: &meta,
        terms,
        look: *look,
        warning: "",
        parts: vec![part],
        contents: Default::default(),
    };
    let written = caught(|| {
        super::bundle(&alone)
            .and_then(|layout| layout.pdf())
            .is_ok()
    });
    written.unwrap_or(false)
}

fn inspect(bytes: &[u8]) -> Result<Foreign, Fault> {
    if nesting::is_too_deep(bytes) {
        return Err(Fault::Broken);
    }
    let pdf = match Pdf::new(Arc::new(bytes.to_vec())) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(_)) => return Err(Fault::Encrypted),
        Err(LoadPdfError::Invalid) if has(bytes, b"/Type /Pages") && has(bytes, b"/Count 0") => {
            return Err(Fault::Empty);
        }
        Err(LoadPdfError::Invalid) => return Err(Fault::Broken),
    };
    let tail = bytes.len().saturating_sub(TAIL);
    if !has(&bytes[tail..], END) {
        return Err(Fault::Truncated);
    }
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(Fault::Empty);
    }
    let (declared, read) = (declared(&pdf), pages.len());
    if declared > read {
        return Err(Fault::Lost { declared, read });
    }
    let form = root(&pdf).and_then(|root| root.get::<Dict<'_>>(b"AcroForm".as_slice()));
    if form.is_some_and(|form| form.contains_key(b"XFA".as_slice())) {
        return Err(Fault::Form);
    }
    let mut sizes = Vec::new();
    let mut links = Vec::new();
    let mut overlaid = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let (width, height) = page.render_dimensions();
        sizes.push((f64::from(width), f64::from(height)));
        let over = overlay::over(page);
        if over.links {
            links.push(index + 1);
        }
        if over.shown {
            overlaid.push(index + 1);
        }
    }
    if !overlaid.is_empty() {
        return Err(Fault::Overlaid(overlaid));
    }
    let layers = pdf.xref().has_optional_content_groups();
    // Its versions count from 1.0, which is 0, and have no name out here.
    let modern = pdf.version() as u8 >= PDF_2_0;
    Ok(Foreign {
        modern,
        sizes,
        links,
        layers,
        attachments: attachments(&pdf),
    })
}

fn root(pdf: &Pdf) -> Option<Dict<'_>> {
    pdf.xref().get(pdf.xref().root_id())
}

/// How many pages a file declares; none where it does not say.
fn declared(pdf: &Pdf) -> usize {
    let tree = root(pdf).and_then(|root| root.get::<Dict<'_>>(b"Pages".as_slice()));
    let count = tree.and_then(|tree| tree.get::<i32>(b"Count".as_slice()));
    count
        .and_then(|count| usize::try_from(count).ok())
        .unwrap_or(0)
}

fn attachments(pdf: &Pdf) -> bool {
    let names = root(pdf).and_then(|root| root.get::<Dict<'_>>(b"Names".as_slice()));
    names.is_some_and(|names| names.get::<Dict<'_>>(b"EmbeddedFiles".as_slice()).is_some())
}

fn has(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests;
