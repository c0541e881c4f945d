//! Reasons for what was changed since an earlier version of the plan.

use schemars::JsonSchema;
use serde::Deserialize;

/// `aendringsnoter.toml`: read when two versions are compared, never part of the formal document.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeNotesFile {
    /// The reasons.
    #[serde(rename = "aendring", default)]
    pub notes: Vec<ChangeNote>,
}

/// Why something was changed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeNote {
    /// What was changed: a file, or a file and a key in it. Items of a list are named by their id. A key covers all
    /// that stands below it.
    #[serde(rename = "noegle")]
    pub place: String,
    /// Why.
    #[serde(rename = "begrundelse")]
    pub reason: String,
    /// Whether the change is one of spelling or layout only.
    #[serde(rename = "redaktionel", default)]
    pub editorial: bool,
}
