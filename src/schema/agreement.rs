//! The agreements: the strategic one, the delaftaler, their sub-goals and activities.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    key::FieldKey,
    model::{
        Label, Prose,
        agreement::{ActivityEntry, Goal, Section, Staff},
        written::{Id, noted},
    },
    schema::SignerEntry,
};

/// The agreement's text, besides the items of the template family (`[[aftale.punkt]]` in its `familie.toml`): each a `Section`.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct StrategicFile {
    /// Before the first item.
    #[schemars(rename = "indledning", default)]
    pub introduction: Section,
    /// Footnotes by id, for `[^id]` in this file's prose.
    #[schemars(rename = "fodnoter", default)]
    pub footnotes: BTreeMap<String, String>,
}

/// `delaftaler/<id>.toml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct AgreementFile {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// Area in the rule set: `beskaeftigelse`.
    #[serde(rename = "omraade")]
    pub area: Id,
    /// The area's name as this plan writes it, where it differs from the rule set's.
    #[serde(rename = "navn")]
    pub name: Option<Label>,
    /// Parties: ids from `registre/parter.toml`.
    #[serde(rename = "parter")]
    pub parties: Vec<Id>,
    /// Lines to sign this delaftale on, where it has others than the plan.
    #[serde(rename = "underskriver", default)]
    pub signers: Vec<SignerEntry>,
    /// Problems that the area faces.
    #[serde(rename = "problemkompleks")]
    pub problem: Problem,
    /// Head of the comparison column of the sub-goal table: `Baseline øvrige hhp`.
    #[serde(rename = "sammenligning_titel")]
    pub comparison_title: Option<Label>,
    /// Sub-goals in order.
    #[serde(rename = "delmaal", default)]
    pub goals: Vec<Goal>,
    /// The list of activities as the agreement prints it, before they are described.
    #[serde(rename = "aktivitetsliste", default)]
    pub activity_list: Vec<Label>,
    /// Staff.
    #[serde(rename = "personale")]
    pub staff: Option<Staff>,
    /// How it fits with the municipality's effort.
    #[serde(rename = "kommunal_indsats")]
    pub municipal: Option<Section>,
    /// Content and practice, before the activities.
    #[serde(rename = "indhold_og_praksis")]
    pub practice: Option<Section>,
    /// Activities in order.
    #[serde(rename = "aktivitet", default)]
    pub activities: Vec<ActivityEntry>,
    /// Footnotes by id, for `[^id]` in this file's prose.
    #[serde(rename = "fodnoter", default)]
    pub footnotes: BTreeMap<String, String>,
}

/// The problem section.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct Problem {
    /// The area's name in this heading as the document prints it, where it differs.
    #[serde(rename = "navn_angivet")]
    pub declared_name: Option<Label>,
    /// Prose.
    #[serde(rename = "tekst")]
    pub text: Prose,
}

/// `faelles/<id>.toml`: an activity that several delaftaler share.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SharedFile {
    /// Names that each use must give in `med`.
    #[serde(rename = "parametre", default)]
    pub parameters: Vec<String>,
    /// The activity; its prose may hold `{{ med.<parameter> }}`.
    #[serde(rename = "aktivitet")]
    pub activity: ActivityEntry,
}
