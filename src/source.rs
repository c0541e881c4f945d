//! The plan's files: texts, syntax trees with spans, pictures. The only reader of plan files.

mod node;

use std::{
    collections::BTreeMap,
    ops::Range,
    path::{Component, Path, PathBuf},
};

pub use node::{Entry, Node, NodeKind};

use crate::diag::{Diagnostic, Label};

/// Folders of a plan that hold TOML files which `build` reads, and the single files beside them.
const FOLDERS: [&str; 6] = [
    "registre",
    "delaftaler",
    "faelles",
    "tabeller",
    "figurer",
    "bilag",
];
const FILES: [&str; 5] = [
    "plan.toml",
    "dispensationer.toml",
    "strategisk-aftale.toml",
    "indikatorer.toml",
    "oekonomi.toml",
];

/// Largest TOML, CSV or sheet file read, in bytes; a plan's own are some ten thousand.
const TEXT_LIMIT: u64 = 16 * 1024 * 1024;
/// Largest picture read, in bytes.
pub const ASSET_LIMIT: u64 = 24 * 1024 * 1024;

/// A value in the plan's sources: which file, which key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldKey {
    /// Path below the plan folder, with `/`: `delaftaler/beskaeftigelse.toml`.
    pub file: String,
    /// Dotted key path, array items by index from 0: `delmaal.2.indikator.0.titel`.
    pub path: String,
}

impl FieldKey {
    /// The key of a whole file.
    pub fn file(file: &str) -> Self {
        FieldKey {
            file: file.to_owned(),
            path: String::new(),
        }
    }

    /// The key one step further in.
    pub fn child(&self, name: &str) -> Self {
        let path = if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.path)
        };
        FieldKey {
            file: self.file.clone(),
            path,
        }
    }

    /// The key of an array item.
    pub fn item(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }
}

/// Picture formats that both writers place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// SVG; rasterised for Word.
    Svg,
}

/// A place in a file: byte range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Path below the plan folder.
    pub file: String,
    /// Bytes.
    pub range: Range<usize>,
}

/// One text file of the plan.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its text.
    pub text: String,
    /// Its tree; broken parts are left out.
    pub root: Node,
    /// The bytes' SHA-256, in hex.
    pub sha256: String,
}

/// All files of a plan that were read, by path below the plan folder.
#[derive(Debug, Clone)]
pub struct Sources {
    root: PathBuf,
    files: BTreeMap<String, SourceFile>,
    assets: BTreeMap<String, (String, usize)>,
}

impl Sources {
    /// Reads and parses all TOML files of the plan in `root`. Faults in them are diagnostics; the
    /// returned sources hold what could be read.
    pub fn read(root: &Path) -> (Sources, Vec<Diagnostic>) {
        let mut sources = Sources {
            root: root.to_owned(),
            files: BTreeMap::new(),
            assets: BTreeMap::new(),
        };
        let mut found = Vec::new();
        if !root.is_dir() {
            found.push(Diagnostic::new("K001").arg("sti", root.display()));
            return (sources, found);
        }
        for path in plan_files(root) {
            sources.add(&path, &mut found);
        }
        if !root.join("plan.toml").is_file() {
            found.push(Diagnostic::new("K002").arg("sti", root.display()));
        }
        (sources, found)
    }

    fn add(&mut self, path: &str, found: &mut Vec<Diagnostic>) {
        let bytes = match self.bytes(path, TEXT_LIMIT) {
            Ok(bytes) => bytes,
            Err(diagnostic) => return found.push(*diagnostic),
        };
        let sha256 = sha256(&bytes);
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => return found.push(wrong_encoding(path, &error)),
        };
        // A byte order mark is what Windows editors leave; it means nothing. It is blanked so that spans hold.
        let text = if text.starts_with('\u{feff}') {
            text.replacen('\u{feff}', "   ", 1)
        } else {
            text
        };
        let (root, faults) = node::parse(path, &text);
        found.extend(faults);
        self.files
            .insert(path.to_owned(), SourceFile { text, root, sha256 });
    }

    /// The file at a path below the plan folder, if it was read.
    pub fn file(&self, path: &str) -> Option<&SourceFile> {
        self.files.get(path)
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
            .files
            .get(&key.file)
            .map_or(0..0, |file| file.root.locate(&key.path).0);
        Span {
            file: key.file.clone(),
            range,
        }
    }

    /// Where the key's own name is written (for `[[array]]` items their header).
    pub fn key_span(&self, key: &FieldKey) -> Span {
        let range = self
            .files
            .get(&key.file)
            .map_or(0..0, |file| file.root.locate(&key.path).1);
        Span {
            file: key.file.clone(),
            range,
        }
    }

    /// Where a part of a text value stands: exact where the file holds the text as it is (no escapes),
    /// else the whole value.
    pub fn inside(&self, key: &FieldKey, text: &str, part: Range<usize>) -> Span {
        let whole = self.span(key);
        let raw = self
            .files
            .get(&key.file)
            .and_then(|file| file.text.get(whole.range.clone()))
            .unwrap_or_default();
        let range = match raw.find(text) {
            Some(offset) if !text.is_empty() => {
                let start = whole.range.start + offset;
                start + part.start.min(text.len())..start + part.end.min(text.len())
            }
            Some(_) | None => whole.range.clone(),
        };
        Span { range, ..whole }
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
            .bytes(path, limit)
            .map_err(|d| Box::new(d.label(label)))?;
        self.assets
            .insert(path.to_owned(), (sha256(&bytes), bytes.len()));
        Ok(bytes)
    }

    fn bytes(&self, path: &str, limit: u64) -> Result<Vec<u8>, Box<Diagnostic>> {
        let fault = |code: &'static str| Box::new(Diagnostic::new(code).arg("sti", path));
        let plain = Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if !plain || path.contains('\\') {
            return Err(fault("K003"));
        }
        let full = self.root.join(path);
        let (Ok(real), Ok(root)) = (full.canonicalize(), self.root.canonicalize()) else {
            return Err(fault("K004"));
        };
        if !real.starts_with(&root) {
            return Err(fault("K003"));
        }
        let size = std::fs::metadata(&real)
            .ok()
            .filter(|data| data.is_file())
            .map(|data| data.len());
        match size {
            None => Err(fault("K004")),
            Some(size) if size > limit => {
                Err(Box::new(fault("K005").arg("graense", limit / 1024 / 1024)))
            }
            Some(_) => std::fs::read(&real).map_err(|e| Box::new(fault("K006").arg("fejl", e))),
        }
    }
}

/// Paths below `root` of the TOML files a build reads, sorted.
fn plan_files(root: &Path) -> Vec<String> {
    let mut paths: Vec<String> = FILES
        .iter()
        .filter(|f| root.join(f).is_file())
        .map(|&f| f.to_owned())
        .collect();
    for folder in FOLDERS {
        let Ok(entries) = std::fs::read_dir(root.join(folder)) else {
            continue;
        };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".toml") {
                paths.push(format!("{folder}/{name}"));
            }
        }
    }
    paths.sort();
    paths
}

fn wrong_encoding(path: &str, error: &std::string::FromUtf8Error) -> Diagnostic {
    let good = error.utf8_error().valid_up_to();
    let before = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    Diagnostic::new("K007")
        .arg("sti", path)
        .arg("linje", line)
        .arg("kolonne", column)
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
