//! What slips are made from: the values of a plan's files, each with its place, and what a reader can look up.

use std::{collections::BTreeMap, ops::Range};

use crate::source::{Node, NodeKind, SourceFile, Sources};

use super::{kinds::SlipKind, slips::Slip};

/// A value with its place.
pub struct Leaf<'a> {
    pub file: &'a str,
    pub source: &'a SourceFile,
    /// The keys that lead to it, without numbers: `delmaal.indikator.titel`.
    pub path: String,
    /// The tables around it, the outermost first.
    pub around: Vec<&'a Node>,
    pub node: &'a Node,
}

/// The plan's values.
pub struct Scene<'a> {
    pub sources: &'a Sources,
    pub leaves: Vec<Leaf<'a>>,
}

impl<'a> Scene<'a> {
    pub fn of(sources: &'a Sources, apart: &[&str]) -> Self {
        let mut leaves = Vec::new();
        let own = sources.files().filter(|(path, _)| !apart.contains(path));
        for (path, file) in own {
            walk((path, file), &file.root, "", &mut Vec::new(), &mut leaves);
        }
        Scene { sources, leaves }
    }

    pub fn texts(&self) -> impl Iterator<Item = (&Leaf<'a>, &str)> {
        self.leaves
            .iter()
            .map(|leaf| (leaf, leaf.raw()))
            .filter(|(leaf, _)| matches!(leaf.node.kind, NodeKind::Text(_)))
    }

    /// Texts of sentences.
    pub fn prose(&self) -> impl Iterator<Item = (&Leaf<'a>, &str)> {
        self.texts()
            .filter(|(leaf, raw)| leaf.is_prose() && raw.split_whitespace().count() > 4)
    }

    /// The items of a list that a file has at its top.
    pub fn items(&self, file: &str, key: &str) -> &'a [Node] {
        let root = self.sources.file(file).map(|file| &file.root);
        root.map_or(&[], |root| items(root, key))
    }

    /// The values behind the slots that this knows how to look up, as a text would have them.
    pub fn values(&self) -> BTreeMap<String, String> {
        let mut out = BTreeMap::new();
        for figure in self.items("registre/tal.toml", "tal") {
            let (Some(id), Some(value)) = (text(figure, "id"), digits(figure, "vaerdi")) else {
                continue;
            };
            out.insert(format!("tal.{id}"), danish(value));
        }
        let (quarters, divisions) = (
            self.items("registre/kvarterer.toml", "kvarter"),
            self.items("registre/afdelinger.toml", "afdeling"),
        );
        out.insert("antal.kvarterer".to_owned(), quarters.len().to_string());
        out.insert("antal.afdelinger".to_owned(), divisions.len().to_string());
        for quarter in quarters {
            let Some(id) = text(quarter, "id") else {
                continue;
            };
            let own = divisions
                .iter()
                .filter(|one| text(one, "kvarter") == Some(id));
            out.insert(
                format!("kvarter.{id}.afdelinger"),
                own.clone().count().to_string(),
            );
            let dwellings: i64 = own
                .filter_map(|one| digits(one, "boliger")?.parse::<i64>().ok())
                .sum();
            out.insert(
                format!("kvarter.{id}.boliger"),
                danish(&dwellings.to_string()),
            );
        }
        for division in divisions {
            let (Some(id), Some(figures)) = (text(division, "id"), division.get("noegletal"))
            else {
                continue;
            };
            for key in [
                "beboere",
                "uden_arbejde",
                "doemte",
                "kun_grundskole",
                "indkomst",
            ] {
                if let Some(value) = digits(&figures.value, key) {
                    out.insert(format!("afdeling.{id}.noegletal.{key}"), danish(value));
                }
            }
        }
        self.cells(&mut out);
        out
    }

    fn cells(&self, out: &mut BTreeMap<String, String>) {
        for (path, file) in self.sources.files() {
            let Some(table) = path
                .strip_prefix("tabeller/")
                .and_then(|name| name.strip_suffix(".toml"))
            else {
                continue;
            };
            let columns: Vec<_> = items(&file.root, "kolonne")
                .iter()
                .map(|one| text(one, "id"))
                .collect();
            for row in items(&file.root, "raekke") {
                let cells = items(row, "celler");
                if cells.len() != columns.len() {
                    continue;
                }
                for (cell, column) in cells.iter().zip(&columns) {
                    if let (Some(value), Some(row), Some(column)) =
                        (number(cell), text(row, "id"), column)
                    {
                        out.insert(format!("tabel.{table}.{row}.{column}"), danish(value));
                    }
                }
            }
        }
    }
}

