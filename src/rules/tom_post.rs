//! Funders and delaftaler without money.

use crate::{diag::Diagnostic, key::FieldKey};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let budget = &checked.plan.budget;
    let lines = || budget.lines.iter().filter(|line| line.amount != 0);
    for (index, funder) in budget.funders.iter().enumerate() {
        if !lines().any(|line| line.funder == index) {
            found.push(
                checked
                    .at("B004", &funder.name.key)
                    .arg("navn", &funder.name.text),
            );
        }
    }
    if budget.lines.is_empty() {
        return;
    }
    for (index, agreement) in checked.plan.agreements.iter().enumerate() {
        if !lines().any(|line| line.agreement.as_deref() == Some(&agreement.id)) {
            let key = FieldKey::file("plan.toml").child("delaftaler").item(index);
            found.push(checked.at("B004", &key).arg("navn", &agreement.name.text));
        }
    }
}
