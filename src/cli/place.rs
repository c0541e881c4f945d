//! Where the plan is that a command is about.

use std::path::{Path, PathBuf};

use clap::builder::{OsStringValueParser, TypedValueParser};

use crate::source::Files;

use super::PLAN;

/// How many folders up a plan's own folders lie.
const DEEPEST: usize = 3;

/// Reads the plan that a command is given: a folder, or whatever names a version.
pub fn parser() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().map(|named| at_hand(Path::new(&named)))
}

/// The folder of the plan at hand: `plan`, or the one that the program is run in or below.
pub fn home() -> PathBuf {
    at_hand(Path::new(PLAN))
}

/// The folder that is named; the plan at hand where none was.
fn at_hand(named: &Path) -> PathBuf {
    if named != Path::new(PLAN) || named.is_dir() {
        return named.to_owned();
    }
    let mut folder = PathBuf::from(".");
    for _ in 0..DEEPEST {
        if Files::folder(&folder)
            .list("")
            .iter()
            .any(|name| name == "plan.toml")
        {
            return folder;
        }
        folder = match folder.as_os_str() == "." {
            true => PathBuf::from(".."),
            false => folder.join(".."),
        };
    }
    named.to_owned()
}
