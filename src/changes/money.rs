//! What follows from money: sums of delaftaler, funders and the plan, and the local share. Also counts of registers.

use rust_decimal::Decimal;

use crate::{
    key::FieldKey,
    model::{
        Plan,
        registers::{Budget, Division, Total},
    },
};

use super::{Change, ChangeKind, Concept, Consequence, MoneyEffect, PlanPart, Side};

/// Gives every change of money and of the registers what follows from it.
pub fn follow(changes: &mut [(PlanPart, Change)], old: Side<'_>, new: Side<'_>) {
    for (_, change) in changes {
        if of_money(change) {
            money(change, old, new);
        } else if matches!(
            change.kind,
            Concept::DWELLINGS | Concept::YOUTH | Concept::DIVISION | Concept::IN_QUARTER
        ) {
            registers(change, old.plan, new.plan);
        }
    }
}

/// Whether a change is one of a budget line or a declared total, and may move a sum. What falls in a year, the hours and their
/// price move none: the line's amount does, which is told as well.
fn of_money(change: &Change) -> bool {
    let path = change.path.as_str();
    let of_line = path.starts_with("oekonomi.toml#post.");
    let still = matches!(
        change.kind.0,
        "aarets-beloeb" | "art" | "fordelt-paa-aar" | "timepris" | "timer" | "titel"
    );
    of_line && !still || path.starts_with("oekonomi.toml#angivet.")
}

/// The delaftale and the funder that a line has in one version.
#[derive(Default)]
struct Payer {
    agreement: Option<String>,
    funder: Option<String>,
}

impl Payer {
    fn of_line(budget: &Budget, key: &FieldKey) -> Option<Payer> {
        let below = |line: &FieldKey| key.below(&line.parent()).is_some();
        let funder = |index: usize| budget.funders.get(index).map(|funder| funder.id.clone());
        let line = budget.lines.iter().find(|line| below(&line.key));
        let of_line = line.map(|line| Payer {
            agreement: line.agreement.clone(),
            funder: funder(line.funder),
        });
        of_line.or_else(|| {
            let total = budget.declared.iter().find(|total| below(&total.key))?;
            Some(Payer {
                agreement: total.agreement.clone(),
                funder: total.funder.and_then(funder),
            })
        })
    }
}

fn money(change: &mut Change, old: Side<'_>, new: Side<'_>) {
    let (before, after) = (&old.plan.budget, &new.plan.budget);
    let payer =
        |key: &Option<FieldKey>, budget| key.as_ref().and_then(|key| Payer::of_line(budget, key));
    let sides = [
        payer(&change.old_key, before),
        payer(&change.new_key, after),
    ];
    let mut funders: Vec<String> = Vec::new();
    let mut agreements: Vec<Option<String>> = Vec::new();
    for side in sides.into_iter().flatten() {
        if let Some(funder) = side.funder.filter(|funder| !funders.contains(funder)) {
            funders.push(funder);
        }
        if side.agreement.is_some() && !agreements.contains(&side.agreement) {
            agreements.push(side.agreement);
        }
    }
    let mut follows = Vec::new();
    for agreement in &agreements {
        follows.extend(total(old, new, agreement.as_deref(), None));
    }
    let whole = total(old, new, None, None);
    let shifts: Vec<Consequence> = funders
        .iter()
        .filter_map(|funder| total(old, new, None, Some(funder)))
        .collect();
    if !shifts.is_empty() {
        if whole.is_some() {
            change.effects.push(MoneyEffect::SamletBudget);
        }
        change.effects.push(MoneyEffect::Fordeling);
    }
    follows.extend(shifts);
    follows.extend(whole);
    follows.extend(cofinancing(old, new));
    change.consequences.extend(follows);
}

/// A sum that is another one than before.
fn total(
    old: Side<'_>,
    new: Side<'_>,
    agreement: Option<&str>,
    funder: Option<&str>,
) -> Option<Consequence> {
    let sum = |budget: &Budget| match funder {
        None => Some(budget.total(agreement, None)),
        Some(id) => {
            let index = budget.funders.iter().position(|funder| funder.id == id);
            index.map(|index| budget.total(agreement, Some(index)))
        }
    };
    let sums = [old, new].map(|side| sum(&side.plan.budget));
    let [before, after] = sums
        .each_ref()
        .map(|sum| sum.as_ref().map_or(0, Total::printed));
    // A plan that states its totals may forget to: the money of its lines moves all the same.
    let stated = before == after;
    let [before, after] = if stated {
        sums.each_ref()
            .map(|sum| sum.as_ref().map_or(0, |sum| sum.derived))
    } else {
        [before, after]
    };
    let name = |plan: &Plan| {
        let agreement = plan
            .agreements
            .iter()
            .find(|a| Some(a.id.as_str()) == agreement);
        agreement.map(|agreement| agreement.name.text.clone())
    };
    let payer = |plan: &Plan| {
        let funder = plan
            .budget
            .funders
            .iter()
            .find(|f| Some(f.id.as_str()) == funder);
        funder.map(|funder| funder.name.text.clone())
    };
    (before != after).then(|| Consequence::Total {
        agreement: name(new.plan).or_else(|| name(old.plan)),
        funder: payer(new.plan).or_else(|| payer(old.plan)),
        old: before,
        new: after,
        stated,
    })
}

/// The local share, if it moved.
fn cofinancing(old: Side<'_>, new: Side<'_>) -> Option<Consequence> {
    let (before, after) = (
        old.plan.budget.cofinancing()?,
        new.plan.budget.cofinancing()?,
    );
    let least = new.rules().least_local()?;
    (before.percent() != after.percent()).then(|| Consequence::Cofinancing {
        old: before.percent(),
        new: after.percent(),
        least,
        above: after.above(least),
    })
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
