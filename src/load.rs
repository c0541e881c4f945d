//! Files → checked shapes: every fault of shape at once, then serde.

mod stand_in;
mod validate;

pub use validate::nearest;

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    model::family::Form,
    schema::kind::{self, FileKind},
    source::{Sources, keyed},
};

/// Checks every file that was read against the shape of its kind, as the plan's template family has it. What is at fault
/// gets a stand-in in the tree, so that the plan can be searched for more faults.
pub fn check_shapes(sources: &mut Sources, form: &Form) -> Vec<Diagnostic> {
    check_some(sources, form, |_| true)
}

/// Checks one file that was read after the others.
pub fn check_shape(sources: &mut Sources, form: &Form, path: &str) -> Vec<Diagnostic> {
    check_some(sources, form, |other| other == path)
}

fn check_some(
    sources: &mut Sources,
    form: &Form,
    wanted: impl Fn(&str) -> bool,
) -> Vec<Diagnostic> {
    let kinds = kind::of_family(form);
    let mut found = Vec::new();
    let mut schemas = BTreeMap::new();
    let mut repairs = Vec::new();
    for (path, file) in sources.files().filter(|(path, _)| wanted(path)) {
        let start = sources.span(&FieldKey::file(path));
        let Some(kind) = kind::at(&kinds, path) else {
            found.push(Diagnostic::at("S007", start).arg("sti", path));
            continue;
        };
        if let Some(name) = wrong_name(path, kind) {
            found.push(Diagnostic::at("S023", start).arg("navn", name));
        }
        let mut faults = Vec::new();
        let schema = schemas.entry(kind.name).or_insert_with(|| kind.schema());
        let mended = validate::check(path, &file.root, schema, &mut faults);
        repairs.push((path.to_owned(), mended));
        if let Some(broken_at) = file.broken_at {
            faults.retain(|fault| surely_meant(fault, broken_at));
        }
        found.extend(faults);
    }
    let repairs = repairs.into_iter();
    repairs.for_each(|(path, repairs)| sources.repair(&path, repairs));
    found
}

/// The name of a file in a folder is the id under which the plan names it.
fn wrong_name<'p>(path: &'p str, kind: &FileKind<'_>) -> Option<&'p str> {
    let name = path.strip_prefix(&*kind.path)?.strip_suffix(".toml")?;
    (kind.path.ends_with('/') && !validate::is_id(name)).then_some(name)
}

/// After a syntax error keys are missing, or stand in a table they were not written in.
fn surely_meant(fault: &Diagnostic, broken_at: usize) -> bool {
    let place = fault.labels.first();
    // What could not be read has no place.
    fault.code != "S003"
        && place.is_some_and(|label| (1..=broken_at).contains(&label.span.range.end))
}

/// The known words to show for a wrong one: the one it is a slip of, else the first few.
pub fn hint(word: &str, known: &[&str]) -> String {
    const MOST: usize = 12;
    match nearest(word, known) {
        Some(name) => name.to_owned(),
        None if known.is_empty() => "–".to_owned(),
        None if known.len() > MOST => format!("{} …", known[..MOST].join(", ")),
        None => known.join(", "),
    }
}

/// A file as its Rust shape. `None` if there is no such file.
///
/// Shape faults were told by [`check_shapes`]; what serde still refuses (a number too large) is told here.
pub fn file<T: DeserializeOwned>(
    sources: &Sources,
    path: &str,
    found: &mut Vec<Diagnostic>,
) -> Option<T> {
    let file = sources.file(path)?;
    or_told(keyed::read(path, &file.root), sources, path, found)
}

/// What stands under a key of a file, written or not. `None` if there is no such file.
pub fn part<T: DeserializeOwned>(
    sources: &Sources,
    path: &str,
    name: &str,
    found: &mut Vec<Diagnostic>,
) -> Option<T> {
    let file = sources.file(path)?;
    or_told(
        keyed::read_part(path, &file.root, name),
        sources,
        path,
        found,
    )
}

fn or_told<T>(
    read: Result<T, keyed::Error>,
    sources: &Sources,
    path: &str,
    found: &mut Vec<Diagnostic>,
) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err(error) => {
            let span = sources.span(&FieldKey::file(path));
            found.push(
                Diagnostic::at("S008", span)
                    .arg("sti", path)
                    .arg("fejl", error),
            );
            None
        }
    }
}
