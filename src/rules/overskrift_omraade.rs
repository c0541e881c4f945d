//! A heading that names another area than its delaftale's.

use crate::{diag::Diagnostic, model::agreement::Agreement};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for agreement in &checked.plan.agreements {
        foreign(checked, agreement, found);
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

/// A delaftale that bears the name of another area of the rule set.
fn foreign(checked: &Checked<'_>, agreement: &Agreement, found: &mut Vec<Diagnostic>) {
    let same = |name: &str| name.to_lowercase() == agreement.name.text.to_lowercase();
    let areas = &checked.rules.areas;
    let own = areas.iter().find(|area| area.id == agreement.area);
    let other = areas
        .iter()
        .find(|area| area.id != agreement.area && same(&area.name));
    if let (Some(own), Some(other)) = (own, other) {
        let area = checked.second(&agreement.key.child("omraade"), "her-omraadet");
        found.push(
            checked
                .at("A003", &agreement.name.key)
                .arg("navn", &other.name)
                .arg("eget", &own.name)
                .label(area),
        );
    }
}
