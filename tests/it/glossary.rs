//! The key tables of `docs/glossary.md`: what a key means is said once, by the doc comment of its field.

use std::{collections::BTreeSet, fmt::Write, fs};

use helhedsplan::{build, schema::kind};
use serde_json::Value;

use crate::given::{files, repository};

/// Where the tables begin.
const HEAD: &str = "## Keys\n";

/// A type of a schema as the code declares it: its name there, and its fields' keys and names. Of variants the words
/// stand in the schema.
struct Declared {
    name: String,
    fields: Vec<(String, String)>,
    variants: Vec<String>,
}

/// All types of the model and the shapes that a schema is made of.
fn declared() -> Vec<Declared> {
    let source = repository().join("src");
    let rooms = ["model", "schema"];
    let own = files(&source).into_iter().filter(|file| {
        rooms
            .iter()
            .any(|room| file.starts_with(&format!("{room}/")) || *file == format!("{room}.rs"))
    });
    let texts = own.map(|file| fs::read_to_string(source.join(file)).unwrap());
    let items: Vec<String> = texts
        .filter(|text| text.contains("JsonSchema"))
        .flat_map(|text| {
            let items = text.split("#[derive(").skip(1);
            items.map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    items.iter().filter_map(|item| type_of(item)).collect()
}

/// What follows `#[derive(` of a type with a schema.
fn type_of(item: &str) -> Option<Declared> {
    let (derived, rest) = item.split_once(")]")?;
    let (head, rest) = rest.split_once(" {\n")?;
    let words: Vec<&str> = head.split_whitespace().collect();
    let at = words
        .iter()
        .position(|word| ["struct", "enum"].contains(word))?;
    // One that is written as another type has no fields of its own there.
    let elsewhere = head.contains("#[schemars(with = ");
    if !derived.contains("JsonSchema") || elsewhere || words.len() != at + 2 {
        return None;
    }
    let own = words[at + 1].to_owned();
    let mut out = Declared {
        name: between(head, "#[schemars(rename = \"", '"').map_or(own, str::to_owned),
        fields: Vec::new(),
        variants: Vec::new(),
    };
    let (mut key, mut skipped) = (None, false);
    for line in rest.lines().take_while(|line| *line != "}") {
        key = between(line, "rename = \"", '"').or(key);
        skipped |= line.contains("(skip)]");
        let code = line.trim_start().trim_start_matches("pub ");
        let name: String = code
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
            .collect();
        if name.is_empty() || !line.starts_with("    ") || line.starts_with("     ") {
            continue;
        }
        if !skipped && code[name.len()..].starts_with(": ") {
            out.fields.push((key.unwrap_or(&name).to_owned(), name));
        } else if !skipped {
            out.variants.push(name);
        }
        (key, skipped) = (None, false);
    }
    Some(out)
}

fn between<'t>(text: &'t str, before: &str, after: char) -> Option<&'t str> {
    text.split_once(before)?.1.split(after).next()
}

/// The doc comment of a part of a schema, on one line.
fn meaning(schema: &Value) -> String {
    let words = schema["description"].as_str().unwrap_or_default();
    words.replace('\n', " ").replace('|', "\\|")
}

