//! No plan that can be read makes the program fail: plans drawn at random (tables with spans, groups and notes, lists in
//! lists, landscape pages, charts, pictures, annexes, goals), written in every format, as they are, as drafts, and marked
//! against the same plan with some of it gone.
//!
//! `cargo test` draws a few, and sets those anew that once failed, which are kept in `tests/layout/`. A longer search is
//! asked for, as `docs/fuzzing.md` tells.

#![allow(
    clippy::disallowed_methods,
    reason = "a search looks at the time and at the environment"
)]

mod figure;
mod kept;
mod plan;
mod table;
mod words;

use std::{
    collections::{BTreeMap, BTreeSet},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    time::{Duration, Instant},
};

use helhedsplan::{
    audience::{Audience, Edition},
    build::{self, Composed, Extras, FORMATS, Marked, NoClock, Unwritten},
    pdf,
    source::Files,
};

use crate::given::{put, repository};
use plan::Drawn;

type Plan = BTreeMap<String, Vec<u8>>;

/// What became of a plan.
#[derive(Debug, PartialEq)]
enum Outcome {
    /// All its files, and how many bytes they have.
    Made(usize),
    /// Findings stand against it, by their codes.
    Refused(Vec<String>),
    /// The program failed.
    Failed(String),
}

fn compose(plan: &Plan, draft: bool) -> Composed {
    // A folder without a plan of its own.
    let empty = repository().join("tests/it");
    let files = plan
        .iter()
        .fold(Files::folder(&empty), |files, (path, bytes)| {
            files.with(path, bytes.clone())
        });
    let edition = Edition {
        draft,
        audience: Audience::Fund,
    };
    build::compose_files(files, edition, &mut NoClock)
}

/// Writes a plan in every format, and marks it against an older one.
fn written(plan: &Plan, draft: bool, older: Option<&Plan>) -> Outcome {
    let run = || outcome(plan, draft, older);
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|fault| {
        let text = fault.downcast_ref::<String>().cloned();
        let text = text.or_else(|| fault.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        Outcome::Failed(format!("panic: {}", text.unwrap_or_default()))
    })
}

fn outcome(plan: &Plan, draft: bool, older: Option<&Plan>) -> Outcome {
    let composed = compose(plan, draft);
    // Rules read what was composed.
    build::outcome(&composed);
    let Some(made) = &composed.made else {
        let errors = composed.found.iter().map(|finding| finding.code.to_owned());
        return Outcome::Refused(errors.collect());
    };
    let mut size = 0;
    let order = made.order(&FORMATS, Extras::default());
    for doc in &made.docs {
        match build::document(doc, order, &mut NoClock) {
            Ok(files) => size += files.iter().map(|file| file.bytes.len()).sum::<usize>(),
            Err(fault) => return unwritten(&fault, &composed),
        }
    }
    let before = older.map(|older| compose(older, draft));
    if let Some(before) = before.as_ref().and_then(|composed| composed.made.as_ref()) {
        let list = build::changes(before, made);
        let marked = Marked {
            formats: FORMATS.to_vec(),
            columns: build::Columns::default(),
            short: draft,
        };
        if let Err(fault) = build::write_marked(before, made, &list, "-aendringer", &marked) {
            return unwritten(&fault, &composed);
        }
    }
    Outcome::Made(size)
}

fn unwritten(fault: &Unwritten, composed: &Composed) -> Outcome {
    match fault.finding(&composed.sources) {
        Some(finding) => Outcome::Refused(vec![finding.code.to_owned()]),
        None => Outcome::Failed(fault.to_string()),
    }
}

/// What a drawn plan comes to, alone and against the same without every third thing in it.
fn tried(drawn: &Drawn) -> Outcome {
    let older = drawn.without(|at| at % 3 == 1).files();
    let outcome = written(&drawn.files(), drawn.draft, Some(&older));
    // What Typst remembers of one plan helps no other.
    pdf::forget();
    outcome
}

/// The same failure with as little as possible in the plan.
fn smallest(drawn: &Drawn) -> Drawn {
    let fails = |drawn: &Drawn| matches!(tried(drawn), Outcome::Failed(_));
    let mut smallest = drawn.clone();
    let mut at = 0;
    while at < smallest.items() && smallest.items() > 1 {
        let less = smallest.without(|other| other == at);
        if fails(&less) {
            smallest = less;
        } else {
            at += 1;
        }
    }
    smallest
}

