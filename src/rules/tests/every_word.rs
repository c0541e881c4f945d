//! A plan whose every text holds a word of its own: each word stands in the documents or is named below with the reason why
//! not, and each is read by the text rules.
//!
//! The words are put into plans of the tests by the JSON Schemas of their files: a key that is new in a schema gets its word
//! by itself, and the test then tells where it is lost.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use toml::Value;

use super::*;
use crate::{audience::Edition, doc::dump::dump, rules::texts, schema::kind};

/// Keys of texts that the documents of a plan do not show, each with the reason. `*` is any number of steps.
const NOT_PRINTED: &[(&str, &str)] = &[
    (
        "registre/parter.toml#*.ogsaa_kaldt.*",
        "other names are for the check",
    ),
    (
        "oekonomi.toml#post.*.titel",
        "stands in the table of posts, which prose may place",
    ),
    (
        "registre/tal.toml#*.betydning",
        "tells what a number is, in lists of changes",
    ),
    (
        "registre/tal.toml#*.kilde",
        "the prose that names the number tells its source",
    ),
    ("status/*", "statuses have reports of their own"),
    (
        "maalinger/*",
        "later measurements have reports of their own",
    ),
    (
        "registre/kvarterer.toml#*.beliggenhed",
        "stands where prose names it, which these plans do not",
    ),
];

/// Keys of texts that no rule reads, each with the reason.
const NOT_READ: &[(&str, &str)] = &[(
    "registre/parter.toml#*.ogsaa_kaldt.*",
    "what else a party is called is written as others write it",
)];

/// Keys whose strings are no texts: files, ids, days, expressions, and the notes of authors to each other.
const NO_TEXTS: &[&str] = &[
    "ark",
    "billede",
    "celleomraade",
    "csv",
    "fil",
    "modsat",
    "neutral",
    "note",
    "opgjort",
    "paastand",
    "parametre",
    "skabelon",
    "slug",
    "version",
    "xlsx",
];

/// Keys that are not added where they are missing: beside others of their table they mean something else.
const AS_GIVEN: &[&str] = &[
    "alt",
    "angivet",
    "etiket",
    "forventet",
    "kategorier",
    "fra",
    "med",
    "navn_angivet",
    "omfang",
    "organisation_angivet",
    "prosa",
    "tekst",
    "tvaergaaende",
    "vaerdier",
];

/// Puts words into the files of a plan, and knows where each stands.
#[derive(Default)]
struct Words {
    places: BTreeMap<String, String>,
}

impl Words {
    /// A word that stands nowhere else.
    fn word(&mut self, place: &str) -> String {
        let mut number = self.places.len();
        let mut letters = String::new();
        for _ in 0..3 {
            letters.insert(0, char::from(b'a' + u8::try_from(number % 26).unwrap()));
            number /= 26;
        }
        let word = format!("Zy{letters}kq");
        self.places.insert(word.clone(), place.to_owned());
        word
    }

    /// Gives each text in a value its word; what the schema knows and the value lacks is added.
    fn fill(&mut self, value: &mut Value, schema: &Json, root: &Json, place: &str) {
        let schema = plain(schema, root, value);
        match value {
            Value::String(text) if is_text(schema) => {
                let word = self.word(place);
                // A table or a figure stands in a paragraph of its own.
                *text = match text.as_str() {
                    "" => word,
                    prose if prose.contains("{{") => format!("{word}\n\n{prose}"),
                    words => format!("{words} {word}"),
                };
            }
            Value::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.fill(item, &schema["items"], root, &format!("{place}.{index}"));
                }
            }
            Value::Table(table) => {
                let empty = serde_json::Map::new();
                let known = schema["properties"].as_object().unwrap_or(&empty);
                // What uses a shared text has it from there.
                let own = !table.contains_key("brug");
                for (key, schema) in known {
                    let missing = own && !table.contains_key(key);
                    let missing = missing && !AS_GIVEN.contains(&key.as_str());
                    let given = missing.then(|| missing_text(schema, root)).flatten();
                    if let Some(given) = given.filter(|_| !NO_TEXTS.contains(&key.as_str())) {
                        table.insert(key.clone(), given);
                    }
                }
                for (key, value) in table.iter_mut() {
                    if !NO_TEXTS.contains(&key.as_str()) {
                        let schema = known.get(key).unwrap_or(&schema["additionalProperties"]);
                        let sign = if place.contains('#') { '.' } else { '#' };
                        self.fill(value, schema, root, &format!("{place}{sign}{key}"));
                    }
                }
            }
            _ => {}
        }
    }
}

