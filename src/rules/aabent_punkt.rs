//! Texts that only say that they are missing. They stop a submission, not a draft.

use std::ops::Range;

use crate::{
    diag::{Diagnostic, Label as Place},
    model::standards::OpenPoint,
};

use super::{
    Checked,
    texts::{Text, TextKind},
};

/// Where reports are written, in which something that is awaited is what there is to report; `xxx` is no report.
const REPORTS: [&str; 3] = ["status/", "maalinger/", "moeder/"];
/// Letters of an open point that are shown.
const SHOWN: usize = 60;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let own = |text: &&Text<'_>| text.kind != TextKind::Name && !text.again;
    for text in checked.texts.iter().filter(own) {
        if let Some(range) = open(text, &checked.standards.open_point) {
            found.push(
                Diagnostic::new("U021")
                    .arg("ord", shown(&text.text[range.clone()]))
                    .label(Place::primary(checked.inside(text, range))),
            );
        }
    }
}

/// The first part of a text that says that something is missing.
fn open(text: &Text<'_>, words: &OpenPoint) -> Option<Range<usize>> {
    let is = |list: &[String], said: &str| list.iter().any(|word| word == said);
    let report = REPORTS
        .iter()
        .any(|folder| text.key.file.starts_with(folder));
    let whole = text.text.trim();
    // A dash in a cell is how tables say that there is nothing.
    let cell = text.key.path.contains("celler");
    if !cell && is(&words.alone, &whole.trim_end_matches('.').to_lowercase()) {
        let from = text.text.len() - text.text.trim_start().len();
        return Some(from..from + whole.len());
    }
    let line = lines(text.text).filter(|_| !report).find(|line| {
        let lower = text.text[line.clone()].to_lowercase();
        words.begins.iter().any(|begin| begins(&lower, begin))
    });
    let word = || text.words.iter().find(|word| is(&words.words, &word.lower));
    line.or_else(|| word().map(|word| word.range.clone()))
}

/// The lines of a text, without the signs of a list before them.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    text.split('\n').map(move |line| {
        let start = from;
        from += line.len() + 1;
        let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
        let skipped = line.len() - bare.len();
        start + skipped..start + skipped + bare.trim_end().len()
    })
}

/// Whether a line begins with a word and not with the beginning of a longer one.
fn begins(line: &str, begin: &str) -> bool {
    let rest = line.strip_prefix(begin);
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{} …", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
