//! Activities that a half-year's status does not tell of.

use crate::{diag::Diagnostic, model::agreement::Activity};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for status in &checked.plan.statuses {
        for agreement in &checked.plan.agreements {
            let told = |activity: &str| {
                let mut own = status.activities.iter();
                own.any(|own| own.agreement == agreement.id && own.activity == activity)
            };
            // One that did not run in the half-year has no status.
            let days = status.half.days(checked.plan.meta.period);
            let ran = |activity: &Activity| match (activity.texts.period, days) {
                (Some(period), Some((first, last))) => period.from <= last && first <= period.to,
                (None, _) | (_, None) => true,
            };
            let missing = agreement.activities.iter();
            let missing = missing.filter(|activity| ran(activity) && !told(&activity.id));
            let missing: Vec<String> = missing.map(|a| format!("»{}«", a.title.text)).collect();
            if !missing.is_empty() {
                found.push(
                    checked
                        .at("M017", &status.key)
                        .arg("halvaar", status.half)
                        .arg("delaftale", &agreement.name.text)
                        .arg("aktiviteter", missing.join(", ")),
                );
            }
        }
    }
}
