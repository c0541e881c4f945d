//! The strategic agreement and the delaftaler.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use time::Date;

use crate::key::FieldKey;

use super::{
    Label, Prose,
    measure::{self, Note, Unit},
    registers::Measurement,
    signers::Signer,
    written::{self, Id, LocalDate, Number, Period, noted},
};

/// The agreement's text: the family's items by their TOML keys, in the document's order.
#[derive(Debug, Clone, PartialEq)]
pub struct Strategic {
    /// Before the first item.
    pub introduction: Section,
    /// Items: TOML key and section.
    pub items: Vec<(String, Section)>,
}

/// A section: prose, then sub-sections with headings of their own.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct Section {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// Heading, where it differs from the template's.
    #[serde(rename = "titel")]
    pub title: Option<Label>,
    /// Prose (CommonMark with `{{ … }}`).
    #[serde(rename = "tekst")]
    #[schemars(default)]
    pub text: Prose,
    /// Sub-sections.
    #[serde(rename = "afsnit", default)]
    pub parts: Vec<SubSection>,
}

/// A sub-section with an unnumbered heading.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct SubSection {
    /// Id, unique in the section.
    #[schemars(with = "Id")]
    pub id: String,
    /// Heading.
    #[serde(rename = "titel")]
    pub title: Label,
    /// Prose.
    #[serde(rename = "tekst")]
    #[schemars(default)]
    pub text: Prose,
}

/// A delaftale.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// Id: the file's name.
    pub id: String,
    /// Where it is written.
    pub key: FieldKey,
    /// Area id in the rule set.
    pub area: String,
    /// The area's name: the plan's own, else the rule set's.
    pub name: Label,
    /// Parties: indices in `Plan::parties`.
    pub parties: Vec<usize>,
    /// Its own lines to sign on.
    pub signers: Vec<Signer>,
    /// Area name in the problem heading as printed, where it differs.
    pub problem_name: Option<Label>,
    /// Problems.
    pub problem: Prose,
    /// Head of the comparison column, where it differs from the template's.
    pub comparison_title: Option<Label>,
    /// Sub-goals.
    pub goals: Vec<Goal>,
    /// Activities as the agreement lists them.
    pub activity_list: Vec<Label>,
    /// Staff.
    pub staff: Option<Staff>,
    /// Municipal effort.
    pub municipal: Option<Section>,
    /// Content and practice.
    pub practice: Option<Section>,
    /// Activities.
    pub activities: Vec<Activity>,
}

/// A sub-goal (delmål).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct Goal {
    /// Id.
    #[schemars(with = "Id")]
    pub id: String,
    /// The goal.
    #[serde(rename = "titel")]
    pub title: Label,
    /// Id of a footnote on the goal.
    #[serde(rename = "fodnote", default, deserialize_with = "measure::note")]
    #[schemars(with = "Option<Id>")]
    pub footnote: Option<Note>,
    /// Its indicators.
    #[serde(rename = "indikator", default)]
    pub indicators: Vec<Indicator>,
}

/// An indicator of a sub-goal.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct Indicator {
    /// Id, unique in the delaftale.
    #[schemars(with = "Id")]
    pub id: String,
    /// The indicator; empty where the document leaves it empty.
    #[serde(rename = "titel")]
    pub title: Label,
    /// Which way is better.
    #[serde(rename = "retning")]
    pub direction: Option<Direction>,
    /// Target value, where the agreement sets one.
    #[serde(rename = "maaltal")]
    #[schemars(with = "Option<Number>")]
    pub target: Option<Decimal>,
    /// Baselines: one a source and year.
    #[serde(rename = "maaling")]
    pub measurements: Vec<Measurement>,
}

impl Indicator {
    /// The unit of its baseline, which is the target's too.
    pub fn unit(&self) -> Option<Unit> {
        let mut areas = self.measurements.iter().flat_map(|one| &one.area);
        areas.find_map(|quantity| quantity.unit)
    }

