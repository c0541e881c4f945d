//! Breaks a plan in one place at a time and counts how many breaks are found, and at the right line.
//!
//! All slips that `slips` knows are made; some hundred of them are drawn with a fixed seed, of each kind its share. The
//! results stand in `docs/mutationer.md`, which a test holds true. A slip counts as found if a finding is there that the
//! plan had not before; every slip drawn is counted, and those that escape are listed.

mod numbers;
mod slips;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    path::Path,
};

use super::{Diagnostic, ground};
use crate::{
    audience::Edition,
    build::{self, NoClock},
    diag::json::position,
    source::{Files, Sources},
};
use slips::{Slip, SlipKind};

/// Slips drawn of each plan.
const DRAWN: usize = 300;
const SEED: u64 = 0x1261_2724_0000_6814;
const DOCS: &str = "docs/mutationer.md";

/// What became of a slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    /// A finding stands on its line.
    There,
    /// A finding stands in the same paragraph of the file.
    Near,
    /// It is found, but told elsewhere: at a sum, or at the other half of a contradiction.
    Elsewhere,
    Escaped,
}

/// Results of a plan.
struct Results {
    made: usize,
    fates: Vec<(Slip, usize, Fate)>,
}

impl Results {
    fn count(&self, kind: Option<SlipKind>, fate: &[Fate]) -> usize {
        let of = |slip: &Slip| kind.is_none_or(|kind| slip.kind == kind);
        let fits = self
            .fates
            .iter()
            .filter(|(slip, _, one)| of(slip) && fate.contains(one));
        fits.count()
    }
}

const FOUND: [Fate; 3] = [Fate::There, Fate::Near, Fate::Elsewhere];
const ALL: [Fate; 4] = [Fate::There, Fate::Near, Fate::Elsewhere, Fate::Escaped];

#[test]
fn nearly_every_slip_is_found_where_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let plans = [
        ("Reglernes grundplan", ground()),
        ("Planen i `plan/`", root.join("plan")),
    ];
    let results: Vec<(&str, Results)> = plans
        .iter()
        .map(|(name, plan)| (*name, judge(plan)))
        .collect();
    let page = page(&results);
    let path = root.join(DOCS);
    if std::env::var_os("SKRIV_MUTATIONER").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    for (name, results) in &results {
        let (drawn, found) = (results.count(None, &ALL), results.count(None, &FOUND));
        assert!(drawn >= 200, "{name}: {drawn} drawn of {}", results.made);
        // The aim is 95; another draw, after the plan was edited, may come out a slip or two below it.
        assert!(
            found * 100 >= drawn * 94,
            "{name}: {found} of {drawn}\n{page}"
        );
        let at = results.count(None, &[Fate::There, Fate::Near]);
        assert!(at * 100 >= drawn * 80, "{name}: {at} of {drawn}\n{page}");
        for kind in SlipKind::ALL {
            assert!(
                results.count(Some(kind), &ALL) > 0,
                "{name}: no {kind:?} drawn"
            );
        }
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == page,
        "write it: SKRIV_MUTATIONER=1 cargo test --release mutations"
    );
}

fn judge(plan: &Path) -> Results {
    let files = Files::folder(plan);
    let (sources, _) = Sources::read(files.clone());
    let before: BTreeSet<String> = checked(files.clone()).1.iter().map(known).collect();
    let slips = slips::all(&sources);
    let made = slips.len();
    let drawn = draw(slips);
    let one = |slip: Slip| {
        let mut text = sources.file(&slip.file).unwrap().text.clone();
        text.replace_range(slip.range.clone(), &slip.new);
        let files = files.clone().with(&slip.file, text.clone().into_bytes());
        let (line, fate) = fate(&slip, &text, checked(files), &before);
        (slip, line, fate)
    };
    // Plans share nothing, so they are judged side by side; the order stays that of the draw.
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = drawn.len().div_ceil(threads).max(1);
    let fates = std::thread::scope(|scope| {
        let parts: Vec<_> = drawn
            .chunks(share)
            .map(|part| scope.spawn(|| part.iter().cloned().map(one).collect::<Vec<_>>()))
            .collect();
        let done = parts.into_iter().map(|part| part.join().unwrap());
        done.flatten().collect()
    });
    Results { made, fates }
}

/// What `check` says of a plan whose files may be changed in memory.
fn checked(files: Files) -> (Sources, Vec<Diagnostic>) {
    let composed = build::compose_files(files, Edition::default(), &mut NoClock);
    let found = build::outcome(&composed).found;
    (composed.sources, found)
}

/// What makes a finding the same before and after a slip: places move, so they do not count.
fn known(finding: &Diagnostic) -> String {
    format!("{} {:?}", finding.code, finding.args)
}

