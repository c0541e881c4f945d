//! A TOML file as a tree with spans, keys in the order they were written.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::diag::{Diagnostic, Label};

use super::{Span, letters, slips};

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Bytes of the value, quotes included.
    pub span: Range<usize>,
    /// What it is.
    pub kind: NodeKind,
}

/// The kinds of TOML value. Numbers keep the digits as typed.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind {
    /// A string.
    Text(String),
    /// A whole number, decimal digits without `_`.
    Integer(String),
    /// A number with decimals or an exponent, as typed without `_`.
    Float(String),
    /// `true` or `false`.
    Bool(bool),
    /// A date or time, as typed.
    Date(String),
    /// An array.
    Array(Vec<Node>),
    /// A table.
    Table(Vec<Entry>),
}

/// A key and its value in a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Range<usize>,
    /// The value.
    pub value: Node,
}

/// Parses a file; all syntax errors at once, and the tree of what could be read.
pub fn parse(path: &str, text: &str) -> (Node, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let node = Node::from_table(table.get_ref(), 0..text.len());
    let mut faults: Vec<(Range<usize>, Diagnostic)> = Vec::new();
    for error in &errors {
        let range = error.span().unwrap_or(0..0);
        let told = slips::slip(text, range.start)
            .unwrap_or_else(|| (range.clone(), syntax_fault(error.message())));
        // The parser stumbles more than once over a number that is written as Danes do.
        let again = |(known, fault): &(Range<usize>, Diagnostic)| {
            slips::CODES.contains(&fault.code) && (known.start..=known.end).contains(&range.start)
        };
        if !faults.iter().any(again) {
            faults.push(told);
        }
    }
    node.lists(&mut |span, items| {
        faults.extend(slips::list(text, items).map(|fault| (span.clone(), fault)));
    });
    let faults = faults.into_iter().map(|(range, fault)| {
        let file = path.into();
        fault.label(Label::primary(Span { file, range }))
    });
    (node, faults.collect())
}

/// The parser speaks English, and of anything; the slips that people make have words of their own.
fn syntax_fault(message: &str) -> Diagnostic {
    const OWN: [(&str, &str); 8] = [
        ("duplicate key", "K011"),
        ("invalid date", "K012"),
        ("string values must be quoted", "K013"),
        ("missing escaped value", "K014"),
        ("invalid basic string", "K014"),
        ("invalid multi-line basic string", "K014"),
        ("invalid literal string", "K014"),
        ("invalid multi-line literal string", "K014"),
    ];
    let own = OWN.iter().find(|(start, _)| message.starts_with(start));
    own.map_or_else(
        || Diagnostic::new("K010").arg("fejl", message),
        |(_, code)| Diagnostic::new(code),
    )
}

impl Node {
    /// A table without keys.
    pub(super) fn empty() -> Node {
        Node {
            span: 0..0,
            kind: NodeKind::Table(Vec::new()),
        }
    }

    /// Hands over each list below, with its place and those of its items.
    fn lists(&self, f: &mut impl FnMut(&Range<usize>, &[Range<usize>])) {
        match &self.kind {
            NodeKind::Array(items) => {
                let spans: Vec<Range<usize>> = items.iter().map(|item| item.span.clone()).collect();
                f(&self.span, &spans);
                items.iter().for_each(|item| item.lists(f));
            }
            NodeKind::Table(entries) => entries.iter().for_each(|entry| entry.value.lists(f)),
            NodeKind::Text(_)
            | NodeKind::Integer(_)
            | NodeKind::Float(_)
            | NodeKind::Bool(_)
            | NodeKind::Date(_) => {}
        }
    }

