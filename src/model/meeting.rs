//! A meeting of the board.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de::Error};
use time::Date;

use crate::key::FieldKey;

use super::{
    Label, Prose,
    written::{self, Id, LocalDate, noted},
};

/// `moeder/<date>.toml`: a meeting.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
#[schemars(rename = "MeetingFile")]
pub struct Meeting {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// Stem of its file: `2026-12-09`.
    #[serde(skip)]
    pub id: String,
    /// The body that meets: `Bestyrelsen for ByLivKolding`.
    #[serde(rename = "organ")]
    pub body: Label,
    /// Title of the pack: `Ordinært bestyrelsesmøde`.
    #[serde(rename = "titel")]
    pub title: Label,
    /// Date of the meeting.
    #[serde(rename = "dato", deserialize_with = "written::date")]
    #[schemars(with = "LocalDate")]
    pub date: Date,
    /// From when to when.
    #[serde(rename = "tid")]
    #[schemars(with = "TimeSlot")]
    pub time: Slot,
    /// Where.
    #[serde(rename = "sted")]
    pub place: Label,
    /// Date of the call; also the time stamp of the pack's files.
    #[serde(rename = "udsendt", deserialize_with = "written::date")]
    #[schemars(with = "LocalDate")]
    pub sent: Date,
    /// Last day for remarks and further items.
    #[serde(rename = "frist", default, deserialize_with = "written::date_if_any")]
    #[schemars(with = "Option<LocalDate>")]
    pub deadline: Option<Date>,
    /// Who takes part: roles.
    #[serde(rename = "deltagere")]
    pub participants: Vec<Label>,
    /// Who has sent apologies: roles.
    #[serde(rename = "afbud", default)]
    pub apologies: Vec<Label>,
    /// Whether the file holds made-up content, which every page that shows it must say.
    #[serde(rename = "eksempel", default)]
    pub example: bool,
    /// What the board should know first: prose.
    #[serde(rename = "sammenfatning")]
    #[schemars(default)]
    pub summary: Prose,
    /// The agenda.
    #[serde(rename = "punkt")]
    pub items: Vec<AgendaItem>,
}

/// Minutes of the day, from and to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// First minute.
    pub from: u16,
    /// The minute it ends.
    pub to: u16,
}

impl Slot {
    /// Reads `15:00-15:20`; `None` for another form.
    pub fn read(text: &str) -> Option<Slot> {
        let (from, to) = text.split_once('-')?;
        let minute = |time: &str| -> Option<u16> {
            let (hour, minute) = time.split_once(':')?;
            let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
            (hour < 24 && minute < 60).then_some(hour * 60 + minute)
        };
        Some(Slot {
            from: minute(from)?,
            to: minute(to)?,
        })
    }
}

/// A slot of time as it is written: `15:00-15:20`.
#[derive(Debug, JsonSchema)]
pub struct TimeSlot(
    #[schemars(regex(pattern = r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$"))] pub String,
);

impl<'de> Deserialize<'de> for Slot {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = String::deserialize(from)?;
        Slot::read(&written).ok_or_else(|| D::Error::custom(written))
    }
}

impl std::fmt::Display for Slot {
    /// `15.00–15.20`, as Danish agendas print it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Slot { from, to } = self;
        let (a, b) = (from / 60, from % 60);
        let (c, d) = (to / 60, to % 60);
        write!(f, "{a}.{b:02}–{c}.{d:02}")
    }
}

/// An item of the agenda.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct AgendaItem {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// Id, unique in the meeting.
    #[schemars(with = "Id")]
    pub id: String,
    /// Heading; all that is shown of a closed item in public.
    #[serde(rename = "titel")]
    pub title: Label,
    /// What the board does with it; none where only the lettered items below it are treated.
    #[serde(rename = "slags")]
    pub kind: Option<ItemKind>,
    /// When.
    #[serde(rename = "tid")]
    #[schemars(with = "Option<TimeSlot>")]
    pub time: Option<Slot>,
    /// Whether it is treated behind closed doors; of a lettered item also where the item around it is closed.
    #[serde(rename = "lukket", default)]
    pub closed: bool,
    /// Who presents it: a role.
    #[serde(rename = "ansvarlig")]
    pub presenter: Option<Label>,
    /// What it is about: prose.
    #[serde(rename = "sagsfremstilling")]
    #[schemars(default)]
    pub case: Prose,
    /// What the board is asked to do: prose.
    #[serde(rename = "indstilling")]
    #[schemars(default)]
    pub proposal: Prose,
    /// What it costs, and who pays: prose.
    #[serde(rename = "oekonomi")]
    #[schemars(default)]
    pub economy: Prose,
    /// What happens next: prose.
    #[serde(rename = "videre_proces")]
    #[schemars(default)]
    pub process: Prose,
    /// A date that the decision must keep.
    #[serde(rename = "frist", default, deserialize_with = "written::date_if_any")]
    #[schemars(with = "Option<LocalDate>")]
    pub deadline: Option<Date>,
    /// Annexes.
    #[serde(rename = "bilag", default)]
    pub annexes: Vec<PackAnnex>,
    /// Lettered items below this one; they have none themselves.
    #[serde(rename = "underpunkt", default)]
    pub parts: Vec<AgendaItem>,
}

