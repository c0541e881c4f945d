//! What may be written in a plan's TOML files: the shapes, and nothing else.
//!
//! One struct per kind of file; keys are the Danish ones that a secretary writes. The JSON Schema that
//! editors use and that `load` checks files against is generated from these types, so a key is
//! declared here once. Conversion to the model, with ids resolved, happens in `lower`.

pub mod agreement;
pub mod changes;
pub mod content;
mod describe;
pub mod family;
pub mod followup;
pub mod kind;
pub mod measure;
pub mod meeting;
pub mod registers;
pub mod release;
pub mod waivers;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `plan.toml`: what the plan is, its state, its parts in order.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanFile {
    /// Name of the effort: `ByLivKolding`.
    #[serde(rename = "navn")]
    pub name: String,
    /// Title on the cover: `Helhedsplan 2022-2025`.
    #[serde(rename = "titel")]
    pub title: String,
    /// Title in the running header.
    #[serde(rename = "kort_titel")]
    pub short_title: String,
    /// Line below the title.
    #[serde(rename = "undertitel", default)]
    pub subtitle: String,
    /// Stem of the output files: `bylivkolding`.
    pub slug: Id,
    /// Version: `1.0`.
    pub version: String,
    /// Where the version stands in its life.
    pub status: Status,
    /// Date of the version; also the time stamp of the files.
    #[serde(rename = "dato")]
    pub date: LocalDate,
    /// The plan's period, from date to date, both included.
    #[serde(rename = "periode")]
    pub period: Period,
    /// Municipality: id of a party.
    #[serde(rename = "kommune")]
    pub municipality: Id,
    /// Template family: `lbf-2019-26`.
    #[serde(rename = "skabelon")]
    pub template: String,
    /// Numbering scheme.
    #[serde(rename = "nummerering")]
    pub numbering: NumberingScheme,
    /// Parties to the strategic agreement, in the order they are listed and sign: ids from `registre/parter.toml`.
    #[serde(rename = "parter")]
    pub parties: Vec<Id>,
    /// Delaftaler in order: ids, each a file in `delaftaler/`.
    #[serde(rename = "delaftaler")]
    pub agreements: Vec<Id>,
    /// Annexes in order: ids, each a file in `bilag/`.
    #[serde(rename = "bilag", default)]
    pub annexes: Vec<Id>,
    /// The documents of the submission and how each is delivered.
    #[serde(rename = "aftaledokument", default)]
    pub documents: Vec<AgreementDocument>,
    /// Author's note, shown on drafts only.
    pub note: Option<String>,
}

/// Words made of a–z, 0–9 and single hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, JsonSchema)]
pub struct Id(#[schemars(regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*$"))] pub String);

/// A date `2022-01-31` written as a TOML local date.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct LocalDate(#[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))] pub String);

/// Written bare, as TOML writes a date; what is no date is written as text.
impl Serialize for LocalDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.parse::<toml::value::Datetime>() {
            Ok(date) => date.serialize(serializer),
            Err(_) => self.0.serialize(serializer),
        }
    }
}

/// From date to date, both included.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day.
    #[serde(rename = "fra")]
    pub from: LocalDate,
    /// Last day.
    #[serde(rename = "til")]
    pub to: LocalDate,
}

/// The plan's life, in order.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
    clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Being written.
    #[value(help = "planen skrives")]
    Udkast,
    /// In hearing.
    #[value(help = "i høring")]
    Hoering,
    /// Before the board.
    #[value(help = "til behandling i bestyrelsen")]
    Bestyrelse,
    /// Before the housing organisations' boards.
    #[value(help = "til behandling i organisationsbestyrelserne")]
    Organisationsbestyrelser,
    /// Before the city council.
    #[value(help = "til behandling i byrådet")]
    Byraad,
    /// Sent to LBF.
    #[value(help = "sendt til Landsbyggefonden")]
    Indsendt,
    /// Approved by LBF.
    #[value(help = "godkendt af Landsbyggefonden")]
    Godkendt,
    /// Signed.
    #[value(help = "underskrevet af parterne")]
    Underskrevet,
    /// Kept current after signing.
    #[value(help = "holdt ajour efter underskriften")]
    Ajourfoert,
}

/// How headings are numbered, and whether delaftaler are documents of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum NumberingScheme {
    /// One document: chapter 1, items 1.1–1.8, delaftaler 1.5.1 …, activities 1.5.1.1 ….
    Kapitel,
    /// LBF's plain one: items 1–8; each delaftale a document of its own.
    Lbf,
}

/// One of the documents that a submission holds.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementDocument {
    /// Id from the rule set: `budget`, `beredskabsplan` ….
    pub id: Id,
    /// Whether it is here.
    pub status: DocumentStatus,
    /// Author's note.
    pub note: Option<String>,
}

/// Whether a document of the submission is present.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, serde::Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentStatus {
    /// Part of the document that the compiler makes.
    Indeholdt,
    /// Delivered separately.
    LeveresSaerskilt,
    /// Missing.
    Mangler,
}
