//! The bundle for Landsbyggefonden: what is in it, that two are the same, and that nothing internal is.

use std::{
    fs,
    io::{Cursor, Read},
};

use serde_json::Value;

use crate::given::{Given, Run, files, program, repository};

/// A plan with a version that was sent before, and a change since.
fn revised() -> Given {
    let given = Given::of(&repository().join("tests/cases/lille/plan"));
    let run = run(&given, &["release", "1.2"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    given
        .edit("plan.toml", "version = \"1.2\"", "version = \"1.3\"")
        .with(
            "aendringsnoter.toml",
            "[[aendring]]\nnoegle = \"plan.toml\"\nbegrundelse = \"Kun til os selv\"\n",
        )
}

fn run(given: &Given, arguments: &[&str]) -> Run {
    let around = given.plan();
    Run::of(
        program()
            .current_dir(around.parent().unwrap())
            .args(arguments),
    )
}

fn submit(given: &Given, out: &str) -> Run {
    run(given, &["submit", "--against", "1.2", "--out", out])
}

/// The parts of a zip file by name.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let parts = (0..zip.len()).map(|at| {
        let mut part = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().to_owned(), bytes)
    });
    parts.collect()
}

#[test]
fn the_bundle_holds_the_documents_the_changes_and_the_letter() {
    let given = revised();
    let run = submit(&given, "out");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let names = files(&given.out());
    insta::assert_snapshot!(names.join("\n"));
    let manifest: Value = serde_json::from_slice(&given.output("manifest.json")).unwrap();
    let told = manifest["filer"].as_array().unwrap();
    for file in told {
        let bytes = given.output(file["navn"].as_str().unwrap());
        let sum = helhedsplan::source::sha256(&bytes);
        assert_eq!(file["sha256"].as_str(), Some(sum.as_str()));
    }
    // All but the manifest itself and the zip file.
    assert_eq!(told.len(), names.len() - 2);
    let zip = names.iter().find(|name| name.ends_with(".zip")).unwrap();
    let packed = parts(&given.output(zip));
    let mut inside: Vec<&str> = packed.iter().map(|(name, _)| name.as_str()).collect();
    inside.sort_unstable();
    let beside: Vec<&str> = names.iter().map(String::as_str).collect();
    let beside: Vec<&str> = beside.into_iter().filter(|name| name != zip).collect();
    assert_eq!(inside, beside);
    for (name, bytes) in &packed {
        assert_eq!(bytes, &given.output(name), "{name}");
    }
}

#[test]
fn two_bundles_have_the_same_bytes() {
    let given = revised();
    for out in ["out", "igen"] {
        let run = submit(&given, out);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
    }
    let again = given.plan().parent().unwrap().join("igen");
    assert_eq!(files(&given.out()), files(&again));
    for name in files(&again) {
        let same = given.output(&name) == fs::read(again.join(&name)).unwrap();
        assert!(same, "{name} differs");
    }
}

#[test]
fn nothing_of_the_house_is_in_the_words_files_or_the_manifest() {
    let given = revised().with("moeder/lukket.md", "Fortroligt");
    let plan = fs::read_to_string(given.plan().join("plan.toml")).unwrap();
    assert!(plan.contains("note = \"Byrådet behandler planen"));
    let run = submit(&given, "out");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for name in files(&given.out()) {
        let bytes = given.output(&name);
        let inside = if name.ends_with(".docx") {
            parts(&bytes)
        } else {
            vec![(name.clone(), bytes)]
        };
        for (part, bytes) in inside {
            assert!(!part.starts_with("customXml"), "{name} has {part}");
            let text = String::from_utf8_lossy(&bytes);
            for word in [
                "Byrådet behandler planen",
                "Kun til os selv",
                ".toml\"",
                "Fortroligt",
            ] {
                assert!(!text.contains(word), "{name}: {part} says {word}");
            }
        }
    }
}

#[test]
fn a_plan_with_errors_is_not_sent() {
    let given = revised().edit("oekonomi.toml", "beloeb = ", "beloeb = 1");
    let run = submit(&given, "out");
    assert_eq!(run.code, Some(1), "{}", run.stdout);
    assert!(!given.out().exists());
}

#[test]
fn a_version_that_does_not_exist_is_told_as_such() {
    let given = revised();
    let run = run(&given, &["submit", "--against", "7.7", "--out", "out"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(run.stderr.contains("7.7"), "{}", run.stderr);
    assert!(!given.out().exists());
}
