//! Whether a version may be sent: what was decided about it, and what it is compared with.

use std::path::Path;

use crate::{
    diag::{self, Diagnostic},
    key::FieldKey,
    life::{self, Hindrance},
    load, lower,
    model::{Plan, Status, release::DECISIONS},
    rules,
    source::Sources,
    template::Template,
    version::{self, Name},
};

use super::{Composed, Made, NoClock};

/// What keeps a version from being sent as what changed since `old`; nothing where all is decided and written. Of versions that cannot
/// be read other findings tell.
pub fn hindrances(old: &Composed, new: &Composed) -> Vec<Diagnostic> {
    let undecided = new.made.as_ref().map(|made| undecided(made, new));
    let compared = old.made.as_ref().and_then(unapproved);
    let open = new.made.as_ref().map(|made| open_points(made, new));
    let open = open.into_iter().flatten();
    undecided
        .into_iter()
        .flatten()
        .chain(compared)
        .chain(open)
        .collect()
}

/// What a version that is to be sent says itself to be missing.
fn open_points(made: &Made, composed: &Composed) -> Vec<Diagnostic> {
    let open = rules::open_points(made.subject(&composed.sources)).into_iter();
    let hindrances = open.map(|point| Diagnostic {
        code: "C020",
        ..point
    });
    hindrances.collect()
}

/// A release about which decisions are written down, as it reads.
pub struct Decided {
    number: String,
    plan: Plan,
    template: Template,
}

/// Reads the releases of a plan that decisions are kept about. It asks nothing of the working plan.
pub fn read_decided(plan: &Path) -> Vec<Decided> {
    let Ok(files) = Name::Folder(plan.to_owned()).files(plan) else {
        return Vec::new();
    };
    let numbers = version::releases(&files).into_iter();
    let numbers = numbers.filter(|number| files.hold(&decisions(number)));
    let read = numbers.filter_map(|number| {
        let name = Name::Release(number.clone());
        let read = super::read_version(plan, &name, &mut NoClock);
        let (plan, template) = read.plan.or(read.rest)?;
        Some(Decided {
            number,
            plan,
            template,
        })
    });
    read.collect()
}

/// Where the decisions about a release are kept.
fn decisions(number: &str) -> String {
    format!("{}/{number}/{DECISIONS}", version::RELEASES)
}

/// What is wrong with the decisions about a plan's releases, in its own files. What is wrong with a release besides is told
/// when that is checked.
pub fn check_decisions(sources: &mut Sources, decided: &[Decided]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for Decided {
        number,
        plan,
        template,
    } in decided
    {
        let file = decisions(number);
        let mut own = Vec::new();
        sources.read_more(&file, &mut own);
        own.extend(load::check_shape(sources, &template.rules.form, &file));
        if !diag::any_error(&own) {
            lower::release::decisions((sources, &file), &template.rules, plan, &mut own);
        }
        found.append(&mut own);
    }
    found
}

/// What was not decided about a version that is to be sent.
fn undecided(made: &Made, composed: &Composed) -> Vec<Diagnostic> {
    let (plan, rules) = (&made.plan, &made.template.rules);
    let version = &plan.meta.version.text;
    let Some(release) = &made.release else {
        return vec![Diagnostic::new("C010").arg("version", version)];
    };
    let sources = &composed.sources;
    let name = |status: Status| {
        let name = made.template.words.statuses.get(&status);
        name.cloned().unwrap_or_default()
    };
    let missing = life::hindrances(rules, plan, release.record.status, &release.decisions);
    let told = missing.into_iter().map(|hindrance| {
        let (finding, step, voice) = match hindrance {
            Hindrance::Undecided(step, voice) => {
                let file = sources.span(&FieldKey::file(DECISIONS));
                (Diagnostic::at("C011", file), step, voice)
            }
            Hindrance::Refused(step, decision) => {
                let place = sources.span(&decision.key);
                (Diagnostic::at("C012", place), step, decision.voice())
            }
        };
        let finding = finding.arg("version", version).arg("trin", name(step.id));
        finding.arg("hvem", voice.name(rules, plan))
    });
    told.collect()
}

/// That the version compared with was never approved.
fn unapproved(made: &Made) -> Option<Diagnostic> {
    let (plan, rules) = (&made.plan, &made.template.rules);
    let release = made.release.as_ref();
    let approved = release.is_some_and(|release| {
        life::is_approved(rules, plan, release.record.status, &release.decisions)
    });
    let who = rules.step(Status::Indsendt)?.settled_by.as_deref()?;
    let who = rules.body(who).map_or(who, |body| &body.name);
    let finding = Diagnostic::new("C013").arg("version", &plan.meta.version.text);
    (!approved).then(|| finding.arg("hvem", who))
}
