//! Where a version stands in its life. The steps, their order and who settles them are data of the rule set.

use crate::model::{
    Plan, Status,
    release::{Decision, DecisionResult},
    ruleset::{RuleSet, Step},
};

/// Where a version stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Stand<'a> {
    /// Number of the step, from 1.
    pub at: usize,
    /// The step.
    pub step: &'a Step,
    /// The decision that refused it, if one did: then a new version is needed.
    pub refused: Option<&'a Decision>,
    /// Who has yet to decide; nobody at the last step.
    pub missing: Vec<Voice<'a>>,
    /// What comes then.
    pub next: Option<&'a Step>,
}

/// Who decides: a body, and whose it is where there are several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voice<'a> {
    /// Id of the body.
    pub body: &'a str,
    /// Index in `Plan::parties`.
    pub party: Option<usize>,
    /// Id of the line that is signed on, where the plan gives lines.
    pub signer: Option<&'a str>,
}

/// Where a version stands that was frozen with a status, after the decisions about it. Steps are gone through in
/// order: one that nobody settled holds the version, whatever was decided about later ones.
/// `None` if the rule set has no such status.
pub fn stand<'a>(
    rules: &'a RuleSet,
    plan: &'a Plan,
    frozen: Status,
    decisions: &'a [Decision],
) -> Option<Stand<'a>> {
    let first = rules.life.iter().position(|step| step.id == frozen)?;
    let stands = (first..rules.life.len()).map(|index| at(rules, index, plan, decisions));
    // Where nobody is missing the version has gone on, unless it is the last step.
    let mut stands = stands.skip_while(|stand| stand.missing.is_empty() && stand.next.is_some());
    stands.next()
}

/// What keeps a version from being sent.
#[derive(Debug, Clone, PartialEq)]
pub enum Hindrance<'a> {
    /// Somebody has yet to decide at a step before.
    Undecided(&'a Step, Voice<'a>),
    /// Somebody refused it.
    Refused(&'a Step, &'a Decision),
}

/// What keeps a version from being sent: each step before has to be settled on record. What the house settles by itself
/// before a version is frozen, as that it is written, is settled by freezing it.
pub fn hindrances<'a>(
    rules: &'a RuleSet,
    plan: &'a Plan,
    frozen: Status,
    decisions: &'a [Decision],
) -> Vec<Hindrance<'a>> {
    let house = rules.life.first().and_then(|step| step.settled_by.as_ref());
    let place = |status| rules.life.iter().position(|step| step.id == status);
    let sent = place(Status::Indsendt).unwrap_or(0);
    let begun = place(frozen).unwrap_or(0);
    let mut out = Vec::new();
    for index in 0..sent {
        let stand = at(rules, index, plan, decisions);
        if index < begun && stand.step.settled_by.as_ref() == house {
            continue;
        }
        match stand.refused {
            Some(decision) => out.push(Hindrance::Refused(stand.step, decision)),
            None => {
                let missing = stand.missing.into_iter();
                out.extend(missing.map(|voice| Hindrance::Undecided(stand.step, voice)));
            }
        }
    }
    out
}

/// Whether a version was approved by whom it was sent to: on record, or before it was frozen.
pub fn is_approved(rules: &RuleSet, plan: &Plan, frozen: Status, decisions: &[Decision]) -> bool {
    let place = |status| rules.life.iter().position(|step| step.id == status);
    place(Status::Indsendt).is_some_and(|sent| {
        let later = place(frozen).is_some_and(|begun| begun > sent);
        later || at(rules, sent, plan, decisions).missing.is_empty()
    })
}

impl Decision {
    /// Who decided.
    pub fn voice(&self) -> Voice<'_> {
        Voice {
            body: &self.body,
            party: self.party,
            signer: self.signer.as_deref(),
        }
    }
}

impl Voice<'_> {
    /// A body as the rule set calls it, and whose it is.
    pub fn name(self, rules: &RuleSet, plan: &Plan) -> String {
        let body = rules.body(self.body);
        let body = body.map_or(self.body, |body| &body.name);
        let Some(party) = self.party.and_then(|index| plan.parties.get(index)) else {
            return body.to_owned();
        };
        let line = plan
            .signers()
            .find(|one| Some(one.id.as_str()) == self.signer);
        let said = line.and_then(|line| line.title.as_ref().or(line.unit.as_ref()));
        match said {
            Some(said) => format!("{body} ({}, {})", party.name.text, said.text),
            None => format!("{body} ({})", party.name.text),
        }
    }
}

