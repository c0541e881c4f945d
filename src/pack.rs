//! A pack for the board: the pages of its own around a meeting's annexes.
//!
//! [`agenda`] numbers items and annexes and is the only place that knows what the public may see; everything else is made
//! of what it gives. Structure is made here, words are the template's.

mod agenda;
mod front;
mod minutes;
mod note;
mod sheet;

use std::collections::BTreeMap;

use crate::{
    audience::Audience,
    compose::{self, leaf},
    diag::Diagnostic,
    doc::{Block, BlockKind, Doc, Inline, Meta, Style, Text},
    model::{Plan, Prose, meeting::Meeting},
    report::paper::Paper,
    source::Sources,
    template::{Template, markdown},
};

pub use agenda::{Agenda, Annex, Entry};
pub use front::{ANNEXES, NOTES};

/// What the pages are made of.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The plan at hand.
    pub plan: &'a Plan,
    /// Its template.
    pub template: &'a Template,
    /// Its files, the meeting's among them.
    pub sources: &'a Sources,
    /// Its documents, which notes refer to.
    pub docs: &'a [Doc],
    /// The meeting.
    pub meeting: &'a Meeting,
    /// Its agenda, as the readers may see it.
    pub agenda: &'a Agenda,
    /// Titles of the annexes, by number.
    pub titles: &'a BTreeMap<usize, String>,
    /// What changed between versions that the meeting gets compared.
    pub changed: &'a [Changed],
    /// Whether all parts are one file, so that pages can be named.
    pub bound: bool,
}

/// What changed between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Which versions.
    pub title: String,
    /// What there is to say, a line each.
    pub lines: Vec<String>,
}

/// The pages of a pack that are its own.
#[derive(Debug)]
pub struct Pages {
    /// Cover and call, summary, agenda, contents.
    pub front: Doc,
    /// A note for each item that has one, by its number.
    pub notes: Vec<(String, Doc)>,
    /// Where decisions are written.
    pub decisions: Doc,
    /// The skeleton of the minutes, for Word.
    pub minutes: Doc,
}

/// The prose of an item, as blocks.
#[derive(Debug, Default)]
struct Told {
    case: Vec<Block>,
    proposal: Vec<Block>,
    economy: Vec<Block>,
    process: Vec<Block>,
}

/// What the pages share.
struct Pack<'a> {
    subject: Subject<'a>,
    paper: Paper<'a>,
    summary: Vec<Block>,
    told: Vec<Told>,
}

/// The pack's own pages. Faults in prose are told in `found`; the message of an error is a fault of the template.
pub fn compose(subject: Subject<'_>, found: &mut Vec<Diagnostic>) -> Result<Pages, String> {
    let Subject { plan, template, .. } = subject;
    let paper = Paper { plan, template };
    let (summary, told) = told(subject, found);
    let pack = Pack {
        subject,
        paper,
        summary,
        told,
    };
    let entries = subject.agenda.entries.iter().zip(&pack.told);
    let notes = entries.filter(|(entry, _)| entry.has_note());
    Ok(Pages {
        front: pack.front()?,
        notes: notes
            .map(|(entry, told)| Ok((entry.number.clone(), pack.note(entry, told)?)))
            .collect::<Result<_, String>>()?,
        decisions: pack.decisions()?,
        minutes: pack.minutes()?,
    })
}

