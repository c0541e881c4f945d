//! What every command that writes files does at its end.

use std::{
    io::{self, ErrorKind},
    path::Path,
};

use crate::{
    build::Output,
    diag::{Diagnostic, Lang, Severity, render, say},
    output,
    source::Sources,
};

use super::{DONE, FAILED, print, tell};

/// Writes files and tells of each unless `quiet`; or tells why it could not.
pub fn put(folder: &Path, outputs: &[Output], lang: Lang, quiet: bool) -> u8 {
    if let Err(error) = output::write(folder, outputs) {
        let finding = unwritable(folder, &error, lang);
        tell(&render::human(&finding, &Sources::none(), lang, false));
        return FAILED;
    }
    for output in outputs.iter().filter(|_| !quiet) {
        print(&written(folder, output, lang));
    }
    DONE
}

/// Why a folder could not be written to, in words that say what is in the way.
pub fn unwritable(folder: &Path, error: &io::Error, lang: Lang) -> Diagnostic {
    let known = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Some("skriv-ingen-ret"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some("skriv-fuld"),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => Some("skriv-fil-i-vejen"),
        ErrorKind::IsADirectory => Some("skriv-mappe-i-vejen"),
        ErrorKind::NotFound => Some("skriv-intet-sted"),
        _ => None,
    };
    // What else can happen has only the system's own words.
    let why = known.map_or_else(|| error.to_string(), |words| say(words, lang, &[]));
    let finding = Diagnostic::new("V128").arg("sti", folder.display());
    finding.arg("fejl", why)
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
pub fn closing(found: &[Diagnostic], lang: Lang, code: u8) {
    let count = |severity| {
        let of_it = found
            .iter()
            .filter(|finding| finding.severity() == severity);
        of_it.count().to_string()
    };
    let args = [
        ("fejl", count(Severity::Fejl)),
        ("advarsler", count(Severity::Advarsel)),
    ];
    let words = if code == DONE { "faerdig" } else { "stoppet" };
    tell(&say(words, lang, &args));
}
