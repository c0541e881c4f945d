//! Several drafts against the version that they come from: who changed what, and where two of them say different things
//! of the same.
//!
//! Each draft has its own list of changes (`between`). What two lists have in common is one entry that names both; two
//! entries that touch the same place in different ways are a clash (`touch`). Two drafts may change one long text in
//! paragraphs of their own (`paragraphs`): both can stand, and they are told apart from the others. Everything stands in
//! the order of the version that they come from (`order`).

pub mod json;
mod order;
mod paragraphs;
mod touch;
pub mod written;

use std::collections::BTreeSet;

use crate::{model::ruleset::Approval, template::Template};

use super::{Budgets, Change, ChangeList, PlanPart, Side, Summary, TemplateChange, view};
use order::Order;

/// A draft and what it changed.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// What its reader calls it.
    pub name: &'a str,
    /// The number of its version.
    pub version: &'a str,
    /// The template that says its changes.
    pub template: &'a Template,
    /// What it changed.
    pub list: &'a ChangeList,
}

/// What all drafts changed.
#[derive(Debug, Clone)]
pub struct Together<'a> {
    /// The number of the version that they come from.
    pub base: &'a str,
    /// The drafts, as they were named.
    pub drafts: Vec<Draft<'a>>,
    /// What two of them say differently.
    pub clashes: Vec<Clash>,
    /// Texts that two of them changed, each in paragraphs of its own.
    pub beside: Vec<Clash>,
    /// All else, by section.
    pub sections: Vec<(PlanPart, Vec<Entry>)>,
    /// What is of spelling and layout only in each draft that changed it.
    pub editorial: Vec<(PlanPart, Vec<Entry>)>,
    /// Changes of the template's wording and rules, with the drafts that have them.
    pub template: Vec<(Vec<usize>, TemplateChange)>,
}

/// A change, and the drafts that made it: their numbers, each with the change as its own list has it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// At least one, in the order of the drafts.
    pub by: Vec<(usize, Change)>,
    /// The part of the plan that it is of.
    pub part: PlanPart,
    /// Where it stands in the version that the drafts come from.
    order: Order,
}

/// Changes of which two touch the same place.
#[derive(Debug, Clone)]
pub struct Clash {
    /// At least two, the one that holds the place of the others first.
    pub entries: Vec<Entry>,
}

impl Entry {
    /// The change as the first of its drafts tells it.
    pub fn change(&self) -> &Change {
        &self.by[0].1
    }

    /// Whether a level approves it in one of its drafts.
    fn is_of(&self, level: &str) -> bool {
        let mut changes = self.by.iter();
        changes.any(|(_, change)| change.approval.level == level)
    }

    fn shares_a_draft(&self, other: &Entry) -> bool {
        let mut own = self.by.iter();
        own.any(|(draft, _)| other.by.iter().any(|(of, _)| of == draft))
    }

    fn clashes(&self, other: &Entry) -> bool {
        !self.shares_a_draft(other) && touch::clash(self.change(), other.change())
    }
}

impl Together<'_> {
    /// What one level approves; of a clash all, if it approves any of it. The template's words are approved by nobody.
    #[must_use]
    pub fn of_level(mut self, level: &str) -> Self {
        for clashes in [&mut self.clashes, &mut self.beside] {
            clashes.retain(|clash| clash.entries.iter().any(|entry| entry.is_of(level)));
        }
        for sections in [&mut self.sections, &mut self.editorial] {
            for (_, entries) in sections.iter_mut() {
                entries.retain(|entry| entry.is_of(level));
            }
            sections.retain(|(_, entries)| !entries.is_empty());
        }
        self.template.clear();
        self
    }

    /// The rules that gave the levels, each once.
    pub fn rules(&self) -> Vec<Approval> {
        let mut out: Vec<Approval> = Vec::new();
        for rule in self.drafts.iter().flat_map(|draft| &draft.list.rules) {
            if !out.iter().any(|known| known.id == rule.id) {
                out.push(rule.clone());
            }
        }
        out
    }

    /// Whether no draft changed anything.
    pub fn is_empty(&self) -> bool {
        self.drafts.iter().all(|draft| draft.list.is_empty())
    }
}

impl Draft<'_> {
    /// How many changes whom to ask about.
    pub fn summary(&self) -> &Summary {
        &self.list.summary
    }

    /// What its money comes to, if any of it moved.
    pub fn money(&self) -> Option<&Budgets> {
        self.list.money.as_ref()
    }
}

