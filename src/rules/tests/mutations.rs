//! Breaks a plan in one place at a time and counts how many breaks are found, and at the right line.
//!
//! All slips that `slips` knows are made; some hundred of them are drawn with a fixed seed, of each kind its share. The
//! results stand in `docs/mutationer.md`, which a test holds true. A slip counts as found if a finding is there that the
//! plan had not before; every slip drawn is counted, and those that escape are listed.

mod goals;
mod kinds;
mod letters;
mod numbers;
mod prose;
mod records;
mod scene;
mod slips;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    path::{Path, PathBuf},
};

use super::{Diagnostic, ground};
use crate::{
    audience::Edition,
    build::{self, NoClock},
    diag::json::position,
    source::{Files, Sources},
};
use kinds::{Harm, SlipKind};
use slips::Slip;

/// The plans that are broken, each clean: a name for the page and a folder.
fn plans() -> Vec<(&'static str, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = [
        ("`plan/`", "plan"),
        ("`tests/cases/fire-parter`", "tests/cases/fire-parter/plan"),
        ("`tests/cases/et-omraade`", "tests/cases/et-omraade/plan"),
    ];
    let ground = ("reglernes grundplan", ground());
    let cases = cases.map(|(name, folder)| (name, root.join(folder)));
    std::iter::once(ground).chain(cases).collect()
}

/// Slips drawn of each plan: of those that a careful reader could notice, and of those that nobody could.
const DRAWN: [usize; 2] = [150, 15];
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

/// A slip with the line it stands on and what became of it.
struct Judged {
    plan: &'static str,
    slip: Slip,
    line: usize,
    fate: Fate,
}

const FOUND: [Fate; 3] = [Fate::There, Fate::Near, Fate::Elsewhere];
const AT: [Fate; 2] = [Fate::There, Fate::Near];
const ALL: [Fate; 4] = [Fate::There, Fate::Near, Fate::Elsewhere, Fate::Escaped];

/// How many of some slips came to one of some ends.
fn count<'j>(all: impl IntoIterator<Item = &'j Judged>, fate: &[Fate]) -> usize {
    all.into_iter()
        .filter(|one| fate.contains(&one.fate))
        .count()
}

#[test]
fn most_slips_are_found_where_they_are() {
    // Another seed draws other slips, to see whether the rules know kinds or the slips of this page.
    let other = std::env::var("MUTATION_FROE")
        .ok()
        .and_then(|seed| seed.parse().ok());
    let (mut judged, mut made) = (Vec::new(), Vec::new());
    for (name, plan) in plans() {
        let (own, of) = judge(name, &plan, other.unwrap_or(SEED));
        judged.extend(own);
        made.push((name, of));
    }
    let page = page(&judged, &made);
    if other.is_some() {
        println!("{page}");
        return;
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(DOCS);
    if std::env::var_os("SKRIV_MUTATIONER").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let seen: Vec<&Judged> = judged.iter().filter(|one| one.slip.seen).collect();
    let kinds: BTreeSet<SlipKind> = seen.iter().map(|one| one.slip.kind).collect();
    let (drawn, found, at) = (
        seen.len(),
        count(seen.iter().copied(), &FOUND),
        count(seen.iter().copied(), &AT),
    );
    assert!(
        drawn >= 550 && kinds.len() >= 40,
        "{drawn} of {} kinds",
        kinds.len()
    );
    assert!(found * 100 >= drawn * 80, "{found} of {drawn}\n{page}");
    assert!(at * 100 >= drawn * 75, "{at} of {drawn}\n{page}");
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == page,
        "write it: SKRIV_MUTATIONER=1 cargo test --lib mutations"
    );
}

/// What becomes of the slips drawn of a plan, and how many could be made.
fn judge(name: &'static str, plan: &Path, seed: u64) -> (Vec<Judged>, usize) {
    let files = Files::folder(plan);
    let (sources, _) = Sources::read(files.clone());
    let before = counted(&checked(files.clone()).1);
    let slips = slips::all(&sources);
    let made = slips.len();
    let drawn = draw(slips, seed);
    let one = |slip: Slip| {
        let mut text = sources.file(&slip.file).unwrap().text.clone();
        text.replace_range(slip.range.clone(), &slip.new);
        let files = files.clone().with(&slip.file, text.clone().into_bytes());
        let (line, fate) = fate(&slip, &text, checked(files), &before);
        Judged {
            plan: name,
            slip,
            line,
            fate,
        }
    };
    // Slips share nothing, so they are judged side by side; the order stays that of the draw.
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
    (fates, made)
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

fn counted(found: &[Diagnostic]) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    found
        .iter()
        .for_each(|one| *out.entry(known(one)).or_default() += 1);
    out
}