/// A version at a step.
fn at<'a>(
    rules: &'a RuleSet,
    index: usize,
    plan: &'a Plan,
    decisions: &'a [Decision],
) -> Stand<'a> {
    let step = &rules.life[index];
    let mut refused = None;
    let mut missing = asked(step, plan);
    missing.retain(|voice| match word_of(voice, step, decisions) {
        Some(decision) if decision.result == DecisionResult::Afvist => {
            refused = Some(decision);
            true
        }
        Some(decision) => !step.settled_with.contains(&decision.result),
        None => true,
    });
    Stand {
        at: index + 1,
        step,
        refused,
        missing,
        next: rules.life.get(index + 1),
    }
}

/// Whose decisions settle a step.
fn asked<'a>(step: &'a Step, plan: &'a Plan) -> Vec<Voice<'a>> {
    let Some(body) = step.settled_by.as_deref() else {
        return Vec::new();
    };
    let Some(each) = step.each else {
        let (party, signer) = (None, None);
        return vec![Voice {
            body,
            party,
            signer,
        }];
    };
    let voices = plan.asked_each(each).into_iter().map(|line| Voice {
        body,
        party: Some(line.party),
        signer: line.given.map(|given| given.id.as_str()),
    });
    voices.collect()
}

/// The last word of somebody on a step: of two decisions the later one holds.
fn word_of<'a>(voice: &Voice<'_>, step: &Step, decisions: &'a [Decision]) -> Option<&'a Decision> {
    let own = decisions
        .iter()
        .filter(|decision| decision.step == step.id && decision.voice() == *voice);
    own.max_by_key(|decision| decision.date)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::{
        build::{self, NoClock},
        key::FieldKey,
        template::Template,
    };

    /// The small plan; its one housing organisation is a party to the agreement.
    fn read() -> (Plan, Template) {
        let plan = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/lille/plan");
        build::read(&plan, &mut NoClock).plan.unwrap()
    }

    fn decision(
        step: Status,
        body: &str,
        party: Option<usize>,
        result: DecisionResult,
    ) -> Decision {
        Decision {
            key: FieldKey::file("beslutninger.toml"),
            step,
            body: body.to_owned(),
            party,
            signer: None,
            what: "Planen".to_owned(),
            date: date!(2025 - 03 - 01),
            result,
            reference: None,
        }
    }

    fn stands(from: Status, decisions: &[Decision]) -> (Status, bool, usize) {
        let (plan, template) = read();
        let stand = stand(&template.rules, &plan, from, decisions).unwrap();
        (stand.step.id, stand.refused.is_some(), stand.missing.len())
    }

    #[test]
    fn a_version_stands_where_it_was_frozen_until_somebody_decides() {
        let (plan, template) = read();
        for step in template.rules.life {
            let voices = match (&step.settled_by, step.each) {
                (None, _) => 0,
                (Some(_), None) => 1,
                (Some(_), Some(each)) => plan.asked_each(each).len(),
            };
            assert_eq!(stands(step.id, &[]), (step.id, false, voices));
        }
    }

    #[test]
    fn each_decision_leads_one_step_on_and_gaps_hold() {
        use DecisionResult::Godkendt;
        let organisation = read()
            .0
            .parties_of(crate::model::registers::PartyKind::Boligorganisation);
        let all = [
            decision(Status::Bestyrelse, "bestyrelse", None, Godkendt),
            decision(Status::Byraad, "byraad", None, Godkendt),
            decision(
                Status::Organisationsbestyrelser,
                "organisationsbestyrelse",
                organisation.first().copied(),
                Godkendt,
            ),
            decision(Status::Indsendt, "lbf", None, Godkendt),
        ];
        let after = |count: usize| stands(Status::Bestyrelse, &all[..count]).0;
        assert_eq!(after(0), Status::Bestyrelse);
        assert_eq!(after(1), Status::Organisationsbestyrelser);
        // The city council was quicker than the housing organisation.
        assert_eq!(after(2), Status::Organisationsbestyrelser);
        assert_eq!(after(3), Status::Indsendt);
        assert_eq!(after(4), Status::Godkendt);
    }

    #[test]
    fn a_refusal_holds_until_it_is_decided_anew() {
        let refused = decision(Status::Indsendt, "lbf", None, DecisionResult::Afvist);
        let noted = decision(
            Status::Indsendt,
            "lbf",
            None,
            DecisionResult::TagetTilEfterretning,
        );
        let later = Decision {
            date: date!(2025 - 06 - 01),
            ..decision(Status::Indsendt, "lbf", None, DecisionResult::Godkendt)
        };
        let from = Status::Indsendt;
        assert_eq!(
            stands(from, std::slice::from_ref(&refused)),
            (from, true, 1)
        );
        assert_eq!(stands(from, &[noted]), (from, false, 1));
        assert_eq!(stands(from, &[later, refused]).0, Status::Godkendt);
    }

    #[test]
    fn a_version_is_signed_when_all_parties_have_signed() {
        use DecisionResult::Godkendt;
        let parties = read().0.meta.parties;
        let signed = |party: &usize| decision(Status::Godkendt, "parterne", Some(*party), Godkendt);
        let all: Vec<Decision> = parties.iter().map(signed).collect();
        assert!(all.len() > 1);
        for count in 0..all.len() {
            let (step, _, missing) = stands(Status::Godkendt, &all[..count]);
            assert_eq!((step, missing), (Status::Godkendt, all.len() - count));
        }
        assert_eq!(stands(Status::Godkendt, &all).0, Status::Underskrevet);
    }

    #[test]
    fn what_lacks_before_a_version_is_sent_is_told_whatever_it_was_frozen_as() {
        use DecisionResult::{Afvist, Godkendt};
        let (plan, template) = read();
        let organisation = plan.parties_of(crate::model::registers::PartyKind::Boligorganisation);
        let lacks = |frozen, decisions: &[Decision]| {
            let found = hindrances(&template.rules, &plan, frozen, decisions);
            let found = found.into_iter().map(|one| match one {
                Hindrance::Undecided(step, voice) => (step.id, voice.body.to_owned()),
                Hindrance::Refused(step, _) => (step.id, "nej".to_owned()),
            });
            found.collect::<Vec<_>>()
        };
        let board = (Status::Bestyrelse, "bestyrelse".to_owned());
        let council = (Status::Byraad, "byraad".to_owned());
        let own = (
            Status::Organisationsbestyrelser,
            "organisationsbestyrelse".to_owned(),
        );
        let all = [board, own, council.clone()];
        assert_eq!(lacks(Status::Bestyrelse, &[]), all);
        assert_eq!(lacks(Status::Indsendt, &[]), all);
        assert_eq!(lacks(Status::Udkast, &[]).len(), all.len() + 2);
        let decided = [
            decision(Status::Bestyrelse, "bestyrelse", None, Godkendt),
            decision(
                Status::Organisationsbestyrelser,
                "organisationsbestyrelse",
                organisation.first().copied(),
                Godkendt,
            ),
            decision(Status::Byraad, "byraad", None, Afvist),
        ];
        assert_eq!(lacks(Status::Bestyrelse, &decided[..2]), [council]);
        assert_eq!(
            lacks(Status::Bestyrelse, &decided),
            [(Status::Byraad, "nej".to_owned())]
        );
        let approved = Decision {
            result: Godkendt,
            ..decided[2].clone()
        };
        let decided = [&decided[..2], &[approved]].concat();
        assert_eq!(lacks(Status::Bestyrelse, &decided), []);
    }

    #[test]
    fn a_version_is_approved_when_whom_it_was_sent_to_has_said_so() {
        let (plan, template) = read();
        let approved =
            |frozen, decisions: &[Decision]| is_approved(&template.rules, &plan, frozen, decisions);
        let fund = decision(Status::Indsendt, "lbf", None, DecisionResult::Godkendt);
        assert!(!approved(Status::Indsendt, &[]));
        assert!(approved(Status::Indsendt, std::slice::from_ref(&fund)));
        let refused = Decision {
            result: DecisionResult::Afvist,
            ..fund.clone()
        };
        assert!(!approved(Status::Indsendt, &[refused]));
        // Others' gaps are no matter of the fund's.
        assert!(approved(Status::Bestyrelse, &[fund]));
        assert!(approved(Status::Underskrevet, &[]));
    }

    #[test]
    fn other_bodies_are_heard_but_settle_nothing() {
        use DecisionResult::TagetTilEfterretning as Noted;
        let heard = decision(Status::Hoering, "foelgegruppe", None, Noted);
        let closed = decision(Status::Hoering, "sekretariat", None, Noted);
        assert_eq!(
            stands(Status::Hoering, std::slice::from_ref(&heard)).0,
            Status::Hoering
        );
        assert_eq!(
            stands(Status::Hoering, &[heard, closed]).0,
            Status::Bestyrelse
        );
    }
}
