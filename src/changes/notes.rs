//! The author's notes on changes: reasons, and what is declared to be editorial.

use std::collections::BTreeMap;

use crate::{
    diag::{self, Diagnostic, Label},
    key::{FieldKey, Span},
    model::ChangeNote,
    source::Sources,
};

use super::{
    Change, ChangeList, PlanPart, Side, approval,
    editorial::{self, Meaning},
};

/// What is wrong with the notes on changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteFinding {
    /// A change that needs a reason has none.
    Missing {
        /// Where the change is written: in the new version, or the list or file around what is gone.
        key: FieldKey,
        /// Its path, as a note would name it.
        path: String,
    },
    /// A note fits no change.
    Unused {
        /// Where the note is written.
        key: FieldKey,
        /// What it names.
        place: String,
    },
    /// What is declared to be editorial is none.
    NotEditorial {
        /// Where the note is written.
        key: FieldKey,
        /// The change it is declared of.
        path: String,
        /// What it does besides spelling and layout.
        meaning: Meaning,
    },
    /// A change has two notes that are as near to it as each other: only the first counts.
    Twice {
        /// Where the later note is written.
        key: FieldKey,
        /// Where the first is.
        first: FieldKey,
        /// What the later one names.
        place: String,
    },
}

/// More changes of one file without reasons than this are one finding.
const FEW: usize = 3;

impl ChangeList {
    /// What is wrong with the notes, as findings in the new version's files.
    pub fn diagnostics(&self, sources: &Sources) -> Vec<Diagnostic> {
        let mut missing: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in &self.findings {
            if let NoteFinding::Missing { key, path: _ } = finding {
                *missing.entry(&key.file).or_default() += 1;
            }
        }
        missing.retain(|_, count| *count > FEW);
        let many = missing.iter().map(|(file, count)| {
            let at = sources.span(&FieldKey::file(file));
            let finding = Diagnostic::at("C004", at).arg("fil", *file);
            finding.arg("antal", count.to_string())
        });
        let found = self.findings.iter().filter_map(|finding| {
            let (code, key, place) = match finding {
                NoteFinding::Missing { key, path: _ } if missing.contains_key(&*key.file) => {
                    return None;
                }
                NoteFinding::Missing { key, path } => ("C001", key, path),
                NoteFinding::Unused { key, place } => ("C002", key, place),
                NoteFinding::NotEditorial { key, path, meaning } => {
                    let at = sources.span(&key.child("redaktionel"));
                    return Some(not_editorial(meaning, at).arg("sted", path));
                }
                NoteFinding::Twice { key, first, place } => {
                    let finding = Diagnostic::at("C005", sources.span(&named(key)));
                    let earlier = Label::second(sources.span(&named(first)), "foerste-gang");
                    return Some(finding.arg("sted", place).label(earlier));
                }
            };
            Some(Diagnostic::at(code, sources.span(key)).arg("sted", place))
        });
        let mut found: Vec<Diagnostic> = found.chain(many).collect();
        diag::sort(&mut found);
        found
    }
}

/// That a change does more than its author says.
fn not_editorial(meaning: &Meaning, at: Span) -> Diagnostic {
    match meaning {
        Meaning::Other => Diagnostic::at("C003", at),
        Meaning::Changed(old, new) => {
            let finding = Diagnostic::at("C015", at).arg("gammel", old);
            finding.arg("ny", new)
        }
        Meaning::Gone(words) => Diagnostic::at("C016", at).arg("ord", words),
        Meaning::New(words) => Diagnostic::at("C017", at).arg("ord", words),
        Meaning::Signs(word) => Diagnostic::at("C018", at).arg("ord", word),
    }
}

/// Where a note says what it is about.
fn named(note: &FieldKey) -> FieldKey {
    note.child("noegle")
}

