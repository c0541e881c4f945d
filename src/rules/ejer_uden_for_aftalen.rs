//! An owner of afdelinger, or the municipality, that is no party to the agreement.

use crate::{diag::Diagnostic, key::FieldKey};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let plan = checked.plan;
    let parties = FieldKey::file("plan.toml").child("parter");
    let owners = plan
        .divisions
        .iter()
        .map(|division| (division.organisation, division.key.child("organisation")));
    let municipality = (
        plan.meta.municipality,
        FieldKey::file("plan.toml").child("kommune"),
    );
    let mut told = plan.meta.parties.clone();
    for (party, key) in owners.chain([municipality]) {
        if told.contains(&party) {
            continue;
        }
        told.push(party);
        if let Some(party) = plan.parties.get(party) {
            found.push(
                checked
                    .at("U022", &parties)
                    .arg("navn", &party.name.text)
                    .arg("id", &party.id)
                    .label(checked.second(&key, "her-ejer")),
            );
        }
    }
}
