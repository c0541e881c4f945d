//! Waivers: findings that a plan's owners have looked at and let stand.

use schemars::JsonSchema;
use serde::Deserialize;

use super::LocalDate;

/// `dispensationer.toml`: never part of a submission.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WaiversFile {
    /// The waivers.
    #[serde(rename = "dispensation", default)]
    pub waivers: Vec<Waiver>,
}

/// A finding that is let stand.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// Code of the rule: `T001`.
    #[serde(rename = "kode")]
    pub code: String,
    /// Where: a file, or a file and a key in it, `delaftaler/uddannelse.toml#personale.profiler`. Items of a list
    /// are named by their id or their number from 0.
    #[serde(rename = "sted")]
    pub place: String,
    /// Why it may stand.
    #[serde(rename = "begrundelse")]
    pub reason: String,
    /// Who decided so: a role.
    #[serde(rename = "rolle")]
    pub role: String,
    /// When.
    #[serde(rename = "dato")]
    pub date: LocalDate,
    /// Last day on which it holds.
    #[serde(rename = "udloeber")]
    pub expires: Option<LocalDate>,
}
