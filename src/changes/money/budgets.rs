//! What the plan's money comes to in two versions: by funder, delaftale and year, and the local share of it.

use std::collections::BTreeSet;

use crate::{
    changes::Side,
    model::{
        money::Payer,
        registers::{Budget, BudgetYear},
    },
};

use super::{Budgets, InYear, Local, Sum, Transfer, agreement, funder};

/// `None` if no money moved.
pub fn between(old: Side<'_>, new: Side<'_>, transfers: Vec<Transfer>) -> Option<Budgets> {
    let both = [&old.plan.budget, &new.plan.budget];
    let plans = [new.plan, old.plan];
    let funders = ids(both.map(|budget| budget.funders.iter().map(|funder| funder.id.as_str())));
    let funders = funders.into_iter().filter_map(|id| {
        let name = funder(plans, id);
        let sum = sum(both, name, |budget| budget_of(budget, id));
        let gives = sum.printed.into_iter().chain(sum.lines);
        gives.into_iter().any(|amount| amount != 0).then_some(sum)
    });
    let agreements = ids([old, new].map(|side| {
        let agreements = side.plan.agreements.iter();
        agreements.map(|agreement| agreement.id.as_str())
    }));
    let agreements = agreements.into_iter().map(|id| {
        let name = agreement(plans, id);
        sum(both, name, |budget| Some(budget.total(Some(id), None)))
    });
    let years: BTreeSet<BudgetYear> = both.into_iter().flat_map(Budget::years).collect();
    let years = years.into_iter().map(|year| InYear {
        year,
        amounts: both.map(|budget| budget.paid_in(None, Payer::All, year)),
    });
    let out = Budgets {
        funders: funders.collect(),
        total: sum(both, String::new(), |budget| Some(budget.total(None, None))),
        agreements: agreements.filter(Sum::moved).collect(),
        years: years.collect(),
        local: local(both, new),
        transfers,
    };
    out.moved().then_some(out)
}

impl Budgets {
    fn moved(&self) -> bool {
        let sums = [&self.total].into_iter();
        let mut sums = sums.chain(&self.funders).chain(&self.agreements);
        let differ = |amounts: &[i64; 2]| amounts[0] != amounts[1];
        sums.any(Sum::moved)
            || self.years.iter().any(|year| differ(&year.amounts))
            || self
                .local
                .iter()
                .any(|local| local.percent[0] != local.percent[1])
            || !self.transfers.is_empty()
    }
}

/// The ids of both versions, each once, those of the new one first.
fn ids<'a, I: Iterator<Item = &'a str>>([old, new]: [I; 2]) -> Vec<&'a str> {
    let mut out: Vec<&str> = Vec::new();
    for id in new.chain(old) {
        if !out.contains(&id) {
            out.push(id);
        }
    }
    out
}

fn budget_of(budget: &Budget, funder: &str) -> Option<crate::model::registers::Total> {
    let mut funders = budget.funders.iter();
    let at = funders.position(|one| one.id == funder)?;
    Some(budget.total(None, Some(at)))
}

fn sum(
    both: [&Budget; 2],
    name: String,
    total: impl Fn(&Budget) -> Option<crate::model::registers::Total>,
) -> Sum {
    let totals = both.map(total);
    Sum {
        name,
        printed: totals
            .each_ref()
            .map(|one| one.as_ref().map_or(0, |one| one.printed())),
        lines: totals
            .each_ref()
            .map(|one| one.as_ref().map_or(0, |one| one.derived)),
    }
}

fn local(both: [&Budget; 2], new: Side<'_>) -> Option<Local> {
    let least = new.rules().least_local()?;
    let [before, after] = both.map(Budget::cofinancing);
    let shares = [before?, after?];
    Some(Local {
        percent: shares.map(|share| share.percent()),
        above: shares.map(|share| share.above(least)),
        least,
    })
}
