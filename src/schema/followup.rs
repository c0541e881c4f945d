//! What is followed up: later measurements of the indicators, and the half-yearly status of each activity.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    Id, LocalDate,
    content::RowsFrom,
    measure::{Unit, Value},
};

/// `maalinger/<id>.toml`: one round of measurements, as the board treats it once a year.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoundFile {
    /// The year that the follow-up is for.
    #[serde(rename = "aar")]
    pub year: u16,
    /// The day on which the numbers were gathered.
    #[serde(rename = "opgjort")]
    pub gathered: LocalDate,
    /// The day on which the board treated them: what the auditor asks for.
    #[serde(rename = "behandlet")]
    pub treated: Option<LocalDate>,
    /// Who treated them: id of a party.
    #[serde(rename = "behandlet_af")]
    pub treated_by: Option<Id>,
    /// Whether the file holds made-up data, which every page that shows them must say.
    #[serde(rename = "eksempel", default)]
    pub example: bool,
    /// Measurements from a CSV file or a sheet, besides those below.
    #[serde(rename = "fra")]
    pub from: Option<RowsFrom>,
    /// The measurements.
    #[serde(rename = "maaling", default)]
    pub measurements: Vec<LaterMeasurement>,
    /// Author's note.
    pub note: Option<String>,
}

/// One indicator measured again.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LaterMeasurement {
    /// A fixed indicator of the rule set; or
    #[serde(rename = "fast")]
    pub fixed: Option<Id>,
    /// a delaftale,
    #[serde(rename = "delaftale")]
    pub agreement: Option<Id>,
    /// its sub-goal
    #[serde(rename = "delmaal")]
    pub goal: Option<Id>,
    /// and an indicator of that.
    #[serde(rename = "indikator")]
    pub indicator: Option<Id>,
    /// In the area or target group, in the lines of the baseline.
    #[serde(rename = "omraade", default)]
    pub area: Vec<Value>,
    /// In the municipality, or what else the baseline is compared with.
    #[serde(rename = "sammenligning", default)]
    pub comparison: Vec<Value>,
    /// The year the numbers are of; the round's unless given.
    #[serde(rename = "aar")]
    pub year: Option<u16>,
    /// The day the numbers are of, where it is known.
    #[serde(rename = "dato")]
    pub date: Option<LocalDate>,
    /// Unit of the numbers; the indicator's unless given.
    #[serde(rename = "enhed")]
    pub unit: Option<Unit>,
    /// Data source; the baseline's unless given.
    #[serde(rename = "kilde")]
    pub source: Option<String>,
    /// Lines of which less is better where more of the indicator is, and the reverse.
    #[serde(rename = "modsat", default)]
    pub opposite: Vec<String>,
    /// Lines that are neither better nor worse.
    #[serde(rename = "neutral", default)]
    pub neutral: Vec<String>,
    /// Author's note.
    pub note: Option<String>,
}

/// `status/<year>-<half>.toml`: the status of a half-year.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatusFile {
    /// Date of the status; also the time stamp of its files.
    #[serde(rename = "dato")]
    pub date: LocalDate,
    /// The day on which it was gone through.
    #[serde(rename = "gennemgaaet")]
    pub reviewed: Option<LocalDate>,
    /// Who went through it: id of a party.
    #[serde(rename = "gennemgaaet_af")]
    pub reviewed_by: Option<Id>,
    /// Whether the file holds made-up data, which every page that shows them must say.
    #[serde(rename = "eksempel", default)]
    pub example: bool,
    /// The half-year in a few words: prose.
    #[serde(rename = "sammenfatning", default)]
    pub summary: String,
    /// One entry an activity.
    #[serde(rename = "aktivitet", default)]
    pub activities: Vec<ActivityStatus>,
    /// Author's note.
    pub note: Option<String>,
}

/// The status of one activity.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActivityStatus {
    /// The delaftale.
    #[serde(rename = "delaftale")]
    pub agreement: Id,
    /// The activity in it.
    pub id: Id,
    /// What was done: prose.
    #[serde(rename = "udfoert", default)]
    pub done: String,
    /// What is changed, and why: prose.
    #[serde(rename = "justeringer", default)]
    pub adjustments: String,
    /// What comes next: prose.
    #[serde(rename = "naeste", default)]
    pub next: String,
    /// Milestones: new ones, and those of earlier half-years of which there is something to say.
    #[serde(rename = "milepael", default)]
    pub milestones: Vec<Milestone>,
    /// Author's note.
    pub note: Option<String>,
}

/// A milestone.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// Id, unique in the activity over all half-years.
    pub id: Id,
    /// What is to be reached; of one from an earlier half-year as it was unless given.
    #[serde(rename = "titel")]
    pub title: Option<String>,
    /// Planned date; of one from an earlier half-year as it was unless given. The first one stays on record.
    #[serde(rename = "planlagt")]
    pub planned: Option<LocalDate>,
    /// The day on which it was reached.
    #[serde(rename = "naaet")]
    pub reached: Option<LocalDate>,
    /// Where it stands at the end of the half-year; reached where `naaet` is given, else not begun.
    pub status: Option<MilestoneState>,
    /// What else there is to say, in a few words.
    #[serde(rename = "bemaerkning")]
    pub remark: Option<String>,
}

/// Where a milestone stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MilestoneState {
    /// Reached.
    Naaet,
    /// Begun.
    IGang,
    /// Not begun.
    IkkeBegyndt,
    /// Given up; say why in `bemaerkning`.
    Udgaaet,
}
