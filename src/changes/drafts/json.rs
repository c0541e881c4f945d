//! What several drafts changed, for programs. `docs/machine-formats.md` describes the shape.

use serde_json::{Value, json};

use crate::{
    changes::{PlanPart, TemplateChange, json},
    diag::Lang,
};

use super::{Clash, Draft, Entry, Together, written::Voice};

/// Version of this shape.
const SHAPE: u32 = 1;

/// The whole list.
pub fn shown(all: &Together<'_>, lang: Lang) -> Value {
    let Some(voice) = Voice::of(all, lang) else {
        return Value::Null;
    };
    let drafts = all.drafts.iter().enumerate();
    let drafts: Vec<Value> = drafts
        .map(|(number, draft)| self::draft(draft, number, &voice))
        .collect();
    let clashes = |clashes: &[Clash]| -> Vec<Value> {
        let groups = clashes.iter().map(|clash| {
            let entries = &clash.entries;
            group(&entries[0].part, entries, all, &voice)
        });
        groups.collect()
    };
    let sections = |sections: &[(PlanPart, Vec<Entry>)]| -> Vec<Value> {
        let sections = sections.iter();
        let groups = sections.map(|(part, entries)| group(part, entries, all, &voice));
        groups.collect()
    };
    let template = |(by, change): &(Vec<usize>, TemplateChange)| {
        let passages: Vec<Value> = change.passages.iter().map(json::passage).collect();
        json!({
            "drafts": names(by.iter(), all),
            "file": change.file,
            "key": change.key,
            "passages": passages,
        })
    };
    json!({
        "version": SHAPE,
        "base": all.base,
        "drafts": drafts,
        "clashes": clashes(&all.clashes),
        "beside": clashes(&all.beside),
        "sections": sections(&all.sections),
        "editorial": sections(&all.editorial),
        "template": all.template.iter().map(template).collect::<Vec<_>>(),
        "rules": json::rules(&all.rules()),
    })
}

fn names<'n>(drafts: impl Iterator<Item = &'n usize>, all: &Together<'_>) -> Vec<String> {
    let names = drafts.map(|draft| all.drafts[*draft].name.to_owned());
    names.collect()
}

fn draft(draft: &Draft<'_>, number: usize, voice: &Voice<'_>) -> Value {
    let narrator = voice.narrator(number);
    let money = draft.money();
    json!({
        "name": draft.name,
        "version": draft.version,
        "summary": json::summary(draft.summary()),
        "money": money.map(|money| json::money(money, narrator)),
    })
}

/// Entries that belong together, with the part of the plan that they stand in.
fn group(part: &PlanPart, entries: &[Entry], all: &Together<'_>, voice: &Voice<'_>) -> Value {
    let changes = entries.iter().map(|one| entry(one, all, voice));
    json!({
        "part": json::part(part),
        "id": part.agreement(),
        "title": voice.common.part(part),
        "changes": changes.collect::<Vec<_>>(),
    })
}

/// The change as its first draft tells it, and what each draft has of its own.
fn entry(entry: &Entry, all: &Together<'_>, voice: &Voice<'_>) -> Value {
    let (first, change) = &entry.by[0];
    let by = entry.by.iter().map(|(draft, change)| {
        json!({
            "draft": all.drafts[*draft].name,
            "level": change.approval.level,
            "rule": change.approval.rule,
            "promoted": change.approval.promoted,
            "reason": change.reason,
            "editorial": change.editorial,
            "follows": voice.line(*draft, change, &entry.part).follows,
        })
    });
    let by: Vec<Value> = by.collect();
    let mut out = json::change(change, &entry.part, voice.narrator(*first));
    if let Value::Object(keys) = &mut out {
        for key in ["level", "rule", "promoted", "reason", "follows"] {
            keys.remove(key);
        }
        keys.insert(
            "drafts".to_owned(),
            json!(names(entry.by.iter().map(|(of, _)| of), all)),
        );
        keys.insert("by".to_owned(), Value::Array(by));
    }
    out
}