#[test]
fn plans_that_once_failed_are_set() {
    let all = kept::all();
    assert!(all.len() >= 3, "{} plans are kept", all.len());
    for (name, plan) in all {
        // Marked against one that says nothing, all of it is new.
        let text = "[formaal]\ntekst = 'Intet.'\n".as_bytes().to_vec();
        let mut older = plan.clone();
        older.insert("strategisk-aftale.toml".to_owned(), text);
        for draft in [false, true] {
            let outcome = written(&plan, draft, Some(&older));
            assert!(matches!(outcome, Outcome::Made(_)), "{name}: {outcome:?}");
        }
    }
}

/// A row below cells that reach over the whole of it has nothing to say, and Typst no place for it.
#[test]
fn a_row_that_merged_cells_cover_is_no_row() {
    let plans: BTreeMap<String, Plan> = kept::all().into_iter().collect();
    let composed = compose(&plans["raekker-under-flettede-celler"], false);
    let made = composed.made.unwrap();
    let table = &made.plan.tables["t"];
    let spans = table.rows.iter().map(|row| {
        let spans = row.cells.iter().map(|cell| cell.rowspan);
        (row.id.as_str(), spans.collect::<Vec<_>>())
    });
    let expected = [
        ("a", vec![2, 2, 1]),
        ("c", vec![1]),
        ("d", vec![1, 1, 2]),
        ("e", vec![1, 1]),
    ];
    assert_eq!(spans.collect::<Vec<_>>(), expected);
}

#[test]
fn plans_drawn_at_random_are_set() {
    let outcomes: Vec<Outcome> = (0..6).map(|seed| tried(&Drawn::of(seed))).collect();
    let made = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Outcome::Made(_)));
    assert!(made.count() >= 3, "{outcomes:?}");
    let failed = outcomes
        .iter()
        .find(|outcome| matches!(outcome, Outcome::Failed(_)));
    assert_eq!(failed, None);
}

#[test]
#[ignore = "takes its time: docs/fuzzing.md"]
fn a_search_finds_no_plan_that_fails() {
    let (first, seconds) = (number("LAYOUT_SEED", 1000), number("LAYOUT_SECONDS", 600));
    let start = Instant::now();
    let (mut tried_, mut made, mut largest) = (0, 0, 0);
    let mut slowest = (Duration::ZERO, 0);
    // How many plans each finding stands against, and the seed of one of them, that of the fewest things.
    let mut refused: BTreeMap<String, (usize, usize, u64)> = BTreeMap::new();
    let mut failed = Vec::new();
    for seed in first.. {
        if start.elapsed() >= Duration::from_secs(seconds) {
            break;
        }
        let drawn = Drawn::of(seed);
        let begun = Instant::now();
        let outcome = tried(&drawn);
        slowest = slowest.max((begun.elapsed(), seed));
        tried_ += 1;
        match outcome {
            Outcome::Made(size) => {
                made += 1;
                largest = largest.max(size);
            }
            Outcome::Refused(codes) => {
                for code in codes.into_iter().collect::<BTreeSet<_>>() {
                    let entry = refused.entry(code).or_insert((0, usize::MAX, seed));
                    entry.0 += 1;
                    if drawn.items() < entry.1 {
                        (entry.1, entry.2) = (drawn.items(), seed);
                    }
                }
            }
            Outcome::Failed(why) => {
                println!("seed {seed}: {why}");
                let small = smallest(&drawn);
                kept::keep(&format!("fejl-{seed}"), &small.files());
                failed.push(seed);
            }
        }
    }
    println!(
        "seeds {first}–: {tried_} plans in {} s, {made} made, refused {refused:?}, {} failed; slowest {:?}, largest {largest} bytes",
        start.elapsed().as_secs(),
        failed.len(),
        slowest,
    );
    assert!(failed.is_empty(), "{failed:?}");
}

/// Plans for the judges of the acceptance suite: folders `LAYOUT_FOLDER/<seed>`, of plans that can be made.
#[test]
#[ignore = "asked for by the acceptance suite"]
fn plans_are_written_for_others_to_judge() {
    let folder = std::env::var("LAYOUT_FOLDER").unwrap();
    let (first, count) = (number("LAYOUT_SEED", 500_000), number("LAYOUT_COUNT", 8));
    let (mut seed, mut written) = (first, 0);
    while written < count {
        let drawn = Drawn::of(seed);
        let plan = drawn.files();
        if compose(&plan, drawn.draft).made.is_some() {
            let folder = Path::new(&folder).join(format!("{seed}"));
            plan.iter()
                .for_each(|(path, bytes)| put(&folder, path, bytes));
            written += 1;
        }
        seed += 1;
    }
}

fn number(name: &str, usual: u64) -> u64 {
    let given = std::env::var(name).ok();
    given.map_or(usual, |text| text.parse().unwrap())
}
