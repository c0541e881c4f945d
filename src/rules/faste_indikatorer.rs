//! Fixed indicators of the rule set without a baseline in the plan.

use crate::{diag::Diagnostic, key::FieldKey};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    // Without the file the plan itself is the place.
    let path = "indikatorer.toml";
    let key = match checked.sources.file(path) {
        Some(_) => FieldKey::file(path).child("indikator"),
        None => FieldKey::file("plan.toml"),
    };
    let areas = || {
        checked
            .plan
            .agreements
            .iter()
            .map(|agreement| &agreement.area)
    };
    let asked = checked.rules.goals.iter().filter(|goal| {
        let area = goal.area.as_ref();
        area.is_none_or(|area| areas().any(|one| one == area) || areas().next().is_none())
    });
    for rule in asked.flat_map(|goal| &goal.indicators) {
        if !checked.plan.indicators.iter().any(|i| i.fixed == rule.id) {
            found.push(
                checked
                    .at("U010", &key)
                    .arg("id", &rule.id)
                    .arg("indikator", &rule.text),
            );
        }
    }
}
