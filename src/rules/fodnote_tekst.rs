//! Footnotes without words.

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for scope in checked.texts.iter().filter_map(|text| text.scope) {
        for (id, note) in scope
            .notes
            .iter()
            .filter(|(_, note)| note.text.trim().is_empty())
        {
            found.push(checked.at("H003", &note.key).arg("id", id));
        }
    }
}
