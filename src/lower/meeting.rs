//! A meeting, held against the plan and against itself.

use std::collections::BTreeMap;

use time::Weekday;

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    model::{
        Plan,
        meeting::{AgendaItem, AnnexContent, Meeting, PackAnnex, Slot},
        ruleset::RuleSet,
    },
    source::Sources,
};

use super::Lower;

/// The most lettered items that an alphabet gives.
const MOST_PARTS: usize = 26;

/// Reads the meeting in a file that was added to the sources. `None` if it has faults that nothing can be made of.
pub fn meeting(
    sources: &mut Sources,
    path: &str,
    plan: &Plan,
    rules: &RuleSet,
    covers: fn(char) -> bool,
    found: &mut Vec<Diagnostic>,
) -> Option<Meeting> {
    let mut lower = Lower {
        sources,
        rules,
        found,
        covers,
        parties: plan.parties.clone(),
        quarters: plan.quarters.clone(),
    };
    lower.meeting(path, plan)
}

impl Lower<'_> {
    fn meeting(&mut self, path: &str, plan: &Plan) -> Option<Meeting> {
        let mut meeting: Meeting = self.file(path)?;
        let name = path.rsplit('/').next().unwrap_or(path);
        meeting.id = name.trim_end_matches(".toml").to_owned();
        if meeting.sent > meeting.date {
            self.tell("Q001", &meeting.key.child("udsendt"));
        }
        self.days(&meeting);
        self.slot(Some(meeting.time), &meeting.key);
        for item in &mut meeting.items {
            self.item(item, plan);
            if item.parts.len() > MOST_PARTS {
                self.tell("Q003", &item.key.child("underpunkt"));
            }
            for part in &mut item.parts {
                self.item(part, plan);
                part.closed |= item.closed;
                if !part.parts.is_empty() {
                    self.tell("Q003", &part.key.child("underpunkt"));
                }
            }
        }
        self.ids_are_unique(&meeting.items);
        self.slots_fit(&meeting.items, meeting.time);
        Some(meeting)
    }

    /// Days that a meeting of a board hardly has.
    fn days(&mut self, meeting: &Meeting) {
        if matches!(meeting.date.weekday(), Weekday::Saturday | Weekday::Sunday) {
            self.tell("Q024", &meeting.key.child("dato"));
        }
        // What comes in after the meeting is not dealt with there.
        if meeting.deadline.is_some_and(|day| day > meeting.date) {
            self.tell("Q025", &meeting.key.child("frist"));
        }
        let items = meeting.items.iter();
        for item in items.flat_map(|item| [item].into_iter().chain(&item.parts)) {
            // A decision cannot keep a date that is over when it is made.
            if item.deadline.is_some_and(|day| day < meeting.date) {
                self.tell("Q026", &item.key.child("frist"));
            }
        }
    }

    fn slot(&mut self, slot: Option<Slot>, of: &FieldKey) {
        if slot.is_some_and(|slot| slot.to <= slot.from) {
            self.tell("Q002", &of.child("tid"));
        }
    }

    fn item(&mut self, item: &mut AgendaItem, plan: &Plan) {
        if item.kind.is_none() && item.parts.is_empty() {
            self.tell("Q004", &item.key);
        }
        self.slot(item.time, &item.key);
        item.annexes
            .retain(|annex| self.annex_is_whole(annex, plan));
    }

    /// Whether an annex has what its kind needs. A key that is missing is told, and one that says nothing, too.
    fn annex_is_whole(&mut self, annex: &PackAnnex, plan: &Plan) -> bool {
        let needs: &[&str] = match annex.content {
            AnnexContent::Plan { .. } => &["version"],
            AnnexContent::Agreement { .. } => &["version", "delaftale"],
            AnnexContent::ChangeList { .. } | AnnexContent::Redline { .. } => &["version", "fra"],
            AnnexContent::Quality | AnnexContent::KeyFigures => &[],
            AnnexContent::Status { .. } => &["halvaar"],
            AnnexContent::File { .. } => &["fil"],
        };
        for name in ["version", "fra", "delaftale", "halvaar", "fil"] {
            let at = annex.key.child(name);
            let given = self.sources.holds(&at);
            // Without a version, the working plan is meant.
            if given && !needs.contains(&name) {
                self.annex_fault("Q005", &at, name);
            } else if !given && needs.contains(&name) && name != "version" {
                self.annex_fault("Q006", &annex.key.child("slags"), name);
                return false;
            }
        }
        match &annex.content {
            AnnexContent::Agreement { version: None, id } => {
                let known: Vec<String> = plan.agreements.iter().map(|a| a.id.clone()).collect();
                let at = annex.key.child("delaftale");
                self.resolve(id, &known, "R008", &at).is_some()
            }
            AnnexContent::Agreement { .. }
            | AnnexContent::Plan { .. }
            | AnnexContent::ChangeList { .. }
            | AnnexContent::Redline { .. }
            | AnnexContent::Quality
            | AnnexContent::KeyFigures
            | AnnexContent::Status { .. }
            | AnnexContent::File { .. } => true,
        }
    }

    fn annex_fault(&mut self, code: &'static str, key: &FieldKey, name: &str) {
        let span = self.sources.span(key);
        self.found
            .push(Diagnostic::at(code, span).arg("noegle", name));
    }

    /// An id is unique among all items, lettered ones too: links and decisions name it.
    fn ids_are_unique(&mut self, items: &[AgendaItem]) {
        let mut first: BTreeMap<&str, &FieldKey> = BTreeMap::new();
        let all = items
            .iter()
            .flat_map(|item| [item].into_iter().chain(&item.parts));
        for item in all {
            if let Some(earlier) = first.get(item.id.as_str()) {
                let span = self.sources.span(&item.key.child("id"));
                let other = self.sources.span(&earlier.child("id"));
                let finding = Diagnostic::at("R003", span).arg("id", &item.id);
                self.found
                    .push(finding.label(crate::diag::Label::second(other, "foerste-gang")));
            } else {
                first.insert(&item.id, &item.key);
            }
        }
    }

    /// Slots lie within the meeting, and one after the other.
    fn slots_fit(&mut self, items: &[AgendaItem], meeting: Slot) {
        let mut end = meeting.from;
        for item in items {
            if let Some(slot) = item.time {
                if slot.from < end || slot.to > meeting.to {
                    self.tell("Q007", &item.key.child("tid"));
                }
                end = end.max(slot.to);
            }
        }
    }
}
