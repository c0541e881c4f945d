//! Footnotes without words.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut empty = BTreeMap::new();
    for scope in checked.texts.iter().filter_map(|text| text.scope) {
        let without = scope.notes.iter().filter(|(_, n)| n.text.trim().is_empty());
        empty.extend(without.map(|(id, note)| (&note.key, id.as_str())));
    }
    // A file without prose has no scope: its footnotes are known by what refers to them.
    for note in &checked.notes {
        if note.prose.text.trim().is_empty() {
            let key = &note.prose.key;
            let id = key.path.rsplit('.').next().unwrap_or(&note.id);
            empty.insert(key, id);
        }
    }
    for (key, id) in empty {
        found.push(checked.at("H003", key).arg("id", id));
    }
}
