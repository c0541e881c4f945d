//! What people see: messages as a terminal shows them, and the tree of the smallest plan.

use std::path::Path;

use helhedsplan::{
    build::{self, NoClock},
    doc::dump,
};

use crate::given::{self, Given};

/// The words on standard error for a case of `tests/cases/bad`.
fn shown(case: &str, arguments: &[&str]) -> String {
    let given = Given::smallest();
    given::copy(
        &given::repository().join("tests/cases/bad").join(case),
        &given.plan(),
    );
    std::fs::remove_file(given.plan().join("forventet.txt")).unwrap();
    given.build(arguments).stderr
}

#[test]
fn messages_show_the_place_and_the_way_to_mend_it() {
    for case in [
        "forkert-noegle",
        "brudt-toml",
        "gentaget-id",
        "latin-1",
        "prosa",
        "tabel-celler",
    ] {
        insta::assert_snapshot!(case, shown(case, &[]));
    }
    insta::assert_snapshot!("gentaget-id-en", shown("gentaget-id", &["--lang", "en"]));
}

fn tree(plan: &Path) -> String {
    let composed = build::compose(plan, false, &mut NoClock);
    let made = composed.made.unwrap();
    made.docs
        .iter()
        .map(dump::dump)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_smallest_plan_gives_this_tree() {
    insta::assert_snapshot!(tree(&Given::smallest().plan()));
}

#[test]
fn an_activity_of_the_real_plan_gives_this_tree() {
    let tree = tree(&given::repository().join("plan"));
    let lines = tree
        .lines()
        .skip_while(|line| !line.contains("aktivitet.beskaeftigelse.fritidsjob"));
    let lines: Vec<&str> = lines
        .take_while(|line| {
            line.contains("aktivitet.beskaeftigelse.fritidsjob") || line.starts_with("  ")
        })
        .collect();
    assert!(lines.len() > 10);
    insta::assert_snapshot!(lines.join("\n"));
}
