//! Measurements that were treated before they were made.

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for round in &checked.plan.rounds {
        let treated = round.treated.as_ref();
        if treated.is_some_and(|one| one.date < round.gathered) {
            found.push(checked.at("M027", &round.key.child("behandlet")));
        }
    }
}
