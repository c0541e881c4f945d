//! A cover that names some of the parties and not all.

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let plan = checked.plan;
    let cover = &plan.meta.subtitle;
    let parties = plan
        .meta
        .parties
        .iter()
        .filter_map(|at| plan.parties.get(*at));
    let is_named = |name: &str| !name.is_empty() && cover.text.contains(name);
    let (named, missing): (Vec<_>, Vec<_>) = parties.partition(|party| {
        is_named(&party.name.text) || party.aliases.iter().any(|alias| is_named(alias))
    });
    if named.is_empty() {
        return;
    }
    for party in missing {
        found.push(
            checked
                .at("U026", &cover.key)
                .arg("navn", &party.name.text)
                .label(checked.second(&party.name.key, "her-parten")),
        );
    }
}
