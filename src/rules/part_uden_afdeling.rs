//! A housing organisation that is a party to the agreement and owns none of its afdelinger.

use crate::{diag::Diagnostic, key::FieldKey, model::registers::PartyKind};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let plan = checked.plan;
    // A register that is still to be written says nothing of owners.
    if plan.divisions.is_empty() {
        return;
    }
    for (index, party) in plan.meta.parties.iter().enumerate() {
        let record = &plan.parties[*party];
        let owns = plan.divisions.iter().any(|one| one.organisation == *party);
        if record.kind == PartyKind::Boligorganisation && !owns {
            let place = FieldKey::file("plan.toml").child("parter").item(index);
            found.push(checked.at("U038", &place).arg("navn", &record.name.text));
        }
    }
}
