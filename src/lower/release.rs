//! What makes a plan a release: its record, and the decisions about it.

use crate::{
    diag::{Diagnostic, Label},
    key::FieldKey,
    load::{self, hint},
    model::{
        Plan,
        release::{DECISIONS, Decision, RECORD, Record, Release},
        ruleset::{RuleSet, Step},
        signers::SigningLine,
        written::Id,
    },
    schema::release::{Decision as Written, DecisionsFile},
    source::Sources,
};

/// The record and the decisions of a release; `None` for a working plan.
pub fn release(
    sources: &Sources,
    rules: &RuleSet,
    plan: &Plan,
    found: &mut Vec<Diagnostic>,
) -> Option<Release> {
    let Some(record) = load::file::<Record>(sources, RECORD, found) else {
        if sources.file(DECISIONS).is_some() {
            let place = sources.span(&FieldKey::file(DECISIONS));
            found.push(Diagnostic::at("V125", place));
        }
        return None;
    };
    let decisions = decisions((sources, DECISIONS), rules, plan, found);
    Some(Release { record, decisions })
}

/// The decisions in a file, about a version with this rule set and plan.
pub fn decisions(
    (sources, path): (&Sources, &str),
    rules: &RuleSet,
    plan: &Plan,
    found: &mut Vec<Diagnostic>,
) -> Vec<Decision> {
    let file: Option<DecisionsFile> = load::file(sources, path, found);
    let written = file.map(|file| file.decisions).unwrap_or_default();
    let mut reader = Reader {
        sources,
        rules,
        plan,
        found,
    };
    let decisions: Vec<Decision> = written
        .into_iter()
        .filter_map(|decision| reader.decision(decision))
        .collect();
    reader.contradictions(&decisions);
    decisions
}

struct Reader<'a> {
    sources: &'a Sources,
    rules: &'a RuleSet,
    plan: &'a Plan,
    found: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Of two decisions the later one holds; two of one day that say the opposite hold neither.
    fn contradictions(&mut self, decisions: &[Decision]) {
        for (at, later) in decisions.iter().enumerate() {
            let same = |first: &&Decision| {
                first.step == later.step
                    && first.voice() == later.voice()
                    && first.date == later.date
                    && first.result != later.result
            };
            if let Some(first) = decisions[..at].iter().find(same) {
                let place = self.sources.span(&later.key.child("resultat"));
                let first = self.sources.span(&first.key.child("resultat"));
                let finding = Diagnostic::at("V140", place).arg("dato", later.date);
                self.found
                    .push(finding.label(Label::second(first, "foerste-gang")));
            }
        }
    }

    fn decision(&mut self, written: Written) -> Option<Decision> {
        let key = &written.key;
        let rules = self.rules;
        let step = rules.step(written.step)?;
        let body = self.body(step, &written.body, &key.child("hvem"));
        let (party, signer) = self.party(step, &written, key)?;
        Some(Decision {
            step: written.step,
            body: body?,
            party,
            signer,
            what: written.what,
            date: written.date,
            result: written.result,
            reference: written.reference,
            key: written.key,
        })
    }

    /// A body of the rule set that has a say at this step.
    fn body(&mut self, step: &Step, id: &Id, key: &FieldKey) -> Option<String> {
        let place = self.sources.span(key);
        if self.rules.body(&id.0).is_none() {
            let known: Vec<&str> = self.rules.bodies.iter().map(|b| b.id.as_str()).collect();
            let finding = Diagnostic::at("V120", place).arg("navn", &id.0);
            self.found.push(finding.arg("forslag", hint(&id.0, &known)));
            return None;
        }
        let asked: Vec<&str> = step
            .settled_by
            .iter()
            .chain(&step.heard)
            .map(String::as_str)
            .collect();
        if !asked.contains(&id.0.as_str()) {
            let asked = if asked.is_empty() {
                "–".to_owned()
            } else {
                asked.join(", ")
            };
            let finding = Diagnostic::at("V121", place).arg("navn", &id.0);
            self.found.push(finding.arg("forslag", asked));
            return None;
        }
        Some(id.0.clone())
    }

    /// The party whose body it is, and the line it signs on: one that the step asks for, if it asks for each; none of
    /// either if it asks for none.
    fn party(&mut self, step: &Step, written: &Written, key: &FieldKey) -> Option<Said> {
        let asked = match step.each {
            Some(each) if step.settled_by.as_ref() == Some(&written.body.0) => {
                self.plan.asked_each(each)
            }
            Some(_) | None => return Some((None, None)),
        };
        let plan = self.plan;
        let called = |line: &SigningLine<'_>, key: &str| match key {
            "part" => Some(plan.parties[line.party].id.clone()),
            _ => line.given.map(|given| given.id.clone()),
        };
        let mut fits = asked.clone();
        for (name, given) in [("part", &written.party), ("underskriver", &written.signer)] {
            let Some(given) = given else { continue };
            fits.retain(|line| called(line, name).as_deref() == Some(given.0.as_str()));
            if fits.is_empty() {
                let known: Vec<String> =
                    asked.iter().filter_map(|line| called(line, name)).collect();
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                let finding = Diagnostic::at("V123", self.sources.span(&key.child(name)));
                let finding = finding.arg("navn", &given.0);
                self.found
                    .push(finding.arg("forslag", hint(&given.0, &known)));
                return None;
            }
        }
        let told = written.party.is_some() || written.signer.is_some();
        if let ([line], true) = (&fits[..], told) {
            return Some((Some(line.party), called(line, "underskriver")));
        }
        // Nothing told them apart: what would have is asked for.
        let ids = fits.iter();
        let ids =
            ids.filter_map(|line| called(line, "underskriver").or_else(|| called(line, "part")));
        let finding = Diagnostic::at("V122", self.sources.span(key));
        let finding = finding.arg("forslag", ids.collect::<Vec<_>>().join(", "));
        self.found.push(finding);
        None
    }
}

/// Whose party decided, and on which line.
type Said = (Option<usize>, Option<String>);
