//! Texts as a reader meets them: a `{{ … }}` shows what it stands for, a footnote's mark says that it is one.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    compose::SlotWords,
    model::{Plan, content::CellContent, slots},
};

use super::{
    Change, ChangeKind, PlanPart, Side,
    entity::{Entity, Part, Value},
    words::{Passage, Stretch},
};

/// The texts of one version.
struct Voice<'a> {
    plan: &'a Plan,
    slots: SlotWords,
    /// What was asked for before.
    known: BTreeMap<String, String>,
}

/// Puts the words of texts in the place of what their authors wrote for them. The edits keep what was written.
pub fn tell(changes: &mut [(PlanPart, Change)], old: Side<'_>, new: Side<'_>) {
    let (mut old, mut new) = (Voice::of(old), Voice::of(new));
    for (_, change) in changes {
        for (value, voice) in [(&mut change.old, &mut old), (&mut change.new, &mut new)] {
            if let Some(value) = value {
                voice.value(value);
            }
        }
        for passage in &mut change.passages {
            told(passage, &mut old, &mut new);
        }
        if let Some(entity) = &mut change.entity {
            let gone = change.what == ChangeKind::Fjernet;
            let voice = if gone { &mut old } else { &mut new };
            voice.entity(Arc::make_mut(entity));
        }
    }
}

fn told(passage: &mut Passage, old: &mut Voice<'_>, new: &mut Voice<'_>) {
    for stretch in passage {
        *stretch.text_mut() = match stretch {
            Stretch::Gone(text) => old.text(text),
            Stretch::New(text) | Stretch::Kept(text) => new.text(text),
        };
    }
}

impl<'a> Voice<'a> {
    fn of(side: Side<'a>) -> Self {
        Voice {
            plan: side.plan,
            slots: SlotWords::of(side.plan, side.template),
            known: BTreeMap::new(),
        }
    }

    /// All that is in what was added or removed.
    fn entity(&mut self, entity: &mut Entity) {
        if let Some(value) = &mut entity.value {
            self.value(value);
        }
        for part in &mut entity.parts {
            match part {
                Part::Field(field) => self.value(&mut field.value),
                Part::Entity(inner) => self.entity(inner),
            }
        }
    }

    fn value(&mut self, value: &mut Value) {
        match value {
            Value::Prose(text) => *text = self.text(text),
            Value::Cell(cell) => {
                if let CellContent::Prose(prose) = &mut cell.content {
                    prose.text = self.text(&prose.text);
                }
            }
            Value::Text(_)
            | Value::Choice(_)
            | Value::Flag(_)
            | Value::Number(..)
            | Value::Money(_)
            | Value::Date(_)
            | Value::Year(_)
            | Value::Ref(..)
            | Value::Ids(_)
            | Value::Quantity(_)
            | Value::Series(_)
            | Value::Picture(_) => {}
        }
    }

    fn text(&mut self, text: &str) -> String {
        let (mut out, mut from) = (String::new(), 0);
        for slot in slots::slots(text) {
            out.push_str(&text[from..slot.range.start]);
            let written = &text[slot.range.clone()];
            let said = match self.known.get(written) {
                Some(said) => said.clone(),
                None => self.slot(&slot, written),
            };
            self.known.insert(written.to_owned(), said.clone());
            out.push_str(&said);
            from = slot.range.end;
        }
        out.push_str(&text[from..]);
        marks(&out)
    }

    /// What a slot shows; tables, figures and annexes by their titles, parameters by their names.
    fn slot(&self, slot: &slots::Slot<'_>, written: &str) -> String {
        if let Some(title) = self.title(slot.path) {
            return title;
        }
        self.slots.words(written).unwrap_or_else(|| {
            let name = slot.path.rsplit('.').next().unwrap_or(slot.path);
            format!("({name})")
        })
    }

    fn title(&self, path: &str) -> Option<String> {
        let (kind, id) = path.split_once('.')?;
        let title = match kind {
            "tabel" => &self.plan.tables.get(id)?.title,
            "figur" => &self.plan.charts.get(id)?.title,
            "bilag" => &self.plan.annexes.iter().find(|annex| annex.id == id)?.title,
            "delaftale" => &self.plan.agreements.iter().find(|one| one.id == id)?.name,
            _ => return None,
        };
        Some(format!("{kind} »{}«", title.text))
    }
}

/// `[^id]` names a footnote of the file; a reader meets a number, which is another one in each version.
fn marks(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[^") {
        let Some((_, behind)) = after.split_once(']') else {
            break;
        };
        out.push_str(before);
        out.push_str("[note]");
        rest = behind;
    }
    out + rest
}
