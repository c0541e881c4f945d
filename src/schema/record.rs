//! The JSON Schema of a register that a template family declares, with the descriptions that the family gives.

use serde_json::{Map, Value, json};

use crate::model::declared::{FieldForm, FieldKind, RegisterForm};

/// The schema of the register's file.
pub fn schema(form: &RegisterForm) -> Value {
    let mut properties = Map::new();
    let mut put = |key: &str, schema: Value, words: &str| {
        let mut schema = schema;
        schema["description"] = words.into();
        properties.insert(key.to_owned(), schema);
    };
    put("id", id(), "Id, som er enestående i registret.");
    for field in &form.fields {
        put(&field.key, of_field(field), &field.description);
    }
    put("note", json!({ "type": "string" }), "Forfatternote.");
    let required = form.fields.iter().filter(|field| !field.optional);
    let required = required.map(|field| field.key.as_str());
    let required: Vec<&str> = std::iter::once("id").chain(required).collect();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": form.path(),
        "description": form.description,
        "type": "object",
        "additionalProperties": false,
        "properties": {
            &form.key: {
                "description": form.description,
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": required,
                    "properties": properties,
                },
            },
        },
    })
}

fn of_field(form: &FieldForm) -> Value {
    match form.kind {
        FieldKind::Tekst => json!({ "type": "string" }),
        FieldKind::Tal => json!({ "type": "number" }),
        FieldKind::Aar => json!({ "type": "integer", "minimum": 1900, "maximum": 2200 }),
        FieldKind::Valg => {
            json!({ "type": "string", "enum": form.words.keys().collect::<Vec<_>>() })
        }
        FieldKind::Post | FieldKind::Part => id(),
    }
}

fn id() -> Value {
    json!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" })
}
