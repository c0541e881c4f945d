//! The edits of a change list, done to the old version, give the new one: on the real revision, and over made-up ones.

use std::sync::Arc;

use helhedsplan::{
    model::{Plan, Prose, agreement::Activity},
    source::{Entry, Files, Node, NodeKind, Sources},
};
use proptest::{prelude::*, test_runner::FileFailurePersistence};

use super::{Version, between, read, replay::replay, rows, sent, shared};
use crate::given::{Given, put, repository};

/// All that a plan holds but where it is written, what is no part of the agreement, and orders that show nowhere.
fn said((plan, _): &Version) -> String {
    let mut plan: Plan = plan.clone();
    plan.vocabulary.clear();
    plan.waivers.clear();
    plan.change_notes.clear();
    plan.rounds.clear();
    plan.statuses.clear();
    // Where rows are written, as keys are: they are compared where they are shown.
    for table in plan.tables.values_mut() {
        table.data = None;
    }
    plan.figures.sort_by_cached_key(without_keys);
    plan.abbreviations.sort_by_cached_key(without_keys);
    plan.indicators.sort_by_cached_key(without_keys);
    let activities = plan.agreements.iter_mut().flat_map(|a| &mut a.activities);
    activities.flat_map(texts).for_each(|text| {
        // Parameters and footnotes of a file are nothing to a text that names none.
        if !text.text.contains("med.") && !text.text.contains("[^") {
            text.scope = Arc::default();
        }
    });
    plan.budget.lines.sort_by_cached_key(without_keys);
    plan.budget.declared.sort_by_cached_key(without_keys);
    without_keys(&plan)
}

/// The texts of an activity, which may be its own or shared.
fn texts(activity: &mut Activity) -> Vec<&mut Prose> {
    let activity = &mut activity.texts;
    let audience = activity.audience.iter_mut();
    let groups = audience.flat_map(|a| [&mut a.text, &mut a.primary, &mut a.secondary]);
    let others = [
        &mut activity.introduction,
        &mut activity.purpose,
        &mut activity.roles,
    ];
    others.into_iter().chain(groups).flatten().collect()
}

fn without_keys(value: &impl std::fmt::Debug) -> String {
    let mut out = String::new();
    let mut until = None;
    for line in format!("{value:#?}").lines() {
        let indent = line.len() - line.trim_start().len();
        match until {
            Some(outer) if indent > outer => {}
            Some(_) => until = None,
            None if line.ends_with("FieldKey {") => until = Some(indent),
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    out
}

/// Replays what changed between two plans; tells the first difference that is left.
fn check(old: Given, new: &Version) {
    let before = read(&old.plan()).unwrap();
    let list = between(&before, new);
    let edits: Vec<_> = list
        .changes()
        .flat_map(|change| change.edits.clone())
        .collect();
    replay(&old, &edits);
    let found = helhedsplan::build::read(&old.plan(), &mut helhedsplan::build::NoClock);
    let Some(replayed) = found.plan else {
        let codes: Vec<_> = found
            .found
            .iter()
            .map(|one| (one.code, &one.args))
            .collect();
        panic!("{codes:?}\n{edits:#?}");
    };
    let left = between(&replayed, new);
    let left: Vec<&str> = left.changes().map(|change| change.path.as_str()).collect();
    assert!(left.is_empty(), "{left:?}\n{edits:#?}");
    let (got, wanted) = (said(&replayed), said(new));
    let differs = got.lines().zip(wanted.lines()).position(|(a, b)| a != b);
    if let Some(at) = differs {
        let near = |text: &str| {
            let lines: Vec<&str> = text.lines().skip(at.saturating_sub(6)).take(9).collect();
            lines.join("\n")
        };
        panic!("{}\n--- wanted\n{}\n{edits:#?}", near(&got), near(&wanted));
    }
    assert_eq!(got.lines().count(), wanted.lines().count());
}

#[test]
fn the_real_revision_can_be_replayed() {
    let new = read(&repository().join("plan")).unwrap();
    check(sent(), &new);
}

/// One edit: which of all places, what to do, and a number to do it with.
pub type Stroke = (u16, u8, u8);

/// The places of a file that can be edited, as the steps to them.
fn places(node: &Node, at: &mut Vec<usize>, out: &mut Vec<Vec<usize>>) {
    match &node.kind {
        NodeKind::Table(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                at.push(index);
                out.push(at.clone());
                places(&entry.value, at, out);
                at.pop();
            }
        }
        NodeKind::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                at.push(index);
                out.push(at.clone());
                places(item, at, out);
                at.pop();
            }
        }
        NodeKind::Text(_)
        | NodeKind::Integer(_)
        | NodeKind::Float(_)
        | NodeKind::Bool(_)
        | NodeKind::Date(_) => {}
    }
}

