//! Activities described but not listed.

use crate::diag::Diagnostic;

use super::{Checked, aktivitetsliste::pairs};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for agreement in &checked.plan.agreements {
        if agreement.activity_list.is_empty() {
            continue;
        }
        let pairs = pairs(agreement);
        for activity in &agreement.activities {
            let listed = pairs
                .iter()
                .any(|(_, other)| other.is_some_and(|other| other.id == activity.id));
            if !listed {
                found.push(
                    checked
                        .at("U013", &activity.title.key)
                        .arg("navn", &activity.title.text),
                );
            }
        }
    }
}
