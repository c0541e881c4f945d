//! Another area's name among the words that a delaftale puts into a shared text.

use std::collections::BTreeSet;

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut told = BTreeSet::new();
    for text in &checked.texts {
        let (Some(scope), Some(index)) = (text.scope, text.agreement) else {
            continue;
        };
        let own = &checked.plan.agreements[index];
        for word in scope.with.values() {
            let lower = word.text.to_lowercase();
            let others = checked
                .plan
                .agreements
                .iter()
                .filter(|other| other.id != own.id);
            let others = others.map(|other| other.name.text.as_str());
            // Areas that the plan has no delaftale for are foreign, too.
            let areas = checked
                .rules
                .areas
                .iter()
                .filter(|area| area.id != own.area);
            let mut foreign = others.chain(areas.map(|area| area.name.as_str()));
            let Some(foreign) = foreign.find(|name| lower.contains(&name.to_lowercase())) else {
                continue;
            };
            let own_too = lower.contains(&own.name.text.to_lowercase());
            if !own_too && told.insert(&word.key) {
                found.push(
                    checked
                        .at("A002", &word.key)
                        .arg("navn", foreign)
                        .arg("eget", &own.name.text)
                        .label(checked.second(&own.name.key, "her-omraadet")),
                );
            }
        }
    }
}
