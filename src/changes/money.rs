//! What follows from money: what each change moves by itself, what moved from post to post, and what the plan's money
//! comes to in both versions.

mod budgets;
mod transfers;
mod working;

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::model::{
    Plan,
    registers::{Budget, BudgetYear},
};

use super::{Change, Consequence, MoneyEffect, PlanPart, Side};
use working::{Ident, Working};

/// What the plan's money comes to before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct Budgets {
    /// Each funder that gives anything in either version.
    pub funders: Vec<Sum>,
    /// All money.
    pub total: Sum,
    /// Each delaftale whose money is another than before.
    pub agreements: Vec<Sum>,
    /// What falls in each year, where money is divided among years.
    pub years: Vec<InYear>,
    /// Local co-financing, where both versions have money and the rule set has a floor.
    pub local: Option<Local>,
    /// What moved from post to post.
    pub transfers: Vec<Transfer>,
}

/// A sum before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// Whose; empty for all money.
    pub name: String,
    /// As the documents print it, whole kroner.
    pub printed: [i64; 2],
    /// What the lines come to, whole kroner: another number where the plan states its totals.
    pub lines: [i64; 2],
}

/// What falls in a year, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InYear {
    /// The year.
    pub year: BudgetYear,
    /// Whole kroner.
    pub amounts: [i64; 2],
}

/// The local share of the plan's money, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Local {
    /// Per cent.
    pub percent: [Decimal; 2],
    /// Kroner above the least share; below zero under it.
    pub above: [Decimal; 2],
    /// Least share, per cent.
    pub least: Decimal,
}

/// Money that left some posts and came to others, within a funder's money or within an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Within what: the name of a funder, a delaftale or a shared post.
    pub within: String,
    /// How much, whole kroner.
    pub amount: i64,
    /// The posts, each with what it has more or less; those that have less first.
    pub posts: Vec<(String, i64)>,
}

impl Sum {
    /// Whether the lines moved and the total that the plan states did not.
    pub fn only_lines(&self) -> bool {
        self.printed[0] == self.printed[1] && self.lines[0] != self.lines[1]
    }

    /// Whether anything of it moved.
    pub fn moved(&self) -> bool {
        self.printed[0] != self.printed[1] || self.lines[0] != self.lines[1]
    }
}

/// Gives every change of money what it moves by itself, and says what the money comes to. Changes are laid on the old
/// budget one by one, so that what they move adds up to what the budgets differ by.
pub fn follow(changes: &mut [(PlanPart, Change)], old: Side<'_>, new: Side<'_>) -> Option<Budgets> {
    let (before, after) = (&old.plan.budget, &new.plan.budget);
    let mut working = Working::of(before, after);
    let mut by: Vec<(usize, Ident)> = Vec::new();
    for (at, (_, change)) in changes.iter_mut().enumerate() {
        let was = working.budget.clone();
        let Some(of) = working.lay(change, after) else {
            continue;
        };
        let moves = Moves::between(&was, &working.budget);
        change.effects.extend(moves.effects(before, after));
        change
            .consequences
            .extend(moves.told([new.plan, old.plan], new));
        by.push((at, of));
    }
    let found = transfers::between(&working, [old.plan, new.plan]);
    transfers::tell(changes, &by, &found);
    let transfers = found.into_iter().map(|one| one.told).collect();
    budgets::between(old, new, transfers)
}

/// What one change moves.
struct Moves {
    agreements: Vec<(String, Shift)>,
    funders: Vec<(String, Shift)>,
    whole: Option<Shift>,
    /// Percentage points of local co-financing.
    local: Decimal,
}

/// What a sum has more or less.
#[derive(Debug, Clone, Copy)]
struct Shift {
    by: i64,
    /// Whether only what the lines come to moves: the plan states the total itself.
    stated: bool,
}

impl Moves {
    fn between(was: &Budget, is: &Budget) -> Moves {
        let shift = |agreement: Option<&str>, funder: Option<usize>| {
            let [a, b] = [was, is].map(|budget| budget.total(agreement, funder));
            let printed = b.printed() - a.printed();
            let (by, stated) = match printed {
                0 => (b.derived - a.derived, true),
                by => (by, false),
            };
            (by != 0).then_some(Shift { by, stated })
        };
        let lines = was.lines.iter().chain(&is.lines);
        let ids: BTreeSet<&str> = lines.filter_map(|line| line.agreement.as_deref()).collect();
        let agreements = ids
            .into_iter()
            .filter_map(|id| Some((id.to_owned(), shift(Some(id), None)?)));
        let funders = is.funders.iter().enumerate();
        let funders =
            funders.filter_map(|(at, funder)| Some((funder.id.clone(), shift(None, Some(at))?)));
        let share = |budget: &Budget| budget.cofinancing().map(|local| local.percent());
        Moves {
            agreements: agreements.collect(),
            funders: funders.collect(),
            whole: shift(None, None),
            local: share(is).unwrap_or_default() - share(was).unwrap_or_default(),
        }
    }

    /// What it does to the plan's money: a change counts that moves a sum which is another one in the end.
    fn effects(&self, before: &Budget, after: &Budget) -> Vec<MoneyEffect> {
        let net = |funder: Option<&str>| {
            let sum = |budget: &Budget| {
                let mut funders = budget.funders.iter();
                let at = funder.map(|id| funders.position(|funder| funder.id == id));
                match at {
                    Some(None) => (0, 0),
                    at => {
                        let total = budget.total(None, at.flatten());
                        (total.printed(), total.derived)
                    }
                }
            };
            sum(before) != sum(after)
        };
        let split = self.funders.iter().any(|(id, _)| net(Some(id)));
        let whole = split && self.whole.is_some() && net(None);
        let whole = whole.then_some(MoneyEffect::SamletBudget);
        let split = split.then_some(MoneyEffect::Fordeling);
        whole.into_iter().chain(split).collect()
    }

    /// In the words of the first of the plans that has them.
    fn told(&self, plans: [&Plan; 2], new: Side<'_>) -> Vec<Consequence> {
        let mut out = Vec::new();
        let total = |agreement, funder, shift: &Shift| Consequence::Total {
            agreement,
            funder,
            by: shift.by,
            stated: shift.stated,
        };
        for (id, shift) in &self.agreements {
            out.push(total(Some(agreement(plans, id)), None, shift));
        }
        for (id, shift) in &self.funders {
            out.push(total(None, Some(funder(plans, id)), shift));
        }
        out.extend(self.whole.iter().map(|shift| total(None, None, shift)));
        if !self.local.is_zero() && new.rules().least_local().is_some() {
            out.push(Consequence::Cofinancing { by: self.local });
        }
        out
    }
}

/// The name of a delaftale, in the first of the plans that has it.
fn agreement(plans: [&Plan; 2], id: &str) -> String {
    let mut all = plans.into_iter().flat_map(|plan| &plan.agreements);
    let found = all.find(|agreement| agreement.id == id);
    found.map_or_else(|| id.to_owned(), |agreement| agreement.name.text.clone())
}

/// The name of a funder, in the first of the plans that has it.
fn funder(plans: [&Plan; 2], id: &str) -> String {
    let mut all = plans.into_iter().flat_map(|plan| &plan.budget.funders);
    let found = all.find(|funder| funder.id == id);
    found.map_or_else(|| id.to_owned(), |funder| funder.name.text.clone())
}
