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

/// The file that holds what the scheme itself asks of every plan.
pub const RULES: &str = "regelsaet.toml";
/// What of it a reader meets: what goals and indicators are called, limits, and who approves. The first step of a key, and
/// the last.
const SAID: [(&str, &[&str]); 6] = [
    ("omraade", &["navn"]),
    ("maal", &["tekst", "enhed", "retning"]),
    ("dokument", &["navn"]),
    ("graense", &["operator", "vaerdi", "enhed"]),
    ("medfinansiering", &["mindst"]),
    ("godkendelse", &["hvad", "niveau"]),
];

/// What changed in the wording of the plan's documents, the parts that their structure names, and in the rule set.
pub fn between(old: Side<'_>, new: Side<'_>) -> Vec<TemplateChange> {
    // Parts of a numbering that neither version has nobody reads.
    let used = [old, new].map(|side| side.plan.meta.numbering);
    // A part that a later program asks for, and that it lends an older family, has the words it has there.
    let named = [old, new].map(|side| used.map(|of| side.template.structure.parts(of)));
    let names: BTreeSet<&str> = named.into_iter().flatten().flatten().collect();
    let mut out = changes(
        &wording(old.template, &names),
        &wording(new.template, &names),
    );
    let [before, after] = [old, new].map(|side| rules(side.template));
    out.extend(keys(RULES, &before, &after));
    out
}

/// What the rule set says that a reader meets, by keys.
fn rules(template: &Template) -> BTreeMap<String, String> {
    let file = template.files.iter().find(|(path, _)| path == RULES);
    let mut all = file
        .and_then(|(_, text)| leaves(RULES, text))
        .unwrap_or_default();
    all.retain(|key, _| {
        let (first, last) = (key.split('.').next(), key.rsplit('.').next());
        let mut said = SAID.iter();
        said.any(|(top, fields)| {
            first == Some(top) && last.is_some_and(|last| fields.contains(&last))
        })
    });
    all
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
                // A limit is known by what it limits.
                let id = item.get("id").or_else(|| item.get("noegletal"));
                let id = id.and_then(toml::Value::as_str);
                let step = id.map_or_else(|| index.to_string(), str::to_owned);
                gather(&below(&step), item, out);
            }
        }
        toml::Value::String(text) => {
            out.insert(path.to_owned(), text.clone());
        }
        toml::Value::Float(number) => {
            out.insert(path.to_owned(), number.to_string().replace('.', ","));
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{
        build::{self, NoClock},
        changes::narrate::Narrator,
        diag::Lang,
    };

    #[test]
    fn wording_and_limits_of_the_rule_set_are_told_in_words() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/lille/plan");
        let (plan, template) = build::read(&folder, &mut NoClock).plan.unwrap();
        let mut files = template.files.clone();
        let rules = files.iter_mut().find(|(path, _)| path == RULES).unwrap();
        for (old, new) in [
            ("mindst = 25", "mindst = 20"),
            ("vaerdi = 2.27", "vaerdi = 2.35"),
            ("Andel 1-5-årige i dagtilbud", "Andel 2-5-årige i dagtilbud"),
            // How the program reads it is nobody's wording.
            ("hvor = [\"plan.toml#version\", ", "hvor = ["),
        ] {
            assert!(rules.1.contains(old), "{old}");
            let text = rules.1.replacen(old, new, 1);
            rules.1 = text.into();
        }
        let other = Template::of(&template.name, files).unwrap();
        let [old, new] = [&template, &other].map(|template| Side {
            plan: &plan,
            template,
        });
        assert!(between(old, old).is_empty());
        let narrator = Narrator {
            template: &template,
            lang: Lang::Da,
        };
        let told: Vec<String> = between(old, new)
            .iter()
            .map(|change| {
                let words: Vec<&str> = change.passages[0].iter().map(Stretch::text).collect();
                format!("{}: {}", narrator.template_place(change), words.join("|"))
            })
            .collect();
        assert_eq!(
            told,
            [
                "Regelsættet › grænse for nøgletallet »dømte« › værdi: 2,27|2,35",
                "Regelsættet › fast indikator »Andel 1-5-årige i dagtilbud« › ordlyd: Andel |1-5-årige|2-5-årige| i dagtilbud",
                "Regelsættet › lokal medfinansiering › mindste andel i procent: 25|20",
            ]
        );
    }
}
