//! A delaftale without one of its parts.

use crate::{
    diag::Diagnostic,
    model::agreement::{Agreement, Section},
};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for agreement in &checked.plan.agreements {
        for part in &checked.standards.agreement_parts {
            if !has(agreement, &part.key) {
                found.push(
                    checked
                        .at("U007", &agreement.name.key)
                        .arg("navn", &agreement.name.text)
                        .arg("del", &part.name)
                        .arg("noegle", &part.key),
                );
            }
        }
    }
}

/// Whether a part by its TOML key is there. A key that delaftaler do not have asks for nothing.
fn has(agreement: &Agreement, key: &str) -> bool {
    let said = |section: &Option<Section>| {
        section
            .as_ref()
            .is_some_and(|s| !s.text.text.trim().is_empty() || !s.parts.is_empty())
    };
    match key {
        "parter" => !agreement.parties.is_empty(),
        "problemkompleks" => !agreement.problem.text.trim().is_empty(),
        "delmaal" => agreement
            .goals
            .iter()
            .any(|goal| !goal.indicators.is_empty()),
        "aktivitetsliste" => !agreement.activity_list.is_empty(),
        "personale" => agreement.staff.is_some(),
        "kommunal_indsats" => said(&agreement.municipal),
        "indhold_og_praksis" => said(&agreement.practice),
        "aktivitet" => !agreement.activities.is_empty(),
        _ => true,
    }
}
