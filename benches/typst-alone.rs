//! The rival of `benches/run`: Typst alone, as its own command line would run it.
//!
//! It knows nothing of plans. It reads a Typst source and the files beside it from a folder, and sets
//! and writes the PDF with the fonts, the feature and the standards that we use, by the very crates
//! that we use. What our `build` costs more than this is ours.
//!
//! Arguments: the folder with `main.typ`, the folder with fonts, the PDF to write.

use std::{error::Error, fs, path::PathBuf};

use typst::{
    Feature, Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo bench` adds an argument of its own.
    let given: Vec<PathBuf> = std::env::args_os()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .map(PathBuf::from)
        .collect();
    let [root, fonts, out] = given.as_slice() else {
        return Err("usage: typst-alone FOLDER FONTS OUT.pdf".into());
    };
    let world = Folder::open(root.clone(), fonts)?;
    let document = typst::compile::<PagedDocument>(&world)
        .output
        .map_err(|errors| format!("{errors:?}"))?;
    let pdf = typst_pdf::pdf(&document, &options()?).map_err(|errors| format!("{errors:?}"))?;
    fs::write(out, pdf)?;
    Ok(())
}

fn options() -> Result<PdfOptions, Box<dyn Error>> {
    let noon = Datetime::from_ymd_hms(2026, 1, 1, 12, 0, 0).ok_or("no such date")?;
    Ok(PdfOptions {
        ident: Smart::Custom("benchmark".to_owned()),
        timestamp: Some(Timestamp::new_utc(noon)),
        standards: PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
            .map_err(|error| error.message().to_string())?,
        ..PdfOptions::default()
    })
}

/// A folder on disk, and fonts from another.
struct Folder {
    root: PathBuf,
    main: Source,
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Folder {
    fn open(root: PathBuf, fonts: &PathBuf) -> Result<Folder, Box<dyn Error>> {
        let path = VirtualPath::new("main.typ").map_err(|error| format!("{error:?}"))?;
        let id = RootedPath::new(VirtualRoot::Project, path).intern();
        let main = Source::new(id, fs::read_to_string(root.join("main.typ"))?);
        let mut files: Vec<PathBuf> = fs::read_dir(fonts)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        files.retain(|file| file.extension().is_some_and(|extension| extension == "ttf"));
        files.sort();
        let mut parsed = Vec::new();
        for file in files {
            parsed.extend(Font::iter(Bytes::new(fs::read(file)?)));
        }
        let features = [Feature::A11yExtras].into_iter().collect();
        Ok(Folder {
            root,
            main,
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&parsed)),
            fonts: parsed,
        })
    }
}

impl World for Folder {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            Ok(self.main.clone())
        } else {
            Err(FileError::NotFound(
                id.get().vpath().get_without_slash().into(),
            ))
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = self.root.join(id.get().vpath().get_without_slash());
        let bytes = fs::read(&path).map_err(|error| FileError::from_io(error, &path))?;
        Ok(Bytes::new(bytes))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
