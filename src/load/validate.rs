//! A tree against a JSON Schema: unknown and missing keys, wrong kinds, unknown words.
//!
//! Covers the part of JSON Schema that our own types generate; anything else in a schema is a fault of
//! ours and is caught by the test that validates every kind's schema.

use std::ops::Range;

use serde_json::Value;

use crate::{
    diag::{Diagnostic, Label},
    key::Span,
    source::{Node, NodeKind, Repair},
};

use super::stand_in;

/// Appends all faults of `node` against `schema`; gives what a reader of the tree can make do with until they are mended.
pub fn check(path: &str, node: &Node, schema: &Value, found: &mut Vec<Diagnostic>) -> Vec<Repair> {
    let mut check = Check {
        path,
        root: schema,
        found,
        trail: Vec::new(),
        repairs: Vec::new(),
    };
    check.value(node, schema, "");
    check.repairs
}

struct Check<'a> {
    path: &'a str,
    root: &'a Value,
    found: &'a mut Vec<Diagnostic>,
    /// Which entry or item of each table or list the value at hand lies in.
    trail: Vec<usize>,
    repairs: Vec<Repair>,
}

impl<'a> Check<'a> {
    fn value(&mut self, node: &Node, schema: &'a Value, key: &str) {
        let whole = schema;
        let Some(schema) = self.resolve(whole, node) else {
            return;
        };
        if let Some(words) = choices(schema) {
            let NodeKind::Text(text) = &node.kind else {
                return self.wrong_kind(node, whole, "string", key);
            };
            return self.choice(node, text, &words, key, whole);
        }
        let Some(kinds) = types(schema) else { return };
        if !any_fits(node, kinds) {
            let mut wanted = kinds.iter().filter_map(Value::as_str);
            let wanted = wanted.find(|kind| *kind != "null").unwrap_or_default();
            return self.wrong_kind(node, whole, wanted, key);
        }
        match &node.kind {
            NodeKind::Table(_) => self.table(node, schema),
            NodeKind::Array(items) => {
                if let Some(inner) = schema.get("items") {
                    for (index, item) in items.iter().enumerate() {
                        self.inner(index, item, inner, key);
                    }
                }
            }
            NodeKind::Text(text) | NodeKind::Date(text) => self.text(node, text, schema, key),
            NodeKind::Integer(digits) | NodeKind::Float(digits) => {
                self.number(node, digits, schema, key)
            }
            NodeKind::Bool(_) => {}
        }
    }

    /// Follows `$ref` and picks the branch of `anyOf` that fits the node's kind, the last one if none does.
    fn resolve(&self, schema: &'a Value, node: &Node) -> Option<&'a Value> {
        // Most values have a kind of their own.
        if schema.get("type").is_some() {
            return Some(schema);
        }
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            return self.resolve(self.target(target)?, node);
        }
        if let Some(inner) = schema.get("allOf").and_then(Value::as_array) {
            return self.resolve(inner.first()?, node);
        }
        let Some(branches) = schema.get("anyOf").and_then(Value::as_array) else {
            return Some(schema);
        };
        let mut last = None;
        for branch in branches {
            let Some(branch) = self.resolve(branch, node) else {
                continue;
            };
            let kinds = types(branch);
            if kinds.is_some_and(|kinds| any_fits(node, kinds)) {
                return Some(branch);
            }
            let null = |kinds: &[Value]| kinds.iter().all(|kind| kind == "null");
            if !kinds.is_some_and(null) {
                last = Some(branch);
            }
        }
        last
    }

