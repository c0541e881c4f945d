//! Authors' notes: `note = …` may stand in every table of every file.

use super::{
    FieldKey, Sources,
    node::{Node, NodeKind},
};

/// The key that holds a note.
const NOTE: &str = "note";

impl Sources {
    /// All notes in the order of the files and keys: the table each stands in, and its words on one line.
    pub fn notes(&self) -> Vec<(FieldKey, String)> {
        let mut out = Vec::new();
        for (path, file) in self.files() {
            collect(&file.root, &FieldKey::file(path), &mut out);
        }
        out
    }
}

fn collect(node: &Node, key: &FieldKey, out: &mut Vec<(FieldKey, String)>) {
    match &node.kind {
        NodeKind::Table(entries) => {
            for entry in entries {
                match &entry.value.kind {
                    NodeKind::Text(words) if entry.key == NOTE => {
                        let words: Vec<&str> = words.split_whitespace().collect();
                        out.push((key.clone(), words.join(" ")));
                    }
                    _ => collect(&entry.value, &key.child(&entry.key), out),
                }
            }
        }
        NodeKind::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, &key.item(index), out);
            }
        }
        NodeKind::Text(_)
        | NodeKind::Integer(_)
        | NodeKind::Float(_)
        | NodeKind::Bool(_)
        | NodeKind::Date(_) => {}
    }
}
