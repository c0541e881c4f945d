//! What was decided about a frozen version. What the version records about itself is the model's own.

use schemars::JsonSchema;
use serde::Deserialize;
use time::Date;

use crate::{
    key::FieldKey,
    model::{
        Status,
        release::DecisionResult,
        written::{self, Id, LocalDate, noted},
    },
};

/// `beslutninger.toml`: what was decided about a release. Written by people, also after freezing.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionsFile {
    /// The decisions.
    #[serde(rename = "beslutning", default)]
    pub decisions: Vec<Decision>,
}

/// What a body decided about a version.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct Decision {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// Step of the version's life that it settles.
    #[serde(rename = "trin")]
    pub step: Status,
    /// Body that decided: id from the rule set.
    #[serde(rename = "hvem")]
    pub body: Id,
    /// Whose body it is, where there are several of the kind: id of a party.
    #[serde(rename = "part")]
    pub party: Option<Id>,
    /// Which line was signed on, where the plan has several of the party: id of a line.
    #[serde(rename = "underskriver")]
    pub signer: Option<Id>,
    /// What was decided.
    #[serde(rename = "hvad")]
    pub what: String,
    /// When.
    #[serde(rename = "dato", deserialize_with = "written::date")]
    #[schemars(with = "LocalDate")]
    pub date: Date,
    /// How it went.
    #[serde(rename = "resultat")]
    pub result: DecisionResult,
    /// Where it stands written: minutes and item, letter, case number.
    pub reference: Option<String>,
}
