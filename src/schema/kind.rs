//! The kinds of file a plan holds, and the JSON Schema of each. Most are the same in all plans; the text of the agreement
//! has the items that the template family names, and a family may have registers of its own.

use std::borrow::Cow;

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Value, json};

use crate::model::{
    declared::RegisterForm,
    family::{AgreementForm, Form},
    meeting, release,
};

use super::{
    ChangeNotesFile, CompanionFile, PlanFile, WaiversFile, agreement, content, describe, followup,
    record, registers,
};

/// A kind of plan file.
#[derive(Debug, Clone)]
pub struct FileKind<'f> {
    /// Name of its schema file: `<name>.schema.json`.
    pub name: &'f str,
    /// Path below the plan folder, or the folder (ending in `/`) whose files are of this kind.
    pub path: Cow<'f, str>,
    shape: Shape<'f>,
}

/// What the files of a kind hold.
#[derive(Debug, Clone, Copy)]
enum Shape<'f> {
    /// What a Rust type says.
    Type(fn() -> Value),
    /// The text of the agreement, with the items of the family.
    Agreement(&'f AgreementForm),
    /// A register of the family's own.
    Register(&'f RegisterForm),
}

/// A schema, made when it is asked for.
type Made = fn() -> Value;

/// The kinds that all plans have, in the order of the guide: name, path, schema.
const KINDS: [(&str, &str, Made); 22] = [
    ("plan", "plan.toml", of::<PlanFile>),
    (
        "indikatorer",
        "indikatorer.toml",
        of::<registers::IndicatorsFile>,
    ),
    ("oekonomi", "oekonomi.toml", of::<registers::BudgetFile>),
    (
        "parter",
        "registre/parter.toml",
        of::<registers::PartiesFile>,
    ),
    (
        "kvarterer",
        "registre/kvarterer.toml",
        of::<registers::QuartersFile>,
    ),
    (
        "afdelinger",
        "registre/afdelinger.toml",
        of::<registers::DivisionsFile>,
    ),
    (
        "forkortelser",
        "registre/forkortelser.toml",
        of::<registers::AbbreviationsFile>,
    ),
    (
        "ordbog",
        "registre/ordbog.toml",
        of::<registers::VocabularyFile>,
    ),
    ("tal", "registre/tal.toml", of::<registers::FiguresFile>),
    ("delaftale", "delaftaler/", of::<agreement::AgreementFile>),
    ("faelles", "faelles/", of::<agreement::SharedFile>),
    ("tabel", "tabeller/", of::<content::TableFile>),
    ("figur", "figurer/", of::<content::FigureFile>),
    ("bilag", "bilag/", of::<content::AnnexFile>),
    ("dokument", "dokumenter/", of::<CompanionFile>),
    ("maalinger", "maalinger/", of::<followup::RoundFile>),
    ("status", "status/", of::<followup::StatusFile>),
    ("moede", "moeder/", of::<meeting::Meeting>),
    ("dispensationer", "dispensationer.toml", of::<WaiversFile>),
    (
        "aendringsnoter",
        "aendringsnoter.toml",
        of::<ChangeNotesFile>,
    ),
    ("udgivelse", release::RECORD, of::<release::Record>),
    (
        "beslutninger",
        release::DECISIONS,
        of::<super::release::DecisionsFile>,
    ),
];

/// After which of them the text of the agreement comes.
const AGREEMENT_AT: usize = 1;

/// All kinds of file that a plan of a family may hold, in the order of the guide.
pub fn of_family(form: &Form) -> Vec<FileKind<'_>> {
    let common = KINDS.iter().map(|&(name, path, schema)| FileKind {
        name,
        path: path.into(),
        shape: Shape::Type(schema),
    });
    let mut kinds: Vec<FileKind<'_>> = common.collect();
    let agreement = FileKind {
        name: form.agreement.name(),
        path: form.agreement.file.as_str().into(),
        shape: Shape::Agreement(&form.agreement),
    };
    kinds.insert(AGREEMENT_AT, agreement);
    kinds.extend(form.registers.iter().map(|register| FileKind {
        name: &register.file,
        path: register.path().into(),
        shape: Shape::Register(register),
    }));
    kinds
}

/// The kind of the file at a path below the plan folder; `None` for a file that no kind covers.
pub fn at<'k, 'f>(kinds: &'k [FileKind<'f>], path: &str) -> Option<&'k FileKind<'f>> {
    // Those about a release are read with the plan that has it, too.
    let of_release = path.starts_with("udgivelser/") && path.ends_with("/beslutninger.toml");
    let path = if of_release { release::DECISIONS } else { path };
    let matches = |kind: &&FileKind<'_>| {
        kind.path == path || (kind.path.ends_with('/') && path.starts_with(&*kind.path))
    };
    kinds.iter().find(matches)
}

impl FileKind<'_> {
    /// The JSON Schema (draft 7, which editors' TOML plug-ins read).
    pub fn schema(&self) -> Value {
        match self.shape {
            Shape::Type(schema) => schema(),
            Shape::Agreement(form) => agreement_schema(form),
            Shape::Register(form) => record::schema(form),
        }
    }

    /// The schema for editors: with Danish descriptions of every key.
    pub fn published(&self) -> Value {
        let mut schema = self.schema();
        match self.shape {
            Shape::Type(_) => describe::describe(&mut schema, &self.path),
            // Its family describes it.
            Shape::Register(_) => {}
            Shape::Agreement(form) => {
                describe::describe(&mut schema, &self.path);
                schema["description"] = form.description.as_str().into();
                for item in &form.items {
                    schema["properties"][&item.key]["description"] =
                        item.description.as_str().into();
                }
            }
        }
        schema
    }
}

/// What every agreement's text may hold, and the items of the family.
fn agreement_schema(form: &AgreementForm) -> Value {
    let mut schema = of::<agreement::StrategicFile>();
    for item in &form.items {
        schema["properties"][&item.key] = json!({ "allOf": [{ "$ref": "#/definitions/Section" }] });
    }
    schema
}

fn of<T: JsonSchema>() -> Value {
    SchemaSettings::draft07()
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}