/// What the board does with an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(from = "WrittenAnnex")]
#[schemars(with = "WrittenAnnex")]
pub struct PackAnnex {
    /// Where it is written.
    pub key: FieldKey,
    /// Title, where given.
    pub title: Option<Label>,
    /// What it shows.
    pub content: AnnexContent,
}

/// An annex of a pack as it is written.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "PackAnnex")]
struct WrittenAnnex {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    key: FieldKey,
    /// Title; the document's own unless given.
    #[serde(rename = "titel")]
    title: Option<Label>,
    /// What it is.
    #[serde(rename = "slags")]
    kind: PackAnnexKind,
    /// The version shown; the working plan unless given.
    version: Option<String>,
    /// The version it is compared with.
    #[serde(rename = "fra")]
    from: Option<String>,
    /// The delaftale shown.
    #[serde(rename = "delaftale")]
    #[schemars(with = "Option<Id>")]
    agreement: Option<String>,
    /// The half-year of a status: `2022-1`.
    #[serde(rename = "halvaar")]
    half: Option<String>,
    /// A PDF file below the plan folder.
    #[serde(rename = "fil")]
    file: Option<String>,
}

/// `lower` tells what an annex lacks for its kind; it is empty here.
impl From<WrittenAnnex> for PackAnnex {
    fn from(written: WrittenAnnex) -> Self {
        let WrittenAnnex {
            key,
            title,
            kind,
            version,
            from,
            agreement,
            half,
            file,
        } = written;
        let from = from.unwrap_or_default();
        let content = match kind {
            PackAnnexKind::Plan => AnnexContent::Plan { version },
            PackAnnexKind::Delaftale => AnnexContent::Agreement {
                version,
                id: agreement.unwrap_or_default(),
            },
            PackAnnexKind::Aendringsliste => AnnexContent::ChangeList { from, version },
            PackAnnexKind::Aendringer => AnnexContent::Redline { from, version },
            PackAnnexKind::Kvalitet => AnnexContent::Quality,
            PackAnnexKind::Noegletal => AnnexContent::KeyFigures,
            PackAnnexKind::Status => AnnexContent::Status {
                half: half.unwrap_or_default(),
            },
            PackAnnexKind::Fil => AnnexContent::File {
                path: file.unwrap_or_default(),
            },
        };
        PackAnnex {
            key,
            title,
            content,
        }
    }
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

/// What an annex shows. Versions are as written: `1.0`, a folder, `git:v1.0`; `None` is the working plan.
#[derive(Debug, Clone, PartialEq)]
pub enum AnnexContent {
    /// A whole plan.
    Plan {
        /// Which version.
        version: Option<String>,
    },
    /// One delaftale, by id.
    Agreement {
        /// Which version.
        version: Option<String>,
        /// Its id there.
        id: String,
    },
    /// The list of changes.
    ChangeList {
        /// The old version.
        from: String,
        /// The new one.
        version: Option<String>,
    },
    /// The plan with its changes marked.
    Redline {
        /// The old version.
        from: String,
        /// The new one.
        version: Option<String>,
    },
    /// The quality report of the working plan.
    Quality,
    /// The report on key figures.
    KeyFigures,
    /// The status of a half-year.
    Status {
        /// `2022-1`.
        half: String,
    },
    /// A PDF made by others: its path below the plan folder.
    File {
        /// The path.
        path: String,
    },
}

impl AgendaItem {
    fn titles_mut<'m>(&'m mut self, out: &mut Vec<&'m mut Label>) {
        out.push(&mut self.title);
        out.extend(
            self.annexes
                .iter_mut()
                .filter_map(|annex| annex.title.as_mut()),
        );
        for part in &mut self.parts {
            part.titles_mut(out);
        }
    }
}

impl Meeting {
    /// All that is a title: the meeting's own and its place, those of items and of annexes.
    pub fn titles_mut(&mut self) -> Vec<&mut Label> {
        let mut out = vec![&mut self.title, &mut self.place];
        for item in &mut self.items {
            item.titles_mut(&mut out);
        }
        out
    }

    /// Items and lettered items in order, each with its number as shown: `4`, `4a`.
    pub fn numbered(&self) -> Vec<(String, &AgendaItem)> {
        let mut out = Vec::new();
        for (index, item) in self.items.iter().enumerate() {
            let number = (index + 1).to_string();
            let parts = item.parts.iter().zip('a'..='z');
            let lettered: Vec<_> = parts
                .map(|(part, letter)| (format!("{number}{letter}"), part))
                .collect();
            out.push((number, item));
            out.extend(lettered);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_read_and_printed_the_danish_way() {
        assert_eq!(Slot::read("09:05-10:30").unwrap().to_string(), "9.05–10.30");
        for wrong in ["9", "09:00", "25:00-26:00", "09:61-10:00", "a:b-c:d"] {
            assert_eq!(Slot::read(wrong), None, "{wrong}");
        }
    }
}
