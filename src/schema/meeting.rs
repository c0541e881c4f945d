//! A meeting of the board: the call, the agenda, a note for each item, the annexes.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Id, LocalDate};

/// `moeder/<date>.toml`: a meeting.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingFile {
    /// The body that meets: `Bestyrelsen for ByLivKolding`.
    #[serde(rename = "organ")]
    pub body: String,
    /// Title of the pack: `Ordinært bestyrelsesmøde`.
    #[serde(rename = "titel")]
    pub title: String,
    /// Date of the meeting.
    #[serde(rename = "dato")]
    pub date: LocalDate,
    /// From when to when.
    #[serde(rename = "tid")]
    pub time: TimeSlot,
    /// Where.
    #[serde(rename = "sted")]
    pub place: String,
    /// Date of the call and the pack.
    #[serde(rename = "udsendt")]
    pub sent: LocalDate,
    /// Last day for remarks and further items.
    #[serde(rename = "frist")]
    pub deadline: Option<LocalDate>,
    /// Who takes part: roles.
    #[serde(rename = "deltagere")]
    pub participants: Vec<String>,
    /// Who has sent apologies: roles.
    #[serde(rename = "afbud", default)]
    pub apologies: Vec<String>,
    /// Whether the file holds made-up content, which every page that shows it must say.
    #[serde(rename = "eksempel", default)]
    pub example: bool,
    /// What the board should know first: prose.
    #[serde(rename = "sammenfatning", default)]
    pub summary: String,
    /// The agenda.
    #[serde(rename = "punkt")]
    pub items: Vec<Item>,
    /// Author's note.
    pub note: Option<String>,
}

/// A slot of time: `15:00-15:20`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct TimeSlot(
    #[schemars(regex(pattern = r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$"))] pub String,
);

/// An item of the agenda.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Id, unique in the meeting.
    pub id: Id,
    /// Heading; all that is shown of a closed item in public.
    #[serde(rename = "titel")]
    pub title: String,
    /// What the board does with it; none where only the lettered items below it are treated.
    #[serde(rename = "slags")]
    pub kind: Option<ItemKind>,
    /// When.
    #[serde(rename = "tid")]
    pub time: Option<TimeSlot>,
    /// Whether it is treated behind closed doors.
    #[serde(rename = "lukket", default)]
    pub closed: bool,
    /// Who presents it: a role.
    #[serde(rename = "ansvarlig")]
    pub presenter: Option<String>,
    /// What it is about: prose.
    #[serde(rename = "sagsfremstilling", default)]
    pub case: String,
    /// What the board is asked to do: prose.
    #[serde(rename = "indstilling", default)]
    pub proposal: String,
    /// What it costs, and who pays: prose.
    #[serde(rename = "oekonomi", default)]
    pub economy: String,
    /// What happens next: prose.
    #[serde(rename = "videre_proces", default)]
    pub process: String,
    /// A date that the decision must keep.
    #[serde(rename = "frist")]
    pub deadline: Option<LocalDate>,
    /// Annexes.
    #[serde(rename = "bilag", default)]
    pub annexes: Vec<PackAnnex>,
    /// Lettered items below this one; they have none themselves.
    #[serde(rename = "underpunkt", default)]
    pub parts: Vec<Item>,
    /// Author's note.
    pub note: Option<String>,
}

/// What the board does with an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ItemKind {
    /// (B): decides.
    Beslutning,
    /// (D): discusses.
    Droeftelse,
    /// (O): is told.
    Orientering,
}

/// An annex of a pack.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PackAnnex {
    /// Title; the document's own unless given.
    #[serde(rename = "titel")]
    pub title: Option<String>,
    /// What it is.
    #[serde(rename = "slags")]
    pub kind: PackAnnexKind,
    /// The version shown; the working plan unless given.
    pub version: Option<String>,
    /// The version it is compared with.
    #[serde(rename = "fra")]
    pub from: Option<String>,
    /// The delaftale shown.
    #[serde(rename = "delaftale")]
    pub agreement: Option<Id>,
    /// The half-year of a status: `2022-1`.
    #[serde(rename = "halvaar")]
    pub half: Option<String>,
    /// A PDF file below the plan folder.
    #[serde(rename = "fil")]
    pub file: Option<String>,
}

/// What an annex of a pack is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PackAnnexKind {
    /// The whole plan.
    Plan,
    /// One delaftale.
    Delaftale,
    /// The list of changes between two versions.
    Aendringsliste,
    /// The plan with its changes marked.
    Aendringer,
    /// The quality report.
    Kvalitet,
    /// The report on key figures.
    Noegletal,
    /// The status of a half-year.
    Status,
    /// A PDF made by others.
    Fil,
}