/// A schema without references, and of several the one that fits a value.
fn plain<'s>(schema: &'s Json, root: &'s Json, value: &Value) -> &'s Json {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap();
        return plain(&root["definitions"][name], root, value);
    }
    for list in ["anyOf", "oneOf", "allOf"] {
        let Some(some) = schema[list].as_array() else {
            continue;
        };
        let mut some = some.iter().map(|one| plain(one, root, value));
        return some.find(|one| fits(one, value)).unwrap_or(&Json::Null);
    }
    schema
}

fn fits(schema: &Json, value: &Value) -> bool {
    let wanted = match value {
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Table(_) => "object",
        _ => return false,
    };
    schema["type"].to_string().contains(wanted)
}

fn is_text(schema: &Json) -> bool {
    let bound = ["pattern", "enum", "const", "format"].iter();
    schema["type"].to_string().contains("string") && bound.clone().all(|key| schema[key].is_null())
}

/// The text, or the list of one, that is missing under a schema of such.
fn missing_text(schema: &Json, root: &Json) -> Option<Value> {
    let text = Value::String(String::new());
    if is_text(plain(schema, root, &text)) {
        return Some(text);
    }
    let list = plain(schema, root, &Value::Array(Vec::new()));
    is_text(plain(&list["items"], root, &text)).then(|| Value::Array(vec![text]))
}

/// Whether a key is named by a pattern.
fn named(patterns: &[(&str, &str)], place: &str) -> bool {
    patterns.iter().any(|(pattern, _)| {
        let (start, end) = pattern.split_once('*').unwrap_or((pattern, ""));
        let end = end.trim_end_matches(".*");
        let rest = place.strip_prefix(start);
        rest.is_some_and(|rest| {
            rest.ends_with(end) || pattern.ends_with(".*") && rest.contains(end)
        })
    })
}

/// What became of the texts under a key, wherever in its list or folder.
struct Fate {
    /// Whether one of them is printed: not all plans show all that their registers hold.
    printed: bool,
    /// Whether all of them are read.
    read: bool,
}

/// A key without numbers of items and names of files in a folder.
fn general(place: &str) -> String {
    let (file, path) = place.split_once('#').unwrap();
    let folder = file
        .split_once('/')
        .filter(|(folder, _)| *folder != "registre");
    let file = folder.map_or(file.to_owned(), |(folder, _)| format!("{folder}/*"));
    let steps = path.split('.');
    let steps = steps.map(|step| {
        if step.parse::<usize>().is_ok() {
            "*"
        } else {
            step
        }
    });
    format!("{file}#{}", steps.collect::<Vec<_>>().join("."))
}

/// Gives each text of a plan a word of its own, and notes what becomes of it.
fn tell(plan: &str, fates: &mut BTreeMap<String, Fate>) {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(plan);
    copy(&root, folder.path());
    let made = build::compose(folder.path(), Edition::default(), &mut NoClock)
        .made
        .unwrap();
    let kinds = kind::of_family(&made.template.rules.form);
    let mut words = Words::default();
    let sources = build::read(folder.path(), &mut NoClock).sources;
    for (path, _) in sources.files() {
        let Some(kind) = kind::at(&kinds, path) else {
            continue;
        };
        let file = folder.path().join(path);
        let schema = kind.schema();
        let text = std::fs::read_to_string(&file).unwrap();
        let mut value = Value::Table(toml::from_str(&text).unwrap());
        words.fill(&mut value, &schema, &schema, path);
        std::fs::write(&file, toml::to_string(&value).unwrap()).unwrap();
    }
    let composed = build::compose(folder.path(), Edition::default(), &mut NoClock);
    let made = composed
        .made
        .unwrap_or_else(|| panic!("{plan}: {:#?}", composed.found));
    let shown = made
        .docs
        .iter()
        .map(|doc| format!("{}{:?}", dump(doc), doc.meta));
    let shown = shown.collect::<Vec<_>>().concat();
    let (read, _) = texts::of(&Walk::of(&made.plan), &made.plan);
    let read: Vec<&str> = read.iter().map(|text| text.text).collect();
    let read = read.concat();
    for (word, place) in &words.places {
        let fate = fates.entry(general(place)).or_insert(Fate {
            printed: false,
            read: true,
        });
        fate.printed |= shown.contains(word);
        fate.read &= read.contains(word);
    }
}

#[test]
fn every_text_of_a_plan_is_printed_and_proofread() {
    let mut fates = BTreeMap::new();
    for plan in ["src/rules/grundplan", "tests/cases/lille/plan"] {
        tell(plan, &mut fates);
    }
    assert!(fates.len() > 60, "{}", fates.len());
    let mut lost = Vec::new();
    for (place, Fate { printed, read }) in &fates {
        if *printed == named(NOT_PRINTED, place) {
            lost.push(format!("{place}: printed: {printed}"));
        }
        if *read == named(NOT_READ, place) {
            lost.push(format!("{place}: read: {read}"));
        }
    }
    assert_eq!(lost, Vec::<String>::new());
}
