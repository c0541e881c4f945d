//! Findings for programs: one JSON object a line.

use serde::Serialize;

use super::{Diagnostic, Lang, Severity, Texts, catalogue};

/// A finding as JSON shows it; `docs/machine-formats.md` describes the shape.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// Code in the catalogue.
    pub code: String,
    /// `fejl`, `advarsel` or `raad`.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Places, the main one first.
    pub places: Vec<Location>,
}

/// A place in the sources.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Location {
    /// Path below the plan folder.
    pub file: String,
    /// Line from 1.
    pub line: usize,
    /// Column from 1, in characters.
    pub column: usize,
    /// Words at the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Finding {
    /// The finding in a language.
    pub fn of(diagnostic: &Diagnostic, texts: &dyn Texts, lang: Lang) -> Finding {
        let places = diagnostic.labels.iter().map(|label| {
            let (line, column) = position(texts, &label.span.file, label.span.range.start);
            let text = label
                .text
                .map(|code| catalogue::say(code, lang, &diagnostic.args));
            Location {
                file: label.span.file.to_string(),
                line,
                column,
                text,
            }
        });
        Finding {
            code: diagnostic.code.to_owned(),
            severity: diagnostic.severity(),
            message: catalogue::say(diagnostic.code, lang, &diagnostic.args),
            help: catalogue::help(diagnostic.code, lang, &diagnostic.args),
            places: places.collect(),
        }
    }
}

/// Line and column of a byte, both from 1.
pub fn position(texts: &dyn Texts, file: &str, byte: usize) -> (usize, usize) {
    let (Some(text), Some(lines)) = (texts.text_of(file), texts.lines_of(file)) else {
        return (1, 1);
    };
    let line = lines.number(byte.min(text.len()));
    let before = text.get(lines.start(line).unwrap_or(0)..byte);
    let column = before.map_or(0, |before| before.chars().count());
    (line + 1, column + 1)
}
