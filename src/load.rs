//! Files → checked shapes: every fault of shape at once, then serde.

mod validate;

pub use validate::nearest;

use serde::de::DeserializeOwned;

use crate::{
    diag::Diagnostic,
    schema::kind::Kind,
    source::{FieldKey, Sources},
};

/// Checks every file that was read against the shape of its kind.
pub fn check_shapes(sources: &Sources) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (path, file) in sources.files() {
        match Kind::at(path) {
            Some(kind) => validate::check(path, &file.root, &kind.schema(), &mut found),
            None => found
                .push(Diagnostic::at("S007", sources.span(&FieldKey::file(path))).arg("sti", path)),
        }
    }
    found
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
    match T::deserialize(&file.root) {
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
