//! A meeting of the board.

use time::Date;

use crate::key::FieldKey;
pub use crate::schema::meeting::{ItemKind, PackAnnexKind};

use super::{Label, Prose};

/// A meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct Meeting {
    /// Where it is written.
    pub key: FieldKey,
    /// Stem of its file: `2026-12-09`.
    pub id: String,
    /// The body that meets.
    pub body: Label,
    /// Title of the pack.
    pub title: Label,
    /// Its date.
    pub date: Date,
    /// From when to when.
    pub time: Slot,
    /// Where.
    pub place: Label,
    /// Date of the call; also the time stamp of the pack's files.
    pub sent: Date,
    /// Last day for remarks.
    pub deadline: Option<Date>,
    /// Who takes part: roles.
    pub participants: Vec<Label>,
    /// Who has sent apologies: roles.
    pub apologies: Vec<Label>,
    /// Whether its content is made up.
    pub example: bool,
    /// What the board should know first; may be empty.
    pub summary: Prose,
    /// The agenda.
    pub items: Vec<Item>,
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
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Where it is written.
    pub key: FieldKey,
    /// Id, unique in the meeting.
    pub id: String,
    /// Heading.
    pub title: Label,
    /// What the board does with it.
    pub kind: Option<ItemKind>,
    /// When.
    pub time: Option<Slot>,
    /// Behind closed doors; of a lettered item also where the item around it is closed.
    pub closed: bool,
    /// Who presents it: a role.
    pub presenter: Option<Label>,
    /// What it is about; may be empty, like the next three.
    pub case: Prose,
    /// What the board is asked to do.
    pub proposal: Prose,
    /// What it costs.
    pub economy: Prose,
    /// What happens next.
    pub process: Prose,
    /// A date that the decision must keep.
    pub deadline: Option<Date>,
    /// Annexes.
    pub annexes: Vec<PackAnnex>,
    /// Lettered items.
    pub parts: Vec<Item>,
}

/// An annex of a pack.
#[derive(Debug, Clone, PartialEq)]
pub struct PackAnnex {
    /// Where it is written.
    pub key: FieldKey,
    /// Title, where given.
    pub title: Option<Label>,
    /// What it shows.
    pub content: AnnexContent,
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

impl Meeting {
    /// Items and lettered items in order, each with its number as shown: `4`, `4a`.
    pub fn numbered(&self) -> Vec<(String, &Item)> {
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
