//! The same budget line twice.

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let lines = &checked.plan.budget.lines;
    for (index, line) in lines.iter().enumerate() {
        let same = |other: &&crate::model::registers::BudgetLine| {
            let shared = |l: &crate::model::registers::BudgetLine| {
                l.shared.as_ref().map(|label| label.text.clone())
            };
            other.agreement == line.agreement
                && shared(other) == shared(line)
                && other.title.as_ref().map(|label| &label.text)
                    == line.title.as_ref().map(|label| &label.text)
                && (other.funder, other.kind, other.amount) == (line.funder, line.kind, line.amount)
        };
        // Budgets hold tens of lines; each looks back once.
        if let Some(first) = lines[..index].iter().find(same) {
            found.push(
                checked
                    .at("B005", &line.key)
                    .label(checked.second(&first.key, "foerste-gang")),
            );
        }
    }
}
