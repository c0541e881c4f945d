//! Frozen versions: what goes into a release, and whether it is still what was frozen.

mod freeze;
mod verify;

pub use freeze::{Changed, Order, freeze, record, with_version};
pub use verify::{changed_since, verify};

use std::borrow::Cow;

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    load,
    model::release::{RECORD, Record},
    source::{Sources, TEXT_LIMIT},
    template::{self, File, Template},
};

/// The folder of a release that holds its template family.
const TEMPLATE: &str = "skabelon";
/// The folders of a template family.
const TEMPLATE_FOLDERS: [&str; 2] = ["", "parts/"];

/// The template family that a release brings along, so that its wording stays what it was.
/// One that cannot be used is told.
pub fn template(
    name: &str,
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> Option<Template> {
    let files = template::completed(name, template_files(sources, found)?);
    let broken = match Template::of(name, files) {
        Ok(template) => return Some(template),
        Err(broken) => broken,
    };
    let path = format!("{TEMPLATE}/{}", broken.file);
    let place = sources.span(&FieldKey::file(RECORD).child("skabelon"));
    found.push(if broken.error.is_empty() {
        Diagnostic::at("K004", place).arg("sti", path)
    } else {
        let record: Option<Record> = load::file(sources, RECORD, &mut Vec::new());
        Diagnostic::at("V112", place)
            .arg("sti", path)
            .arg(
                "program",
                record.map(|record| record.program).unwrap_or_default(),
            )
            .arg("fejl", broken.error)
    });
    None
}

fn template_files(sources: &mut Sources, found: &mut Vec<Diagnostic>) -> Option<Vec<File>> {
    let key = FieldKey::file(RECORD);
    let mut files = Vec::new();
    for inner in TEMPLATE_FOLDERS {
        let folder = format!("{TEMPLATE}/{inner}");
        for name in sources.kept().list(folder.trim_end_matches('/')) {
            let path = format!("{folder}{name}");
            let read = sources.asset(&path, TEXT_LIMIT, &key);
            let text = read.and_then(|bytes| {
                String::from_utf8(bytes).map_err(|_| {
                    Box::new(Diagnostic::at("K007", sources.span(&key)).arg("sti", &path))
                })
            });
            match text {
                Ok(text) => files.push((Cow::Owned(format!("{inner}{name}")), Cow::Owned(text))),
                Err(finding) => {
                    found.push(*finding);
                    return None;
                }
            }
        }
    }
    Some(files)
}
