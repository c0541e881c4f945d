//! The agreements: the strategic one, the delaftaler, their sub-goals and activities.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Id, measure::Number, registers::Measurement};

/// The agreement's text: its items are those that the template family names.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct StrategicFile {
    /// Before the first item.
    #[serde(rename = "indledning", default)]
    pub introduction: Section,
    /// Footnotes by id, for `[^id]` in this file's prose.
    #[serde(rename = "fodnoter", default)]
    pub footnotes: BTreeMap<String, String>,
    /// Items by their keys in the family.
    #[serde(flatten)]
    #[schemars(skip)]
    pub items: BTreeMap<String, Section>,
}

/// A section: prose, then sub-sections with headings of their own.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Heading, where it differs from the template's.
    #[serde(rename = "titel")]
    pub title: Option<String>,
    /// Prose (CommonMark with `{{ … }}`).
    #[serde(rename = "tekst", default)]
    pub text: String,
    /// Sub-sections.
    #[serde(rename = "afsnit", default)]
    pub parts: Vec<SubSection>,
    /// Author's note, shown on drafts only.
    pub note: Option<String>,
}

/// A sub-section with an unnumbered heading.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubSection {
    /// Id, unique in the section.
    pub id: Id,
    /// Heading.
    #[serde(rename = "titel")]
    pub title: String,
    /// Prose.
    #[serde(rename = "tekst", default)]
    pub text: String,
    /// Author's note.
    pub note: Option<String>,
}

/// `delaftaler/<id>.toml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementFile {
    /// Area in the rule set: `beskaeftigelse`.
    #[serde(rename = "omraade")]
    pub area: Id,
    /// The area's name as this plan writes it, where it differs from the rule set's.
    #[serde(rename = "navn")]
    pub name: Option<String>,
    /// Parties: ids from `registre/parter.toml`.
    #[serde(rename = "parter")]
    pub parties: Vec<Id>,
    /// Problems that the area faces.
    #[serde(rename = "problemkompleks")]
    pub problem: Problem,
    /// Head of the comparison column of the sub-goal table: `Baseline øvrige hhp`.
    #[serde(rename = "sammenligning_titel")]
    pub comparison_title: Option<String>,
    /// Sub-goals in order.
    #[serde(rename = "delmaal", default)]
    pub goals: Vec<Goal>,
    /// The list of activities as the agreement prints it, before they are described.
    #[serde(rename = "aktivitetsliste", default)]
    pub activity_list: Vec<String>,
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
    pub activities: Vec<Activity>,
    /// Footnotes by id, for `[^id]` in this file's prose.
    #[serde(rename = "fodnoter", default)]
    pub footnotes: BTreeMap<String, String>,
    /// Author's note.
    pub note: Option<String>,
}

/// The problem section.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// The area's name in this heading as the document prints it, where it differs.
    #[serde(rename = "navn_angivet")]
    pub declared_name: Option<String>,
    /// Prose.
    #[serde(rename = "tekst")]
    pub text: String,
    /// Author's note.
    pub note: Option<String>,
}

/// A sub-goal (delmål).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// Id.
    pub id: Id,
    /// The goal.
    #[serde(rename = "titel")]
    pub title: String,
    /// Id of a footnote on the goal.
    #[serde(rename = "fodnote")]
    pub footnote: Option<Id>,
    /// Its indicators.
    #[serde(rename = "indikator", default)]
    pub indicators: Vec<Indicator>,
    /// Author's note.
    pub note: Option<String>,
}

/// An indicator of a sub-goal.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Id, unique in the delaftale.
    pub id: Id,
    /// The indicator; empty where the document leaves it empty.
    #[serde(rename = "titel")]
    pub title: String,
    /// Which way is better.
    #[serde(rename = "retning")]
    pub direction: Option<Direction>,
    /// Target value, where the agreement sets one.
    #[serde(rename = "maaltal")]
    pub target: Option<Number>,
    /// Baselines: one a source and year.
    #[serde(rename = "maaling")]
    pub measurements: Vec<Measurement>,
    /// Author's note.
    pub note: Option<String>,
}

/// Which way an indicator is to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More is better.
    Stiger,
    /// Less is better.
    Falder,
    /// To be kept.
    Fastholdes,
}

/// Staff of a delaftale.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Staff {
    /// Whether the words "Profiler for boligsociale medarbejdere" stand before the list.
    #[serde(rename = "profil_overskrift", default)]
    pub profile_heading: bool,
    /// Profiles.
    #[serde(rename = "profiler")]
    pub profiles: Vec<String>,
    /// Staff units.
    pub pe: Number,
    /// Prose after the total.
    #[serde(rename = "tekst", default)]
    pub text: String,
    /// Author's note.
    pub note: Option<String>,
}

/// An activity, or the use of a shared one from `faelles/`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Id, unique in the delaftale; of a shared one its file's name, unless given.
    pub id: Option<Id>,
    /// Shared activity to use: `kvarternetvaerk` for `faelles/kvarternetvaerk.toml`.
    #[serde(rename = "brug")]
    pub shared: Option<Id>,
    /// Values for the shared activity's parameters, `{{ med.emne }}`.
    #[serde(rename = "med", default)]
    pub with: BTreeMap<String, String>,
    /// Heading; of a shared one the shared heading unless given. The same for the keys below.
    #[serde(rename = "titel")]
    pub title: Option<String>,
    /// What it is: prose.
    #[serde(rename = "indledning")]
    pub introduction: Option<String>,
    /// Purpose: prose. An empty string prints the heading with nothing under it.
    #[serde(rename = "formaal")]
    pub purpose: Option<String>,
    /// Target groups.
    #[serde(rename = "maalgruppe")]
    pub audience: Option<Audience>,
    /// Responsibilities and roles: prose.
    #[serde(rename = "ansvar")]
    pub roles: Option<String>,
    /// Author's note.
    pub note: Option<String>,
}

/// Target groups, each prose; give those that the agreement tells apart.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    /// Not told apart.
    #[serde(rename = "tekst")]
    pub text: Option<String>,
    /// Primary.
    #[serde(rename = "primaer")]
    pub primary: Option<String>,
    /// Secondary.
    #[serde(rename = "sekundaer")]
    pub secondary: Option<String>,
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
    pub activity: Activity,
}
