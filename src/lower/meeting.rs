//! A meeting: dates and slots typed, annexes told apart, numbers left to be counted.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    model::{
        Label, Plan, Scope,
        meeting::{AnnexContent, Item, Meeting, PackAnnex, PackAnnexKind, Slot},
        ruleset::RuleSet,
    },
    schema::meeting as shape,
    source::Sources,
};

use super::{Lower, label, prose};

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
    };
    lower.meeting(path, plan)
}

impl Lower<'_> {
    fn meeting(&mut self, path: &str, plan: &Plan) -> Option<Meeting> {
        let file: shape::MeetingFile = self.file(path)?;
        let key = FieldKey::file(path);
        let scope = self.scope(path, &BTreeMap::new());
        let date = self.date(&file.date, &key.child("dato"));
        let sent = self.date(&file.sent, &key.child("udsendt"));
        let time = self.slot(&file.time, &key.child("tid"));
        let deadline = file
            .deadline
            .as_ref()
            .and_then(|date| self.date(date, &key.child("frist")));
        if let (Some(date), Some(sent)) = (date, sent)
            && sent > date
        {
            self.tell("Q001", &key.child("udsendt"));
        }
        let items = self.items(&file.items, &key.child("punkt"), (plan, &scope), false);
        self.ids_are_unique(&items);
        if let Some(time) = time {
            self.slots_fit(&items, time);
        }
        let list = |names: &[String], name: &str| -> Vec<Label> {
            let list = key.child(name);
            let names = names.iter().enumerate();
            names.map(|(at, name)| label(name, list.item(at))).collect()
        };
        let name = path.rsplit('/').next().unwrap_or(path);
        Some(Meeting {
            id: name.trim_end_matches(".toml").to_owned(),
            body: label(&file.body, key.child("organ")),
            title: label(&file.title, key.child("titel")),
            date: date?,
            time: time?,
            place: label(&file.place, key.child("sted")),
            sent: sent?,
            deadline,
            participants: list(&file.participants, "deltagere"),
            apologies: list(&file.apologies, "afbud"),
            example: file.example,
            summary: prose(&file.summary, key.child("sammenfatning"), &scope),
            items,
            key,
        })
    }

    fn slot(&mut self, slot: &shape::TimeSlot, key: &FieldKey) -> Option<Slot> {
        let slot = Slot::read(&slot.0)?;
        if slot.to <= slot.from {
            self.tell("Q002", key);
        }
        Some(slot)
    }

    fn items(
        &mut self,
        shapes: &[shape::Item],
        list: &FieldKey,
        around: (&Plan, &Arc<Scope>),
        closed: bool,
    ) -> Vec<Item> {
        let mut out = Vec::new();
        for (index, shape) in shapes.iter().enumerate() {
            let key = list.item(index);
            let closed = closed || shape.closed;
            let parts = key.child("underpunkt");
            if shape.parts.len() > MOST_PARTS {
                self.tell("Q003", &parts);
            }
            for (at, part) in shape.parts.iter().enumerate() {
                if !part.parts.is_empty() {
                    self.tell("Q003", &parts.item(at).child("underpunkt"));
                }
            }
            let parts = self.items(&shape.parts, &parts, around, closed);
            let item = self.item(shape, key, around, closed);
            out.push(Item { parts, ..item });
        }
        out
    }

    fn item(
        &mut self,
        shape: &shape::Item,
        key: FieldKey,
        (plan, scope): (&Plan, &Arc<Scope>),
        closed: bool,
    ) -> Item {
        if shape.kind.is_none() && shape.parts.is_empty() {
            self.tell("Q004", &key);
        }
        let text = |words: &str, name: &str| prose(words, key.child(name), scope);
        let time = shape.time.as_ref();
        let time = time.and_then(|time| self.slot(time, &key.child("tid")));
        let deadline = shape.deadline.as_ref();
        let deadline = deadline.and_then(|date| self.date(date, &key.child("frist")));
        let list = key.child("bilag");
        let annexes = shape.annexes.iter().enumerate();
        let annexes = annexes
            .filter_map(|(at, annex)| self.pack_annex(annex, list.item(at), plan))
            .collect();
        Item {
            id: shape.id.0.clone(),
            title: label(&shape.title, key.child("titel")),
            kind: shape.kind,
            time,
            closed,
            presenter: shape
                .presenter
                .as_ref()
                .map(|role| label(role, key.child("ansvarlig"))),
            case: text(&shape.case, "sagsfremstilling"),
            proposal: text(&shape.proposal, "indstilling"),
            economy: text(&shape.economy, "oekonomi"),
            process: text(&shape.process, "videre_proces"),
            deadline,
            annexes,
            parts: Vec::new(),
            key,
        }
    }

    /// An annex with just the keys that its kind needs: one that is missing is told, and one that says nothing, too.
    fn pack_annex(
        &mut self,
        shape: &shape::PackAnnex,
        key: FieldKey,
        plan: &Plan,
    ) -> Option<PackAnnex> {
        let needs: &[&str] = match shape.kind {
            PackAnnexKind::Plan => &["version"],
            PackAnnexKind::Delaftale => &["version", "delaftale"],
            PackAnnexKind::Aendringsliste | PackAnnexKind::Aendringer => &["version", "fra"],
            PackAnnexKind::Kvalitet | PackAnnexKind::Noegletal => &[],
            PackAnnexKind::Status => &["halvaar"],
            PackAnnexKind::Fil => &["fil"],
        };
        let given = [
            ("version", shape.version.is_some()),
            ("fra", shape.from.is_some()),
            ("delaftale", shape.agreement.is_some()),
            ("halvaar", shape.half.is_some()),
            ("fil", shape.file.is_some()),
        ];
        for (name, given) in given {
            // Without a version, the working plan is meant.
            if given && !needs.contains(&name) {
                self.annex_fault("Q005", &key.child(name), name);
            } else if !given && needs.contains(&name) && name != "version" {
                self.annex_fault("Q006", &key.child("slags"), name);
                return None;
            }
        }
        let version = shape.version.clone();
        let content = match shape.kind {
            PackAnnexKind::Plan => AnnexContent::Plan { version },
            PackAnnexKind::Delaftale => {
                let id = shape.agreement.as_ref()?.0.clone();
                if version.is_none() {
                    let known: Vec<String> = plan.agreements.iter().map(|a| a.id.clone()).collect();
                    self.resolve(&id, &known, "R008", &key.child("delaftale"))?;
                }
                AnnexContent::Agreement { version, id }
            }
            PackAnnexKind::Aendringsliste => AnnexContent::ChangeList {
                from: shape.from.clone()?,
                version,
            },
            PackAnnexKind::Aendringer => AnnexContent::Redline {
                from: shape.from.clone()?,
                version,
            },
            PackAnnexKind::Kvalitet => AnnexContent::Quality,
            PackAnnexKind::Noegletal => AnnexContent::KeyFigures,
            PackAnnexKind::Status => AnnexContent::Status {
                half: shape.half.clone()?,
            },
            PackAnnexKind::Fil => AnnexContent::File {
                path: shape.file.clone()?,
            },
        };
        let title = shape.title.as_ref();
        Some(PackAnnex {
            title: title.map(|title| label(title, key.child("titel"))),
            content,
            key,
        })
    }

    fn annex_fault(&mut self, code: &'static str, key: &FieldKey, name: &str) {
        let span = self.sources.span(key);
        self.found
            .push(Diagnostic::at(code, span).arg("noegle", name));
    }

    /// An id is unique among all items, lettered ones too: links and decisions name it.
    fn ids_are_unique(&mut self, items: &[Item]) {
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
    fn slots_fit(&mut self, items: &[Item], meeting: Slot) {
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
