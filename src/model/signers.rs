//! Who signs: the lines that a plan gives, else a line a party.

use crate::key::FieldKey;

use super::{
    Label, Plan,
    ruleset::{AllParties, Each},
};

/// A line to sign on that the plan gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Signer {
    /// Where it is written.
    pub key: FieldKey,
    /// Id, unique among all lines of the plan.
    pub id: String,
    /// For whom is signed: index in `Plan::parties`.
    pub party: usize,
    /// For which quarter: index in `Plan::quarters`.
    pub quarter: Option<usize>,
    /// For which part of the party.
    pub unit: Option<Label>,
    /// What the signer is: a role, never a person.
    pub title: Option<Label>,
}

/// A line to sign on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SigningLine<'a> {
    /// Index in `Plan::parties`.
    pub party: usize,
    /// What the plan says of the line; nothing of a line that stands for the party as a whole.
    pub given: Option<&'a Signer>,
}

impl Plan {
    /// The lines to sign on of the strategic agreement, or of a delaftale by its number.
    ///
    /// The agreement's own where it gives some: who stands on the cover need not sign. A delaftale that gives none has
    /// the plan's lines of its parties, and a line for each party that has none there.
    pub fn signing(&self, agreement: Option<usize>) -> Vec<SigningLine<'_>> {
        let whole = |party: usize| SigningLine { party, given: None };
        let Some(agreement) = agreement.map(|index| &self.agreements[index]) else {
            let given = given(&self.meta.signers);
            return match given.is_empty() {
                true => self.meta.parties.iter().copied().map(whole).collect(),
                false => given,
            };
        };
        if !agreement.signers.is_empty() {
            return given(&agreement.signers);
        }
        let lines = agreement.parties.iter().flat_map(|&party| {
            let own = given(&self.meta.signers).into_iter();
            let own: Vec<_> = own.filter(|line| line.party == party).collect();
            match own.is_empty() {
                true => vec![whole(party)],
                false => own,
            }
        });
        lines.collect()
    }

    /// Every line that the plan gives, of the strategic agreement and of the delaftaler that have lines of their own.
    pub fn signers(&self) -> impl Iterator<Item = &Signer> {
        let own = self.agreements.iter().flat_map(|one| &one.signers);
        self.meta.signers.iter().chain(own)
    }

    /// Who each has to decide at a step: parties, or lines to sign on.
    pub fn asked_each(&self, each: Each) -> Vec<SigningLine<'_>> {
        let parties = match each {
            Each::Kind(kind) => self.parties_of(kind),
            Each::Party(AllParties::Aftalepart) => self.meta.parties.clone(),
            Each::Party(AllParties::Underskriver) => {
                let own = self.agreements.iter().flat_map(|one| given(&one.signers));
                return self.signing(None).into_iter().chain(own).collect();
            }
        };
        let whole = |party| SigningLine { party, given: None };
        parties.into_iter().map(whole).collect()
    }
}

fn given(signers: &[Signer]) -> Vec<SigningLine<'_>> {
    let lines = signers.iter().map(|signer| SigningLine {
        party: signer.party,
        given: Some(signer),
    });
    lines.collect()
}
