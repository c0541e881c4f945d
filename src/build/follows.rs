//! Findings that only follow from others: what a fault keeps from being read cannot be found, shown or listed either. Who
//! mends the fault would look for a second one in vain.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    diag::{Diagnostic, Label, Severity},
    source::{Sources, slug},
};

/// That something of a name is not there, or not a part of the plan.
const ABSENT: [&str; 22] = [
    "M001", "M002", "M003", "P001", "P004", "P013", "R002", "R005", "R006", "R007", "R008", "R009",
    "R013", "R015", "R017", "R018", "R019", "R023", "R029", "R038", "R039", "R047",
];
/// That something stands nowhere: whatever mentions it may be what places it.
const UNPLACED: [&str; 3] = ["P011", "P022", "R011"];
/// That what is named has no file.
const WITHOUT_FILE: [&str; 3] = ["R009", "R015", "R019"];
/// That a table's or figure's own parts do not fit each other.
const UNFIT: [&str; 7] = ["R031", "R032", "R033", "R036", "R040", "R041", "R049"];

/// That a table's columns are too narrow: of one with faults nobody knows what its columns will be.
const NARROW: [&str; 2] = ["R086", "R087"];

/// Appends what a later stage found, but for what only follows from the faults known before, or from one another.
pub fn add(found: &mut Vec<Diagnostic>, later: Vec<Diagnostic>, sources: &Sources) {
    let known = Hurts::of(faults(found), sources);
    let new = Hurts::of(faults(&later), sources);
    let follows = |finding: &Diagnostic| known.explain(finding) || new.name(finding);
    let kept: Vec<Diagnostic> = later.iter().filter(|f| !follows(f)).cloned().collect();
    // Two faults may each explain the other; a plan with faults is never without one.
    let errors = |found: &[Diagnostic]| faults(found).next().is_some();
    let silenced = errors(&later) && !errors(&kept) && !errors(found);
    found.extend(if silenced { later } else { kept });
}

fn faults(found: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    found.iter().filter(|d| d.severity() == Severity::Fejl)
}

/// What faults keep from being read.
#[derive(Default)]
struct Hurts<'a> {
    /// Whether there are any at all, a file that nobody reads, or one that is not there.
    any: bool,
    misnamed: bool,
    missing: bool,
    files: BTreeMap<&'a str, InFile<'a>>,
    /// Ids and words that nobody knows because of them.
    names: Names<'a>,
    /// Words of the texts that they keep from being set.
    words: Names<'a>,
}

/// Faults of one file.
#[derive(Default)]
struct InFile<'a> {
    /// Where it stops being TOML.
    broken_at: Option<usize>,
    /// Where values have another shape than their own.
    shapes: BTreeSet<usize>,
    /// All of them, and those that keep what was not read from being known.
    all: Holders<'a>,
    of_form: Holders<'a>,
}

