//! What may be written in a plan's TOML files: the kinds of file, and nothing else.
//!
//! One struct per kind of file; keys are the Danish ones that a secretary writes. What a file holds as the model keeps
//! it is the model's own record. Here stand the others: those that name something by its id, or leave out what the
//! model knows; `lower` resolves them. The JSON Schema that editors use and that `load` checks files against is
//! generated from both, so a key is declared once.

pub mod agreement;
pub mod content;
mod describe;
pub mod followup;
pub mod kind;
mod record;
pub mod registers;
pub mod release;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use time::Date;

use crate::{
    key::FieldKey,
    model::{
        ChangeNote, DocumentStatus, Label, NumberingScheme, Prose, Status, Waiver,
        agreement::SubSection,
        written::{self, Id, LocalDate, Period, noted},
    },
};

/// `plan.toml`: what the plan is, its state, its parts in order.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct PlanFile {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// Name of the effort: `ByLivKolding`.
    #[serde(rename = "navn")]
    pub name: Label,
    /// Title on the cover: `Helhedsplan 2022-2025`.
    #[serde(rename = "titel")]
    pub title: Label,
    /// Title in the running header.
    #[serde(rename = "kort_titel")]
    pub short_title: Label,
    /// Line below the title.
    #[serde(rename = "undertitel")]
    #[schemars(default)]
    pub subtitle: Label,
    /// Stem of the output files: `bylivkolding`.
    pub slug: Id,
    /// Version: `1.0`.
    pub version: Label,
    /// Where the version stands in its life.
    pub status: Status,
    /// Date of the version; also the time stamp of the files.
    #[serde(rename = "dato", deserialize_with = "written::date")]
    #[schemars(with = "LocalDate")]
    pub date: Date,
    /// The plan's period, from date to date, both included.
    #[serde(rename = "periode")]
    pub period: Period,
    /// Municipality: id of a party.
    #[serde(rename = "kommune")]
    pub municipality: Id,
    /// Template family: `lbf-2019-26`, or `./` and a folder of the plan.
    #[serde(rename = "skabelon")]
    pub template: String,
    /// Numbering scheme.
    #[serde(rename = "nummerering")]
    pub numbering: NumberingScheme,
    /// Parties to the strategic agreement, in the order they are listed and sign: ids from `registre/parter.toml`.
    #[serde(rename = "parter")]
    pub parties: Vec<Id>,
    /// Lines to sign on, where not each party has one and no more.
    #[serde(rename = "underskriver", default)]
    pub signers: Vec<SignerEntry>,
    /// Whether the tables of sub-goals show direction and target.
    #[serde(rename = "maaltal_vises", default)]
    pub targets_shown: bool,
    /// Delaftaler in order: ids, each a file in `delaftaler/`.
    #[serde(rename = "delaftaler")]
    pub agreements: Vec<Id>,
    /// Annexes in order: ids, each a file in `bilag/`.
    #[serde(rename = "bilag", default)]
    pub annexes: Vec<Id>,
    /// The documents of the submission and how each is delivered.
    #[serde(rename = "aftaledokument", default)]
    pub documents: Vec<AgreementDocument>,
}

/// A line to sign on.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct SignerEntry {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// Id, unique among all lines of the plan.
    pub id: Id,
    /// For whom is signed: id of a party.
    #[serde(rename = "part")]
    pub party: Id,
    /// For which quarter, where it is one of several.
    #[serde(rename = "kvarter")]
    pub quarter: Option<Id>,
    /// For which part of the party: `Børne- og Ungeforvaltningen`.
    #[serde(rename = "enhed")]
    pub unit: Option<Label>,
    /// What the signer is: a role, never a person.
    #[serde(rename = "titel")]
    pub title: Option<Label>,
}

/// One of the documents that a submission holds.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct AgreementDocument {
    /// Id from the rule set: `budget`, `beredskabsplan` ….
    pub id: Id,
    /// Whether it is here.
    pub status: DocumentStatus,
    /// The file that is sent as it, where it is enclosed: a path below the plan folder.
    #[serde(rename = "fil")]
    pub file: Option<String>,
}

/// `dokumenter/<id>.toml`: the plan's own text of a document that is made beside the agreements.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct CompanionFile {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// Prose.
    #[serde(rename = "tekst")]
    #[schemars(default)]
    pub text: Prose,
    /// Sub-sections.
    #[serde(rename = "afsnit", default)]
    pub parts: Vec<SubSection>,
    /// Footnotes by id, for `[^id]` in this file's prose.
    #[serde(rename = "fodnoter", default)]
    pub footnotes: BTreeMap<String, String>,
}

/// `dispensationer.toml`: findings that a plan's owners have looked at and let stand; never part of a submission.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WaiversFile {
    /// The waivers.
    #[serde(rename = "dispensation", default)]
    pub waivers: Vec<Waiver>,
}

/// `aendringsnoter.toml`: read when two versions are compared, never part of the formal document.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeNotesFile {
    /// The reasons.
    #[serde(rename = "aendring", default)]
    pub notes: Vec<ChangeNote>,
}
