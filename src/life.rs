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
}

/// Where a version stands that was frozen with a status, after the decisions about it. Steps are gone through in
/// order: one that nobody settled holds the version, whatever was decided about later ones.
/// `None` if the rule set has no such status.
pub fn stand<'a>(
    rules: &'a RuleSet,
    plan: &Plan,
    frozen: Status,
    decisions: &'a [Decision],
) -> Option<Stand<'a>> {
    let first = rules.life.iter().position(|step| step.id == frozen)?;
    let stands = (first..rules.life.len()).map(|index| at(rules, index, plan, decisions));
    // Where nobody is missing the version has gone on, unless it is the last step.
    let mut stands = stands.skip_while(|stand| stand.missing.is_empty() && stand.next.is_some());
    stands.next()
}

/// A version at a step.
fn at<'a>(rules: &'a RuleSet, index: usize, plan: &Plan, decisions: &'a [Decision]) -> Stand<'a> {
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
fn asked<'a>(step: &'a Step, plan: &Plan) -> Vec<Voice<'a>> {
    let Some(body) = step.settled_by.as_deref() else {
        return Vec::new();
    };
    let parties = match step.each {
        Some(kind) => plan.parties_of(kind).into_iter().map(Some).collect(),
        None => vec![None],
    };
    let voices = parties.into_iter().map(|party| Voice { body, party });
    voices.collect()
}

/// The last word of somebody on a step: of two decisions the later one holds.
fn word_of<'a>(voice: &Voice<'_>, step: &Step, decisions: &'a [Decision]) -> Option<&'a Decision> {
    let own = decisions.iter().filter(|decision| {
        decision.step == step.id && decision.body == voice.body && decision.party == voice.party
    });
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
        for step in read().1.rules.life {
            let last = usize::from(step.settled_by.is_some());
            assert_eq!(stands(step.id, &[]), (step.id, false, last));
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