/// Does one edit to what holds the place.
fn strike(node: &mut Node, steps: &[usize], what: u8, by: u8) {
    let [index, rest @ ..] = steps else {
        return;
    };
    if !rest.is_empty() {
        match &mut node.kind {
            NodeKind::Table(entries) => {
                strike(&mut entries[*index].value, rest, what, by);
                // A table goes with the last of its keys, or stays without any.
                if by.is_multiple_of(2)
                    && matches!(&entries[*index].value.kind, NodeKind::Table(left) if left.is_empty())
                {
                    entries.remove(*index);
                }
            }
            NodeKind::Array(items) => strike(&mut items[*index], rest, what, by),
            _ => {}
        }
        return;
    }
    match &mut node.kind {
        NodeKind::Table(entries) => {
            if what.is_multiple_of(4) {
                entries.remove(*index);
            } else {
                value(&mut entries[*index], by);
            }
        }
        NodeKind::Array(items) => match what % 4 {
            0 => {
                items.remove(*index);
            }
            1 => {
                let other = usize::from(by) % items.len();
                items.swap(*index, other);
            }
            2 => {
                let mut copy = items[*index].clone();
                renamed(&mut copy, by);
                items.insert(usize::from(by) % (items.len() + 1), copy);
            }
            _ => plain(&mut items[*index].kind, by),
        },
        _ => {}
    }
}

fn value(entry: &mut Entry, by: u8) {
    plain(&mut entry.value.kind, by);
}

fn plain(kind: &mut NodeKind, by: u8) {
    match kind {
        NodeKind::Text(text) if by.is_multiple_of(3) => *text = format!("{text} tilføjet {by}"),
        NodeKind::Text(text) if by % 3 == 1 => *text = text.replacen(' ', " nye ", 1),
        NodeKind::Text(text) => text.push_str("\n\nEt afsnit til."),
        NodeKind::Integer(digits) | NodeKind::Float(digits) => {
            digits.push(char::from(b'0' + by % 10))
        }
        NodeKind::Bool(is) => *is = !*is,
        NodeKind::Date(_) | NodeKind::Array(_) | NodeKind::Table(_) => {}
    }
}

/// A copy of an item needs an id of its own.
fn renamed(node: &mut Node, by: u8) {
    match &mut node.kind {
        NodeKind::Table(entries) => {
            for entry in entries {
                if let NodeKind::Text(text) = &mut entry.value.kind {
                    match entry.key.as_str() {
                        "id" => *text = format!("{text}-{by}"),
                        "titel" | "navn" | "kort" => *text = format!("{text} {by}"),
                        _ => {}
                    }
                }
            }
        }
        NodeKind::Text(text) => *text = format!("{text} {by}"),
        _ => {}
    }
}

/// A plan with some edits, if it is still a plan. The rest of what is on the disk stays as it is.
pub fn edited(given: Given, strokes: &[Stroke]) -> Option<(Given, Version)> {
    for (place, what, by) in strokes {
        let (sources, _) = Sources::read(Files::folder(&given.plan()));
        // Some edits are of rows that stand in a data file, or may; some of activities that share texts, or may.
        let written = match what {
            208.. => rows::edited(&given, &sources, *place, *by),
            160.. => vec![shared::edited(&sources, *place, *by)],
            _ => in_a_file(&sources, (*place, *what, *by)),
        };
        let before: Vec<_> = written
            .iter()
            .map(|(path, _)| (path, std::fs::read(given.plan().join(path)).ok()))
            .collect();
        for (path, text) in &written {
            put(&given.plan(), path, text);
        }
        // An edit that breaks the plan is not made.
        if read(&given.plan()).is_none() {
            for (path, bytes) in before {
                match bytes {
                    Some(bytes) => put(&given.plan(), path, bytes),
                    None => std::fs::remove_file(given.plan().join(path)).unwrap(),
                }
            }
        }
    }
    let new = read(&given.plan())?;
    Some((given, new))
}

/// One edit of one of the plan's files: its path and its new text.
fn in_a_file(sources: &Sources, (place, what, by): Stroke) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (path, file) in sources.files().filter(|(path, _)| path.ends_with(".toml")) {
        let mut here = Vec::new();
        places(&file.root, &mut Vec::new(), &mut here);
        all.extend(here.into_iter().map(|steps| (path.to_owned(), steps)));
    }
    let (path, steps) = &all[usize::from(place) % all.len()];
    let mut root = sources.file(path).unwrap().root.clone();
    strike(&mut root, steps, what, by);
    vec![(path.clone(), super::replay::written(&root))]
}

/// So many cases as `PROPTEST_CASES` asks for, or these.
fn cases(few: u32) -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|number| number.parse().ok()).unwrap_or(few)
}

pub fn config(few: u32, seeds: &'static str) -> ProptestConfig {
    ProptestConfig {
        cases: cases(few),
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(seeds))),
        max_shrink_iters: 200,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(8, "proptest-regressions/changes/real.txt"))]

    #[test]
    fn so_does_one_of_the_real_plan(strokes in proptest::collection::vec(any::<Stroke>(), 1..6)) {
        let plan = repository().join("plan");
        let (_, new) = edited(Given::of(&plan), &strokes).unwrap();
        check(Given::of(&plan), &new);
    }
}

proptest! {
    #![proptest_config(config(128, "proptest-regressions/changes/small.txt"))]

    #[test]
    fn a_change_list_replayed_on_the_old_version_gives_the_new_one(
        strokes in proptest::collection::vec(any::<Stroke>(), 1..6),
    ) {
        let (_, new) = edited(shared::plan(), &strokes).unwrap();
        check(shared::plan(), &new);
    }
}