    /// What a `$ref` names.
    fn target(&self, target: &str) -> Option<&'a Value> {
        match target.strip_prefix("#/definitions/") {
            Some(name) => self.root.get("definitions")?.get(name),
            None => self.root.pointer(target.trim_start_matches('#')),
        }
    }

    /// All kinds that a value may have except none at all, through references and alternatives.
    fn kinds(&self, schema: &'a Value) -> Vec<&'a str> {
        let inner = |name: &str| schema.get(name).and_then(Value::as_array);
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            let target = self.target(target);
            return target.map_or_else(Vec::new, |target| self.kinds(target));
        }
        if let Some(branches) = inner("anyOf").or_else(|| inner("allOf")) {
            return branches
                .iter()
                .flat_map(|branch| self.kinds(branch))
                .collect();
        }
        let kinds = types(schema).unwrap_or_default().iter();
        let kinds = kinds.filter_map(Value::as_str);
        kinds.filter(|kind| *kind != "null").collect()
    }

    fn table(&mut self, node: &Node, schema: &'a Value) {
        let NodeKind::Table(entries) = &node.kind else {
            return;
        };
        let known = schema.get("properties").and_then(Value::as_object);
        for (index, entry) in entries.iter().enumerate() {
            if let Some(inner) = known.and_then(|known| known.get(&entry.key)) {
                self.inner(index, &entry.value, inner, &entry.key);
            } else if let Some(inner) = schema
                .get("additionalProperties")
                .filter(|inner| inner.is_object())
            {
                self.inner(index, &entry.value, inner, &entry.key);
            } else {
                self.unknown_key(&entry.key, &entry.key_span, known);
                self.repairs.push(Repair::unknown(&self.trail, &entry.key));
            }
        }
        for name in schema
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let name = name.as_str().unwrap_or_default();
            if node.get(name).is_none() {
                let place = self.head(node);
                self.found.push(place.arg("noegle", name));
                let wanted = known.and_then(|known| known.get(name));
                let value = wanted.map_or(Value::Null, |schema| stand_in::of(self.root, schema));
                self.repairs
                    .push(Repair::missing(&self.trail, name, &value));
            }
        }
    }

    /// A value in the one at hand.
    fn inner(&mut self, index: usize, node: &Node, schema: &'a Value, key: &str) {
        self.trail.push(index);
        self.value(node, schema, key);
        self.trail.pop();
    }

    /// Lets a value that can stand there stand for the one at hand.
    fn exchange(&mut self, schema: &Value) {
        let value = stand_in::of(self.root, schema);
        self.repairs.push(Repair::wrong(&self.trail, &value));
    }

    /// A missing key is told at the head of its table: the first line of what stands there.
    fn head(&self, node: &Node) -> Diagnostic {
        let end = node.span.end.min(node.span.start + 200);
        Diagnostic::at("S003", self.span(&(node.span.start..end)))
    }

    fn unknown_key(
        &mut self,
        key: &str,
        at: &Range<usize>,
        known: Option<&serde_json::Map<String, Value>>,
    ) {
        let names: Vec<&str> = known
            .into_iter()
            .flatten()
            .map(|(name, _)| name.as_str())
            .collect();
        let diagnostic = match nearest(key, &names) {
            Some(name) => Diagnostic::new("S001").arg("forslag", name),
            None => Diagnostic::new("S002").arg("kendte", names.join(", ")),
        };
        self.found.push(
            diagnostic
                .arg("noegle", key)
                .label(Label::primary(self.span(at))),
        );
    }

    fn choice(&mut self, node: &Node, text: &str, words: &[&str], key: &str, schema: &Value) {
        if words.contains(&text) {
            return;
        }
        self.exchange(schema);
        let diagnostic = match nearest(text, words) {
            Some(word) => Diagnostic::new("S005").arg("forslag", word),
            None => Diagnostic::new("S006").arg("kendte", words.join(", ")),
        };
        let label = Label::primary(self.span(&node.span));
        self.found
            .push(diagnostic.arg("noegle", key).arg("ord", text).label(label));
    }

    /// Where several kinds would do, they are not told one by one.
    fn wrong_kind(&mut self, node: &Node, whole: &'a Value, wanted: &str, key: &str) {
        let code = match wanted {
            _ if self.kinds(whole).len() > 1 => "S016",
            "string" => "S010",
            "integer" => "S011",
            "number" => "S012",
            "boolean" => "S013",
            "array" => "S014",
            _ => "S015",
        };
        self.found
            .push(Diagnostic::at(code, self.span(&node.span)).arg("noegle", key));
        self.exchange(whole);
    }

    fn text(&mut self, node: &Node, text: &str, schema: &Value, key: &str) {
        let bare = matches!(node.kind, NodeKind::Date(_));
        let code = match schema.get("pattern").and_then(Value::as_str) {
            Some(pattern) if pattern.starts_with(r"^\d") && !is_date(text) => "S021",
            Some(pattern) if pattern.starts_with("^[a-z") && !is_id(text) => "S020",
            Some(pattern) if pattern.starts_with("^([01]") && !is_time_slot(text) => "S029",
            Some(_) => return,
            // A cell shows its date in words, as `lower/content.rs` gives it.
            None if bare && key != "celler" && schema.get("enum").is_none() => "S028",
            None => return,
        };
        if matches!(code, "S021" | "S029") {
            self.exchange(schema);
        }
        self.found.push(
            Diagnostic::at(code, self.span(&node.span))
                .arg("noegle", key)
                .arg("ord", text),
        );
    }

    fn number(&mut self, node: &Node, digits: &str, schema: &Value, key: &str) {
        let plain = digits
            .trim_start_matches(['+', '-'])
            .chars()
            .all(|c| c.is_ascii_digit() || c == '.');
        let bound = |name: &str| schema.get(name).and_then(Value::as_f64);
        let number = digits.parse::<f64>().unwrap_or(f64::NAN);
        let small = bound("minimum").is_some_and(|least| number < least);
        let most = match schema.get("format").and_then(Value::as_str) {
            Some("uint32") => Some(f64::from(u32::MAX)),
            Some(_) | None => bound("maximum"),
        };
        let large = most.is_some_and(|most| number > most);
        if !plain || small || large || digits.len() > 18 {
            self.exchange(schema);
            let diagnostic = Diagnostic::at("S022", self.span(&node.span));
            self.found
                .push(diagnostic.arg("noegle", key).arg("ord", digits));
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span {
            file: self.path.into(),
            range: range.clone(),
        }
    }
}

