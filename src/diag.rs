//! Findings as data: code, severity, places, and words from one catalogue.

mod catalogue;
pub mod github;
pub mod json;
mod lines;
pub mod render;
pub mod sarif;

use std::fmt::Display;

pub use catalogue::{Entry, Lang, codes, entry, say};

pub use lines::Lines;

use crate::key::Span;

/// The texts that findings point into, whoever keeps them.
pub trait Texts {
    /// The text of a file that was read.
    fn text_of(&self, file: &str) -> Option<&str>;
    /// Its lines.
    fn lines_of(&self, file: &str) -> Option<&Lines>;
}

/// How grave a finding is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize, serde::Serialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Raad,
    /// Probably wrong.
    Advarsel,
    /// Wrong: nothing is written.
    Fejl,
}

/// One finding. Its words are made when it is shown, in the reader's language.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// Code in the catalogue, for instance `S001`.
    pub code: &'static str,
    /// Values for the `{names}` in the catalogue's words.
    pub args: Vec<(&'static str, String)>,
    /// Places: the first is the main one.
    pub labels: Vec<Label>,
}

/// A place with optional words.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// Code of the words in the catalogue; the words may use the finding's args.
    pub text: Option<&'static str>,
}

impl Label {
    /// The place of the fault.
    pub fn primary(span: Span) -> Self {
        Label { span, text: None }
    }

    /// A second place, with words.
    pub fn second(span: Span, text: &'static str) -> Self {
        Label {
            span,
            text: Some(text),
        }
    }
}

impl Diagnostic {
    /// A finding without places yet.
    pub fn new(code: &'static str) -> Self {
        Diagnostic {
            code,
            args: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// Adds a value for `{name}`.
    pub fn arg(mut self, name: &'static str, value: impl Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Adds a value for `{name}` that is words of a source: a line's end in them, with what the next line is indented by, is
    /// one space.
    pub fn quote(self, name: &'static str, words: &str) -> Self {
        let words: Vec<&str> = words.split_whitespace().collect();
        self.arg(name, words.join(" "))
    }

    /// Adds a place.
    pub fn label(mut self, label: Label) -> Self {
        self.labels.push(label);
        self
    }

    /// A finding at one place.
    pub fn at(code: &'static str, span: Span) -> Self {
        Diagnostic::new(code).label(Label::primary(span))
    }

    /// Its severity, from the catalogue.
    pub fn severity(&self) -> Severity {
        entry(self.code).map_or(Severity::Fejl, |entry| entry.severity)
    }
}

/// Whether any finding forbids writing.
pub fn any_error(found: &[Diagnostic]) -> bool {
    found.iter().any(|d| d.severity() == Severity::Fejl)
}

/// Sorts findings as a reader goes through the sources, and drops exact repeats.
pub fn sort(found: &mut Vec<Diagnostic>) {
    found.sort_by_cached_key(|d| {
        let place = d
            .labels
            .first()
            .map(|l| (l.span.file.clone(), l.span.range.start));
        (place, d.code, d.args.clone())
    });
    found.dedup();
}
