//! What people see: messages as a terminal shows them, and the tree of the smallest plan.

use std::path::Path;

use helhedsplan::{
    audience::Edition,
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
    let composed = build::compose(plan, Edition::default(), &mut NoClock);
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

/// Parts with a list, a footnote, a reference and a derived table.
#[test]
fn an_activity_and_the_goals_of_the_small_plan_give_these_trees() {
    let tree = tree(&given::repository().join("tests/cases/lille/plan"));
    for (name, id) in [
        (
            "aktivitet",
            "aktivitet.sammenhaengskraft.faelles-moedesteder",
        ),
        ("delmaal", "oversigt.delmaal"),
    ] {
        insta::assert_snapshot!(name, part(&tree, id));
    }
}

/// The blocks whose id begins with an id: those lines at the left, and what is indented below them.
fn part(tree: &str, id: &str) -> String {
    let mut inside = false;
    let lines = tree.lines().filter(|line| {
        if !line.starts_with(' ') {
            inside = line.split(' ').any(|word| word.starts_with(id));
        }
        inside
    });
    let lines: Vec<&str> = lines.collect();
    assert!(lines.len() > 10, "{id} is not in the tree");
    lines.join("\n")
}
