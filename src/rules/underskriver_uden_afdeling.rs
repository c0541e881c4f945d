//! A line to sign on for a quarter, of an organisation that owns no afdeling there.

use crate::{diag::Diagnostic, model::registers::PartyKind};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let plan = checked.plan;
    let own = plan.agreements.iter().flat_map(|one| &one.signers);
    for signer in plan.meta.signers.iter().chain(own) {
        let Some(quarter) = signer.quarter else {
            continue;
        };
        let party = &plan.parties[signer.party];
        let mut there = plan.divisions.iter().filter(|one| one.quarter == quarter);
        let owns = there.any(|division| division.organisation == signer.party);
        if party.kind == PartyKind::Boligorganisation && !owns {
            found.push(
                checked
                    .at("U037", &signer.key.child("kvarter"))
                    .arg("navn", &party.name.text)
                    .arg("kvarter", &plan.quarters[quarter].name.text),
            );
        }
    }
}