/// Gives changes their reasons and settles which are editorial. Says what is wrong with the notes.
pub fn apply(changes: &mut [(PlanPart, Change)], new: Side<'_>) -> Vec<NoteFinding> {
    let notes = &new.plan.change_notes;
    let mut used = vec![false; notes.len()];
    let mut found = Vec::new();
    for (_, change) in &mut *changes {
        let Some(note) = note_of(notes, change, &mut used) else {
            continue;
        };
        found.extend(again(notes, note, change).filter(|twice| !found.contains(twice)));
        change.reason = Some(note.reason.clone());
        if !note.editorial {
            continue;
        }
        let meaning = editorial::meaning(change, new.rules());
        match (approval::editorial(new.rules()), meaning) {
            (Some(approved), None) => {
                change.editorial = true;
                change.approval = approved;
            }
            (_, meaning) => found.push(NoteFinding::NotEditorial {
                key: note.key.clone(),
                path: change.path.clone(),
                meaning: meaning.unwrap_or(Meaning::Other),
            }),
        }
    }
    let unused = notes.iter().zip(used).filter(|(_, used)| !used);
    found.extend(unused.map(|(note, _)| NoteFinding::Unused {
        key: note.key.clone(),
        place: note.place.clone(),
    }));
    let needed = &new.rules().reasons.needed;
    for (_, change) in changes {
        if change.reason.is_none() && needed.contains(&change.approval.level) {
            found.push(NoteFinding::Missing {
                key: change.new_key.clone().unwrap_or_else(|| around(change)),
                path: change.path.clone(),
            });
        }
    }
    found
}

/// The note that names a change the most closely, the first of those that do. All that cover it are used.
fn note_of<'n>(
    notes: &'n [ChangeNote],
    change: &Change,
    used: &mut [bool],
) -> Option<&'n ChangeNote> {
    let keys = [&change.new_key, &change.old_key].into_iter().flatten();
    let mut paths: Vec<String> = keys.map(by_number).collect();
    paths.push(change.path.clone());
    let mut best: Option<&ChangeNote> = None;
    for (index, note) in notes.iter().enumerate() {
        if !paths.iter().any(|path| around_or_at(&note.place, path)) {
            continue;
        }
        used[index] = true;
        if best.is_none_or(|other| steps(&note.place) > steps(&other.place)) {
            best = Some(note);
        }
    }
    best
}

/// A later note that is as near to a change as the one that counts: the same words, or a number in place of an id.
fn again(notes: &[ChangeNote], first: &ChangeNote, change: &Change) -> Option<NoteFinding> {
    // A number is that of the new version here: what stood at it before is another entity.
    let key = change.new_key.as_ref().or(change.old_key.as_ref());
    let path = key.map(by_number);
    let is = |place: &str| {
        let numbered = path.as_ref().is_some_and(|path| around_or_at(place, path));
        around_or_at(place, &change.path) || numbered
    };
    let later = notes.iter().skip_while(|note| note.key != first.key);
    let mut later = later.skip(1);
    let twice = later.find(|note| steps(&note.place) == steps(&first.place) && is(&note.place))?;
    is(&first.place).then(|| NoteFinding::Twice {
        key: twice.key.clone(),
        first: first.key.clone(),
        place: twice.place.clone(),
    })
}

/// How many steps a place goes in.
fn steps(place: &str) -> usize {
    place.matches(['#', '.']).count()
}

/// A key as a note writes it.
fn by_number(key: &FieldKey) -> String {
    if key.path.is_empty() {
        key.file.to_string()
    } else {
        format!("{}#{}", key.file, key.path)
    }
}

/// Whether a place is that of a change or of something around it: by ids, or by numbers as in the files.
fn around_or_at(place: &str, path: &str) -> bool {
    let rest = path.strip_prefix(place);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['#', '.']))
}

/// Where what is gone would be looked for: the same file.
fn around(change: &Change) -> FieldKey {
    let file = change.path.split('#').next().unwrap_or_default();
    FieldKey::file(file)
}
