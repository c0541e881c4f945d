//! The agenda: numbers of items and annexes, and what of it the public may see.

use crate::{
    audience::Audience,
    doc::BlockId,
    model::{
        Prose,
        meeting::{AgendaItem, AnnexContent, ItemKind, Meeting, PackAnnex},
    },
};

/// The items of a meeting in order, numbered, with their annexes numbered through all of them.
#[derive(Debug, Clone)]
pub struct Agenda {
    /// Who sees it.
    pub audience: Audience,
    /// What the board should know first.
    pub summary: Prose,
    /// Items, each before its lettered items.
    pub entries: Vec<Entry>,
}

/// An item of the agenda.
#[derive(Debug, Clone)]
pub struct Entry {
    /// `4` or `4a`.
    pub number: String,
    /// Whether it is a lettered item.
    pub lettered: bool,
    /// The item, without annexes and lettered items of its own. A hidden one has its heading and its time only.
    pub item: AgendaItem,
    /// Its annexes.
    pub annexes: Vec<Annex>,
}

/// An annex.
#[derive(Debug, Clone)]
pub struct Annex {
    /// Its number among all annexes of the meeting, hidden ones counted too: numbers are those of the whole pack.
    pub number: usize,
    /// What it shows.
    pub annex: PackAnnex,
}

impl Agenda {
    /// The agenda as somebody sees it: of a closed item the public gets its heading and its time, and nothing that tells
    /// how the house judges its plan.
    pub fn of(meeting: &Meeting, audience: Audience) -> Agenda {
        let mut annexes = 0;
        let numbered = meeting.numbered().into_iter();
        let entries = numbered.map(|(number, item)| {
            let own = item.annexes.iter().map(|annex| {
                annexes += 1;
                Annex {
                    number: annexes,
                    annex: annex.clone(),
                }
            });
            Entry {
                lettered: number.ends_with(char::is_alphabetic),
                number,
                annexes: own.collect(),
                item: AgendaItem {
                    annexes: Vec::new(),
                    parts: Vec::new(),
                    ..item.clone()
                },
            }
        });
        Agenda {
            audience,
            summary: meeting.summary.clone(),
            entries: entries.map(|entry| entry.seen_by(audience)).collect(),
        }
    }

    /// All annexes, each with its item.
    pub fn annexes(&self) -> impl Iterator<Item = (&Entry, &Annex)> {
        let entries = self.entries.iter();
        entries.flat_map(|entry| entry.annexes.iter().map(move |annex| (entry, annex)))
    }
}

impl Entry {
    fn seen_by(mut self, audience: Audience) -> Entry {
        if !audience.reads_findings() {
            let internal = |annex: &Annex| annex.annex.content == AnnexContent::Quality;
            self.annexes.retain(|annex| !internal(annex));
        }
        if self.item.closed && !audience.reads_closed_items() {
            self.closed()
        } else {
            self
        }
    }

    /// What is left of a closed item for who may not know what it says.
    fn closed(self) -> Entry {
        let AgendaItem {
            key,
            id: _,
            title,
            kind: _,
            time,
            closed,
            presenter: _,
            case,
            proposal: _,
            economy: _,
            process: _,
            deadline: _,
            annexes: _,
            parts: _,
        } = self.item;
        let none = Prose {
            text: String::new(),
            ..case
        };
        let item = AgendaItem {
            key,
            id: String::new(),
            title,
            kind: None,
            time,
            closed,
            presenter: None,
            case: none.clone(),
            proposal: none.clone(),
            economy: none.clone(),
            process: none,
            deadline: None,
            annexes: Vec::new(),
            parts: Vec::new(),
        };
        Entry {
            item,
            annexes: Vec::new(),
            ..self
        }
    }

    /// Whether it has a note: formal items have only their line on the agenda, and their proposal in the summary.
    pub fn has_note(&self) -> bool {
        let item = &self.item;
        let texts = [&item.case, &item.economy, &item.process];
        !self.annexes.is_empty() || texts.iter().any(|prose| !prose.text.trim().is_empty())
    }

    /// Whether it is treated itself, not only its lettered items.
    pub fn is_treated(&self) -> bool {
        self.item.kind.is_some() || self.item.closed
    }

    /// Whether the board decides it.
    pub fn is_decision(&self) -> bool {
        self.item.kind == Some(ItemKind::Beslutning)
    }

    /// What links to its note lead to.
    pub fn target(&self) -> BlockId {
        BlockId(format!("moede.punkt-{}", self.number))
    }
}

impl Annex {
    /// What links to it lead to.
    pub fn target(&self) -> BlockId {
        BlockId(format!("moede.bilag-{}", self.number))
    }
}
