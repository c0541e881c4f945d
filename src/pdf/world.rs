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

/// Path of the main source.
const MAIN: &str = "main.typ";

/// Files the source names: path and bytes.
pub type Files = BTreeMap<String, Bytes>;

/// One source with the modules that it includes, and their files.
pub struct PlanWorld {
    source: Source,
    modules: BTreeMap<String, Source>,
    files: Files,
}

impl PlanWorld {
    /// A world whose main file is this source, with the modules that it includes, by path. What did not change since the
    /// `last` one, Typst knows already.
    pub fn new(
        source: String,
        modules: Vec<(String, String)>,
        files: Files,
        last: Option<PlanWorld>,
    ) -> Result<PlanWorld, Internal> {
        let mut last = last.map_or_else(BTreeMap::new, |last| {
            let main = (MAIN.to_owned(), last.source);
            last.modules.into_iter().chain([main]).collect()
        });
        let mut renewed = |path: &str, text: String| match last.remove(path) {
            Some(mut source) => {
                source.replace(&text);
                Ok(source)
            }
            None => self::source(path, text),
        };
        let modules = modules.into_iter().map(|(path, text)| {
            let source = renewed(&path, text)?;
            Ok((path, source))
        });
        Ok(PlanWorld {
            modules: modules.collect::<Result<_, Internal>>()?,
            source: renewed(MAIN, source)?,
            files,
        })
    }

    /// The sources that the main one includes: path and text.
    pub fn modules(&self) -> impl Iterator<Item = (&str, &str)> {
        let modules = self.modules.iter();
        modules.map(|(path, source)| (path.as_str(), source.text()))
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
            let source = self.source(first.span.id()?).ok()?;
            let lines = source.lines();
            let line = lines.byte_to_line(range.start)?;
            source
                .text()
                .get(lines.line_to_range(line)?)
                .map(|text| text.trim_end().to_owned())
        });
        let hints = first.hints.iter().map(|hint| format!(" ({})", hint.v));
        Internal {
            message: hints.fold(first.message.to_string(), |text, hint| text + &hint),
            line,
            lost: None,
            refused: None,
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
            return Ok(self.source.clone());
        }
        let path = id.get().vpath().get_without_slash();
        self.modules.get(path).cloned().ok_or_else(|| missing(id))
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

fn source(path: &str, text: String) -> Result<Source, Internal> {
    let path = VirtualPath::new(path).map_err(|error| Internal::new(format!("{error:?}")))?;
    let id = RootedPath::new(VirtualRoot::Project, path).intern();
    Ok(Source::new(id, text))
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