/// The types that a part of a schema names, in order.
fn named(schema: &Value, out: &mut Vec<String>) {
    match schema {
        Value::Object(entries) => {
            let target = entries.get("$ref").and_then(Value::as_str);
            out.extend(target.map(|target| target.replace("#/definitions/", "")));
            entries.values().for_each(|inner| named(inner, out));
        }
        Value::Array(items) => items.iter().for_each(|inner| named(inner, out)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

struct Tables {
    declared: Vec<Declared>,
    seen: BTreeSet<String>,
    text: String,
}

impl Tables {
    /// The table of a type, then those of the types that it names.
    fn add(&mut self, name: &str, schema: &Value, definitions: &Value) {
        if !self.seen.insert(name.to_owned()) {
            return;
        }
        let declared = self.declared.iter().position(|t| t.name == name);
        let mut inner = Vec::new();
        let mut rows = Vec::new();
        if let (Some(keys), Some(at)) = (schema["properties"].as_object(), declared) {
            let fields = &self.declared[at].fields;
            let own = fields.iter().map(|(key, rust)| (key, format!("`{rust}`")));
            let note = "note".to_owned();
            let noted = keys.contains_key(&note).then(|| (&note, "–".to_owned()));
            for (key, rust) in own.chain(noted) {
                assert!(keys.contains_key(key), "{name}.{key}");
                rows.push((key.clone(), rust, meaning(&keys[key])));
                named(&keys[key], &mut inner);
            }
        } else if let (Some(words), Some(at)) = (schema["oneOf"].as_array(), declared) {
            let variants = &self.declared[at].variants;
            assert_eq!(words.len(), variants.len(), "{name}");
            for (word, rust) in words.iter().zip(variants) {
                let key = word["const"].as_str().unwrap().to_owned();
                rows.push((key, format!("`{rust}`"), meaning(word)));
            }
        } else {
            named(schema, &mut inner);
        }
        if !rows.is_empty() {
            let head = if schema["oneOf"].is_array() {
                "Word"
            } else {
                "Key"
            };
            let meaning = meaning(schema);
            write!(
                self.text,
                "\n**`{name}`**: {meaning}\n\n| {head} | Rust | Meaning |\n| --- | --- | --- |\n"
            )
            .unwrap();
            for (key, rust, meaning) in rows {
                writeln!(self.text, "| `{key}` | {rust} | {meaning} |").unwrap();
            }
        }
        for name in inner {
            self.add(&name, &definitions[&name], definitions);
        }
    }
}

/// The tables of all kinds of file, each type where it is first named.
fn tables() -> String {
    let mut tables = Tables {
        declared: declared(),
        seen: BTreeSet::new(),
        text: String::new(),
    };
    let form = build::form(&repository().join("plan"));
    for kind in kind::of_family(&form) {
        let schema = kind.schema();
        write!(tables.text, "\n### {}\n", kind.path).unwrap();
        let name = schema["title"].as_str().unwrap().to_owned();
        tables.add(&name, &schema, &schema["definitions"]);
    }
    tables.text
}

#[test]
fn the_key_tables_of_the_glossary_say_what_the_doc_comments_say() {
    let path = repository().join("docs/glossary.md");
    let kept = fs::read_to_string(&path).unwrap();
    let (words, _) = kept.split_once(HEAD).unwrap();
    let made = format!(
        "{words}{HEAD}\nMade by `SKRIV_NOEGLER=1 cargo test --release glossary` of the doc comments in `src/model` and \
         `src/schema`: change those, not this.\n{}",
        tables()
    );
    if std::env::var_os("SKRIV_NOEGLER").is_some() {
        fs::write(&path, &made).unwrap();
    }
    assert!(
        kept == made,
        "write it: SKRIV_NOEGLER=1 cargo test --release glossary"
    );
}

#[test]
fn every_key_of_every_file_stands_in_the_tables() {
    let tables = tables();
    let form = build::form(&repository().join("plan"));
    let family: BTreeSet<&str> = form
        .agreement
        .items
        .iter()
        .map(|i| i.key.as_str())
        .collect();
    let mut seen = 0;
    for kind in kind::of_family(&form) {
        let schema = kind.schema();
        let title = schema["title"].as_str().unwrap();
        let definitions = schema["definitions"].as_object().into_iter().flatten();
        let types = definitions.map(|(name, schema)| (name.as_str(), schema));
        for (name, schema) in std::iter::once((title, &schema)).chain(types) {
            let start = format!("\n**`{name}`**");
            let table = tables.split_once(&start).map_or("", |(_, rest)| rest);
            let table = table.split("\n**`").next().unwrap();
            for key in schema["properties"].as_object().into_iter().flatten() {
                if !(name == title && family.contains(key.0.as_str())) {
                    assert!(
                        table.contains(&format!("\n| `{}` |", key.0)),
                        "{name}: {key:?}"
                    );
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 200, "{seen}");
}
