//! Files with a name that a build does not read, though they were meant to be read.

use crate::diag::Diagnostic;

use super::{FOLDERS, Files, start};

/// Files that would be the plan's but for the end of their name, which editors may add to without a word.
pub(super) fn told(files: &Files) -> Vec<Diagnostic> {
    let folders = [""].into_iter().chain(FOLDERS);
    let named = folders.flat_map(|folder| {
        let names = files.list(folder).into_iter();
        names.filter_map(move |name| {
            let meant = meant(&name)?;
            let at = |name: &str| match folder {
                "" => name.to_owned(),
                folder => format!("{folder}/{name}"),
            };
            let finding = Diagnostic::at("V126", start(&at(&name)));
            Some(finding.arg("navn", at(&name)).arg("forslag", meant))
        })
    });
    named.collect()
}

/// The name that a file was meant to have: `oekonomi.toml` of `oekonomi.toml.txt` and of `oekonomi.TOML`.
fn meant(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let stem = lower.strip_suffix(".toml.txt");
    let stem = stem.or_else(|| lower.strip_suffix(".toml.toml"));
    let stem = stem.or_else(|| {
        lower
            .strip_suffix(".toml")
            .filter(|_| !name.ends_with(".toml"))
    });
    stem.filter(|stem| !stem.starts_with('.'))
        .map(|stem| format!("{stem}.toml"))
}