/// All prose of the meeting. What the public may not see is not even read.
fn told(subject: Subject<'_>, found: &mut Vec<Diagnostic>) -> (Vec<Block>, Vec<Told>) {
    let piece = |prose: &'_ Prose, id: String| (prose.clone(), id);
    let mut groups = vec![vec![piece(
        &subject.agenda.summary,
        "moede.sammenfatning".to_owned(),
    )]];
    for entry in &subject.agenda.entries {
        let item = &entry.item;
        let id = |name: &str| format!("moede.punkt-{}.{name}", entry.number);
        groups.push(vec![
            piece(&item.case, id("sagsfremstilling")),
            piece(&item.proposal, id("indstilling")),
            piece(&item.economy, id("oekonomi")),
            piece(&item.process, id("videre-proces")),
        ]);
    }
    let groups: Vec<Vec<(&Prose, String)>> = groups
        .iter()
        .map(|group| {
            group
                .iter()
                .map(|(prose, id)| (prose, id.clone()))
                .collect()
        })
        .collect();
    let inputs = (subject.plan, subject.template, subject.sources);
    let mut parted = compose::prose(inputs, subject.docs, &groups, found).into_iter();
    let summary = parted.next().and_then(|mut pieces| pieces.pop());
    let told = parted.map(|pieces| {
        let mut pieces = pieces.into_iter();
        let mut next = || pieces.next().unwrap_or_default();
        Told {
            case: next(),
            proposal: next(),
            economy: next(),
            process: next(),
        }
    });
    (summary.unwrap_or_default(), told.collect())
}

impl<'a> Pack<'a> {
    fn phrase(&self, name: &'a str) -> &'a str {
        self.paper.phrase(name)
    }

    fn fixed(&self, words: &str) -> Text {
        self.paper.fixed(words)
    }

    fn bold(&self, words: &str) -> Text {
        self.styled(words, true, false)
    }

    fn italic(&self, words: &str) -> Text {
        self.styled(words, false, true)
    }

    fn styled(&self, words: &str, bold: bool, italic: bool) -> Text {
        let style = Style { bold, italic };
        let origin = crate::doc::Origin::Template("terms.toml".to_owned());
        let unbroken = &self.paper.words().unbroken;
        Text::of(None, markdown::words(words, style, &origin, unbroken))
    }

    /// A document of the pack. `name` is the phrase for its title, `ending` ends the name of its file.
    fn doc(&self, name: &'a str, ending: &str, blocks: Vec<Block>) -> Doc {
        let (meeting, words) = (self.subject.meeting, self.paper.words());
        let title = format!(
            "{}: {}, {}",
            self.phrase(name),
            meeting.title.text,
            words.date(meeting.date)
        );
        let status = match self.subject.agenda.audience {
            Audience::Public => "moede_offentlig",
            Audience::House | Audience::Board | Audience::Fund => "moede_internt",
        };
        Doc {
            meta: Meta {
                title,
                short_title: format!("{} · {}", meeting.body.text, words.date(meeting.date)),
                stem: format!(
                    "{}-moede-{}{ending}",
                    self.subject.plan.meta.slug, meeting.id
                ),
                version: String::new(),
                status: self.phrase(status).to_owned(),
                draft: false,
                date: meeting.sent,
                date_text: words.date(meeting.sent),
                lang: "da-DK".to_owned(),
                author: meeting.body.text.clone(),
                subject: self
                    .phrase("moede_emne")
                    .replace("{organ}", &meeting.body.text)
                    .replace("{dato}", &words.date(meeting.date)),
                keywords: Vec::new(),
            },
            terms: self.subject.template.terms.clone(),
            blocks,
            attachment: None,
            revision: None,
        }
    }

    /// A reference to another part of the pack.
    fn link(&self, target: crate::doc::BlockId, words: &str) -> Inline {
        Inline::Ref {
            target,
            label: words.to_owned(),
        }
    }

    /// The page of another part; nothing where the parts are files of their own.
    fn page(&self, target: Option<crate::doc::BlockId>) -> Text {
        match target {
            Some(target) if self.subject.bound => Text::of(None, vec![self.link(target, "{side}")]),
            Some(_) | None => Text::default(),
        }
    }

    fn place(&self) -> Text {
        leaf::label(&self.subject.meeting.place, self.paper.words())
    }
}

/// Blocks that can stand in a list: words only.
fn words_only(blocks: &[Block], id: &str) -> Vec<Block> {
    let mut out = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::List(_)) {
            let id = crate::doc::BlockId(format!("{id}.{}", index + 1));
            out.push(Block {
                id,
                ..block.clone()
            });
        }
    }
    out
}
