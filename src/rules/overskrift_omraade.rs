//! A heading that names another area than its delaftale's.

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for agreement in &checked.plan.agreements {
        let Some(printed) = &agreement.problem_name else {
            continue;
        };
        if printed.text.to_lowercase() != agreement.name.text.to_lowercase() {
            found.push(
                checked
                    .at("A003", &printed.key)
                    .arg("navn", &printed.text)
                    .arg("eget", &agreement.name.text)
                    .label(checked.second(&agreement.name.key, "her-omraadet")),
            );
        }
    }
}
