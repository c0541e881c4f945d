//! The rule set of a template family: areas, fixed goals and indicators, documents, limits, routing.
//!
//! Data, not code: earlier and later rounds of funds have others (`templates/<family>/regelsaet.toml`).

use rust_decimal::{Decimal, prelude::FromPrimitive};
use serde::Deserialize;

use super::{Status, measure::Unit, registers::PartyKind, release::DecisionResult};
pub use super::{
    agreement::Direction,
    family::{Called, Follows, Form},
};

/// The rule set.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// What a plan is made of; a file of its own.
    #[serde(skip)]
    pub form: Form,
    /// Id.
    pub id: String,
    /// Name.
    #[serde(rename = "navn")]
    pub name: String,
    /// Areas that a plan may choose.
    #[serde(rename = "omraade", default)]
    pub areas: Vec<Area>,
    /// Fixed goals with their indicators.
    #[serde(rename = "maal", default)]
    pub goals: Vec<FixedGoal>,
    /// Documents of a submission.
    #[serde(rename = "dokument", default)]
    pub documents: Vec<Document>,
    /// Thresholds of the key-figure table.
    #[serde(rename = "graense", default)]
    pub thresholds: Vec<Threshold>,
    /// Local co-financing.
    #[serde(rename = "medfinansiering")]
    pub cofinancing: Option<Cofinancing>,
    /// Who approves changes, highest first.
    #[serde(rename = "niveau")]
    pub levels: Vec<Level>,
    /// Who approves what.
    #[serde(rename = "godkendelse")]
    pub approvals: Vec<Approval>,
    /// Which changes need a reason.
    #[serde(rename = "begrundelser")]
    pub reasons: Reasons,
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
    /// The area that it is of: a plan without that area measures it only if it wants to. `None` of one for all plans.
    #[serde(rename = "omraade")]
    pub area: Option<String>,
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
    /// What it is made of, if it is one that is made beside the agreements.
    #[serde(rename = "dannes_af")]
    pub made: Option<Making>,
}

/// What a document of the submission is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Making {
    /// The budget's posts: a workbook.
    Budgetark,
    /// The activities' periods and milestones.
    Milepaele,
    /// A text of its own: `dokumenter/<id>.toml`.
    Tekst,
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
    /// Least share of the plan's total, per cent; 0 asks for none.
    #[serde(rename = "mindst")]
    pub least: f64,
}

/// Who approves a kind of change. The first rule that fits a change holds.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Id.
    pub id: String,
    /// What changed.
    #[serde(rename = "hvad")]
    pub what: String,
    /// Where: `delaftaler/*#delmaal` covers all below it, `*` stands for any one step. Empty: anywhere.
    #[serde(rename = "hvor", default)]
    pub places: Vec<String>,
    /// Whether only the things at these places count, not what stands below them.
    #[serde(rename = "praecis", default)]
    pub exact: bool,
    /// What happened to it. Empty: anything.
    #[serde(rename = "slags", default)]
    pub kinds: Vec<ChangeKind>,
    /// What it does to the plan's money, if that counts.
    #[serde(rename = "naar", default)]
    pub effects: Vec<MoneyEffect>,
    /// Whether it is for changes that their author declares to be editorial.
    #[serde(rename = "redaktionel", default)]
    pub editorial: bool,
    /// Level.
    #[serde(rename = "niveau")]
    pub level: String,
    /// Why.
    #[serde(rename = "begrundelse")]
    pub reason: String,
    /// Where the rule comes from; families of earlier programs do not say.
    #[serde(rename = "kilde", default)]
    pub source: String,
}

/// What happened to a thing of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Added.
    Tilfoejet,
    /// Removed.
    Fjernet,
    /// Moved to another place.
    Flyttet,
    /// Its name or heading changed; it is the same thing.
    Omdoebt,
    /// Its id changed; it says nearly the same.
    NytId,
    /// Its value changed.
    Aendret,
}

/// What a change does to the plan's money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MoneyEffect {
    /// It moves the plan's total.
    SamletBudget,
    /// It moves money from one funder to another.
    Fordeling,
}

/// Who approves changes.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Id: what rules name it by.
    pub id: String,
    /// Who it is.
    #[serde(rename = "kaldes")]
    pub called: Called,
    /// What is said of how many changes it approves.
    #[serde(rename = "resume")]
    pub summary: Called,
}

/// Which changes need a reason.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reasons {
    /// Levels whose changes need one.
    #[serde(rename = "kraeves")]
    pub needed: Vec<String>,
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
    /// One decision from each of these parties to the agreement.
    #[serde(rename = "hver")]
    pub each: Option<Each>,
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

/// Parties to the agreement, each of which decides by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Each {
    /// Those of a kind.
    Kind(PartyKind),
    /// All of them.
    Party(AllParties),
}

/// The words for all parties to the agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AllParties {
    /// `aftalepart`: the parties themselves.
    Aftalepart,
    /// `underskriver`: the lines that they sign on.
    Underskriver,
}

impl RuleSet {
    /// The first name of a level that there is not: its key, and the name.
    pub fn fault(&self) -> Option<(String, String)> {
        let rules = self.approvals.iter().enumerate();
        let mut rules = rules.map(|(at, rule)| (format!("godkendelse.{at}.niveau"), &rule.level));
        let needed = self.reasons.needed.iter().enumerate();
        let mut needed = needed.map(|(at, id)| (format!("begrundelser.kraeves.{at}"), id));
        let unknown = |(_, id): &(String, &String)| self.level(id).is_none();
        let (key, id) = rules.find(unknown).or_else(|| needed.find(unknown))?;
        Some((key, id.clone()))
    }

    /// The level with this id, and how many are above it.
    pub fn level(&self, id: &str) -> Option<(usize, &Level)> {
        let mut levels = self.levels.iter().enumerate();
        levels.find(|(_, level)| level.id == id)
    }

    /// The least local share of the plan's money, per cent; `None` where the family asks for none.
    pub fn least_local(&self) -> Option<Decimal> {
        let least = Decimal::from_f64(self.cofinancing.as_ref()?.least)?;
        (!least.is_zero()).then(|| least.normalize())
    }

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
