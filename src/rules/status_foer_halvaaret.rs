//! A status that is dated before the half-year that it tells of.

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for status in &checked.plan.statuses {
        let days = status.half.days(checked.plan.meta.period);
        let Some((first, _)) = days.filter(|(first, _)| status.date < *first) else {
            continue;
        };
        found.push(
            checked
                .at("M022", &status.key.child("dato"))
                .arg("dato", status.date)
                .arg("halvaar", status.half)
                .arg("foerste", first),
        );
    }
}