/// The words of an enumeration, in either form that schemars writes.
fn choices(schema: &Value) -> Option<Vec<&str>> {
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        return Some(words.iter().filter_map(Value::as_str).collect());
    }
    let branches = schema.get("oneOf").and_then(Value::as_array)?;
    let words =
        branches
            .iter()
            .flat_map(|branch| match branch.get("const").and_then(Value::as_str) {
                Some(word) => vec![word],
                None => branch
                    .get("enum")
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten()
                    .filter_map(Value::as_str)
                    .collect(),
            });
    Some(words.collect())
}

/// The names of the kinds that a schema admits.
fn types(schema: &Value) -> Option<&[Value]> {
    match schema.get("type")? {
        Value::Array(kinds) => Some(kinds),
        kind => Some(std::slice::from_ref(kind)),
    }
}

fn any_fits(node: &Node, kinds: &[Value]) -> bool {
    let mut kinds = kinds.iter().filter_map(Value::as_str);
    kinds.any(|kind| fits(node, kind))
}

fn fits(node: &Node, kind: &str) -> bool {
    match &node.kind {
        NodeKind::Text(_) | NodeKind::Date(_) => kind == "string",
        NodeKind::Integer(_) => kind == "integer" || kind == "number",
        NodeKind::Float(_) => kind == "number",
        NodeKind::Bool(_) => kind == "boolean",
        NodeKind::Array(_) => kind == "array",
        NodeKind::Table(_) => kind == "object",
    }
}

pub(super) fn is_id(text: &str) -> bool {
    let word = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    text.split('-').all(word)
}

/// `17:00-17:30`
fn is_time_slot(text: &str) -> bool {
    let clock = |text: &str| {
        let format = time::macros::format_description!("[hour]:[minute]");
        time::Time::parse(text, format).is_ok()
    };
    text.split_once('-')
        .is_some_and(|(from, to)| clock(from) && clock(to))
}

fn is_date(text: &str) -> bool {
    let format = time::macros::format_description!("[year]-[month]-[day]");
    time::Date::parse(text, format).is_ok()
}

/// The known word nearest to a wrong one, if near enough to be a slip.
pub fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let scored = known
        .iter()
        .map(|name| (strsim::damerau_levenshtein(word, name), *name));
    let limit = (word.chars().count() / 3).max(1);
    scored
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}
