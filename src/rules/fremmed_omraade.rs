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
            let foreign = checked.plan.agreements.iter().find(|other| {
                other.id != own.id && lower.contains(&other.name.text.to_lowercase())
            });
            let Some(foreign) = foreign else { continue };
            let own_too = lower.contains(&own.name.text.to_lowercase());
            if !own_too && told.insert(&word.key) {
                found.push(
                    checked
                        .at("A002", &word.key)
                        .arg("navn", &foreign.name.text)
                        .arg("eget", &own.name.text)
                        .label(checked.second(&own.name.key, "her-omraadet")),
                );
            }
        }
    }
}
