//! `manifest.json`: what was read, what was made, what was found.

use std::fs;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::given::{Given, files, plans};

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn entries(list: &Value) -> Vec<(String, String)> {
    let entries = list.as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    entries
        .map(|entry| (text(&entry["path"]), text(&entry["sha256"])))
        .collect()
}

#[test]
fn the_manifest_names_every_source_and_output_with_its_checksum() {
    for plan in plans() {
        let given = Given::of(&plan);
        assert_eq!(given.build(&["-q"]).code, Some(0));
        let manifest: Value = serde_json::from_slice(&given.output("manifest.json")).unwrap();

        let mut made = files(&given.out());
        made.retain(|name| name != "manifest.json");
        let mut outputs = entries(&manifest["outputs"]);
        outputs.sort();
        let expected = made
            .iter()
            .map(|name| (name.clone(), sha256(&given.output(name))));
        assert_eq!(outputs, expected.collect::<Vec<_>>());

        let sources = entries(&manifest["sources"]);
        for (path, sum) in &sources {
            assert_eq!(
                *sum,
                sha256(&fs::read(given.plan().join(path)).unwrap()),
                "{path}"
            );
        }
        let read: Vec<&String> = sources.iter().map(|(path, _)| path).collect();
        // Editors' schemas, notes to people, frozen versions and meetings are no sources.
        let apart = ["moeder/", "skemaer/", "udgivelser/"];
        let own = |name: &String| {
            !apart.iter().any(|folder| name.starts_with(folder)) && !name.ends_with(".md")
        };
        let all: Vec<String> = files(&given.plan()).into_iter().filter(own).collect();
        assert_eq!(read, all.iter().collect::<Vec<_>>());
    }
}

#[test]
fn the_manifest_tells_what_the_plan_is_and_what_was_found() {
    let given = Given::smallest().with("ukendt.toml", "");
    given.build(&["-q"]);
    let manifest: Value = serde_json::from_slice(&given.output("manifest.json")).unwrap();
    assert_eq!(manifest["manifest"], 1);
    assert_eq!(
        manifest["program"],
        concat!("helhedsplan ", env!("CARGO_PKG_VERSION"))
    );
    let about = serde_json::json!({
        "slug": "byhaven", "version": "0.1", "status": "Indsendt",
        "date": "2024-01-15", "rule_set": "lbf-2019-26",
    });
    assert_eq!(manifest["plan"], about);
    assert_eq!(manifest["findings"][0]["code"], "S007");
    let folder = given.plan();
    let text = String::from_utf8(given.output("manifest.json")).unwrap();
    assert!(
        !text.contains(folder.to_str().unwrap()),
        "the manifest tells where it was made"
    );
}
