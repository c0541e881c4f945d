//! Which room may know which: read from the paths in the code itself.

use std::{collections::BTreeSet, fs};

use crate::given::{files, repository};

/// Rooms, and the rooms that each may name. `cli`, `build` and `lib` are where all meet.
const MAY: &[(&str, &[&str])] = &[
    ("audience", &[]),
    ("key", &[]),
    ("diag", &["key", "text"]),
    ("source", &["diag", "key", "text"]),
    ("doc", &["key", "source"]),
    ("fonts", &[]),
    ("theme", &[]),
    ("spelling", &[]),
    ("text", &[]),
    ("redline", &["doc", "text"]),
    ("schema", &["key", "model"]),
    ("load", &["diag", "key", "model", "schema", "source"]),
    ("model", &["key", "source"]),
    (
        "lower",
        &["diag", "key", "load", "model", "schema", "source", "text"],
    ),
    (
        "rules",
        &["diag", "doc", "key", "model", "source", "spelling", "text"],
    ),
    ("template", &["doc", "model", "text", "theme"]),
    (
        "compose",
        &[
            "audience", "diag", "doc", "key", "load", "model", "source", "template",
        ],
    ),
    ("export", &["model", "template"]),
    ("chart", &["doc", "theme"]),
    ("pdf", &["chart", "doc", "fonts", "spelling", "theme"]),
    ("docx", &["chart", "doc", "fonts", "theme"]),
    ("html", &["chart", "doc", "theme"]),
    ("version", &["diag", "load", "source"]),
    (
        "release",
        &["diag", "key", "load", "model", "source", "template"],
    ),
    ("begin", &["build", "model", "schema", "source", "template"]),
    ("life", &["model"]),
    (
        "changes",
        &[
            "compose", "diag", "doc", "key", "model", "redline", "source", "spelling", "template",
            "text",
        ],
    ),
    ("markdown", &["chart", "doc"]),
    ("workbook", &["model", "template"]),
    (
        "report",
        &[
            "changes", "compose", "diag", "doc", "key", "model", "rules", "source", "template",
        ],
    ),
    (
        "pack",
        &[
            "audience", "compose", "diag", "doc", "model", "report", "source", "template", "text",
        ],
    ),
    ("output", &["build"]),
    (
        "build",
        &[
            "audience", "changes", "compose", "diag", "doc", "docx", "export", "fonts", "html",
            "key", "life", "load", "lower", "markdown", "model", "pack", "pdf", "redline",
            "release", "report", "rules", "source", "template", "version", "workbook",
        ],
    ),
    (
        "cli",
        &[
            "audience", "begin", "build", "changes", "diag", "doc", "life", "model", "output",
            "release", "report", "rules", "schema", "source", "template", "version",
        ],
    ),
];

/// Crates that only some rooms may name, and std's file system.
const ONLY: &[(&str, &[&str])] = &[
    ("typst", &["fonts", "pdf"]),
    ("typst_pdf", &["pdf"]),
    ("typst_layout", &["pdf"]),
    ("hayro_syntax", &["pdf"]),
    ("docx_rs", &["docx"]),
    ("rust_xlsxwriter", &["workbook"]),
    ("minijinja", &["compose", "template"]),
    ("pulldown_cmark", &["template"]),
    ("base64", &["html", "lower"]),
    ("calamine", &["lower"]),
    ("fst", &["spelling"]),
    ("gix", &["source"]),
    ("rayon", &["rules"]),
    ("std::fs", &["output", "source"]),
];

/// The program's own code by room, tests apart: the room, its file and the text without comments.
fn rooms() -> Vec<(String, String, String)> {
    let source = repository().join("src");
    let own = files(&source).into_iter().filter(|file| {
        file.ends_with(".rs") && !file.contains("tests") && file != "lib.rs" && file != "main.rs"
    });
    let read = own.map(|file| {
        let text = fs::read_to_string(source.join(&file)).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        let lines = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        let room = file.split('/').next().unwrap().trim_end_matches(".rs");
        (
            room.to_owned(),
            file.clone(),
            lines.collect::<Vec<_>>().join("\n"),
        )
    });
    read.collect()
}

/// The first steps of the paths after `crate::`, also within braces.
fn named(code: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let word = |text: &str| -> String {
            text.chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect()
        };
        match rest.strip_prefix('{') {
            Some(list) => {
                let mut depth = 0;
                let mut first = true;
                for (i, c) in list.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => first = true,
                        c if first && c.is_ascii_alphabetic() => {
                            out.insert(word(&list[i..]));
                            first = false;
                        }
                        _ => {}
                    }
                }
            }
            None => {
                out.insert(word(rest));
            }
        }
    }
    out.remove("");
    out
}

#[test]
fn every_room_names_only_the_rooms_it_may() {
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for (room, file, code) in rooms() {
        let Some((_, may)) = MAY.iter().find(|(name, _)| *name == room) else {
            panic!("{file}: the room {room} has no boundaries yet");
        };
        for name in named(&code) {
            if name != room && !may.contains(&name.as_str()) {
                wrong.push(format!("{file} names crate::{name}"));
            }
            seen.insert((room.clone(), name));
        }
    }
    // A right that nobody uses is a hole.
    for &(room, may) in MAY {
        for name in may {
            if !seen.contains(&(room.to_owned(), (*name).to_owned())) {
                wrong.push(format!("{room} no longer names {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_library_and_the_file_system_keep_to_their_rooms() {
    let rooms = rooms();
    for &(library, may) in ONLY {
        let mut users = BTreeSet::new();
        for (room, file, code) in &rooms {
            if names_crate(code, library) {
                assert!(may.contains(&room.as_str()), "{file} names {library}");
                users.insert(room.as_str());
            }
        }
        assert_eq!(users, may.iter().copied().collect(), "{library}");
    }
}

/// Whether a path of a crate stands in the code: `typst::`, but not `typst` in a word or a string's middle.
fn names_crate(code: &str, library: &str) -> bool {
    code.match_indices(library).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + library.len()..];
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
        !before.is_some_and(word) && (after.starts_with("::") || after.starts_with(';'))
    }) || (library == "std::fs" && code.contains("use std::{\n    fs"))
}
