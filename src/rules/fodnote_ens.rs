//! Two footnotes of one file with the same words.

use std::collections::BTreeMap;

use crate::{diag::Diagnostic, key::FieldKey};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<(&str, &str), (&str, &FieldKey)> = BTreeMap::new();
    for scope in checked.texts.iter().filter_map(|text| text.scope) {
        for (id, note) in &scope.notes {
            let words = note.text.trim();
            let place = (note.key.file.as_str(), words);
            let (other, key) = *first.entry(place).or_insert((id, &note.key));
            if other != id && !words.is_empty() {
                found.push(
                    checked
                        .at("H002", &note.key)
                        .arg("id", id)
                        .arg("anden", other)
                        .label(checked.second(key, "foerste-gang")),
                );
            }
        }
    }
}
