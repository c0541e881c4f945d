//! A composed plan held against all rules.

use crate::{
    diag::{self},
    rules::{self, Headroom, Outcome},
    source::Sources,
};

use super::{Composed, Made};

/// What checking a plan gave.
#[derive(Debug)]
pub struct Checked {
    /// The files that were read.
    pub sources: Sources,
    /// Findings of form and of rules, sorted, those that are waived apart.
    pub outcome: Outcome,
    /// Plan, template and documents; `None` if there are errors of form.
    pub made: Option<Made>,
    /// Local co-financing against its floor.
    pub headroom: Option<Headroom>,
}

/// All findings of a plan. Rules see a plan that has the right form only.
pub fn check(composed: Composed) -> Checked {
    let Composed {
        sources,
        mut found,
        made,
    } = composed;
    let (mut outcome, mut headroom) = (None, None);
    if let Some(made) = &made {
        let (plan, template) = (&made.plan, &made.template);
        found.extend(rules::check(
            plan,
            &template.rules,
            &template.standards,
            &sources,
        ));
        diag::sort(&mut found);
        headroom = rules::headroom(plan, &template.rules);
        outcome = Some(rules::waive(plan, &sources, std::mem::take(&mut found)));
    }
    Checked {
        sources,
        outcome: outcome.unwrap_or(Outcome {
            found,
            waived: Vec::new(),
        }),
        made,
        headroom,
    }
}
