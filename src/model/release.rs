//! A frozen version: what it records about itself, and what was decided about it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use time::Date;

use crate::key::FieldKey;

use super::{Status, written::LocalDate};

/// The file that makes a folder a release.
pub const RECORD: &str = "udgivelse.toml";
/// The only file of a release that may change.
pub const DECISIONS: &str = "beslutninger.toml";

/// What makes a plan a release.
#[derive(Debug, Clone, PartialEq)]
pub struct Release {
    /// What it records about itself.
    pub record: Record,
    /// What was decided about it, as written.
    pub decisions: Vec<Decision>,
}

/// What a body decided about a version.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// Where it is written.
    pub key: FieldKey,
    /// Step of the version's life that it settles.
    pub step: Status,
    /// Body: id in the rule set.
    pub body: String,
    /// Whose body it is: index in `Plan::parties`.
    pub party: Option<usize>,
    /// Id of the line that was signed on, where the plan gives lines.
    pub signer: Option<String>,
    /// What was decided.
    pub what: String,
    /// When.
    pub date: Date,
    /// How it went.
    pub result: DecisionResult,
    /// Where it stands written.
    pub reference: Option<String>,
}

/// How a decision went.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum DecisionResult {
    /// Approved.
    Godkendt,
    /// Refused.
    Afvist,
    /// Taken note of.
    TagetTilEfterretning,
}

/// `udgivelse.toml`: what a release records about itself. Written by the program.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ReleaseFile")]
pub struct Record {
    /// Version: `1.0`.
    pub version: String,
    /// Where the version stood in its life when it was frozen.
    pub status: Status,
    /// Date of the version, from its `plan.toml`.
    #[serde(rename = "dato")]
    pub date: LocalDate,
    /// Name and version of the program that froze it.
    pub program: String,
    /// Id of the rule set.
    #[serde(rename = "regelsaet")]
    pub rule_set: String,
    /// Whether it was frozen with errors that were known.
    #[serde(rename = "som_indsendt", default)]
    pub as_submitted: bool,
    /// Findings on record.
    #[serde(rename = "fund")]
    pub findings: RecordedFindings,
    /// The frozen files.
    #[serde(rename = "fil", default)]
    pub files: Vec<FrozenFile>,
}

/// The findings of the check on the day of freezing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordedFindings {
    /// Number of errors.
    #[serde(rename = "fejl")]
    pub errors: u32,
    /// Number of warnings.
    #[serde(rename = "advarsler")]
    pub warnings: u32,
    /// Number of notes.
    #[serde(rename = "raad")]
    pub notes: u32,
    /// Number of waived findings, which are not in the list.
    #[serde(rename = "dispenserede")]
    pub waived: u32,
    /// Those that count, in source order.
    #[serde(rename = "liste", default, skip_serializing_if = "Vec::is_empty")]
    pub list: Vec<RecordedFinding>,
}

/// A finding on record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordedFinding {
    /// Code: `T001`.
    #[serde(rename = "kode")]
    pub code: String,
    /// How grave it is.
    #[serde(rename = "alvor")]
    pub severity: RecordedSeverity,
    /// Where: file, line and column, if it has a place.
    #[serde(rename = "sted", skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What is wrong.
    #[serde(rename = "besked")]
    pub message: String,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RecordedSeverity {
    /// An error.
    Fejl,
    /// A warning.
    Advarsel,
    /// A note.
    Raad,
}

/// A frozen file and its checksum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrozenFile {
    /// Path below the release's folder, with `/`.
    #[serde(rename = "sti")]
    pub path: String,
    /// SHA-256 of its bytes, in hex.
    pub sha256: Sha256,
}

/// A SHA-256 in hex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Sha256(#[schemars(regex(pattern = r"^[0-9a-f]{64}$"))] pub String);
