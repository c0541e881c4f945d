//! Whether a plan may leave the house: the rules over a composed plan, and what a build makes of their findings.

use serde::Serialize;

use crate::{
    compose, diag,
    rules::{self, Outcome},
};

use super::{Composed, Made};

/// What the checks said of the plan that a build was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Checks {
    /// Nobody asked them.
    #[default]
    NotRun,
    /// No error that is not waived.
    Passed,
    /// There are errors; documents are made only by force, and say so.
    Failed,
    /// The plan is a frozen release: its findings are on record, and it is set as it was submitted.
    OnRecord,
}

/// All findings of a plan, of form and of the rules, parted by its waivers.
pub fn outcome(composed: &Composed) -> Outcome {
    let mut found = composed.found.clone();
    let Some(made) = composed.made.as_ref().or(composed.unsound.as_ref()) else {
        return Outcome {
            found,
            waived: Vec::new(),
        };
    };
    let Made {
        plan,
        template,
        docs,
        audience: _,
        release: _,
    } = made;
    found.extend(rules::check(made.subject(&composed.sources)));
    compose::tell_status((plan, template, &composed.sources), docs, &mut found);
    diag::sort(&mut found);
    rules::waive(plan, &composed.sources, found)
}

/// Lets the rules judge a composed plan: what they find and no waiver lets stand becomes the build's own.
pub fn judge(composed: &mut Composed) {
    composed.checks = if composed.sources.is_release() {
        Checks::OnRecord
    } else {
        composed.found = outcome(composed).found;
        if diag::any_error(&composed.found) {
            Checks::Failed
        } else {
            Checks::Passed
        }
    };
}

/// Marks the documents of a plan that fails its checks, so that nobody takes them for a submission.
pub fn stamp(composed: &mut Composed) {
    let errors = composed.found.iter();
    let errors = errors.filter(|finding| finding.severity() == diag::Severity::Fejl);
    let errors = errors.count();
    if let Some(made) = &mut composed.made {
        compose::stamp(&mut made.docs, &made.template, errors);
    }
}
