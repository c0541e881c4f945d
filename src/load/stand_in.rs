//! What can stand where a file has a wrong value or none, so that the rest of the plan can be read and all its faults be
//! told at once. Nothing is ever written of a plan that has such a value.

use serde_json::{Map, Value, json};

/// References that lead into each other end here: no file lies so deep.
const DEEPEST: usize = 16;

/// The least value that a schema below `root` admits.
pub(super) fn of(root: &Value, schema: &Value) -> Value {
    least(root, schema, DEEPEST)
}

fn least(root: &Value, schema: &Value, depth: usize) -> Value {
    if depth == 0 {
        return Value::Null;
    }
    let inner = |schema: &Value| least(root, schema, depth - 1);
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        let target = root.pointer(target.trim_start_matches('#'));
        return target.map_or(Value::Null, inner);
    }
    if let Some(word) = schema.get("const") {
        return word.clone();
    }
    if let Some(words) = list(schema, "enum") {
        return words.first().cloned().unwrap_or_default();
    }
    let branches = ["oneOf", "anyOf", "allOf"];
    if let Some(branches) = branches.iter().find_map(|name| list(schema, name)) {
        let values = branches.iter().map(inner);
        return values
            .into_iter()
            .find(|v| !v.is_null())
            .unwrap_or_default();
    }
    match kind(schema) {
        Some("string") if is_date(schema) => json!("2000-01-01"),
        Some("string") => json!(""),
        Some("integer" | "number") => schema.get("minimum").map_or(json!(0), whole),
        Some("boolean") => json!(false),
        Some("array") => json!([]),
        Some("object") => record(schema, inner),
        Some(_) | None => Value::Null,
    }
}

/// A table with what it must have.
fn record(schema: &Value, inner: impl Fn(&Value) -> Value) -> Value {
    let required = list(schema, "required").unwrap_or_default().iter();
    let known = schema.get("properties");
    let entries = required.filter_map(Value::as_str).map(|name| {
        let value = known.and_then(|known| known.get(name));
        (name.to_owned(), value.map_or(Value::Null, &inner))
    });
    Value::Object(entries.collect::<Map<_, _>>())
}

fn list<'s>(schema: &'s Value, name: &str) -> Option<&'s [Value]> {
    schema.get(name)?.as_array().map(Vec::as_slice)
}

/// The kind of value that a schema admits, not counting none at all.
fn kind(schema: &Value) -> Option<&str> {
    match schema.get("type")? {
        Value::Array(kinds) => kinds
            .iter()
            .filter_map(Value::as_str)
            .find(|k| *k != "null"),
        kind => kind.as_str(),
    }
}

fn is_date(schema: &Value) -> bool {
    let pattern = schema.get("pattern").and_then(Value::as_str);
    pattern.is_some_and(|pattern| pattern.starts_with(r"^\d"))
}

fn whole(least: &Value) -> Value {
    json!(least.as_f64().unwrap_or_default().ceil() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_what_it_must_have_through_references() {
        let root = json!({ "definitions": { "Ord": { "enum": ["a", "b"] } } });
        let schema = json!({
            "type": "object",
            "required": ["navn", "ord", "dato", "fra"],
            "properties": {
                "navn": { "type": ["string", "null"] },
                "ord": { "$ref": "#/definitions/Ord" },
                "dato": { "type": "string", "pattern": r"^\d{4}" },
                "fra": { "type": "integer", "minimum": 2000.0 },
                "frit": { "type": "string" },
            },
        });
        let made = json!({ "navn": "", "ord": "a", "dato": "2000-01-01", "fra": 2000 });
        assert_eq!(of(&root, &schema), made);
    }
}
