//! The plan's files: texts, syntax trees with spans, pictures. The only reader of plan files.

mod escapes;
mod files;
pub mod git;
pub mod keyed;
pub mod letters;
mod misnamed;
mod node;
mod notes;
mod picture;
mod repair;
mod slips;
mod spelled;

use std::{collections::BTreeMap, ops::Range, path::Path, sync::OnceLock};

pub use files::Files;
pub use node::{Entry, Node, NodeKind};
pub use picture::ImageFormat;
pub use repair::Repair;

use crate::{
    diag::{Diagnostic, Label, Lines, Severity, Texts},
    key::{FieldKey, Span},
};

/// Folders of a plan whose TOML files `build` reads, besides those in the plan folder itself.
const FOLDERS: [&str; 9] = [
    "registre",
    "delaftaler",
    "faelles",
    "tabeller",
    "figurer",
    "bilag",
    "dokumenter",
    "maalinger",
    "status",
];

/// Largest TOML, CSV or sheet file read, in bytes; a plan's own are some ten thousand.
pub const TEXT_LIMIT: u64 = 16 * 1024 * 1024;
/// Largest picture read, in bytes.
pub const ASSET_LIMIT: u64 = 24 * 1024 * 1024;

/// One text file of the plan.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its text.
    pub text: String,
    /// Its tree; broken parts are left out.
    pub root: Node,
    /// The bytes' SHA-256, in hex.
    pub sha256: String,
    /// Where the text first stops being TOML; from there on the tree may lack what was written.
    pub broken_at: Option<usize>,
    /// Parts of the text that the tree does not hold.
    unread: Vec<Range<usize>>,
    /// Its lines, once somebody asked.
    lines: OnceLock<Lines>,
    /// Whether every text in it is written as it reads, once somebody asked.
    plain: OnceLock<bool>,
    /// The items of its outermost lists, once somebody asked.
    records: OnceLock<Vec<Range<usize>>>,
}

impl SourceFile {
    /// Whether every text in it is written as it reads: no escapes, no line ends of Windows, letters composed.
    fn is_plain(&self) -> bool {
        *self.plain.get_or_init(|| escapes::is_plain(&self.text))
    }
}

/// All files of a plan that were read, by path below the plan folder.
#[derive(Debug, Clone)]
pub struct Sources {
    kept: Files,
    files: BTreeMap<String, SourceFile>,
    assets: BTreeMap<String, (String, usize)>,
    /// Files of the plan's own template family.
    family: BTreeMap<String, SourceFile>,
}

impl Sources {
    /// No files at all: what there is to read when a version cannot be found.
    pub fn none() -> Sources {
        Sources::of(Files::folder(Path::new("")))
    }

    fn of(kept: Files) -> Sources {
        Sources {
            kept,
            files: BTreeMap::new(),
            assets: BTreeMap::new(),
            family: BTreeMap::new(),
        }
    }

    /// Reads and parses all TOML files of a plan. Faults in them are diagnostics; the returned sources
    /// hold what could be read.
    pub fn read(files: Files) -> (Sources, Vec<Diagnostic>) {
        let mut found = Vec::new();
        if !files.exist() {
            let code = if files.are_file() { "V129" } else { "K001" };
            found.push(Diagnostic::new(code).arg("sti", files.place()));
            return (Sources::of(files), found);
        }
        found.extend(misnamed::told(&files));
        let paths = plan_files(&files);
        if paths.binary_search(&"plan.toml".to_owned()).is_err() {
            found.push(Diagnostic::new("K002").arg("sti", files.place()));
        }
        let mut sources = Sources::of(files);
        for path in paths {
            sources.add(&path, &mut found);
        }
        (sources, found)
    }

    /// Reads one more TOML file below the plan folder, which a build does not read.
    pub fn read_more(&mut self, path: &str, found: &mut Vec<Diagnostic>) {
        self.add(path, found);
    }

