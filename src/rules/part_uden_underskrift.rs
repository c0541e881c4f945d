//! Parties to an agreement for whom no line to sign on stands among those that the plan gives.

use crate::{diag::Diagnostic, key::FieldKey, model::signers::Signer};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let meta = &checked.plan.meta;
    let whole = (FieldKey::file("plan.toml"), &meta.parties, &meta.signers);
    let own = checked.plan.agreements.iter();
    let own = own.map(|one| (one.key.clone(), &one.parties, &one.signers));
    for (key, parties, signers) in std::iter::once(whole).chain(own) {
        missing(checked, &key, parties, signers, found);
    }
}

/// Without lines of its own each party has one.
fn missing(
    checked: &Checked<'_>,
    key: &FieldKey,
    parties: &[usize],
    signers: &[Signer],
    found: &mut Vec<Diagnostic>,
) {
    if signers.is_empty() {
        return;
    }
    for (index, party) in parties.iter().enumerate() {
        if signers.iter().any(|signer| signer.party == *party) {
            continue;
        }
        let name = &checked.plan.parties[*party].name.text;
        let place = key.child("parter").item(index);
        found.push(checked.at("U040", &place).arg("navn", name));
    }
}
