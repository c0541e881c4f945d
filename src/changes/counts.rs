//! What follows from the registers: counts of afdelinger, sums of dwellings.

use rust_decimal::Decimal;

use crate::{
    key::FieldKey,
    model::{Plan, registers::Division},
};

use super::{Change, ChangeKind, Concept, Consequence, PlanPart, Side};

/// Gives every change of the registers what follows from it.
pub fn follow(changes: &mut [(PlanPart, Change)], old: Side<'_>, new: Side<'_>) {
    for (_, change) in changes {
        if matches!(
            change.kind,
            Concept::DWELLINGS | Concept::YOUTH | Concept::DIVISION | Concept::IN_QUARTER
        ) {
            registers(change, old.plan, new.plan);
        }
    }
}

/// Sums of dwellings and numbers of afdelinger, in the quarters and in the plan.
fn registers(change: &mut Change, old: &Plan, new: &Plan) {
    let counts: &[Concept] = match change.kind {
        Concept::DWELLINGS => &[Concept::DWELLINGS],
        Concept::YOUTH => &[Concept::YOUTH],
        Concept::DIVISION if matches!(change.what, ChangeKind::Tilfoejet | ChangeKind::Fjernet) => {
            &[Concept::DIVISION, Concept::DWELLINGS, Concept::YOUTH]
        }
        Concept::IN_QUARTER => &[Concept::DIVISION, Concept::DWELLINGS, Concept::YOUTH],
        _ => return,
    };
    let quarters = quarters_of(change, old, new);
    for kind in counts {
        for quarter in &quarters {
            let counted = |plan: &Plan| counted(plan, *kind, Some(quarter));
            change.consequences.extend(count(
                *kind,
                Some(name_of(new, old, quarter)),
                counted(old),
                counted(new),
            ));
        }
        let counted = |plan: &Plan| counted(plan, *kind, None);
        change
            .consequences
            .extend(count(*kind, None, counted(old), counted(new)));
    }
}

fn count(
    kind: Concept,
    quarter: Option<String>,
    old: Decimal,
    new: Decimal,
) -> Option<Consequence> {
    (old != new).then_some(Consequence::Count {
        kind,
        quarter,
        old,
        new,
    })
}

/// Ids of the quarters in which the afdeling of a change lies, before and after.
fn quarters_of(change: &Change, old: &Plan, new: &Plan) -> Vec<String> {
    let find = |plan: &Plan, key: &Option<FieldKey>| {
        let key = key.as_ref()?;
        let mut divisions = plan.divisions.iter();
        let division = divisions.find(|division| key.below(&division.key).is_some())?;
        plan.quarters
            .get(division.quarter)
            .map(|quarter| quarter.id.clone())
    };
    // A value that is new or gone has no key in the other version, but its afdeling stands in it all the same.
    let mut out: Vec<String> = Vec::new();
    for id in [find(old, &change.old_key), find(new, &change.new_key)]
        .into_iter()
        .flatten()
    {
        if !out.contains(&id) {
            out.push(id);
        }
    }
    out
}

fn name_of(new: &Plan, old: &Plan, id: &str) -> String {
    let quarters = new.quarters.iter().chain(&old.quarters);
    let mut named = quarters.filter(|quarter| quarter.id == id);
    named
        .next()
        .map_or_else(|| id.to_owned(), |quarter| quarter.name.text.clone())
}

fn counted(plan: &Plan, kind: Concept, quarter: Option<&String>) -> Decimal {
    let index = quarter.map(|id| plan.quarters.iter().position(|q| q.id == *id));
    let here = |division: &&Division| match index {
        None => true,
        Some(index) => index == Some(division.quarter),
    };
    let divisions = plan.divisions.iter().filter(here);
    match kind {
        Concept::DWELLINGS => divisions
            .filter_map(|division| division.dwellings.as_ref()?.value)
            .sum(),
        Concept::YOUTH => divisions.filter_map(|division| division.youth).sum(),
        _ => Decimal::from(divisions.count()),
    }
}
