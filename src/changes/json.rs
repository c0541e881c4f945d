//! A change list for programs. `docs/machine-formats.md` describes the shape.

use serde_json::{Value, json};

use super::{
    Change, ChangeList, PlanPart, Section,
    narrate::{Narrator, what_name},
    words::{Passage, Stretch},
};

/// Version of this shape.
const SHAPE: u32 = 1;

/// The whole list; `names` are those of the versions.
pub fn shown(list: &ChangeList, narrator: Narrator<'_>, names: (&str, &str)) -> Value {
    let levels = list.summary.levels.iter();
    let levels = levels.map(|(level, count)| (level.clone(), json!(count)));
    let sections = |sections: &[Section]| -> Vec<Value> {
        sections.iter().map(|one| section(one, narrator)).collect()
    };
    let template = list.template.iter().map(|change| {
        let passages: Vec<Value> = change.passages.iter().map(passage).collect();
        json!({ "file": change.file, "key": change.key, "passages": passages })
    });
    json!({
        "version": SHAPE,
        "old": names.0,
        "new": names.1,
        "summary": {
            "levels": levels.collect::<serde_json::Map<_, _>>(),
            "editorial": list.summary.editorial,
            "template": list.summary.template,
        },
        "sections": sections(&list.sections),
        "editorial": sections(&list.editorial),
        "template": template.collect::<Vec<_>>(),
        "rules": list.rules.iter().map(|rule| json!({
            "id": rule.id,
            "what": rule.what,
            "level": rule.level,
            "reason": rule.reason,
            "source": rule.source,
        })).collect::<Vec<_>>(),
    })
}

fn section(section: &Section, narrator: Narrator<'_>) -> Value {
    let part = match &section.part {
        PlanPart::Plan => "plan",
        PlanPart::Strategic => "strategisk-aftale",
        PlanPart::Agreement(..) => "delaftale",
        PlanPart::Shared => "faelles",
        PlanPart::Annexes => "bilag",
        PlanPart::Registers => "registre",
        PlanPart::Loose => "loese",
    };
    let id = match &section.part {
        PlanPart::Agreement(id, _) => Some(id),
        PlanPart::Plan
        | PlanPart::Strategic
        | PlanPart::Shared
        | PlanPart::Annexes
        | PlanPart::Registers
        | PlanPart::Loose => None,
    };
    let changes = section.changes.iter();
    let changes: Vec<Value> = changes
        .map(|one| change(one, &section.part, narrator))
        .collect();
    json!({
        "part": part,
        "id": id,
        "title": narrator.part(&section.part),
        "changes": changes,
    })
}

fn change(change: &Change, part: &PlanPart, narrator: Narrator<'_>) -> Value {
    let line = narrator.line(change, part);
    let side = |value: &Option<super::entity::Value>| value.as_ref().map(|v| narrator.value(v));
    let passages: Vec<Value> = change.passages.iter().map(passage).collect();
    json!({
        "path": change.path,
        "kind": change.kind.name(),
        "what": what_name(change.what),
        "place": line.place,
        "old": side(&change.old),
        "new": side(&change.new),
        "old_id": change.ids.as_ref().map(|(old, _)| old),
        "new_id": change.ids.as_ref().map(|(_, new)| new),
        "difference": line.difference,
        "passages": passages,
        "contents": line.contents,
        "follows": line.follows,
        "level": change.approval.level,
        "rule": change.approval.rule,
        "promoted": change.approval.promoted,
        "reason": change.reason,
        "used_in": change.used,
    })
}

fn passage(passage: &Passage) -> Value {
    let stretches = passage.iter().map(|stretch| {
        let mark = match stretch {
            Stretch::Kept(_) => "keep",
            Stretch::New(_) => "ins",
            Stretch::Gone(_) => "del",
        };
        json!({ "mark": mark, "text": stretch.text() })
    });
    Value::Array(stretches.collect())
}
