//! The closed world Typst compiles in: one source, files held in memory, our fonts. No clock, no
//! system fonts, no packages, no network.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, WorldExt};

use super::Internal;
use crate::fonts;

/// Files the source names: path and bytes.
pub type Files = BTreeMap<String, Bytes>;

/// One source and its files.
pub struct PlanWorld {
    source: Source,
    files: Files,
}

impl PlanWorld {
    /// A world whose main file is this source.
    pub fn new(source: String, files: Files) -> Result<PlanWorld, Internal> {
        let path =
            VirtualPath::new("main.typ").map_err(|error| Internal::new(format!("{error:?}")))?;
        let id = RootedPath::new(VirtualRoot::Project, path).intern();
        Ok(PlanWorld {
            source: Source::new(id, source),
            files,
        })
    }

    /// The main source's text.
    pub fn text(&self) -> &str {
        self.source.text()
    }

    /// The files the source names.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// What Typst found wrong with our source, with the line it stumbled over.
    pub fn internal(&self, errors: &[SourceDiagnostic]) -> Internal {
        let Some(first) = errors.first() else {
            return Internal::new("typst failed without saying why");
        };
        let line = self.range(first.span).and_then(|range| {
            let lines = self.source.lines();
            let line = lines.byte_to_line(range.start)?;
            self.source
                .text()
                .get(lines.line_to_range(line)?)
                .map(|text| text.trim_end().to_owned())
        });
        let hints = first.hints.iter().map(|hint| format!(" ({})", hint.v));
        Internal {
            message: hints.fold(first.message.to_string(), |text, hint| text + &hint),
            line,
        }
    }
}

impl World for PlanWorld {
    fn library(&self) -> &LazyHash<Library> {
        static LIBRARY: OnceLock<LazyHash<Library>> = OnceLock::new();
        LIBRARY.get_or_init(|| {
            // Row headers and table summaries are behind this flag.
            let features = [Feature::A11yExtras].into_iter().collect();
            LazyHash::new(Library::builder().with_features(features).build())
        })
    }

    fn book(&self) -> &LazyHash<FontBook> {
        static BOOK: OnceLock<LazyHash<FontBook>> = OnceLock::new();
        BOOK.get_or_init(|| LazyHash::new(FontBook::from_fonts(fonts::parsed())))
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() {
            Ok(self.source.clone())
        } else {
            Err(missing(id))
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files
            .get(id.get().vpath().get_without_slash())
            .cloned()
            .ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts::parsed().get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
