//! Declared totals against the sum of their lines.

use crate::{diag::Diagnostic, model::measure::danish};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let budget = &checked.plan.budget;
    for declared in &budget.declared {
        let total = budget.total(declared.agreement.as_deref(), declared.funder);
        let difference = declared.amount - total.derived;
        if difference == 0 {
            continue;
        }
        let last = budget.lines.iter().rev().find(|line| {
            let agreement = declared.agreement.is_none() || line.agreement == declared.agreement;
            agreement && declared.funder.is_none_or(|funder| funder == line.funder)
        });
        let text = if difference > 0 {
            "poster-mangler"
        } else {
            "poster-for-meget"
        };
        let mut finding = checked
            .at("B001", &declared.key)
            .arg("angivet", danish(declared.amount.into()))
            .arg("sum", danish(total.derived.into()))
            .arg("forskel", danish(difference.abs().into()));
        if let Some(line) = last {
            finding = finding.label(checked.second(&line.key, text));
        }
        found.push(finding);
    }
}
