//! What is followed up: later measurements of the indicators, and the half-yearly status of each activity.

use schemars::JsonSchema;
use serde::Deserialize;
use time::Date;

use crate::{
    key::FieldKey,
    model::{
        Label, Prose,
        followup::ActivityStatus,
        measure::{Quantity, Unit, Value},
        written::{self, Id, LocalDate, noted},
    },
};

use super::content::RowsFrom;

/// `maalinger/<id>.toml`: one round of measurements, as the board treats it once a year.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct RoundFile {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// The year that the follow-up is for.
    #[serde(rename = "aar")]
    pub year: u16,
    /// The day on which the numbers were gathered.
    #[serde(rename = "opgjort", deserialize_with = "written::date")]
    #[schemars(with = "LocalDate")]
    pub gathered: Date,
    /// The day on which the board treated them: what the auditor asks for.
    #[serde(
        rename = "behandlet",
        default,
        deserialize_with = "written::date_if_any"
    )]
    #[schemars(with = "Option<LocalDate>")]
    pub treated: Option<Date>,
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
}

/// One indicator measured again.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct LaterMeasurement {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
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
    #[schemars(with = "Vec<Value>")]
    pub area: Vec<Quantity>,
    /// In the municipality, or what else the baseline is compared with.
    #[serde(rename = "sammenligning", default)]
    #[schemars(with = "Vec<Value>")]
    pub comparison: Vec<Quantity>,
    /// The year the numbers are of; the round's unless given.
    #[serde(rename = "aar")]
    pub year: Option<u16>,
    /// The day the numbers are of, where it is known.
    #[serde(rename = "dato", default, deserialize_with = "written::date_if_any")]
    #[schemars(with = "Option<LocalDate>")]
    pub date: Option<Date>,
    /// Unit of the numbers; the indicator's unless given.
    #[serde(rename = "enhed")]
    pub unit: Option<Unit>,
    /// Data source; the baseline's unless given.
    #[serde(rename = "kilde")]
    pub source: Option<Label>,
    /// Lines of which less is better where more of the indicator is, and the reverse.
    #[serde(rename = "modsat", default)]
    pub opposite: Vec<String>,
    /// Lines that are neither better nor worse.
    #[serde(rename = "neutral", default)]
    pub neutral: Vec<String>,
}

/// `status/<year>-<half>.toml`: the status of a half-year.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct StatusFile {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// Date of the status; also the time stamp of its files.
    #[serde(rename = "dato", deserialize_with = "written::date")]
    #[schemars(with = "LocalDate")]
    pub date: Date,
    /// The day on which it was gone through.
    #[serde(
        rename = "gennemgaaet",
        default,
        deserialize_with = "written::date_if_any"
    )]
    #[schemars(with = "Option<LocalDate>")]
    pub reviewed: Option<Date>,
    /// Who went through it: id of a party.
    #[serde(rename = "gennemgaaet_af")]
    pub reviewed_by: Option<Id>,
    /// Whether the file holds made-up data, which every page that shows them must say.
    #[serde(rename = "eksempel", default)]
    pub example: bool,
    /// The half-year in a few words: prose.
    #[serde(rename = "sammenfatning")]
    #[schemars(default)]
    pub summary: Prose,
    /// One entry an activity.
    #[serde(rename = "aktivitet", default)]
    pub activities: Vec<ActivityStatus>,
}
