//! An organisation printed otherwise in the address list than in the register.

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for division in &checked.plan.divisions {
        let (Some(printed), Some(party)) = (
            &division.declared_organisation,
            checked.plan.parties.get(division.organisation),
        ) else {
            continue;
        };
        if printed.text != party.name.text && !party.aliases.contains(&printed.text) {
            found.push(
                checked
                    .at("N003", &printed.key)
                    .arg("navn", &printed.text)
                    .arg("register", &party.name.text)
                    .label(checked.second(&party.name.key, "her-navnet")),
            );
        }
    }
}
