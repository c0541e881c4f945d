//! Footnotes that nothing refers to.

use rustc_hash::FxHashSet;

use crate::diag::Diagnostic;

use super::{Checked, texts::note_marks};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    // A note that data refer to is walked as a text of its own; one that prose refers to stands in its marks.
    let mut walked: FxHashSet<_> = checked.texts.iter().map(|text| &text.key).collect();
    walked.extend(checked.notes.iter().map(|note| &note.prose.key));
    let mut marks: FxHashSet<(&str, &str)> = FxHashSet::default();
    for text in &checked.texts {
        marks.extend(note_marks(text.text).map(|id| (text.key.file.as_str(), id)));
    }
    let mut told = FxHashSet::default();
    for scope in checked.texts.iter().filter_map(|text| text.scope) {
        for (id, note) in &scope.notes {
            let used = walked.contains(&note.key) || marks.contains(&(note.key.file.as_str(), id));
            if !used && told.insert(&note.key) {
                found.push(checked.at("H001", &note.key).arg("id", id));
            }
        }
    }
}