impl<'a> Hurts<'a> {
    fn of(faults: impl Iterator<Item = &'a Diagnostic>, sources: &'a Sources) -> Self {
        let mut out = Hurts::default();
        // Many faults may lie in one record, whose words are then looked at once.
        let mut records: BTreeMap<(usize, usize), (&str, Holders<'a>)> = BTreeMap::new();
        for fault in faults {
            out.any = true;
            out.misnamed |= fault.code == "V126";
            if WITHOUT_FILE.contains(&fault.code) {
                out.missing = true;
                out.names.add(subject(fault), fault);
            }
            let Some(Label { span, text: _ }) = fault.labels.first() else {
                continue;
            };
            let file = out.files.entry(&span.file).or_default();
            file.broken_at = sources.file(&span.file).and_then(|file| file.broken_at);
            file.all.add(fault);
            if fault.code.starts_with(['S', 'K']) {
                file.shapes.insert(span.range.start);
            }
            let record = sources.record_at(span);
            // What refers to nothing is set all the same.
            if fault.code != "P013" {
                let place = records.entry((record.as_ptr().addr(), record.len()));
                place.or_insert((record, Holders::default())).1.add(fault);
            }
            match fault.code {
                // What does not fit the rest of the plan is left out of it.
                code if code.starts_with('R') => {
                    out.names.add(ids(record).chain(stem(&span.file)), fault);
                }
                code if code.starts_with('P') => {}
                "S023" => out.names.add(stem(&span.file), fault),
                "S020" => out.names.add(ids(record), fault),
                _ => file.of_form.add(fault),
            }
        }
        for (text, holders) in records.into_values() {
            holders.each(|fault| out.words.add(tokens(text), fault));
        }
        for (file, InFile { all, of_form, .. }) in &out.files {
            for text in sources.unread(file) {
                all.each(|fault| out.words.add(tokens(text), fault));
                of_form.each(|fault| out.names.add(tokens(text), fault));
            }
        }
        out
    }

    /// Whether a finding would not be there without these faults, which were known before it.
    fn explain(&self, finding: &Diagnostic) -> bool {
        let code = finding.code;
        let unplaced = UNPLACED.contains(&code);
        // What a file holds that nobody reads cannot be known.
        self.misnamed && (ABSENT.contains(&code) || unplaced || code == "R012")
            // Nor what one that is not there would have shown.
            || self.missing && unplaced
            // Blocks get their ids from the plan's: which of them stands twice was told.
            || self.any && code == "P021"
            || self.name(finding)
            || self.spoil(finding)
    }

    /// Whether a finding is about what has the name of something that another of these faults keeps from being read.
    fn name(&self, finding: &Diagnostic) -> bool {
        let Some(subject) = subject(finding) else {
            return false;
        };
        let unplaced = UNPLACED.contains(&finding.code);
        let absent = ABSENT.contains(&finding.code);
        (absent || unplaced) && self.names.hold(subject, finding)
            || unplaced && self.words.hold(subject, finding)
    }

    /// Whether a finding is about the very value that has another shape than its own, or about the file it is part of.
    fn spoil(&self, finding: &Diagnostic) -> bool {
        let Some(Label { span, text: _ }) = finding.labels.first() else {
            return false;
        };
        let Some(file) = self.files.get(span.file.as_str()) else {
            return false;
        };
        let absent = ABSENT.contains(&finding.code);
        let lost = |at| !absent || span.range.start >= at;
        if file.broken_at.is_some_and(lost) {
            return finding.code != "R012";
        }
        let same = file.shapes.contains(&span.range.start) && finding.code != "R012";
        same || NARROW.contains(&finding.code)
            || !file.shapes.is_empty() && UNFIT.contains(&finding.code)
    }
}

/// Names, and the faults because of which nobody knows them.
#[derive(Default)]
struct Names<'a> {
    written: BTreeMap<&'a str, Holders<'a>>,
    /// As ids, where they are written with other letters than an id has.
    slugs: BTreeMap<String, Holders<'a>>,
}

impl<'a> Names<'a> {
    fn add(&mut self, names: impl IntoIterator<Item = &'a str>, fault: &'a Diagnostic) {
        for name in names {
            self.written.entry(name).or_default().add(fault);
            let id = slug(name);
            if id != name {
                self.slugs.entry(id).or_default().add(fault);
            }
        }
    }

    /// Whether a fault other than the finding itself holds the name, or the id that the id of a block is made of.
    fn hold(&self, name: &str, finding: &Diagnostic) -> bool {
        let behind = name.match_indices('.').map(|(at, _)| &name[at + 1..]);
        let held = [name].into_iter().chain(behind);
        let written = held.filter_map(|name| self.written.get(name));
        let mut all = written.chain(self.slugs.get(name));
        all.any(|holders| holders.other_than(finding))
    }
}

/// Faults, of which two are as good as many: one of them is not the finding that is asked about.
#[derive(Default)]
struct Holders<'a>([Option<&'a Diagnostic>; 2]);

impl<'a> Holders<'a> {
    fn add(&mut self, fault: &'a Diagnostic) {
        if !self.0.iter().flatten().any(|one| std::ptr::eq(*one, fault))
            && let Some(free) = self.0.iter_mut().find(|one| one.is_none())
        {
            *free = Some(fault);
        }
    }

    fn other_than(&self, finding: &Diagnostic) -> bool {
        let mut all = self.0.iter().flatten();
        all.any(|one| !std::ptr::eq(*one, finding))
    }

    fn each(&self, act: impl FnMut(&'a Diagnostic)) {
        self.0.iter().flatten().copied().for_each(act);
    }
}

/// What a finding is about, by its name.
fn subject(finding: &Diagnostic) -> Option<&str> {
    let of = |name: &str| finding.args.iter().find(|(arg, _)| *arg == name);
    let (_, words) = of("id").or_else(|| of("navn"))?;
    Some(words)
}

fn stem(file: &str) -> Option<&str> {
    let (folder, name) = file.rsplit_once('/')?;
    (!folder.is_empty()).then(|| name.trim_end_matches(".toml"))
}

/// Words as ids are written.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let part = |c: char| !(c.is_alphanumeric() || c == '-');
    text.split(part).filter(|word| !word.is_empty())
}

/// What stands under `id` in the text of a record.
fn ids(text: &str) -> impl Iterator<Item = &str> {
    text.split("id").skip(1).filter_map(|rest| {
        let value = rest.trim_start().strip_prefix('=')?.trim_start();
        value.strip_prefix('"')?.split('"').next()
    })
}
