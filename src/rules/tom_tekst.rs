//! Titles and texts that are there and hold no word.

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    source::{Node, NodeKind},
};

use super::Checked;

/// Keys of what must have words, where it is written at all.
const WORDS: [&str; 5] = ["titel", "navn", "sammenfatning", "primaer", "sekundaer"];
/// What may have no title: columns of headings, and cells; what an indicator lacks is told by `indikator_tom`.
const MAY: [&str; 3] = ["kolonne", "celler", "indikator"];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for (path, file) in checked.sources.files() {
        walk(checked, &file.root, &FieldKey::file(path), found);
    }
}

fn walk(checked: &Checked<'_>, node: &Node, key: &FieldKey, found: &mut Vec<Diagnostic>) {
    match &node.kind {
        NodeKind::Table(entries) => {
            for entry in entries
                .iter()
                .filter(|entry| !MAY.contains(&entry.key.as_str()))
            {
                let inner = key.child(&entry.key);
                match &entry.value.kind {
                    NodeKind::Text(text)
                        if WORDS.contains(&entry.key.as_str()) && text.trim().is_empty() =>
                    {
                        found.push(checked.at("U025", &inner).arg("noegle", &entry.key));
                    }
                    NodeKind::Table(_) | NodeKind::Array(_) => {
                        walk(checked, &entry.value, &inner, found)
                    }
                    _ => {}
                }
            }
        }
        NodeKind::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                walk(checked, item, &key.item(at), found);
            }
        }
        _ => {}
    }
}
