//! Findings that only follow from others: what a fault keeps from being read cannot be found, shown or listed either. Who
//! mends the fault would look for a second one in vain.

use std::collections::BTreeSet;

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

/// Appends what a later stage found, but for what only follows from the faults known before, or from one another.
pub fn add(found: &mut Vec<Diagnostic>, later: Vec<Diagnostic>, sources: &Sources) {
    let known: Vec<Hurt<'_>> = faults(found).map(|f| Hurt::of(f, sources)).collect();
    let new: Vec<Hurt<'_>> = faults(&later).map(|f| Hurt::of(f, sources)).collect();
    let follows = |finding: &Diagnostic| {
        known.iter().any(|hurt| hurt.explains(finding, true))
            || new.iter().any(|hurt| hurt.explains(finding, false))
    };
    let kept: Vec<Diagnostic> = later.iter().filter(|f| !follows(f)).cloned().collect();
    // Two faults may each explain the other; a plan with faults is never without one.
    let errors = |found: &[Diagnostic]| faults(found).next().is_some();
    let silenced = errors(&later) && !errors(&kept) && !errors(found);
    found.extend(if silenced { later } else { kept });
}

fn faults(found: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    found.iter().filter(|d| d.severity() == Severity::Fejl)
}

/// What one fault keeps from being read.
struct Hurt<'a> {
    fault: &'a Diagnostic,
    /// Where its file stops being TOML.
    broken_at: Option<usize>,
    /// Ids and words that nobody knows because of it.
    names: BTreeSet<&'a str>,
    /// Words of the text that it keeps from being set.
    words: BTreeSet<&'a str>,
}

impl<'a> Hurt<'a> {
    fn of(fault: &'a Diagnostic, sources: &'a Sources) -> Self {
        let mut names = BTreeSet::new();
        let mut words = BTreeSet::new();
        if WITHOUT_FILE.contains(&fault.code) {
            names.extend(subject(fault));
        }
        if let Some(Label { span, text: _ }) = fault.labels.first() {
            let unread = sources.unread(&span.file);
            let unread: BTreeSet<&str> = unread.into_iter().flat_map(tokens).collect();
            let record = sources.record_at(span);
            // What refers to nothing is set all the same.
            let set = fault.code == "P013";
            words.extend(tokens(record).filter(|_| !set));
            words.extend(&unread);
            match fault.code {
                // What does not fit the rest of the plan is left out of it.
                code if code.starts_with('R') => names.extend(ids(record).chain(stem(&span.file))),
                code if code.starts_with('P') => {}
                "S023" => names.extend(stem(&span.file)),
                "S020" => names.extend(ids(record)),
                _ => names.extend(unread),
            }
        }
        let file = fault.labels.first().map(|label| &label.span.file);
        let file = file.and_then(|file| sources.file(file));
        Hurt {
            fault,
            broken_at: file.and_then(|file| file.broken_at),
            names,
            words,
        }
    }

    /// Whether a finding would not be there without this fault, which was `known` before it or found beside it.
    fn explains(&self, finding: &Diagnostic, known: bool) -> bool {
        if std::ptr::eq(self.fault, finding) {
            return false;
        }
        // What a file holds that nobody reads cannot be known.
        if known && self.fault.code == "V126" {
            return ABSENT.contains(&finding.code)
                || UNPLACED.contains(&finding.code)
                || finding.code == "R012";
        }
        // Nor what one that is not there would have shown.
        if known && WITHOUT_FILE.contains(&self.fault.code) && UNPLACED.contains(&finding.code) {
            return true;
        }
        // Blocks get their ids from the plan's: which of them stands twice was told.
        if finding.code == "P021" {
            return known;
        }
        let named = |names: &BTreeSet<&str>| {
            // What is written with other letters than an id has is meant as one.
            let is = |name: &&str, subject: &str| {
                *name == subject || is_id_of(subject, name) || slug(name) == subject
            };
            subject(finding).is_some_and(|subject| names.iter().any(|name| is(name, subject)))
        };
        ABSENT.contains(&finding.code) && named(&self.names)
            || UNPLACED.contains(&finding.code) && (named(&self.names) || named(&self.words))
            || known && self.spoils(finding)
    }

    /// Whether a finding is about the very value that has another shape than its own, or about the file it is part of.
    fn spoils(&self, finding: &Diagnostic) -> bool {
        let (Some(own), Some(other)) = (self.fault.labels.first(), finding.labels.first()) else {
            return false;
        };
        let (own, other) = (&own.span, &other.span);
        let absent = ABSENT.contains(&finding.code);
        let lost = |at| !absent || other.range.start >= at;
        if own.file == other.file && self.broken_at.is_some_and(lost) {
            return finding.code != "R012";
        }
        let same = own.range.start == other.range.start && finding.code != "R012";
        let unfit = UNFIT.contains(&finding.code);
        let shape = self.fault.code.starts_with(['S', 'K']);
        shape && own.file == other.file && (same || unfit)
    }
}

/// What a finding is about, by its name.
fn subject(finding: &Diagnostic) -> Option<&str> {
    let of = |name: &str| finding.args.iter().find(|(arg, _)| *arg == name);
    let (_, words) = of("id").or_else(|| of("navn"))?;
    Some(words)
}

/// Whether an id of a block, as `tabel.beboere`, is made of a plan's id.
fn is_id_of(block: &str, id: &str) -> bool {
    let head = block.strip_suffix(id);
    head.is_some_and(|head| head.ends_with('.'))
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
