//! The formats of documents: one table, read by the command line, builds, redlines, reports, submissions and packs.

use std::collections::BTreeMap;

use crate::{
    doc::{BlockId, Doc, Opening, outline::Outline},
    docx, html, markdown, pdf,
};

use super::Order;

/// A format of files.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line, and that of its stage in the timings.
    pub name: &'static str,
    /// What its files end with.
    pub ending: &'static str,
    /// What it is, in the words of the command line.
    pub about: &'static str,
    /// Whether Landsbyggefonden gets it; these are the ones that a build makes unless others are named.
    pub sent: bool,
    /// Whether its readers accept or reject a redline's changes one by one: then it holds nothing that is of neither
    /// version, as the list of changes is.
    pub tracked: bool,
    /// How it is written.
    pub(super) write: Write,
}

/// A document to be written.
#[derive(Clone, Copy)]
pub(super) struct Job<'a> {
    pub doc: &'a Doc,
    /// The numbers it shows; those of the whole where only a part of it is written.
    pub outline: &'a Outline,
    /// What stands before its text, and who approves each line of that.
    pub opening: &'a Opening,
    pub order: Order<'a>,
}

/// The pages of a document, for a format that is not set in pages but names them.
pub(super) struct Pages {
    /// Physical page, from 1.
    pub of: BTreeMap<BlockId, usize>,
    /// How many there are.
    pub total: usize,
}

/// The bytes of a file. The message of an error is a fault of ours.
type Bytes = Result<Vec<u8>, String>;

/// How a format is written. The first two are paged: for them the document is set in pages first, once for both.
#[derive(Debug)]
pub(super) enum Write {
    /// From the pages themselves.
    Sheets(fn(&pdf::Layout) -> Result<Vec<u8>, pdf::Internal>),
    /// From the tree, with the pages that its blocks stand on.
    Paged {
        /// Draws its pictures, on a thread of its own while Typst lays the pages out.
        draw: fn(Job<'_>) -> Result<Vec<docx::Media>, String>,
        /// Writes it with these.
        write: fn(Job<'_>, &Pages, Vec<docx::Media>) -> Bytes,
    },
    /// From the tree alone.
    Tree(fn(Job<'_>) -> String),
}

/// PDF/A-3a and PDF/UA-1, set by Typst.
pub static PDF: Format = Format {
    name: "pdf",
    ending: "pdf",
    about: "PDF",
    sent: true,
    tracked: false,
    write: Write::Sheets(pdf::Layout::pdf),
};

/// Word. Its contents show the numbers of pages without asking the reader to update fields.
pub static DOCX: Format = Format {
    name: "docx",
    ending: "docx",
    about: "Word",
    sent: true,
    tracked: true,
    write: Write::Paged {
        draw: |job| {
            let drawn = docx::pictures(job.doc, &job.order.template.theme);
            drawn.map_err(|error| error.to_string())
        },
        write: |job, pages, pictures| {
            let theme = &job.order.template.theme;
            let keys = if job.order.audience.reads_keys() {
                docx::Keys::Told
            } else {
                docx::Keys::Untold
            };
            let (of, total) = (&pages.of, pages.total);
            let written = docx::write(job.doc, job.outline, theme, of, total, keys, pictures);
            written.map_err(|error| error.to_string())
        },
    },
};

/// One web page for each document.
pub static HTML: Format = Format {
    name: "html",
    ending: "html",
    about: "webside",
    sent: false,
    tracked: false,
    write: Write::Tree(|job| {
        let abbreviations = job.order.abbreviations.iter();
        let abbreviations =
            abbreviations.map(|one| (one.short.text.as_str(), one.long.text.as_str()));
        html::write(html::Page {
            doc: job.doc,
            outline: job.outline,
            opening: job.opening,
            theme: &job.order.template.theme,
            columns: job.order.extras.columns,
            documents: job.order.documents,
            abbreviations: &abbreviations.collect::<Vec<_>>(),
        })
    }),
};

/// Markdown.
pub static MD: Format = Format {
    name: "md",
    ending: "md",
    about: "Markdown",
    sent: false,
    tracked: false,
    write: Write::Tree(|job| markdown::write(job.doc, job.outline)),
};

/// Every format, in the order in which files are made. A new one is written above and named here.
pub static FORMATS: [&Format; 4] = [&PDF, &DOCX, &HTML, &MD];

/// Those that Landsbyggefonden gets.
pub fn sent() -> Vec<&'static Format> {
    let sent = FORMATS.iter().filter(|format| format.sent);
    sent.copied().collect()
}

/// Formats are told apart by their names.
impl PartialEq for Format {
    fn eq(&self, other: &Format) -> bool {
        self.name == other.name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_formats_share_a_name_or_an_ending() {
        for (index, one) in FORMATS.iter().enumerate() {
            for other in &FORMATS[index + 1..] {
                assert!(one.name != other.name && one.ending != other.ending);
            }
        }
    }

    #[test]
    fn landsbyggefonden_gets_pdf_and_word() {
        assert_eq!(sent(), [&PDF, &DOCX]);
    }
}
