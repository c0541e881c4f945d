//! What every command that writes files does at its end.

use std::path::Path;

use crate::{
    build::Output,
    diag::{Diagnostic, Lang, Severity, say},
    output,
};

use super::{DONE, FAILED, print, tell};

/// Writes files and tells of each unless `quiet`; or tells why it could not.
pub fn put(folder: &Path, outputs: &[Output], lang: Lang, quiet: bool) -> u8 {
    if let Err(error) = output::write(folder, outputs) {
        let args = [
            ("sti", folder.display().to_string()),
            ("fejl", error.to_string()),
        ];
        tell(&say("kan-ikke-skrive", lang, &args));
        return FAILED;
    }
    for output in outputs.iter().filter(|_| !quiet) {
        print(&written(folder, output, lang));
    }
    DONE
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
