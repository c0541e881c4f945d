//! Same sources, same bytes: in other folders, processes, time zones and languages, and as Windows saves them.

use std::{fs, path::Path};

use crate::given::{Given, Run, files, plans, program};

fn built(given: &Given, zone: &str, lang: &str) -> Vec<(String, Vec<u8>)> {
    let mut command = program();
    command
        .arg("build")
        .arg(given.plan())
        .arg("--out")
        .arg(given.out());
    let run = Run::of(
        command
            .env("TZ", zone)
            .env("LANG", lang)
            .env("LC_ALL", lang),
    );
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let names = files(&given.out()).into_iter();
    names
        .map(|name| (name.clone(), given.output(&name)))
        .collect()
}

#[test]
fn two_builds_of_a_plan_give_the_same_bytes() {
    for plan in plans() {
        let first = built(&Given::of(&plan), "Europe/Copenhagen", "da_DK.UTF-8");
        let second = built(&Given::of(&plan), "Pacific/Kiritimati", "C");
        assert!(first.len() >= 3);
        for ((name, a), (other, b)) in first.iter().zip(&second) {
            assert!(
                name == other && a == b,
                "{name} of {} differs",
                plan.display()
            );
        }
    }
}

#[test]
fn a_plan_saved_on_windows_gives_the_same_documents() {
    for plan in plans() {
        let given = Given::of(&plan);
        let same = built(&given, "UTC", "C");
        for file in files(&given.plan())
            .into_iter()
            .filter(|file| file.ends_with(".toml"))
        {
            windows(&given.plan().join(file));
        }
        let windows = built(&given, "UTC", "C");
        for ((name, a), (_, b)) in same.iter().zip(&windows) {
            // The manifest holds the sources' checksums, which do differ.
            assert!(
                name == "manifest.json" || a == b,
                "{name} of {} differs",
                plan.display()
            );
        }
    }
}

/// A byte order mark and Windows' line ends.
fn windows(file: &Path) {
    let text = fs::read_to_string(file).unwrap();
    fs::write(file, format!("\u{feff}{}", text.replace('\n', "\r\n"))).unwrap();
}
