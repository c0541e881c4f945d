//! The strategic agreement and the delaftaler.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::key::FieldKey;
pub use crate::schema::agreement::Direction;

use super::{Label, Prose, measure::Note, registers::Measurement};

/// The agreement's text: the family's items by their TOML keys, in the document's order.
#[derive(Debug, Clone, PartialEq)]
pub struct Strategic {
    /// Before the first item.
    pub introduction: Section,
    /// Items: TOML key and section.
    pub items: Vec<(String, Section)>,
}

/// A section.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Where it is written.
    pub key: FieldKey,
    /// Heading, where it differs from the template's.
    pub title: Option<Label>,
    /// Prose before the sub-sections; may be empty.
    pub text: Prose,
    /// Sub-sections.
    pub parts: Vec<SubSection>,
}

/// A sub-section.
#[derive(Debug, Clone, PartialEq)]
pub struct SubSection {
    /// Id in its section.
    pub id: String,
    /// Heading.
    pub title: Label,
    /// Prose.
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

/// A sub-goal.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// Id.
    pub id: String,
    /// The goal.
    pub title: Label,
    /// Footnote on it.
    pub footnote: Option<Note>,
    /// Indicators.
    pub indicators: Vec<Indicator>,
}

/// An indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Id.
    pub id: String,
    /// The indicator; may be empty.
    pub title: Label,
    /// Which way is better.
    pub direction: Option<Direction>,
    /// Target.
    pub target: Option<Decimal>,
    /// Baselines.
    pub measurements: Vec<Measurement>,
}

/// Staff.
#[derive(Debug, Clone, PartialEq)]
pub struct Staff {
    /// Whether a line heads the profiles.
    pub profile_heading: bool,
    /// Profiles.
    pub profiles: Vec<Label>,
    /// Staff units.
    pub pe: Decimal,
    /// Where they are written.
    pub pe_key: FieldKey,
    /// Prose after the total.
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
    /// What it is.
    pub introduction: Option<Prose>,
    /// Purpose; present and empty where the document leaves it so.
    pub purpose: Option<Prose>,
    /// Target groups.
    pub audience: Option<Audience>,
    /// Responsibilities.
    pub roles: Option<Prose>,
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
    pub texts: ActivityTexts,
}

/// The texts of an activity that another may use, and override one by one.
#[derive(Debug, Clone, PartialEq)]
pub struct ActivityTexts {
    /// Heading.
    pub title: Option<Label>,
    /// What it is.
    pub introduction: Option<Prose>,
    /// Purpose.
    pub purpose: Option<Prose>,
    /// Target groups, overridden all together.
    pub audience: Option<Audience>,
    /// Responsibilities.
    pub roles: Option<Prose>,
}

/// Target groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Audience {
    /// Where they are written: with the activity, or in the shared one that it uses.
    pub key: FieldKey,
    /// Not told apart.
    pub text: Option<Prose>,
    /// Primary.
    pub primary: Option<Prose>,
    /// Secondary.
    pub secondary: Option<Prose>,
}
