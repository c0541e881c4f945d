//! What commands that write files say of them: that they are there, or why not.

use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use crate::{
    build::Output,
    diag::{Diagnostic, Lang, Severity, say},
    output::Fault,
};

use super::DONE;

/// Why files were not written: what is in the way, and what is new if anything is.
pub fn unwritten(fault: Fault, lang: Lang) -> Diagnostic {
    match fault {
        Fault::Unwritable { place, error } => unwritable(&place, &error, lang),
        Fault::Held { file, error } => Diagnostic::new("V131")
            .arg("sti", file.display())
            .arg("fejl", why(&error, lang)),
        Fault::Mixed {
            file,
            error,
            new,
            old,
        } => Diagnostic::new("V132")
            .arg("sti", file.display())
            .arg("fejl", why(&error, lang))
            .arg("nye", listed(&new))
            .arg("gamle", listed(&old)),
    }
}

fn listed(files: &[PathBuf]) -> String {
    let names: Vec<String> = files
        .iter()
        .map(|file| file.display().to_string())
        .collect();
    names.join(", ")
}

/// Why a folder or file could not be written to, in words that say what is in the way.
pub fn unwritable(place: &Path, error: &io::Error, lang: Lang) -> Diagnostic {
    let finding = Diagnostic::new("V128").arg("sti", place.display());
    finding.arg("fejl", why(error, lang))
}

fn why(error: &io::Error, lang: Lang) -> String {
    let known = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Some("skriv-ingen-ret"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some("skriv-fuld"),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => Some("skriv-fil-i-vejen"),
        ErrorKind::IsADirectory => Some("skriv-mappe-i-vejen"),
        ErrorKind::NotFound => Some("skriv-intet-sted"),
        _ => None,
    };
    // What else can happen has only the system's own words.
    known.map_or_else(|| error.to_string(), |words| say(words, lang, &[]))
}

/// The line of a file that was written: where, how many pages, how large.
pub fn written(folder: &Path, output: &Output, lang: Lang) -> String {
    let path = folder.join(&output.path).display().to_string();
    let size = format!("{} kB", output.bytes.len().div_ceil(1000));
    let size = ("stoerrelse", size);
    match output.pages {
        Some(pages) => {
            let pages = ("sider", pages.to_string());
            say("skrevet-sider", lang, &[("sti", path), pages, size])
        }
        None => say("skrevet", lang, &[("sti", path), size]),
    }
}

/// The last line: how it went, with counts of findings.
pub fn closing(found: &[Diagnostic], lang: Lang, code: u8) -> String {
    let words = if code == DONE { "faerdig" } else { "stoppet" };
    say(words, lang, &counts(found))
}

/// The last line of a release that was set as it was frozen, with counts of what a check finds in it.
pub fn frozen(found: &[Diagnostic], lang: Lang) -> String {
    say("faerdig-frosset", lang, &counts(found))
}

fn counts(found: &[Diagnostic]) -> [(&'static str, String); 2] {
    let count = |severity| {
        let of_it = found
            .iter()
            .filter(|finding| finding.severity() == severity);
        of_it.count().to_string()
    };
    [
        ("fejl", count(Severity::Fejl)),
        ("advarsler", count(Severity::Advarsel)),
    ]
}
