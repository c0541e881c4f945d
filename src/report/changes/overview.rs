//! The changes in short, for the first pages of a document that shows each of them where it is: what was said before
//! and what is said now stands there.

use crate::{
    changes::{Change, ChangeKind, Section, narrate::Line},
    doc::{BlockKind, Item, Level, List, Opening},
};

use super::{Maker, Whereabouts, block, summary_blocks};

/// Characters of old and new words that are still short enough to be said here.
const SHORT: usize = 60;

/// Changes that are told in one line: they stand in one place and the same people approve them.
struct Group<'c> {
    place: Whereabouts,
    changes: Vec<&'c Change>,
}

impl Maker<'_> {
    /// Everything below the title, and who approves each line.
    pub(super) fn overview(&self) -> Opening {
        let list = self.subject.list;
        if list.is_empty() {
            return Opening {
                blocks: self.body(false),
                ..Opening::default()
            };
        }
        let lead = self.narrator.word("saetning", "oversigt");
        let lead = BlockKind::Paragraph(self.paper.fixed(lead));
        let mut out = Opening::default();
        out.blocks.push(block("aendringer.oversigt", lead));
        out.blocks.extend(summary_blocks(self.subject));
        out.blocks.extend(self.money());
        for (at, section) in list.sections.iter().enumerate() {
            let title = self.narrator.part(&section.part);
            self.short_section(&format!("aendringer.{}", at + 1), &title, section, &mut out);
        }
        for (at, section) in list.editorial.iter().enumerate() {
            let id = format!("aendringer.redaktionelle.{}", at + 1);
            self.short_section(&id, &self.editorial_title(section), section, &mut out);
        }
        let rules = &self.subject.template.rules.levels;
        let asked = rules
            .iter()
            .filter(|level| out.of.values().any(|id| *id == level.id));
        out.levels = asked
            .map(|level| Level {
                id: level.id.clone(),
                name: self.narrator.level(&level.id).to_owned(),
            })
            .collect();
        out
    }

    fn short_section(&self, id: &str, title: &str, section: &Section, out: &mut Opening) {
        let mut items = Vec::new();
        for (at, group) in self.groups(section).iter().enumerate() {
            let item = self.short_item(&format!("{id}.{}", at + 1), group, section);
            if let (Some(block), Some(change)) = (item.blocks.first(), group.changes.first()) {
                let level = change.approval.level.clone();
                out.of.insert(block.id.clone(), level);
            }
            items.push(item);
        }
        let list = List {
            ordered: false,
            items,
        };
        out.blocks.push(self.heading(id, 2, title, false));
        let list = BlockKind::List(list);
        out.blocks.push(block(&format!("{id}.liste"), list));
    }

    /// Changes that follow one another in one place. One with consequences for the money stands by itself.
    fn groups<'c>(&self, section: &'c Section) -> Vec<Group<'c>> {
        let mut out: Vec<Group<'c>> = Vec::new();
        for change in &section.changes {
            let place = self.whereabouts(change, &section.part);
            let joins = |group: &&mut Group<'_>| {
                let alike = |other: &&Change| {
                    let same = other.approval.level == change.approval.level;
                    other.consequences.is_empty() && same && other.reaches == change.reaches
                };
                place != Whereabouts::Nowhere
                    && change.consequences.is_empty()
                    && group.place == place
                    && group.changes.iter().all(alike)
            };
            match out.last_mut().filter(joins) {
                Some(group) => group.changes.push(change),
                None => out.push(Group {
                    place,
                    changes: vec![change],
                }),
            }
        }
        out
    }

    fn short_item(&self, id: &str, group: &Group<'_>, section: &Section) -> Item {
        let Group { place, changes } = group;
        let place = place.clone();
        let (first, level) = match changes.as_slice() {
            [] => return Item::of(Vec::new()),
            [first, ..] => (*first, self.narrator.level(&first.approval.level)),
        };
        let (text, follows) = if changes.len() == 1 {
            let line = self.narrator.line(first, &section.part);
            let said = self.short_said(first, &line);
            let who = self.who(first, level);
            (self.told(place, &line.place, &said, &who), line.follows)
        } else {
            let name = self.narrator.common_place(changes, &section.part);
            let count = changes.len().to_string();
            let said = self.narrator.sentence("flere-her", &[("antal", &count)]);
            let follows = self.narrator.line(first, &section.part).follows;
            (self.told(place, &name, &said, level), follows)
        };
        let mut blocks = vec![block(&format!("{id}.1"), BlockKind::Paragraph(text))];
        let follows = follows.iter().map(|text| self.paper.fixed(text));
        blocks.extend(self.bullets(&format!("{id}.2"), follows.collect()));
        Item::of(blocks)
    }

    /// Old and new where they are short, else what happened.
    fn short_said(&self, change: &Change, line: &Line) -> String {
        let said = line.said();
        if said.chars().count() <= SHORT {
            return said;
        }
        match (&line.difference, line.what.as_str()) {
            (Some(difference), _) => difference.clone(),
            (None, "") => self.narrator.what(ChangeKind::Aendret).to_owned(),
            (None, _) => self.narrator.what(change.what).to_owned(),
        }
    }

    fn who(&self, change: &Change, level: &str) -> String {
        if change.approval.promoted {
            format!("{level}, {}", self.narrator.word("saetning", "haevet"))
        } else {
            level.to_owned()
        }
    }
}
