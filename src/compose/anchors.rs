//! By what a reader finds where a marked document shows the values of the plan: the heading, table or figure.
//!
//! A key of the new version is sought in what the new version shows, one of the old version in what only that showed: the
//! third post of one is another one than the third of the other.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use crate::{
    doc::{Block, BlockId, Class, Doc, Side, walk},
    key::FieldKey,
};

use super::showing::{self, Showing};

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Sought<'k> {
    /// Where the new version has it.
    pub new: Option<&'k FieldKey>,
    /// Where the old version had it.
    pub old: Option<&'k FieldKey>,
    /// Where the new version has what stood around it.
    pub around: Option<&'k FieldKey>,
    /// The delaftale that it is of.
    pub agreement: Option<&'k str>,
    /// Blocks that tell of it, whatever keys they show: the first that there is.
    pub told_in: Vec<String>,
}

/// Where a marked document shows what.
pub struct Anchors<'a> {
    /// Every block in reading order, with what a reader finds it by.
    anchors: Vec<Option<&'a BlockId>>,
    /// The number of each block, that of the new version first.
    numbers: BTreeMap<&'a BlockId, usize>,
    /// The blocks of each delaftale.
    agreements: BTreeMap<&'a str, Range<usize>>,
    /// What the new version shows.
    new: Vec<Showing<'a>>,
    /// What only the old version showed.
    gone: Vec<Showing<'a>>,
}

impl<'a> Anchors<'a> {
    /// Those of a document, of which `accepted` is what is left when its marks are accepted.
    pub fn of(doc: &'a Doc, accepted: &'a Doc) -> Self {
        let blocks = walk::blocks(&doc.blocks);
        let mut numbers = BTreeMap::new();
        for (at, block) in blocks.iter().enumerate() {
            if block.mark.is_in(Side::New) {
                numbers.entry(&block.id).or_insert(at);
            }
        }
        for (at, block) in blocks.iter().enumerate() {
            numbers.entry(&block.id).or_insert(at);
        }
        let new: Vec<Showing<'a>> = showing::showings((0, accepted)).collect();
        let mut kept: BTreeMap<&BlockId, BTreeSet<&FieldKey>> = BTreeMap::new();
        for one in &new {
            let keys = one.shown.iter().chain(&one.origin).copied();
            kept.entry(one.id).or_default().extend(keys);
        }
        let gone = showing::showings((0, doc)).filter_map(|mut one| {
            let stays = kept.get(one.id);
            let is_gone = |key: &&FieldKey| stays.is_none_or(|stays| !stays.contains(key));
            one.shown.retain(is_gone);
            one.origin = one.origin.filter(is_gone);
            (!one.shown.is_empty()).then_some(one)
        });
        Anchors {
            gone: gone.collect(),
            anchors: anchors(&blocks),
            agreements: agreements(&blocks),
            numbers,
            new,
        }
    }

    /// The heading, table or figure by which a reader finds it, or what is near to it.
    pub fn find(&self, sought: &Sought<'_>) -> Option<&'a BlockId> {
        let told = sought.told_in.iter().find_map(|id| self.number(id));
        let at = told
            .or_else(|| self.shown(sought))
            .or_else(|| self.near(sought))?;
        self.anchors.get(at).copied().flatten()
    }

    /// Whether the document itself shows it.
    pub fn shows(&self, sought: &Sought<'_>) -> bool {
        let told = sought.told_in.iter().any(|id| self.number(id).is_some());
        told || self.shown(sought).is_some()
    }

    fn number(&self, id: &str) -> Option<usize> {
        self.numbers.get(&BlockId(id.to_owned())).copied()
    }

    /// The block that shows it: within its delaftale, if that shows it at all, and where it stands for itself rather than
    /// in a table or picture that is made of many.
    fn shown(&self, sought: &Sought<'_>) -> Option<usize> {
        let keys = [(sought.new, &self.new), (sought.old, &self.gone)];
        keys.into_iter().find_map(|(key, showings)| {
            let key = key?;
            let found = |here: &[Showing<'a>]| {
                let (derived, own): (Vec<_>, Vec<_>) =
                    here.iter().cloned().partition(|one| is_overview(one.id));
                let own = self.at(showing::exact(&own, key));
                own.or_else(|| self.at(showing::exact(&derived, key)))
            };
            let here = self.within(sought, showings);
            let here = here.and_then(|here| found(&here));
            here.or_else(|| found(showings))
        })
    }

    /// The nearest to it. What is of a delaftale is near to nothing outside it.
    fn near(&self, sought: &Sought<'_>) -> Option<usize> {
        let here = match sought.agreement {
            Some(_) => self.within(sought, &self.new)?,
            None => self.new.clone(),
        };
        let around = sought.around.filter(|_| sought.new.is_none());
        let around = around.and_then(|key| self.at(showing::exact(&here, key)));
        let key = sought.new.or(sought.around).or(sought.old)?;
        around.or_else(|| self.at(showing::nearest(&here, key)))
    }

    fn within(&self, sought: &Sought<'_>, showings: &[Showing<'a>]) -> Option<Vec<Showing<'a>>> {
        let blocks = self.agreements.get(sought.agreement?)?;
        let here = showings.iter();
        let here = here.filter(|one| {
            self.numbers
                .get(one.id)
                .is_some_and(|at| blocks.contains(at))
        });
        Some(here.cloned().collect())
    }

    fn at(&self, showing: Option<&Showing<'a>>) -> Option<usize> {
        self.numbers.get(showing?.id).copied()
    }
}

/// Whether a block is made of values that stand elsewhere, too.
fn is_overview(id: &BlockId) -> bool {
    id.as_str().starts_with("oversigt.")
}

/// What each block is found by: itself, if it is captioned, or the heading it stands under.
fn anchors<'a>(blocks: &[&'a Block]) -> Vec<Option<&'a BlockId>> {
    let mut heading = None;
    let anchors = blocks.iter().map(|block| {
        let stays = block.mark.is_in(Side::New);
        let named = matches!(block.class(), Class::Captioned(..));
        if matches!(block.class(), Class::Heading(_)) && stays {
            heading = Some(&block.id);
        }
        if named && stays {
            Some(&block.id)
        } else {
            heading
        }
    });
    anchors.collect()
}

/// From the heading of each delaftale to the next of its level or above.
fn agreements<'a>(blocks: &[&'a Block]) -> BTreeMap<&'a str, Range<usize>> {
    let mut out = BTreeMap::new();
    let mut open: Option<(&str, u8, usize)> = None;
    for (at, block) in blocks.iter().enumerate() {
        let Class::Heading(heading) = block.class() else {
            continue;
        };
        if let Some((id, level, from)) = open
            && heading.level <= level
        {
            out.insert(id, from..at);
            open = None;
        }
        if open.is_none()
            && block.mark.is_in(Side::New)
            && let Some(id) = block.id.as_str().strip_prefix("delaftale.")
            && !id.contains('.')
        {
            open = Some((id, heading.level, at));
        }
    }
    if let Some((id, _, from)) = open {
        out.insert(id, from..blocks.len());
    }
    out
}
