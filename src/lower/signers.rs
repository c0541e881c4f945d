//! Lines to sign on.

use std::collections::BTreeMap;

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    model::{Plan, signers::Signer},
    schema::SignerEntry,
};

use super::Lower;

impl Lower<'_> {
    pub(super) fn signers(&mut self, entries: Vec<SignerEntry>) -> Vec<Signer> {
        let signers = entries.into_iter();
        signers.filter_map(|entry| self.signer(entry)).collect()
    }

    fn signer(&mut self, entry: SignerEntry) -> Option<Signer> {
        let key = entry.key;
        let party = self.party(&entry.party, &key.child("part"));
        let known: Vec<String> = self.quarters.iter().map(|q| q.id.clone()).collect();
        let quarter = entry.quarter;
        let quarter =
            quarter.and_then(|id| self.resolve(&id.0, &known, "R005", &key.child("kvarter")));
        Some(Signer {
            id: entry.id.0,
            party: party?,
            quarter,
            unit: entry.unit,
            title: entry.title,
            key,
        })
    }

    /// A decision names a line by its id alone, so it is one line's only, wherever that stands.
    pub(super) fn signers_are_unique(&mut self, plan: &Plan) {
        let mut first: BTreeMap<&str, &FieldKey> = BTreeMap::new();
        for signer in plan.signers() {
            let Some(earlier) = first.get(signer.id.as_str()) else {
                first.insert(&signer.id, &signer.key);
                continue;
            };
            let place = self.sources.span(&signer.key.child("id"));
            let other = self.sources.span(&earlier.child("id"));
            let finding = Diagnostic::at("R003", place).arg("id", &signer.id);
            self.found
                .push(finding.label(Place::second(other, "foerste-gang")));
        }
    }
}
