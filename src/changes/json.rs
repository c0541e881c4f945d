//! A change list for programs. `docs/machine-formats.md` describes the shape.

use serde_json::{Value, json};

use crate::model::{registers::BudgetYear, ruleset::Approval};

use super::{
    Budgets, Change, ChangeList, InYear, PlanPart, Section, Sum, Summary, Transfer,
    narrate::{Narrator, what_name},
    words::{Passage, Stretch},
};

/// Version of this shape.
const SHAPE: u32 = 1;

/// The whole list; `names` are those of the versions.
pub fn shown(list: &ChangeList, narrator: Narrator<'_>, names: (&str, &str)) -> Value {
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
        "summary": summary(&list.summary),
        "money": list.money.as_ref().map(|money| self::money(money, narrator)),
        "sections": sections(&list.sections),
        "editorial": sections(&list.editorial),
        "template": template.collect::<Vec<_>>(),
        "rules": rules(&list.rules),
    })
}

/// How many changes each level approves.
pub(super) fn summary(summary: &Summary) -> Value {
    let levels = summary.levels.iter();
    let levels = levels.map(|(level, count)| (level.clone(), json!(count)));
    json!({
        "levels": levels.collect::<serde_json::Map<_, _>>(),
        "editorial": summary.editorial,
        "template": summary.template,
    })
}

/// The rules that gave levels.
pub(super) fn rules(rules: &[Approval]) -> Value {
    let rules = rules.iter().map(|rule| {
        json!({
            "id": rule.id,
            "what": rule.what,
            "level": rule.level,
            "reason": rule.reason,
            "source": rule.source,
        })
    });
    Value::Array(rules.collect())
}

/// Sums as numbers, and all of it in words.
pub(super) fn money(money: &Budgets, narrator: Narrator<'_>) -> Value {
    let sum = |sum: &Sum| {
        json!({
            "name": sum.name,
            "old": sum.printed[0],
            "new": sum.printed[1],
            "old_lines": sum.lines[0],
            "new_lines": sum.lines[1],
        })
    };
    let year = |year: &InYear| {
        let (of_plan, number) = match year.year {
            BudgetYear::Calendar(number) => (false, number),
            BudgetYear::Plan(number) => (true, number),
        };
        let [old, new] = year.amounts;
        json!({ "year": number, "of_plan": of_plan, "old": old, "new": new })
    };
    let transfer = |transfer: &Transfer| {
        let posts = transfer.posts.iter();
        json!({
            "within": transfer.within,
            "amount": transfer.amount,
            "posts": posts.map(|(name, by)| json!({ "name": name, "by": by })).collect::<Vec<_>>(),
        })
    };
    json!({
        "total": sum(&money.total),
        "funders": money.funders.iter().map(sum).collect::<Vec<_>>(),
        "agreements": money.agreements.iter().map(sum).collect::<Vec<_>>(),
        "years": money.years.iter().map(year).collect::<Vec<_>>(),
        "local": money.local.as_ref().map(|local| json!({
            "old_percent": local.percent[0],
            "new_percent": local.percent[1],
            "least_percent": local.least,
            "old_above": local.above[0],
            "new_above": local.above[1],
        })),
        "transfers": money.transfers.iter().map(transfer).collect::<Vec<_>>(),
        "said": narrator.money(money),
    })
}

/// The word for a part of the plan.
pub(super) fn part(part: &PlanPart) -> &'static str {
    match part {
        PlanPart::Plan => "plan",
        PlanPart::Strategic => "strategisk-aftale",
        PlanPart::Agreement(..) => "delaftale",
        PlanPart::Shared => "faelles",
        PlanPart::Annexes => "bilag",
        PlanPart::Registers => "registre",
        PlanPart::Loose => "loese",
    }
}

fn section(section: &Section, narrator: Narrator<'_>) -> Value {
    let changes = section.changes.iter();
    let changes: Vec<Value> = changes
        .map(|one| change(one, &section.part, narrator))
        .collect();
    json!({
        "part": part(&section.part),
        "id": section.part.agreement(),
        "title": narrator.part(&section.part),
        "changes": changes,
    })
}

/// A change with its words.
pub(super) fn change(change: &Change, part: &PlanPart, narrator: Narrator<'_>) -> Value {
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
        "reaches": change.reaches,
    })
}

/// Words with what happened to them.
pub(super) fn passage(passage: &Passage) -> Value {
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
