//! Activities that a half-year's status does not tell of.

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for status in &checked.plan.statuses {
        for agreement in &checked.plan.agreements {
            let told = |activity: &str| {
                let mut own = status.activities.iter();
                own.any(|own| own.agreement == agreement.id && own.activity == activity)
            };
            let missing = agreement.activities.iter().filter(|a| !told(&a.id));
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