    fn from_table(table: &DeTable<'_>, span: Range<usize>) -> Node {
        let mut entries: Vec<Entry> = table
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref().to_string(),
                key_span: key.span(),
                value: Node::from_value(value),
            })
            .collect();
        entries.sort_by_key(|entry| entry.key_span.start);
        Node {
            span,
            kind: NodeKind::Table(entries),
        }
    }

    fn from_value(value: &Spanned<DeValue<'_>>) -> Node {
        let kind = match value.get_ref() {
            // Windows' line ends mean what others mean, and so do letters in two signs.
            DeValue::String(text) => {
                NodeKind::Text(letters::composed(&text.replace("\r\n", "\n")).into_owned())
            }
            DeValue::Integer(number) => integer(number.as_str(), number.radix()),
            DeValue::Float(number) => NodeKind::Float(number.as_str().replace('_', "")),
            DeValue::Boolean(value) => NodeKind::Bool(*value),
            DeValue::Datetime(date) => NodeKind::Date(date.to_string()),
            DeValue::Array(items) => NodeKind::Array(items.iter().map(Node::from_value).collect()),
            DeValue::Table(table) => {
                return Node::from_table(table, value.span());
            }
        };
        Node {
            span: value.span(),
            kind,
        }
    }

    /// The value under a key, if this is a table that has it.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        match &self.kind {
            NodeKind::Table(entries) => entries.iter().find(|entry| entry.key == key),
            NodeKind::Text(_)
            | NodeKind::Integer(_)
            | NodeKind::Float(_)
            | NodeKind::Bool(_)
            | NodeKind::Date(_)
            | NodeKind::Array(_) => None,
        }
    }

    /// The value at a dotted path; items of an array by number or by their `id`.
    pub fn find(&self, path: &str) -> Option<&Node> {
        let mut node = self;
        for step in path.split('.').filter(|step| !step.is_empty()) {
            node = match &node.kind {
                NodeKind::Array(items) => {
                    let named = |item: &&Node| {
                        let id = item.get("id").map(|entry| &entry.value.kind);
                        matches!(id, Some(NodeKind::Text(id)) if id == step)
                    };
                    let numbered = step.parse::<usize>().ok().and_then(|at| items.get(at));
                    items.iter().find(named).or(numbered)?
                }
                NodeKind::Table(_)
                | NodeKind::Text(_)
                | NodeKind::Integer(_)
                | NodeKind::Float(_)
                | NodeKind::Bool(_)
                | NodeKind::Date(_) => &node.get(step)?.value,
            };
        }
        Some(node)
    }

    /// From the first to the last byte of the value and all that it holds, which headers of tables may set apart.
    pub fn extent(&self) -> Range<usize> {
        let inner: Vec<&Node> = match &self.kind {
            NodeKind::Array(items) => items.iter().collect(),
            NodeKind::Table(entries) => entries.iter().map(|entry| &entry.value).collect(),
            NodeKind::Text(_)
            | NodeKind::Integer(_)
            | NodeKind::Float(_)
            | NodeKind::Bool(_)
            | NodeKind::Date(_) => Vec::new(),
        };
        inner
            .into_iter()
            .map(Node::extent)
            .fold(self.span.clone(), |all, part| {
                all.start.min(part.start)..all.end.max(part.end)
            })
    }

    /// Where the items of the outermost lists stand, from the first byte to the last of each, in the order of the file.
    pub(super) fn records(&self) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = match &self.kind {
            NodeKind::Array(items) => items.iter().map(Node::extent).collect(),
            NodeKind::Table(entries) => {
                let inner = entries.iter();
                inner.flat_map(|entry| entry.value.records()).collect()
            }
            NodeKind::Text(_)
            | NodeKind::Integer(_)
            | NodeKind::Float(_)
            | NodeKind::Bool(_)
            | NodeKind::Date(_) => Vec::new(),
        };
        out.sort_by_key(|record| record.start);
        out
    }

    /// The dotted path of the deepest value that a byte lies in, its key counted as part of it.
    pub fn path_at(&self, byte: usize) -> String {
        let (mut node, mut path) = (self, Vec::new());
        loop {
            let inner = match &node.kind {
                NodeKind::Table(entries) => entries.iter().find_map(|entry| {
                    let all = entry.value.extent();
                    let start = all.start.min(entry.key_span.start);
                    (start..all.end)
                        .contains(&byte)
                        .then(|| (entry.key.clone(), &entry.value))
                }),
                NodeKind::Array(items) => items.iter().enumerate().find_map(|(index, item)| {
                    item.extent()
                        .contains(&byte)
                        .then(|| (index.to_string(), item))
                }),
                NodeKind::Text(_)
                | NodeKind::Integer(_)
                | NodeKind::Float(_)
                | NodeKind::Bool(_)
                | NodeKind::Date(_) => None,
            };
            let Some((step, value)) = inner else {
                return path.join(".");
            };
            path.push(step);
            node = value;
        }
    }

    /// Spans of the value at a dotted path and of its key; of the nearest existing parent if there is none.
    pub fn locate(&self, path: &str) -> (Range<usize>, Range<usize>) {
        let (node, key_span, _) = self.follow(path);
        if std::ptr::eq(node, self) {
            (0..0, 0..0)
        } else {
            (node.span.clone(), key_span)
        }
    }

    /// Whether the whole path exists and ends at a value of its own, no table or list.
    pub fn holds(&self, path: &str) -> bool {
        let (node, _, whole) = self.follow(path);
        whole && !matches!(node.kind, NodeKind::Array(_) | NodeKind::Table(_))
    }

    /// As far along a dotted path as it exists: the node, the span of its key, and whether that is all of it.
    fn follow(&self, path: &str) -> (&Node, Range<usize>, bool) {
        let mut node = self;
        let mut key_span = 0..0;
        for step in path.split('.').filter(|step| !step.is_empty()) {
            if let Some(entry) = node.get(step) {
                (node, key_span) = (&entry.value, entry.key_span.clone());
            } else if let (NodeKind::Array(items), Ok(index)) = (&node.kind, step.parse::<usize>())
                && let Some(item) = items.get(index)
            {
                (node, key_span) = (item, item.span.clone());
            } else {
                return (node, key_span, false);
            }
        }
        (node, key_span, true)
    }
}

fn integer(digits: &str, radix: u32) -> NodeKind {
    let plain = digits.replace('_', "");
    match i128::from_str_radix(&plain, radix) {
        Ok(number) => NodeKind::Integer(number.to_string()),
        // Larger than any figure of a plan; kept so that validation can point at it.
        Err(_) => NodeKind::Float(plain),
    }
}