    /// Lets values of our own stand in the tree of a file whose faults are told, so that the rest of it can be read.
    pub fn repair(&mut self, path: &str, repairs: Vec<Repair>) {
        if let Some(file) = self.files.get_mut(path) {
            // From the last on, so that what was found before them keeps its place.
            let repairs = repairs.into_iter().rev();
            let gone = repairs.filter_map(|repair| repair.apply(&mut file.root));
            file.unread.extend(gone);
            file.records.take();
        }
    }

    /// Reads a file of the plan's own template family: TOML, or the text of a part.
    pub fn read_of_family(&mut self, path: &str, found: &mut Vec<Diagnostic>) {
        if let Some(file) = self.parsed(path, found) {
            self.family.insert(path.to_owned(), file);
        }
    }

    /// Where the files are kept.
    pub fn kept(&self) -> &Files {
        &self.kept
    }

    fn add(&mut self, path: &str, found: &mut Vec<Diagnostic>) {
        if let Some(file) = self.parsed(path, found) {
            self.files.insert(path.to_owned(), file);
        }
    }

    fn parsed(&self, path: &str, found: &mut Vec<Diagnostic>) -> Option<SourceFile> {
        let bytes = match self.kept.bytes(path, TEXT_LIMIT) {
            Ok(bytes) => bytes,
            Err(diagnostic) => {
                found.push(diagnostic.label(Label::primary(start(path))));
                return None;
            }
        };
        let sha256 = sha256(&bytes);
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let (file, fault) = wrong_encoding(path, &error, sha256);
                found.push(fault);
                return Some(file);
            }
        };
        // A byte order mark is what Windows editors leave; it means nothing. It is blanked so that spans hold.
        let text = if text.starts_with('\u{feff}') {
            text.replacen('\u{feff}', "   ", 1)
        } else {
            text
        };
        let (text, (root, faults)) = if path.ends_with(".toml") {
            let parsed = node::parse(path, &text);
            (text, parsed)
        } else {
            // A part of the template is printed as it stands.
            let text = letters::composed(&text).into_owned();
            (text, (Node::empty(), Vec::new()))
        };
        let broken = faults
            .iter()
            .filter(|fault| fault.severity() == Severity::Fejl);
        let places = broken.flat_map(|fault| &fault.labels);
        let broken_at = places.map(|label| label.span.range.start).min();
        found.extend(faults);
        Some(SourceFile {
            text,
            root,
            sha256,
            broken_at,
            unread: Vec::new(),
            lines: OnceLock::new(),
            plain: OnceLock::new(),
            records: OnceLock::new(),
        })
    }

    /// The file at a path below the plan folder, if it was read.
    pub fn file(&self, path: &str) -> Option<&SourceFile> {
        self.files.get(path).or_else(|| self.family.get(path))
    }

    /// Files of the plan's own template family that were read: path and file, sorted by path.
    pub fn family(&self) -> impl Iterator<Item = (&str, &SourceFile)> {
        self.family.iter().map(|(path, file)| (path.as_str(), file))
    }

    /// What stands in a file that could not be read: all of it, if it is no TOML.
    pub fn unread(&self, path: &str) -> Vec<&str> {
        let Some(file) = self.file(path) else {
            return Vec::new();
        };
        if file.broken_at.is_some() {
            return vec![&file.text];
        }
        let parts = file.unread.iter();
        parts
            .filter_map(|part| file.text.get(part.clone()))
            .collect()
    }

    /// The text of the record that a place lies in: an item of the outermost list around it, or all of the file.
    pub fn record_at(&self, span: &Span) -> &str {
        let Some(file) = self.file(&span.file) else {
            return "";
        };
        let records = file.records.get_or_init(|| file.root.records());
        let next = records.partition_point(|record| record.start <= span.range.start);
        let record = next.checked_sub(1).and_then(|at| records.get(at));
        let record = record.filter(|record| record.contains(&span.range.start));
        let text = record.and_then(|record| file.text.get(record.clone()));
        text.unwrap_or(&file.text)
    }

    /// The key of the value at a byte of a TOML text that is not the file's own.
    pub fn key_in(path: &str, text: &str, byte: usize) -> FieldKey {
        FieldKey::file(path).child(&node::parse(path, text).0.path_at(byte))
    }

    /// All files read so far: path and file, sorted by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &SourceFile)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }

    /// Pictures and data files read so far: path and SHA-256.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &str)> {
        self.assets
            .iter()
            .map(|(path, (sha, _))| (path.as_str(), sha.as_str()))
    }

    /// Whether the folder is a frozen release, which carries its own record.
    pub fn is_release(&self) -> bool {
        self.files.contains_key(files::RECORD)
    }

    /// Files of a folder of the plan: their names without `.toml`, sorted.
    pub fn names_in(&self, folder: &str) -> Vec<String> {
        let prefix = format!("{folder}/");
        let inside = self
            .files
            .keys()
            .filter_map(|path| path.strip_prefix(&prefix));
        inside
            .filter_map(|name| name.strip_suffix(".toml"))
            .map(str::to_owned)
            .collect()
    }

    /// Where a key is written: the value's span, or that of the nearest table around it that exists.
    pub fn span(&self, key: &FieldKey) -> Span {
        let range = self
            .file(&key.file)
            .map_or(0..0, |file| file.root.locate(&key.path).0);
        Span {
            file: key.file.clone(),
            range,
        }
    }

    /// The text under a key, if it is one.
    pub fn text(&self, key: &FieldKey) -> Option<&str> {
        match self.kind(key)? {
            NodeKind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The date under a key as it is written, if it is one without quotation marks.
    pub fn date(&self, key: &FieldKey) -> Option<&str> {
        match self.kind(key)? {
            NodeKind::Date(written) => Some(written),
            _ => None,
        }
    }

    fn kind(&self, key: &FieldKey) -> Option<&NodeKind> {
        Some(&self.file(&key.file)?.root.find(&key.path)?.kind)
    }

    /// Whether a key is written in the sources with a value of its own, no table or list.
    pub fn holds(&self, key: &FieldKey) -> bool {
        let file = self.file(&key.file);
        file.is_some_and(|file| file.root.holds(&key.path))
    }

    /// Where the key's own name is written (for `[[array]]` items their header).
    pub fn key_span(&self, key: &FieldKey) -> Span {
        let range = self
            .file(&key.file)
            .map_or(0..0, |file| file.root.locate(&key.path).1);
        Span {
            file: key.file.clone(),
            range,
        }
    }

    /// The key of the value at the start of a span: the deepest that the place lies in.
    pub fn key_at(&self, span: &Span) -> FieldKey {
        let file = self.file(&span.file);
        let path = file.map_or_else(String::new, |file| file.root.path_at(span.range.start));
        FieldKey {
            file: span.file.clone(),
            path: path.into(),
        }
    }

    /// Where a part of a text value stands: bytes of the text as it is read → bytes of the file.
    pub fn inside(&self, key: &FieldKey, part: Range<usize>) -> Span {
        let whole = self.span(key);
        let plain = self.file(&whole.file).is_some_and(SourceFile::is_plain);
        match escapes::raw_range(self.raw(&whole), part, plain) {
            Some(range) => Span {
                range: whole.range.start + range.start..whole.range.start + range.end,
                ..whole
            },
            None => whole,
        }
    }

    /// Where words first stand in the value at a key; the whole value if they do not stand there.
    pub fn find(&self, key: &FieldKey, words: &str) -> Span {
        let whole = self.span(key);
        match self.raw(&whole).find(words) {
            Some(at) => Span {
                range: whole.range.start + at..whole.range.start + at + words.len(),
                ..whole
            },
            None => whole,
        }
    }

    fn raw(&self, span: &Span) -> &str {
        let file = self.file(&span.file);
        file.and_then(|file| file.text.get(span.range.clone()))
            .unwrap_or_default()
    }

    /// Reads a picture or data file below the plan folder, named in the value at `key`.
    /// Refuses paths that leave the folder, missing files, and files over `limit` bytes.
    pub fn asset(
        &mut self,
        path: &str,
        limit: u64,
        key: &FieldKey,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let label = Label::primary(self.span(key));
        let bytes = self
            .kept
            .bytes(path, limit)
            .map_err(|d| Box::new(d.label(label)))?;
        self.assets
            .insert(path.to_owned(), (sha256(&bytes), bytes.len()));
        Ok(bytes)
    }
}

impl Texts for Sources {
    fn text_of(&self, file: &str) -> Option<&str> {
        self.file(file).map(|file| file.text.as_str())
    }

    fn lines_of(&self, file: &str) -> Option<&Lines> {
        let file = self.file(file)?;
        Some(file.lines.get_or_init(|| Lines::of(&file.text)))
    }
}

/// Paths of the TOML files a build reads, sorted.
fn plan_files(files: &Files) -> Vec<String> {
    let mut paths = toml_files(files, "");
    for folder in FOLDERS {
        let names = toml_files(files, folder).into_iter();
        paths.extend(names.map(|name| format!("{folder}/{name}")));
    }
    paths.sort();
    paths
}

/// Names of the TOML files in a folder; hidden ones belong to editors.
fn toml_files(files: &Files, folder: &str) -> Vec<String> {
    let mut names = files.list(folder);
    names.retain(|name| name.ends_with(".toml") && !name.starts_with('.'));
    names
}

fn start(path: &str) -> Span {
    Span {
        file: path.into(),
        range: 0..0,
    }
}

/// A file that is not UTF-8: its text as Windows programs most often meant it, so that the fault can be
/// shown, and the fault at the first wrong character. It counts as broken from its first byte on.
fn wrong_encoding(
    path: &str,
    error: &std::string::FromUtf8Error,
    sha256: String,
) -> (SourceFile, Diagnostic) {
    let bytes = error.as_bytes();
    let (text, at) = match bytes {
        [0xff, 0xfe, rest @ ..] => (utf16(rest, u16::from_le_bytes), 0),
        [0xfe, 0xff, rest @ ..] => (utf16(rest, u16::from_be_bytes), 0),
        _ => {
            let good = error.utf8_error().valid_up_to();
            let mut text = String::from_utf8_lossy(&bytes[..good]).into_owned();
            text.extend(bytes[good..].iter().map(|&byte| char::from(byte)));
            (text, good)
        }
    };
    let width = text[at..].chars().next().map_or(0, char::len_utf8);
    let span = Span {
        file: path.into(),
        range: at..at + width,
    };
    let file = SourceFile {
        text,
        root: Node::empty(),
        sha256,
        broken_at: Some(0),
        unread: Vec::new(),
        lines: OnceLock::new(),
        plain: OnceLock::new(),
        records: OnceLock::new(),
    };
    (file, Diagnostic::at("K007", span).arg("sti", path))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|pair| unit([pair[0], pair[1]]))
        .collect();
    String::from_utf16_lossy(&units)
}

/// SHA-256 in hex.
pub fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    use std::fmt::Write;
    let mut out = String::with_capacity(64);
    for byte in sha2::Sha256::digest(bytes) {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// A name as an id: lower-case ASCII words with hyphens, Danish letters spelt out.
pub fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            'æ' => out.push_str("ae"),
            'ø' => out.push_str("oe"),
            'å' => out.push_str("aa"),
            'é' => out.push('e'),
            'a'..='z' | '0'..='9' => out.push(c),
            _ if out.is_empty() || out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    out.trim_end_matches('-').to_owned()
}
