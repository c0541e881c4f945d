//! Authors' notes: `note = …` may stand in every table of every file.

use std::borrow::Cow;

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
            collect(&file.root, &mut Vec::new(), &mut |steps, words| {
                let mut key = FieldKey::file(path);
                key.path = steps.join(".").into();
                out.push((key, words));
            });
        }
        out
    }
}

/// Nearly no table has a note, so that no key is put together before there is one.
fn collect<'n>(
    node: &'n Node,
    steps: &mut Vec<Cow<'n, str>>,
    tell: &mut impl FnMut(&[Cow<'_, str>], String),
) {
    match &node.kind {
        NodeKind::Table(entries) => {
            for entry in entries {
                match &entry.value.kind {
                    NodeKind::Text(words) if entry.key == NOTE => {
                        let words: Vec<&str> = words.split_whitespace().collect();
                        tell(steps, words.join(" "));
                    }
                    _ => {
                        steps.push(Cow::Borrowed(&entry.key));
                        collect(&entry.value, steps, tell);
                        steps.pop();
                    }
                }
            }
        }
        NodeKind::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                steps.push(Cow::Owned(index.to_string()));
                collect(item, steps, tell);
                steps.pop();
            }
        }
        NodeKind::Text(_)
        | NodeKind::Integer(_)
        | NodeKind::Float(_)
        | NodeKind::Bool(_)
        | NodeKind::Date(_) => {}
    }
}
