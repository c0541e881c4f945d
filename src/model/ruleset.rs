//! The rule set of a template family: areas, fixed goals and indicators, documents, limits, routing.
//!
//! Data, not code: earlier and later rounds of funds have others (`templates/<family>/regelsaet.toml`).

use serde::Deserialize;

pub use super::agreement::Direction;
use super::{Status, measure::Unit, registers::PartyKind, release::DecisionResult};

/// The rule set.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// Id.
    pub id: String,
    /// Name.
    #[serde(rename = "navn")]
    pub name: String,
    /// Areas that a plan may choose.
    #[serde(rename = "omraade")]
    pub areas: Vec<Area>,
    /// Fixed goals with their indicators.
    #[serde(rename = "maal")]
    pub goals: Vec<FixedGoal>,
    /// Documents of a submission.
    #[serde(rename = "dokument")]
    pub documents: Vec<Document>,
    /// Thresholds of the key-figure table.
    #[serde(rename = "graense")]
    pub thresholds: Vec<Threshold>,
    /// Local co-financing.
    #[serde(rename = "medfinansiering")]
    pub cofinancing: Cofinancing,
    /// Who approves what.
    #[serde(rename = "godkendelse")]
    pub approvals: Vec<Approval>,
    /// Who can decide on a version.
    #[serde(rename = "organ")]
    pub bodies: Vec<Body>,
    /// The life of a version, step by step.
    #[serde(rename = "trin")]
    pub life: Vec<Step>,
}

/// An area.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Id.
    pub id: String,
    /// Name.
    #[serde(rename = "navn")]
    pub name: String,
}

/// A fixed goal.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixedGoal {
    /// Id.
    pub id: String,
    /// The goal.
    #[serde(rename = "tekst")]
    pub text: String,
    /// Its indicators.
    #[serde(rename = "indikator")]
    pub indicators: Vec<FixedIndicatorRule>,
}

/// A fixed indicator.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixedIndicatorRule {
    /// Id.
    pub id: String,
    /// The indicator.
    #[serde(rename = "tekst")]
    pub text: String,
    /// The unit it should be given in.
    #[serde(rename = "enhed")]
    pub unit: Unit,
    /// Which way is better.
    #[serde(rename = "retning")]
    pub direction: Direction,
}

/// A document of the submission.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Id.
    pub id: String,
    /// Name.
    #[serde(rename = "navn")]
    pub name: String,
}

/// A threshold of a key figure.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// Key figure, by its TOML key.
    #[serde(rename = "noegletal")]
    pub figure: String,
    /// `>` or `<`.
    pub operator: String,
    /// The limit.
    #[serde(rename = "vaerdi")]
    pub value: f64,
    /// Its unit.
    #[serde(rename = "enhed")]
    pub unit: Unit,
}

/// Local co-financing.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cofinancing {
    /// Least share of the plan's total, per cent.
    #[serde(rename = "mindst")]
    pub least: f64,
}

/// Who approves a kind of change.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Id.
    pub id: String,
    /// What changed.
    #[serde(rename = "hvad")]
    pub what: String,
    /// Level.
    #[serde(rename = "niveau")]
    pub level: ApprovalLevel,
    /// Why.
    #[serde(rename = "begrundelse")]
    pub reason: String,
}

/// Who approves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ApprovalLevel {
    /// Landsbyggefonden.
    Lbf,
    /// The board.
    Bestyrelse,
    /// The secretariat.
    Sekretariat,
}

/// A body that decides on versions.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Id.
    pub id: String,
    /// Name.
    #[serde(rename = "navn")]
    pub name: String,
}

/// A step of a version's life.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The status of a version that stands here.
    pub id: Status,
    /// Body whose decision leads on; none at the last step.
    #[serde(rename = "afgoeres_af")]
    pub settled_by: Option<String>,
    /// One decision from each of the plan's parties of this kind.
    #[serde(rename = "hver")]
    pub each: Option<PartyKind>,
    /// Results that lead on.
    #[serde(rename = "afgoeres_med", default)]
    pub settled_with: Vec<DecisionResult>,
    /// Other bodies whose word on it may be on record.
    #[serde(rename = "hoeres", default)]
    pub heard: Vec<String>,
    /// What a version that stands here waits for.
    #[serde(rename = "venter", default)]
    pub awaited: String,
}

impl RuleSet {
    /// The body with this id.
    pub fn body(&self, id: &str) -> Option<&Body> {
        self.bodies.iter().find(|body| body.id == id)
    }

    /// The step with this id.
    pub fn step(&self, id: Status) -> Option<&Step> {
        self.life.iter().find(|step| step.id == id)
    }

    /// The fixed indicator with this id, and its goal.
    pub fn indicator(&self, id: &str) -> Option<(&FixedGoal, &FixedIndicatorRule)> {
        let all = self
            .goals
            .iter()
            .flat_map(|goal| goal.indicators.iter().map(move |i| (goal, i)));
        all.into_iter().find(|(_, indicator)| indicator.id == id)
    }
}
