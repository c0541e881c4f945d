//! The changes in short, for the first pages of a document that shows each of them where it is: what was said before
//! and what is said now stands there.

use crate::{
    changes::{Change, ChangeKind, Section, narrate::Line},
    doc::{Block, BlockKind, Item, List},
};

use super::{Maker, Reference, block, summary_blocks};

/// Characters of old and new words that are still short enough to be said here.
const SHORT: usize = 60;

/// Changes that are told in one line: they stand in one place and the same people approve them.
struct Group<'c> {
    place: Option<Reference>,
    changes: Vec<&'c Change>,
}

impl Maker<'_> {
    /// Everything below the title.
    pub(super) fn overview(&self) -> Vec<Block> {
        let list = self.subject.list;
        if list.is_empty() {
            return self.body(false);
        }
        let lead = self.narrator.word("saetning", "oversigt");
        let lead = BlockKind::Paragraph(self.paper.fixed(lead));
        let mut out = vec![block("aendringer.oversigt", lead)];
        out.extend(summary_blocks(self.subject));
        for (at, section) in list.sections.iter().enumerate() {
            let title = self.narrator.part(&section.part);
            out.extend(self.short_section(&format!("aendringer.{}", at + 1), &title, section));
        }
        for (at, section) in list.editorial.iter().enumerate() {
            let id = format!("aendringer.redaktionelle.{}", at + 1);
            out.extend(self.short_section(&id, &self.editorial_title(section), section));
        }
        out
    }

    fn short_section(&self, id: &str, title: &str, section: &Section) -> [Block; 2] {
        let groups = self.groups(section);
        let items = groups.iter().enumerate();
        let items =
            items.map(|(at, group)| self.short_item(&format!("{id}.{}", at + 1), group, section));
        let list = List {
            ordered: false,
            items: items.collect(),
        };
        [
            self.heading(id, 2, title, false),
            block(&format!("{id}.liste"), BlockKind::List(list)),
        ]
    }

    /// Changes that follow one another in one place. One with consequences for the money stands by itself.
    fn groups<'c>(&self, section: &'c Section) -> Vec<Group<'c>> {
        let mut out: Vec<Group<'c>> = Vec::new();
        for change in &section.changes {
            let place = self.marked.as_ref().and_then(|marked| marked.place(change));
            let joins = |group: &&mut Group<'_>| {
                let alike = |other: &&Change| {
                    other.consequences.is_empty() && other.approval.level == change.approval.level
                };
                place.is_some()
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
            (self.told(place, &name, &said, level), Vec::new())
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
