//! Whether a release is still what was frozen.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    diag::{Diagnostic, Label},
    key::{FieldKey, Span},
    load,
    model::release::{DECISIONS, RECORD, Record},
    source::{ASSET_LIMIT, NodeKind, Sources, sha256},
};

use super::{TEMPLATE, with_version};

/// Tells every file of a release that was changed, taken away or added since it was frozen.
/// Says nothing of a working plan.
pub fn verify(sources: &Sources, found: &mut Vec<Diagnostic>) {
    let Some(record) = load::file::<Record>(sources, RECORD, &mut Vec::new()) else {
        return;
    };
    let list = FieldKey::file(RECORD).child("fil");
    let mut recorded = BTreeSet::from([RECORD, DECISIONS]);
    let mut rewritten = Vec::new();
    for (index, file) in record.files.iter().enumerate() {
        recorded.insert(&file.path);
        let place = sources.span(&list.item(index).child("sha256"));
        let finding = match checksum(sources, &file.path) {
            Ok(sum) if sum == file.sha256.0 => continue,
            Ok(_) if only_line_ends(sources, &file.path, &file.sha256.0) => {
                rewritten.push((file.path.as_str(), place));
                continue;
            }
            Ok(_) => Diagnostic::new("V107").arg("sti", &file.path),
            Err(finding) if finding.code == "K004" => {
                Diagnostic::new("V108").arg("sti", &file.path)
            }
            Err(finding) => *finding,
        };
        let finding = finding.arg("version", &record.version);
        found.push(finding.label(Label::primary(place)));
    }
    found.extend(by_git(&rewritten, &record, sources));
    let read = sources.files().map(|(path, _)| path);
    for path in read.chain(sources.assets().map(|(path, _)| path)) {
        if !recorded.contains(path) {
            let finding = Diagnostic::at("V109", sources.span(&FieldKey::file(path)));
            found.push(finding.arg("sti", path).arg("version", &record.version));
        }
    }
    same_version(sources, &record, found);
}

/// The SHA-256 of a file, read for this if it was not read before.
fn checksum(sources: &Sources, path: &str) -> Result<String, Box<Diagnostic>> {
    if let Some(file) = sources.file(path) {
        return Ok(file.sha256.clone());
    }
    match sources.assets().find(|(asset, _)| *asset == path) {
        Some((_, sum)) => Ok(sum.to_owned()),
        None => sources
            .kept()
            .bytes(path, ASSET_LIMIT)
            .map(|bytes| sha256(&bytes)),
    }
}

/// Whether a file that is not what was frozen would be, had it other line ends.
fn only_line_ends(sources: &Sources, path: &str, frozen: &str) -> bool {
    let bytes = sources.kept().bytes(path, ASSET_LIMIT);
    let Some(text) = bytes.ok().and_then(|bytes| String::from_utf8(bytes).ok()) else {
        return false;
    };
    let short = text.replace("\r\n", "\n");
    sha256(short.as_bytes()) == frozen || sha256(short.replace('\n', "\r\n").as_bytes()) == frozen
}

/// Files that git wrote with the line ends of another system, told once: nobody changed them, and fetching them again
/// the same way mends nothing.
fn by_git(rewritten: &[(&str, Span)], record: &Record, sources: &Sources) -> Option<Diagnostic> {
    let (path, place) = rewritten.first()?;
    let finding = Diagnostic::at("V133", place.clone())
        .arg("sti", path)
        .arg("antal", rewritten.len())
        .arg("version", &record.version);
    Some(finding.arg("mappe", sources.kept().place()))
}

/// The record itself has no checksum, but it must name the version that the frozen plan names.
fn same_version(sources: &Sources, record: &Record, found: &mut Vec<Diagnostic>) {
    let named = sources
        .file("plan.toml")
        .and_then(|file| file.root.get("version"));
    if let Some(named) = named
        && named.value.kind != NodeKind::Text(record.version.clone())
    {
        let place = sources.span(&FieldKey::file(RECORD).child("version"));
        let other = sources.span(&FieldKey::file("plan.toml").child("version"));
        found.push(
            Diagnostic::at("V111", place)
                .arg("version", &record.version)
                .label(Label::second(other, "her-planens-version")),
        );
    }
}

/// Folders of what is told of a plan while it runs, which is no part of the plan itself.
const FOLLOW_UP: [&str; 3] = ["status/", "maalinger/", "moeder/"];

/// The files in which a plan differs from a release of it, sorted. Version and status in `plan.toml` do not count, nor
/// do the release's template family and what is followed up.
pub fn changed_since(sources: &Sources, record: &Record) -> Vec<String> {
    let frozen: BTreeMap<&str, &str> = record
        .files
        .iter()
        .filter(|file| !file.path.starts_with(&format!("{TEMPLATE}/")))
        .map(|file| (file.path.as_str(), file.sha256.0.as_str()))
        .collect();
    let renamed = with_version(sources, &record.version, Some(record.status));
    let renamed = renamed.filter(|(_, changes)| !changes.is_empty());
    let renamed = renamed.map(|(text, _)| sha256(text.as_bytes()));
    let files = sources
        .files()
        .map(|(path, file)| (path, file.sha256.as_str()));
    let mut now: BTreeMap<&str, &str> = files.chain(sources.assets()).collect();
    if let Some(sum) = &renamed {
        now.insert("plan.toml", sum);
    }
    let paths: BTreeSet<&str> = frozen.keys().chain(now.keys()).copied().collect();
    let of_plan = |path: &&str| !FOLLOW_UP.iter().any(|folder| path.starts_with(folder));
    let differ = paths
        .into_iter()
        .filter(of_plan)
        .filter(|path| frozen.get(path) != now.get(path));
    differ.map(str::to_owned).collect()
}
