//! No input makes `check` panic: TOML files broken at random, read, checked, and their findings shown in every format.
//!
//! Inputs that brought a new code forth are kept, one a code, in `tests/fuzz/`, and are broken further; so the search
//! follows what `check` says. `cargo test` tries those that are kept; the search itself is asked for, as
//! `docs/fuzzing.md` tells.

#![allow(
    clippy::disallowed_methods,
    reason = "a search looks at the time and at the environment"
)]

mod breaks;

use std::{
    collections::{BTreeMap, BTreeSet},
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use helhedsplan::{
    audience::Edition,
    build::{self, NoClock},
    diag::{Lang, github, json, render, sarif},
    source::{Files, Sources},
};

use crate::dice::Dice;
use breaks::Breaker;

/// Plans whose files are broken, with how often each is drawn. Small plans are read in a tenth of the time.
const PLANS: [(&str, usize); 4] = [
    ("src/rules/grundplan", 6),
    ("tests/cases/lille/plan", 3),
    ("plan", 1),
    ("plan/udgivelser/1.0", 1),
];
const KEPT: &str = "tests/fuzz";
/// Inputs that are remembered for breaking on.
const POOL: usize = 4000;

/// One file of a plan with other content.
#[derive(Debug, Clone, PartialEq)]
struct Input {
    plan: String,
    file: String,
    bytes: Vec<u8>,
}

impl Input {
    /// As it is kept: plan and file on the first line, then the content.
    fn kept(&self) -> Vec<u8> {
        let mut out = format!("{} {}\n", self.plan, self.file).into_bytes();
        out.extend(&self.bytes);
        out
    }

    fn of(kept: &[u8]) -> Input {
        let head = kept.split(|byte| *byte == b'\n').next().unwrap();
        let (plan, file) = std::str::from_utf8(head).unwrap().split_once(' ').unwrap();
        Input {
            plan: plan.to_owned(),
            file: file.to_owned(),
            bytes: kept[head.len() + 1..].to_vec(),
        }
    }

    /// Reads, checks and shows it; gives the codes of what was found.
    fn run(&self) -> BTreeSet<&'static str> {
        let files = Files::folder(&root().join(&self.plan));
        let files = files.with(&self.file, self.bytes.clone());
        let composed = build::compose_files(files, Edition::default(), &mut NoClock);
        let outcome = build::outcome(&composed);
        let sources = &composed.sources;
        let waived = outcome.waived.iter().map(|waived| &waived.finding);
        let mut codes = BTreeSet::new();
        let mut results = Vec::new();
        for finding in outcome.found.iter().chain(waived) {
            codes.insert(finding.code);
            render::human(finding, sources, Lang::Da, false);
            github::annotation(finding, sources, "plan", Lang::En);
            json::Finding::of(finding, sources, Lang::En);
            let waived = None;
            results.push(sarif::Result { finding, waived });
        }
        sarif::log(&results, sources, "plan", Lang::Da, |_| None);
        codes
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn kept() -> Vec<(PathBuf, Input)> {
    let entries = std::fs::read_dir(root().join(KEPT)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let input = Input::of(&std::fs::read(&path).unwrap());
        (path, input)
    };
    paths.into_iter().map(read).collect()
}

#[test]
fn every_kept_input_is_answered_with_findings() {
    let all = kept();
    assert!(all.len() >= 100, "{} inputs are kept", all.len());
    for (path, input) in all {
        let codes = catch_unwind(AssertUnwindSafe(|| input.run()));
        let codes = codes.unwrap_or_else(|_| panic!("{} panics", path.display()));
        assert!(!codes.is_empty(), "{} has no finding", path.display());
    }
}

/// What a search has come to.
#[derive(Default)]
struct Search {
    tried: usize,
    panics: BTreeSet<PathBuf>,
    slowest: (Duration, String),
    /// The smallest input of each code.
    smallest: BTreeMap<&'static str, Input>,
    seen: BTreeSet<(&'static str, String)>,
    pool: Vec<Input>,
}

impl Search {
    fn take(&mut self, input: Input) {
        // An endless loop or a full stack leaves the input behind.
        let current = std::env::temp_dir().join("helhedsplan-fuzz-i-gang");
        std::fs::write(&current, input.kept()).unwrap();
        let start = Instant::now();
        let codes = catch_unwind(AssertUnwindSafe(|| input.run()));
        let spent = start.elapsed();
        self.tried += 1;
        if spent > self.slowest.0 {
            self.slowest = (spent, format!("{}/{}", input.plan, input.file));
        }
        let Ok(codes) = codes else {
            let name = format!("panik-{:04}.txt", self.panics.len());
            let path = root().join(KEPT).join(name);
            std::fs::write(&path, input.kept()).unwrap();
            self.panics.insert(path);
            return;
        };
        let mut new = false;
        for code in codes {
            new |= self.seen.insert((code, input.file.clone()));
            let smaller = |known: &Input| {
                (input.bytes.len(), &input.bytes) < (known.bytes.len(), &known.bytes)
            };
            if self.smallest.get(code).is_none_or(smaller) {
                self.smallest.insert(code, input.clone());
            }
        }
        if new && self.pool.len() < POOL {
            self.pool.push(input);
        }
    }

    fn told(&self, seed: u64, spent: Duration) -> String {
        format!(
            "seed {seed}: {} inputs in {} s, {} codes, {} places and codes, {} panics; slowest {} ms in {}",
            self.tried,
            spent.as_secs(),
            self.smallest.len(),
            self.seen.len(),
            self.panics.len(),
            self.slowest.0.as_millis(),
            self.slowest.1,
        )
    }
}

#[test]
#[ignore = "takes its time: docs/fuzzing.md"]
fn a_search_finds_no_input_that_panics() {
    let number = |name: &str, usual: u64| {
        let given = std::env::var(name).ok();
        given.map_or(usual, |text| text.parse().unwrap())
    };
    let (seed, seconds) = (number("FUZZ_SEED", 1), number("FUZZ_SECONDS", 600));
    let mut dice = Dice::new(seed);
    let (files, sources) = material();
    let breaker = Breaker::of(&files, &sources);
    let mut search = Search::default();
    kept().into_iter().for_each(|(_, input)| search.take(input));
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(seconds) {
        let from_pool = !search.pool.is_empty() && dice.below(3) > 0;
        let mut input = if from_pool {
            search.pool[dice.below(search.pool.len())].clone()
        } else {
            files[dice.below(files.len())].clone()
        };
        for _ in 0..=dice.below(4) {
            breaker.breaks(&mut input.bytes, &mut dice);
        }
        search.take(input);
    }
    let told = search.told(seed, start.elapsed());
    for (code, input) in &search.smallest {
        std::fs::write(root().join(KEPT).join(format!("{code}.txt")), input.kept()).unwrap();
    }
    println!("{told}");
    assert!(search.panics.is_empty(), "{told}: {:?}", search.panics);
}

/// Every file that is broken, the files of small plans several times, and the trees of all of them.
fn material() -> (Vec<Input>, Vec<Sources>) {
    let mut inputs = Vec::new();
    let mut trees = Vec::new();
    for (plan, times) in PLANS {
        let (sources, _) = Sources::read(Files::folder(&root().join(plan)));
        for (path, file) in sources.files() {
            let input = Input {
                plan: plan.to_owned(),
                file: path.to_owned(),
                bytes: file.text.clone().into_bytes(),
            };
            inputs.extend(std::iter::repeat_n(input, times));
        }
        trees.push(sources);
    }
    (inputs, trees)
}
