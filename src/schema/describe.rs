//! Danish descriptions for the published schemas: what an editor shows a secretary who is typing.
//!
//! The words stand in `descriptions.toml`, one table for each Rust type. Doc comments are for developers;
//! schemars copies them into a schema, so they are taken out again here.

use std::{collections::BTreeMap, sync::OnceLock};

use serde_json::{Map, Value};

/// Words by type, then by key or variant.
type Descriptions = BTreeMap<String, BTreeMap<String, String>>;

/// The entry that describes a type itself.
const TYPE: &str = "*";

/// All descriptions.
fn descriptions() -> &'static Descriptions {
    static DESCRIPTIONS: OnceLock<Descriptions> = OnceLock::new();
    // The text is part of the program and parsed by a test of its own.
    DESCRIPTIONS
        .get_or_init(|| toml::from_str(include_str!("descriptions.toml")).unwrap_or_default())
}

/// Puts the Danish words in place of the English ones, and `title` in place of the Rust type's name.
pub fn describe(schema: &mut Value, title: &str) {
    let Some(root) = schema.as_object_mut() else {
        return;
    };
    strip(root);
    if let Some(definitions) = root.get_mut("definitions").and_then(Value::as_object_mut) {
        for (name, definition) in definitions {
            described(definition, name);
        }
    }
    if let Some(name) = root.insert("title".to_owned(), title.into()) {
        described(schema, name.as_str().unwrap_or_default());
    }
}

/// Takes every description out of a schema.
fn strip(schema: &mut Map<String, Value>) {
    // A property of that name would hold a schema, not a text.
    if schema.get("description").is_some_and(Value::is_string) {
        schema.remove("description");
    }
    for value in schema.values_mut() {
        match value {
            Value::Object(inner) => strip(inner),
            Value::Array(items) => items
                .iter_mut()
                .filter_map(Value::as_object_mut)
                .for_each(strip),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}

/// Describes one type: itself, its keys, its variants.
fn described(schema: &mut Value, name: &str) {
    let Some(words) = descriptions().get(name) else {
        return;
    };
    set(schema, words.get(TYPE));
    if let Some(keys) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        for (key, property) in keys {
            set(property, words.get(key));
        }
    }
    let variants = schema.get_mut("oneOf").and_then(Value::as_array_mut);
    for variant in variants.into_iter().flatten() {
        let word = variant.get("const").and_then(Value::as_str);
        let words = word.and_then(|word| words.get(word));
        set(variant, words);
    }
}

fn set(schema: &mut Value, words: Option<&String>) {
    if let (Some(schema), Some(words)) = (schema.as_object_mut(), words) {
        schema.insert("description".to_owned(), words.as_str().into());
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::model::family::{AgreementForm, Form};

    use super::{super::kind, *};

    /// Type and key (or variant, or `*`) of everything a schema describes, with the description.
    fn described_in(schema: &Value, name: &str, out: &mut BTreeMap<(String, String), String>) {
        let mut note = |key: &str, of: &Value| {
            let words = of["description"].as_str().unwrap_or_default();
            out.insert((name.to_owned(), key.to_owned()), words.to_owned());
        };
        note(TYPE, schema);
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            note(key, property);
        }
        for variant in schema["oneOf"].as_array().into_iter().flatten() {
            note(variant["const"].as_str().unwrap(), variant);
        }
    }

    /// The kinds of a family without items of its own.
    fn form() -> Form {
        let words = &descriptions()["StrategicFile"][TYPE];
        let agreement = AgreementForm {
            file: "aftale.toml".to_owned(),
            description: words.clone(),
            ..AgreementForm::default()
        };
        Form {
            agreement,
            ..Form::default()
        }
    }

    fn all() -> BTreeMap<(String, String), String> {
        let mut out = BTreeMap::new();
        for kind in kind::of_family(&form()) {
            let (bare, published) = (kind.schema(), kind.published());
            described_in(&published, bare["title"].as_str().unwrap(), &mut out);
            for (name, definition) in published["definitions"].as_object().into_iter().flatten() {
                described_in(definition, name, &mut out);
            }
        }
        out
    }

    #[test]
    fn every_key_has_a_danish_description_and_every_description_a_key() {
        let table: Descriptions = toml::from_str(include_str!("descriptions.toml")).unwrap();
        let written: BTreeSet<(String, String)> = table
            .iter()
            .flat_map(|(name, words)| words.keys().map(|key| (name.clone(), key.clone())))
            .collect();
        let found = all();
        let keys: BTreeSet<(String, String)> = found.keys().cloned().collect();
        assert!(keys.len() > 200, "{}", keys.len());
        assert_eq!(keys, written);
        for ((name, key), words) in &found {
            assert_eq!(Some(words), table[name].get(key), "{name}.{key}");
            assert!(words.len() > 3 && !words.contains(" the "), "{name}.{key}");
        }
    }

    #[test]
    fn no_english_doc_comment_is_left_in_a_published_schema() {
        fn texts(value: &Value, out: &mut BTreeSet<String>) {
            match value {
                Value::Object(entries) => {
                    let words = entries.get("description").and_then(Value::as_str);
                    out.extend(words.map(str::to_owned));
                    entries.values().for_each(|inner| texts(inner, out));
                }
                Value::Array(items) => items.iter().for_each(|inner| texts(inner, out)),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            }
        }
        for kind in kind::of_family(&form()) {
            let (mut bare, mut published) = (BTreeSet::new(), BTreeSet::new());
            texts(&kind.schema(), &mut bare);
            texts(&kind.published(), &mut published);
            let left: Vec<_> = bare.intersection(&published).collect();
            assert!(
                !bare.is_empty() && left.is_empty(),
                "{}: {left:?}",
                kind.name
            );
        }
    }

    #[test]
    fn descriptions_change_nothing_else() {
        for kind in kind::of_family(&form()) {
            let (mut bare, mut published) = (kind.schema(), kind.published());
            for schema in [&mut bare, &mut published] {
                let root = schema.as_object_mut().unwrap();
                strip(root);
                root.remove("title");
            }
            assert_eq!(bare, published, "{}", kind.name);
        }
    }
}