fn walk<'a>(
    (file, source): (&'a str, &'a SourceFile),
    node: &'a Node,
    path: &str,
    around: &mut Vec<&'a Node>,
    out: &mut Vec<Leaf<'a>>,
) {
    match &node.kind {
        NodeKind::Table(entries) => {
            around.push(node);
            for entry in entries {
                let dot = if path.is_empty() { "" } else { "." };
                let path = format!("{path}{dot}{}", entry.key);
                walk((file, source), &entry.value, &path, around, out);
            }
            around.pop();
        }
        NodeKind::Array(items) => {
            for item in items {
                walk((file, source), item, path, around, out);
            }
        }
        _ => out.push(Leaf {
            file,
            source,
            path: path.to_owned(),
            around: around.clone(),
            node,
        }),
    }
}

impl<'a> Leaf<'a> {
    /// As it stands in the file, quotation marks included.
    pub fn raw(&self) -> &'a str {
        &self.source.text[self.node.span.clone()]
    }

    pub fn key(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or_default()
    }

    pub fn parent(&self) -> &'a Node {
        self.around.last().expect("a value stands in a table")
    }

    pub fn is_prose(&self) -> bool {
        const PROSE: [&str; 10] = [
            "tekst",
            "indledning",
            "formaal",
            "ansvar",
            "primaer",
            "sekundaer",
            "udfoert",
            "naeste",
            "sammenfatning",
            "justeringer",
        ];
        let whole = PROSE.contains(&self.key()) || self.path.starts_with("fodnoter");
        whole && !self.path.contains("celler") && !self.path.contains("maaling")
    }

    /// A slip in a part of it.
    pub fn slip(
        &self,
        kind: SlipKind,
        part: Range<usize>,
        new: impl Into<String>,
        seen: bool,
    ) -> Slip {
        let (raw, new) = (self.raw(), new.into());
        let old: String = raw[part.clone()].chars().take(40).collect();
        let shown: String = new.chars().take(40).collect();
        Slip {
            kind,
            seen,
            file: self.file.to_owned(),
            range: self.node.span.start + part.start..self.node.span.start + part.end,
            what: format!(
                "{}: {} → {}",
                self.path,
                old.replace('\n', " "),
                shown.replace('\n', " ")
            ),
            new,
        }
    }

    /// A slip that puts another value in its place.
    pub fn instead(&self, kind: SlipKind, new: impl Into<String>, seen: bool) -> Slip {
        self.slip(kind, 0..self.raw().len(), new, seen)
    }
}

pub fn items<'n>(root: &'n Node, key: &str) -> &'n [Node] {
    match root.get(key).map(|entry| &entry.value.kind) {
        Some(NodeKind::Array(items)) => items,
        _ => &[],
    }
}

pub fn text<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    match &node.get(key)?.value.kind {
        NodeKind::Text(text) => Some(text),
        _ => None,
    }
}

pub fn digits<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    number(&node.get(key)?.value)
}

pub fn number(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Integer(digits) | NodeKind::Float(digits) => Some(digits),
        _ => None,
    }
}

/// Points between thousands and a decimal comma.
pub fn danish(digits: &str) -> String {
    let value = digits.parse().expect("digits are a number");
    crate::model::measure::danish(value)
}

/// Where a text's paragraphs stand.
pub fn paragraphs(raw: &str) -> Vec<Range<usize>> {
    let mut from = 0;
    let parts = raw.split("\n\n").map(|part| {
        let range = from..from + part.len();
        from += part.len() + 2;
        range
    });
    parts.collect()
}

/// Words with their places, slots and marks left out.
pub fn words(raw: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut depth) = (None, 0_i32);
    for (at, c) in raw.char_indices() {
        depth += match c {
            '{' | '[' => 1,
            '}' | ']' => -1,
            _ => 0,
        };
        let inner = depth == 0 && (c.is_alphanumeric() || c == '-' && start.is_some());
        match (inner, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                out.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// Where a word or words stand by themselves, whatever the case of their first letter.
pub fn standing(raw: &str, wanted: &str) -> Vec<Range<usize>> {
    let lower = raw.to_lowercase();
    if lower.len() != raw.len() {
        return Vec::new();
    }
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    let found = lower.match_indices(wanted).filter(|(at, _)| {
        !letter(raw[..*at].chars().next_back()) && !letter(raw[at + wanted.len()..].chars().next())
    });
    found.map(|(at, _)| at..at + wanted.len()).collect()
}

/// A word written as another was: with a capital where that had one.
pub fn like(old: &str, new: &str) -> String {
    let mut letters = new.chars();
    match letters.next() {
        Some(first) if old.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => new.to_owned(),
    }
}
