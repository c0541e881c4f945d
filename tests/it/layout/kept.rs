//! Plans that once failed, each in one file: `=== path` before a text, `=== path base64` before what is none.

use std::fs;

use base64::{Engine, engine::general_purpose::STANDARD};

use crate::given::repository;

use super::Plan;

const FOLDER: &str = "tests/layout";
const HEAD: &str = "=== ";
const BINARY: &str = " base64";

/// All of them by name, sorted.
pub fn all() -> Vec<(String, Plan)> {
    let entries = fs::read_dir(repository().join(FOLDER)).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, read(&fs::read_to_string(path).unwrap()))
    };
    paths.iter().map(read).collect()
}

fn read(text: &str) -> Plan {
    let mut plan = Plan::new();
    for part in text.split(&format!("\n{HEAD}")) {
        let Some((head, content)) = part.trim_start_matches(HEAD).split_once('\n') else {
            continue;
        };
        match head.strip_suffix(BINARY) {
            Some(path) => plan.insert(path.to_owned(), STANDARD.decode(content.trim()).unwrap()),
            None => plan.insert(head.to_owned(), format!("{content}\n").into_bytes()),
        };
    }
    plan
}

/// Keeps a plan.
pub fn keep(name: &str, plan: &Plan) {
    let mut out = String::new();
    for (path, bytes) in plan {
        match std::str::from_utf8(bytes) {
            Ok(text) => out += &format!("{HEAD}{path}\n{}\n", text.trim_end()),
            Err(_) => out += &format!("{HEAD}{path}{BINARY}\n{}\n", STANDARD.encode(bytes)),
        }
    }
    let folder = repository().join(FOLDER);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{name}.txt")), out).unwrap();
}