fn fate(
    slip: &Slip,
    text: &str,
    (sources, found): (Sources, Vec<Diagnostic>),
    before: &BTreeMap<String, usize>,
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
    let now = counted(&found);
    let new: Vec<&Diagnostic> = found
        .iter()
        .filter(|one| now[&known(one)] > before.get(&known(one)).copied().unwrap_or_default())
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

/// So many of all slips, in the order they were made: round after round one of each kind.
fn draw(slips: Vec<Slip>, seed: u64) -> Vec<Slip> {
    let mut drawn = BTreeSet::new();
    let mut state = seed;
    for (seen, wanted) in [true, false].into_iter().zip(DRAWN) {
        let mut kinds: BTreeMap<SlipKind, Vec<usize>> = BTreeMap::new();
        for (index, slip) in slips
            .iter()
            .enumerate()
            .filter(|(_, slip)| slip.seen == seen)
        {
            kinds.entry(slip.kind).or_default().push(index);
        }
        let most = drawn.len() + wanted.min(kinds.values().map(Vec::len).sum());
        while drawn.len() < most {
            for left in kinds.values_mut() {
                if left.is_empty() || drawn.len() >= most {
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
    }
    let mut slips: Vec<Option<Slip>> = slips.into_iter().map(Some).collect();
    drawn
        .into_iter()
        .filter_map(|index| slips[index].take())
        .collect()
}

fn share(part: usize, of: usize) -> String {
    let of = of.max(1);
    format!("{},{} %", part * 100 / of, part * 1000 / of % 10)
}

/// The page of results.
fn page(judged: &[Judged], made: &[(&str, usize)]) -> String {
    let mut out = String::from(
        "# Mutationsprøve\n\nDannet af prøven `mutations`; ret den eller reglerne, ikke denne fil. Hver gang ændres en plan uden fund ét sted, som en hånd kan komme \
         til det, og kontrollen køres. Ændringerne dannes ud fra planens egne filer, så enhver plan kan bruges; et antal trækkes med et fast frø, lige mange af hver slags, så længe der er \
         nogen. »På linjen« betyder, at et fund peger på selve linjen; »ved siden af«, at det peger på samme tabel eller afsnit i \
         filen; »andetsteds«, at det vises ved summen eller ved den anden halvdel af modstriden. Ændringer, som ingen kan se ud fra dokumentet alene, tæller for sig.\n\n",
    );
    let seen: Vec<&Judged> = judged.iter().filter(|one| one.slip.seen).collect();
    let all = || seen.iter().copied();
    let (drawn, found, at) = (seen.len(), count(all(), &FOUND), count(all(), &AT));
    let kinds: BTreeSet<SlipKind> = seen.iter().map(|one| one.slip.kind).collect();
    writeln!(
        out,
        "{drawn} ændringer af {} slags. Fundet: {found} ({}). På linjen eller ved siden af: {at} ({}).\n",
        kinds.len(), share(found, drawn), share(at, drawn),
    ).unwrap();
    out.push_str("| Plan | Kan dannes | Trukket | Fundet | | På linjen eller ved siden af | |\n| --- | --: | --: | --: | --: | --: | --: |\n");
    for (name, made) in made {
        let own = || all().filter(|one| one.plan == *name);
        let (drawn, found, at) = (own().count(), count(own(), &FOUND), count(own(), &AT));
        writeln!(
            out,
            "| {name} | {made} | {drawn} | {found} | {} | {at} | {} |",
            share(found, drawn),
            share(at, drawn)
        )
        .unwrap();
    }
    by_kind(&seen, &mut out);
    escaped(&seen, &mut out);
    let apart: Vec<&Judged> = judged.iter().filter(|one| !one.slip.seen).collect();
    writeln!(
        out,
        "\n## Det, ingen kan se\n\n{} ændringer, som intet andet i planen modsiger, er trukket for sig. Fundet: {}.",
        apart.len(),
        count(apart.iter().copied(), &FOUND),
    ).unwrap();
    out
}

fn by_kind(seen: &[&Judged], out: &mut String) {
    out.push_str("\n## Efter slags\n\n| Ændring | Trukket | Fundet | På linjen | Ved siden af | Andetsteds |\n| --- | --: | --: | --: | --: | --: |\n");
    for kind in SlipKind::ALL {
        let own = || seen.iter().copied().filter(|one| one.slip.kind == *kind);
        if own().next().is_none() {
            continue;
        }
        let row = [
            &ALL[..],
            &FOUND,
            &[Fate::There],
            &[Fate::Near],
            &[Fate::Elsewhere],
        ];
        let row = row.map(|fate| count(own(), fate).to_string()).join(" | ");
        writeln!(out, "| {} | {row} |", kind.words()).unwrap();
    }
}

/// What was not found, the most harmful first.
fn escaped(seen: &[&Judged], out: &mut String) {
    out.push_str("\n## Ikke fundet\n");
    let headings = [
        (
            Harm::Great,
            "Det, der aftales, betales eller måles, bliver et andet",
        ),
        (Harm::Some, "Læseren ledes på vildspor"),
        (Harm::Little, "Grimt, men alle ser, hvad der menes"),
    ];
    for (harm, heading) in headings {
        let own = seen
            .iter()
            .filter(|one| one.fate == Fate::Escaped && one.slip.kind.harm() == harm);
        let mut own = own.peekable();
        if own.peek().is_some() {
            writeln!(out, "\n### {heading}\n").unwrap();
        }
        for one in own {
            let what = one.slip.what.replace('`', "´");
            writeln!(
                out,
                "- {}, `{}:{}` {}: `{what}`",
                one.plan,
                one.slip.file,
                one.line,
                one.slip.kind.words()
            )
            .unwrap();
        }
    }
}
