//! A tree with values of our own where the written ones cannot be read: see `load/stand_in.rs`.

use std::ops::Range;

use serde_json::Value;

use super::{Entry, Node, NodeKind};

/// What makes a tree readable at one place.
#[derive(Debug)]
pub struct Repair {
    /// Which entry or item of each table or list leads to the value, or to the table at hand.
    trail: Vec<usize>,
    change: Change,
}

#[derive(Debug)]
enum Change {
    /// Another value.
    Exchange(NodeKind),
    /// One under a key that a table lacks.
    Add(String, NodeKind),
    /// None under a key that nobody knows.
    Drop(String),
}

impl Repair {
    /// For a value of the wrong kind.
    pub fn wrong(trail: &[usize], value: &Value) -> Repair {
        Repair::of(trail, Change::Exchange(kind(value)))
    }

    /// For a key that a table lacks.
    pub fn missing(table: &[usize], key: &str, value: &Value) -> Repair {
        Repair::of(table, Change::Add(key.to_owned(), kind(value)))
    }

    /// For a key that a table cannot have.
    pub fn unknown(table: &[usize], key: &str) -> Repair {
        Repair::of(table, Change::Drop(key.to_owned()))
    }

    fn of(trail: &[usize], change: Change) -> Repair {
        Repair {
            trail: trail.to_vec(),
            change,
        }
    }

    /// Changes the tree; gives the place of what nobody sees any more. What is exchanged keeps its place, what is added
    /// stands at the start of its table.
    pub(super) fn apply(self, root: &mut Node) -> Option<Range<usize>> {
        let mut node = root;
        for index in self.trail {
            let inner = match &mut node.kind {
                NodeKind::Table(entries) => entries.get_mut(index).map(|entry| &mut entry.value),
                NodeKind::Array(items) => items.get_mut(index),
                NodeKind::Text(_)
                | NodeKind::Integer(_)
                | NodeKind::Float(_)
                | NodeKind::Bool(_)
                | NodeKind::Date(_) => None,
            };
            node = inner?;
        }
        let start = node.span.start;
        match (self.change, &mut node.kind) {
            (Change::Exchange(kind), _) => {
                let gone = node.extent();
                node.kind = kind;
                Some(gone)
            }
            (Change::Add(key, kind), NodeKind::Table(entries)) => {
                let span = start..start;
                entries.push(Entry {
                    key,
                    key_span: span.clone(),
                    value: Node { span, kind },
                });
                None
            }
            (Change::Drop(key), NodeKind::Table(entries)) => {
                let at = entries.iter().position(|entry| entry.key == key)?;
                Some(entries.remove(at).value.extent())
            }
            (Change::Add(..) | Change::Drop(_), _) => None,
        }
    }
}

fn kind(value: &Value) -> NodeKind {
    match value {
        Value::Null => NodeKind::Table(Vec::new()),
        Value::Bool(value) => NodeKind::Bool(*value),
        Value::Number(number) => NodeKind::Integer(number.to_string()),
        Value::String(text) => NodeKind::Text(text.clone()),
        Value::Array(items) => NodeKind::Array(items.iter().map(node).collect()),
        Value::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| Entry {
                key: key.clone(),
                key_span: 0..0,
                value: node(value),
            });
            NodeKind::Table(entries.collect())
        }
    }
}

fn node(value: &Value) -> Node {
    Node {
        span: 0..0,
        kind: kind(value),
    }
}
