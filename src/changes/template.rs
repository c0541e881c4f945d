//! Changes of the template family: its wording part by part, its rules and words key by key.

use std::collections::{BTreeMap, BTreeSet};

use crate::template::Template;

use super::{
    Side,
    words::{self, Passage, Stretch},
};

/// A change of the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateChange {
    /// File of the family.
    pub file: String,
    /// Key in it, of a TOML file; empty for the wording of a part.
    pub key: String,
    /// The words that changed.
    pub passages: Vec<Passage>,
}

/// What changed in the wording of the plan's documents: the parts that their structure names.
pub fn between(old: Side<'_>, new: Side<'_>) -> Vec<TemplateChange> {
    // Parts of a numbering that neither version has nobody reads.
    let used = [old, new].map(|side| side.plan.meta.numbering);
    // A part that a later program asks for, and that it lends an older family, has the words it has there.
    let named = [old, new].map(|side| used.map(|of| side.template.structure.parts(of)));
    let names: BTreeSet<&str> = named.into_iter().flatten().flatten().collect();
    changes(
        &wording(old.template, &names),
        &wording(new.template, &names),
    )
}

fn wording(template: &Template, names: &BTreeSet<&str>) -> BTreeMap<String, String> {
    let parts = names.iter().filter_map(|name| {
        let text = template.part(name)?;
        Some((format!("parts/{name}.md"), text.to_owned()))
    });
    parts.collect()
}

/// What changed between two template families: files by name and text.
fn changes(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> Vec<TemplateChange> {
    let mut out = Vec::new();
    let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        let empty = String::new();
        let (before, after) = (
            old.get(name).unwrap_or(&empty),
            new.get(name).unwrap_or(&empty),
        );
        if before == after {
            continue;
        }
        match (leaves(name, before), leaves(name, after)) {
            (Some(before), Some(after)) => out.extend(keys(name, &before, &after)),
            _ => {
                let passages = words::written(before, after);
                if !passages.is_empty() {
                    out.push(TemplateChange {
                        file: name.clone(),
                        key: String::new(),
                        passages,
                    });
                }
            }
        }
    }
    out
}

fn keys(
    file: &str,
    old: &BTreeMap<String, String>,
    new: &BTreeMap<String, String>,
) -> Vec<TemplateChange> {
    let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
    names.sort();
    names.dedup();
    let changed = names.into_iter().filter_map(|key| {
        let (before, after) = (old.get(key), new.get(key));
        let passage = match (before, after) {
            (Some(a), Some(b)) if a == b => return None,
            (Some(a), Some(b)) => words::plain(a, b),
            (Some(text), None) => vec![Stretch::Gone(text.clone())],
            (None, Some(text)) => vec![Stretch::New(text.clone())],
            (None, None) => return None,
        };
        Some(TemplateChange {
            file: file.to_owned(),
            key: key.clone(),
            passages: vec![passage],
        })
    });
    changed.collect()
}

/// The values of a TOML file by their keys, items of lists by their ids; `None` for any other file.
fn leaves(name: &str, text: &str) -> Option<BTreeMap<String, String>> {
    if !name.ends_with(".toml") {
        return None;
    }
    let table: toml::Table = text.parse().ok()?;
    let mut out = BTreeMap::new();
    gather("", &toml::Value::Table(table), &mut out);
    Some(out)
}

fn gather(path: &str, value: &toml::Value, out: &mut BTreeMap<String, String>) {
    let below = |name: &str| {
        if path.is_empty() {
            name.to_owned()
        } else {
            format!("{path}.{name}")
        }
    };
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                gather(&below(key), value, out);
            }
        }
        toml::Value::Array(items) if items.iter().any(toml::Value::is_table) => {
            for (index, item) in items.iter().enumerate() {
                let id = item.get("id").and_then(toml::Value::as_str);
                let step = id.map_or_else(|| index.to_string(), str::to_owned);
                gather(&below(&step), item, out);
            }
        }
        toml::Value::String(text) => {
            out.insert(path.to_owned(), text.clone());
        }
        other => {
            out.insert(path.to_owned(), other.to_string());
        }
    }
}

impl TemplateChange {
    /// File, and key where there is one.
    pub fn place(&self) -> String {
        if self.key.is_empty() {
            self.file.clone()
        } else {
            format!("{}#{}", self.file, self.key)
        }
    }
}