fn fate(
    slip: &Slip,
    text: &str,
    (sources, found): (Sources, Vec<Diagnostic>),
    before: &BTreeSet<String>,
) -> (usize, Fate) {
    let line = |byte: usize| text[..byte.min(text.len())].matches('\n').count() + 1;
    // The line break before something put in belongs to the line above.
    let skipped = slip.new.len() - slip.new.trim_start().len();
    let first = line(slip.range.start + skipped);
    let last = line(slip.range.start + slip.new.trim_end().len());
    let lines: Vec<&str> = text.lines().collect();
    let blank = |at: &usize| lines.get(at - 1).is_none_or(|line| line.is_empty());
    let head = (1..first).rev().find(blank).unwrap_or(0);
    let end = (last + 1..=lines.len())
        .find(blank)
        .unwrap_or(lines.len() + 1);
    let new: Vec<&Diagnostic> = found
        .iter()
        .filter(|one| !before.contains(&known(one)))
        .collect();
    let at = |range: std::ops::RangeInclusive<usize>| {
        new.iter().flat_map(|one| &one.labels).any(|label| {
            let span = &label.span;
            let (line, _) = position(&sources, &span.file, span.range.start);
            span.file == slip.file && range.contains(&line)
        })
    };
    let fate = if new.is_empty() {
        Fate::Escaped
    } else if at(first..=last) {
        Fate::There
    } else if at(head..=end) {
        Fate::Near
    } else {
        Fate::Elsewhere
    };
    (first, fate)
}

/// So many of all slips, each kind with its share but at least a tenth of an even one, in the order they were made.
fn draw(slips: Vec<Slip>) -> Vec<Slip> {
    let mut kinds: BTreeMap<SlipKind, Vec<usize>> = BTreeMap::new();
    for (index, slip) in slips.iter().enumerate() {
        kinds.entry(slip.kind).or_default().push(index);
    }
    let mut state = SEED;
    let mut drawn = BTreeSet::new();
    // Round after round one of each kind, until there are enough or none is left.
    while drawn.len() < DRAWN.min(slips.len()) {
        for left in kinds.values_mut() {
            if left.is_empty() || drawn.len() >= DRAWN {
                continue;
            }
            // Knuth's linear congruential generator: the same draws everywhere, for ever.
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(state >> 33).unwrap() % left.len();
            drawn.insert(left.swap_remove(at));
        }
    }
    let mut slips: Vec<Option<Slip>> = slips.into_iter().map(Some).collect();
    drawn
        .into_iter()
        .filter_map(|index| slips[index].take())
        .collect()
}

/// The page of results.
fn page(results: &[(&str, Results)]) -> String {
    let mut out = String::from(
        "# Mutationsprøve\n\nDannet af prøven `mutations`; ret den eller reglerne, ikke denne fil. Hver gang ændres planen ét sted, som en hånd kan komme \
         til det, og kontrollen køres. Alle ændringer af de otte slags dannes ud fra planens egne filer; et antal trækkes med \
         et fast frø. »På linjen« betyder, at et fund peger på selve linjen; »ved siden af«, at det peger på samme tabel eller afsnit i \
         filen; »andetsteds«, at det vises ved summen eller ved den anden halvdel af modstriden.\n",
    );
    for (name, results) in results {
        let total = |fate: &[Fate]| results.count(None, fate);
        let (drawn, found) = (total(&ALL), total(&FOUND));
        let share =
            |part: usize, of: usize| format!("{},{} %", part * 100 / of, part * 1000 / of % 10);
        writeln!(out, "\n## {name}\n").unwrap();
        writeln!(
            out,
            "{drawn} ændringer trukket af {}. Fundet: {found} ({}). På linjen eller ved siden af: {} ({}).\n",
            results.made,
            share(found, drawn),
            total(&FOUND[..2]),
            share(total(&FOUND[..2]), drawn),
        )
        .unwrap();
        out.push_str("| Ændring | Trukket | Fundet | På linjen | Ved siden af | Andetsteds |\n| --- | --: | --: | --: | --: | --: |\n");
        for kind in SlipKind::ALL {
            let count = |fate: &[Fate]| results.count(Some(kind), fate);
            let row = [
                count(&ALL),
                count(&FOUND),
                count(&[Fate::There]),
                count(&[Fate::Near]),
                count(&[Fate::Elsewhere]),
            ];
            let row = row.map(|count| count.to_string()).join(" | ");
            writeln!(out, "| {} | {row} |", kind.words()).unwrap();
        }
        let escaped = results
            .fates
            .iter()
            .filter(|(_, _, fate)| *fate == Fate::Escaped);
        let mut escaped = escaped.peekable();
        if escaped.peek().is_some() {
            out.push_str("\nIkke fundet:\n\n");
        }
        for (slip, line, _) in escaped {
            writeln!(
                out,
                "- `{}:{line}` {}: `{}`",
                slip.file,
                slip.kind.words(),
                slip.what
            )
            .unwrap();
        }
    }
    out
}