/// What drafts changed in the version that they come from.
pub fn together<'a>(base: Side<'a>, drafts: Vec<Draft<'a>>) -> Together<'a> {
    let before = view::of(base.plan, base.rules());
    let places = order::Places::of(&before);
    let mut entries: Vec<Entry> = Vec::new();
    for (number, draft) in drafts.iter().enumerate() {
        take(&mut entries, number, draft.list, &places);
    }
    entries.sort_by_key(|entry| entry.order);
    let (clashing, alone) = parted(entries);
    let (beside, clashes) = clashing
        .into_iter()
        .partition(|clash: &Clash| are_beside(clash, &places));
    let (editorial, others): (Vec<Entry>, Vec<Entry>) = alone
        .into_iter()
        .partition(|entry| entry.by.iter().all(|(_, change)| change.editorial));
    Together {
        base: &base.plan.meta.version.text,
        clashes,
        beside,
        sections: sections(others),
        editorial: sections(editorial),
        template: templates(&drafts),
        drafts,
    }
}

/// Puts the changes of a draft among those of the drafts before it: to one that says the same, or as one of its own.
fn take(entries: &mut Vec<Entry>, draft: usize, list: &ChangeList, places: &order::Places<'_>) {
    let sections = list.sections.iter().chain(&list.editorial);
    let changes = sections.flat_map(|section| {
        let changes = section.changes.iter();
        changes.map(|change| (&section.part, change))
    });
    let known = entries.len();
    let mut last = Order::default();
    for (part, change) in changes {
        let same = entries[..known].iter_mut().find(|entry| {
            let new = entry.by.iter().all(|(of, _)| *of != draft);
            new && touch::same(entry.change(), change)
        });
        if let Some(entry) = same {
            last = entry.order;
            entry.by.push((draft, change.clone()));
            continue;
        }
        let order = places.order(change, last);
        let part = places.part(change, order).unwrap_or(part);
        last = order;
        entries.push(Entry {
            by: vec![(draft, change.clone())],
            part: part.clone(),
            order,
        });
    }
}

/// Entries that clash, each with all that it clashes with, and those that do not.
fn parted(entries: Vec<Entry>) -> (Vec<Clash>, Vec<Entry>) {
    let mut clashes: Vec<(BTreeSet<usize>, Clash)> = Vec::new();
    let numbers = 0..entries.len();
    for number in numbers.clone() {
        let with = numbers.clone().filter(|other| *other != number);
        let with = with.filter(|other| entries[number].clashes(&entries[*other]));
        let mut group: BTreeSet<usize> = with.collect();
        if group.is_empty() {
            continue;
        }
        group.insert(number);
        let (met, apart): (Vec<_>, Vec<_>) = clashes
            .into_iter()
            .partition(|(known, _)| !known.is_disjoint(&group));
        group.extend(met.into_iter().flat_map(|(known, _)| known));
        clashes = apart;
        clashes.push((
            group,
            Clash {
                entries: Vec::new(),
            },
        ));
    }
    clashes.sort_by_key(|(group, _)| group.first().copied());
    let mut alone = Vec::new();
    for (number, entry) in entries.into_iter().enumerate() {
        let clash = clashes
            .iter_mut()
            .find(|(group, _)| group.contains(&number));
        match clash {
            Some((_, clash)) => clash.entries.push(entry),
            None => alone.push(entry),
        }
    }
    let clashes = clashes.into_iter().map(|(_, clash)| clash);
    (clashes.collect(), alone)
}

/// Whether changes of one text are each in paragraphs of their own.
fn are_beside(clash: &Clash, places: &order::Places<'_>) -> bool {
    let texts: Option<Vec<(&str, &str)>> = clash
        .entries
        .iter()
        .map(|entry| {
            let (key, new) = touch::prose(entry.change())?;
            Some((places.prose(key)?, new))
        })
        .collect();
    let Some(texts) = texts else {
        return false;
    };
    let mut pairs = texts.iter().enumerate();
    pairs.all(|(at, (old, new))| {
        let mut others = texts[at + 1..].iter();
        others.all(|(base, other)| base == old && paragraphs::apart(old, new, other))
    })
}

/// Entries by part, parts in the order in which they first come.
fn sections(entries: Vec<Entry>) -> Vec<(PlanPart, Vec<Entry>)> {
    let mut out: Vec<(PlanPart, Vec<Entry>)> = Vec::new();
    for entry in entries {
        match out.iter_mut().find(|(part, _)| *part == entry.part) {
            Some((_, entries)) => entries.push(entry),
            None => out.push((entry.part.clone(), vec![entry])),
        }
    }
    out
}

/// The template's changes by their place, each with the drafts that have it.
fn templates(drafts: &[Draft<'_>]) -> Vec<(Vec<usize>, TemplateChange)> {
    let mut out: Vec<(Vec<usize>, TemplateChange)> = Vec::new();
    for (number, draft) in drafts.iter().enumerate() {
        for change in &draft.list.template {
            match out.iter_mut().find(|(_, known)| known == change) {
                Some((by, _)) => by.push(number),
                None => out.push((vec![number], change.clone())),
            }
        }
    }
    out.sort_by(|(_, a), (_, b)| (&a.file, &a.key).cmp(&(&b.file, &b.key)));
    out
}
