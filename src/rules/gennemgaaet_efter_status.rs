//! A status that was gone through after its own date.

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for status in &checked.plan.statuses {
        let reviewed = status.reviewed.as_ref();
        if reviewed.is_some_and(|one| one.date > status.date) {
            found.push(checked.at("M026", &status.key.child("gennemgaaet")));
        }
    }
}
