//! The manifest of a pack: each part with its pages, and whether it can be vouched for.

use serde::Serialize;

use crate::{
    audience::Audience,
    diag::{Diagnostic, json::Finding},
    model::meeting::Meeting,
    source::sha256,
};

use super::{
    super::{Composed, Output},
    PackRequest,
};

/// Version of the manifest's shape.
const SHAPE: u32 = 1;
/// What our own files are.
const STANDARD: &str = "PDF/A-3a, PDF/UA-1";
/// What pages made by others are.
const NONE: &str = "none";
/// Why.
const WHY: &str = "pages made by others are placed as they are: nobody can vouch for their fonts, colours and tags";

/// A part of the pack.
#[derive(Debug, Clone, Serialize)]
pub struct Listed {
    #[serde(flatten)]
    pub kind: PartKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annex: Option<usize>,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    pub first_page: usize,
    pub pages: usize,
}

/// What a part is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "source", rename_all = "kebab-case")]
pub enum PartKind {
    /// Cover, summary and agenda.
    Call,
    /// The note of an item.
    Note,
    /// An annex of ours.
    Document,
    /// An annex made by others: its path below the plan folder, for who may know it.
    Foreign(Option<String>),
    /// The decision sheet.
    Decisions,
}

impl Listed {
    /// A part before its pages are known.
    pub fn of(kind: PartKind, title: &str) -> Listed {
        Listed {
            kind,
            item: None,
            annex: None,
            title: title.to_owned(),
            file: None,
            first_page: 1,
            pages: 0,
        }
    }

    fn foreign(&self) -> bool {
        matches!(self.kind, PartKind::Foreign(_))
    }
}

/// What the manifest is about.
pub struct Subject<'a> {
    pub composed: &'a Composed,
    pub meeting: &'a Meeting,
    pub wanted: PackRequest<'a>,
    pub parts: &'a [Listed],
    pub found: &'a [Diagnostic],
}

#[derive(Serialize)]
struct Manifest<'a> {
    manifest: u32,
    program: &'a str,
    meeting: About<'a>,
    parts: Vec<Part<'a>>,
    sources: Vec<File<'a>>,
    outputs: Vec<File<'a>>,
    findings: Vec<Finding>,
}

#[derive(Serialize)]
struct About<'a> {
    id: &'a str,
    date: String,
    sent: String,
    public: bool,
    example: bool,
}

#[derive(Serialize)]
struct Part<'a> {
    #[serde(flatten)]
    part: &'a Listed,
    /// What the part's own pages are.
    standing: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    standard: Option<&'a str>,
}

impl Subject<'_> {
    /// `manifest.json`. The public's tells no findings: they may name what is closed.
    pub fn output(&self, outputs: &[Output]) -> Output {
        let manifest = Manifest {
            manifest: SHAPE,
            program: concat!("helhedsplan ", env!("CARGO_PKG_VERSION")),
            meeting: About {
                id: &self.meeting.id,
                date: self.meeting.date.to_string(),
                sent: self.meeting.sent.to_string(),
                public: self.wanted.audience == Audience::Public,
                example: self.meeting.example,
            },
            parts: self.parts.iter().map(Part::of).collect(),
            sources: self.sources(),
            outputs: outputs.iter().map(|output| self.file(output)).collect(),
            findings: self.findings(),
        };
        // Strings and numbers only: this cannot fail.
        let mut bytes = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
        bytes.push(b'\n');
        Output {
            path: "manifest.json".to_owned(),
            bytes,
            pages: None,
        }
    }

    /// What the pack was made of, for who may know it.
    fn sources(&self) -> Vec<File<'_>> {
        if !self.wanted.audience.reads_sources() {
            return Vec::new();
        }
        let sources = &self.composed.sources;
        let read = sources
            .files()
            .map(|(path, file)| (path, file.sha256.as_str()));
        let mut files: Vec<File<'_>> = read
            .chain(sources.assets())
            .map(|(path, sha256)| File {
                path,
                sha256: sha256.to_owned(),
                bytes: None,
                pages: None,
                standard: None,
            })
            .collect();
        files.sort_by_key(|file| file.path);
        files
    }

    fn file<'o>(&self, output: &'o Output) -> File<'o> {
        let inside = |part: &&Listed| part.file.as_ref().is_none_or(|file| *file == output.path);
        let foreign = self.parts.iter().filter(inside).any(Listed::foreign);
        let standard = if foreign { NONE } else { STANDARD };
        File {
            path: &output.path,
            sha256: sha256(&output.bytes),
            bytes: Some(output.bytes.len()),
            pages: output.pages,
            standard: output.path.ends_with(".pdf").then_some(standard),
        }
    }

    fn findings(&self) -> Vec<Finding> {
        if !self.wanted.audience.reads_findings() {
            return Vec::new();
        }
        let found = self.found.iter();
        found
            .map(|finding| Finding::of(finding, &self.composed.sources, self.wanted.lang))
            .collect()
    }
}

impl<'a> Part<'a> {
    fn of(part: &'a Listed) -> Part<'a> {
        let foreign = part.foreign();
        Part {
            part,
            standing: if foreign { NONE } else { STANDARD },
            why: foreign.then_some(WHY),
        }
    }
}