    /// Where its target is written: beside its title.
    pub fn target_key(&self) -> FieldKey {
        self.title.key.parent().child("maaltal")
    }
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
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct Staff {
    /// Whether the words "Profiler for boligsociale medarbejdere" stand before the list.
    #[serde(rename = "profil_overskrift", default)]
    pub profile_heading: bool,
    /// Profiles.
    #[serde(rename = "profiler")]
    pub profiles: Vec<Label>,
    /// Staff units.
    #[schemars(with = "Number")]
    pub pe: Decimal,
    /// Where they are written.
    #[serde(rename = "pe.$noegle")]
    #[schemars(skip)]
    pub pe_key: FieldKey,
    /// Prose after the total.
    #[serde(rename = "tekst")]
    #[schemars(default)]
    pub text: Prose,
}

/// An activity, shared values and local overrides already merged.
#[derive(Debug, Clone, PartialEq)]
pub struct Activity {
    /// Id in the delaftale.
    pub id: String,
    /// Where it is written in the delaftale.
    pub key: FieldKey,
    /// The shared activity that it uses, if it uses one.
    pub shared: Option<SharedUse>,
    /// Heading.
    pub title: Label,
    /// Its texts; the heading among them is the one above.
    pub texts: ActivityEntry,
}

/// A shared activity as one delaftale uses it.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedUse {
    /// Its id: the file's name in `faelles/`.
    pub id: String,
    /// What its parameters are given.
    pub with: BTreeMap<String, Label>,
    /// Its parameters, in the order of its file.
    pub parameters: Vec<String>,
    /// All its texts, those too that this use overrides.
    pub texts: ActivityEntry,
}

/// An activity, or the use of a shared one from `faelles/`.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[schemars(rename = "Activity", deny_unknown_fields, transform = noted)]
pub struct ActivityEntry {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// Id, unique in the delaftale; of a shared one its file's name, unless given.
    pub id: Option<Id>,
    /// Shared activity to use: `kvarternetvaerk` for `faelles/kvarternetvaerk.toml`.
    #[serde(rename = "brug")]
    pub shared: Option<Id>,
    /// Values for the shared activity's parameters, `{{ med.emne }}`.
    #[serde(rename = "med", default)]
    pub with: BTreeMap<String, Label>,
    /// Heading; of a shared one the shared heading unless given. The same for the keys below.
    #[serde(rename = "titel")]
    pub title: Option<Label>,
    /// What it is: prose.
    #[serde(rename = "indledning")]
    pub introduction: Option<Prose>,
    /// Purpose: prose. An empty string prints the heading with nothing under it.
    #[serde(rename = "formaal")]
    pub purpose: Option<Prose>,
    /// Target groups.
    #[serde(rename = "maalgruppe")]
    pub audience: Option<Audience>,
    /// Responsibilities and roles: prose.
    #[serde(rename = "ansvar")]
    pub roles: Option<Prose>,
    /// When it runs, where that is not the plan's whole period.
    #[serde(rename = "periode")]
    pub period: Option<Period>,
    /// What is to be reached, and when; of a shared one the shared milestones unless given.
    #[serde(rename = "milepael", default)]
    pub milestones: Vec<PlannedMilestone>,
}

/// What an activity is to reach, and when.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct PlannedMilestone {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// Id, unique in the activity; the half-yearly statuses tell of it under the same.
    #[schemars(with = "Id")]
    pub id: String,
    /// What is to be reached.
    #[serde(rename = "titel")]
    pub title: Label,
    /// When.
    #[serde(rename = "planlagt", deserialize_with = "written::date")]
    #[schemars(with = "LocalDate")]
    pub planned: Date,
}

impl ActivityEntry {
    /// The use of a shared activity with the texts of that where it has none of its own, which see its parameters.
    pub fn over(self, shared: &ActivityEntry) -> Self {
        let told = |prose: &Option<Prose>| prose.as_ref().map(|prose| prose.told(&self.with));
        let groups = |audience: &Audience| Audience {
            key: audience.key.clone(),
            text: told(&audience.text),
            primary: told(&audience.primary),
            secondary: told(&audience.secondary),
        };
        ActivityEntry {
            title: self.title.or_else(|| shared.title.clone()),
            introduction: self.introduction.or_else(|| told(&shared.introduction)),
            purpose: self.purpose.or_else(|| told(&shared.purpose)),
            audience: self
                .audience
                .or_else(|| shared.audience.as_ref().map(groups)),
            roles: self.roles.or_else(|| told(&shared.roles)),
            period: self.period.or(shared.period),
            milestones: match self.milestones.is_empty() {
                true => shared.milestones.clone(),
                false => self.milestones,
            },
            key: self.key,
            id: self.id,
            shared: self.shared,
            with: self.with,
        }
    }
}

/// Target groups, each prose; give those that the agreement tells apart.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// Not told apart.
    #[serde(rename = "tekst")]
    pub text: Option<Prose>,
    /// Primary.
    #[serde(rename = "primaer")]
    pub primary: Option<Prose>,
    /// Secondary.
    #[serde(rename = "sekundaer")]
    pub secondary: Option<Prose>,
}
