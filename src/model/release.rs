//! A frozen version: what it records about itself, and what was decided about it.

use time::Date;

use crate::key::FieldKey;
pub use crate::schema::release::{DecisionResult, ReleaseFile as Record};

use super::Status;

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
    /// What was decided.
    pub what: String,
    /// When.
    pub date: Date,
    /// How it went.
    pub result: DecisionResult,
    /// Where it stands written.
    pub reference: Option<String>,
}
