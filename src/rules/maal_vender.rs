//! A goal that wants less of what is good, or more of what is bad.

use crate::diag::Diagnostic;

use super::{
    Checked,
    beside::split,
    retning_mod_ord::{Said, thing, way},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let goals = checked.plan.agreements.iter().flat_map(|a| &a.goals);
    for goal in goals {
        let words = split(&goal.title.text);
        let (Said::One((word, more)), Some((_, good))) =
            (way(checked, &words), thing(checked, &words))
        else {
            continue;
        };
        if more != good {
            found.push(
                checked
                    .at("E026", &goal.title.key)
                    .arg("titel", &goal.title.text)
                    .arg("ord", word),
            );
        }
    }
}
