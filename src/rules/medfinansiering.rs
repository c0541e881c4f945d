//! Local co-financing below the rule set's floor.

use rust_decimal::Decimal;

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    model::{Plan, measure::danish, ruleset::RuleSet},
};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let Some(share) = Share::of(checked.plan, checked.rules) else {
        return;
    };
    if share.headroom() < Decimal::ZERO {
        found.push(
            checked
                .at("B002", &share.key)
                .arg("lokal", danish(share.local))
                .arg("samlet", danish(share.total))
                .arg("mindst", danish(share.least))
                .arg("mangler", danish(share.headroom().abs().ceil())),
        );
    }
}

/// Local co-financing as the document prints it.
pub struct Share {
    pub local: Decimal,
    pub total: Decimal,
    /// The least share that the rule set asks for, per cent.
    pub least: Decimal,
    above: Decimal,
    pub key: FieldKey,
}

impl Share {
    /// `None` where the family asks for no local money, or the plan has none.
    pub fn of(plan: &Plan, rules: &RuleSet) -> Option<Share> {
        let budget = &plan.budget;
        let shares = budget.cofinancing()?;
        let is_local = |funder: usize| budget.funders.get(funder).is_some_and(|f| f.local);
        let declared = budget
            .declared
            .iter()
            .find(|total| total.agreement.is_none() && total.funder.is_some_and(is_local));
        let line = budget.lines.iter().find(|line| is_local(line.funder));
        let key = declared.map(|d| &d.key).or(line.map(|l| &l.key));
        let least = rules.least_local()?;
        Some(Share {
            local: shares.local.into(),
            total: shares.total.into(),
            least,
            above: shares.above(least),
            key: key
                .cloned()
                .unwrap_or_else(|| FieldKey::file("oekonomi.toml").child("post")),
        })
    }

    /// Kroner above the floor; below zero under it.
    pub fn headroom(&self) -> Decimal {
        self.above
    }
}
