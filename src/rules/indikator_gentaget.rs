//! The same indicator twice in a delaftale.

use std::collections::BTreeMap;

use crate::{diag::Diagnostic, model::Label};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for agreement in &checked.plan.agreements {
        let mut first: BTreeMap<String, &Label> = BTreeMap::new();
        for indicator in agreement.goals.iter().flat_map(|goal| &goal.indicators) {
            let words = indicator.title.text.trim().to_lowercase();
            if words.is_empty() {
                continue;
            }
            match first.get(&words) {
                Some(earlier) => found.push(
                    checked
                        .at("U012", &indicator.title.key)
                        .arg("titel", &indicator.title.text)
                        .label(checked.second(&earlier.key, "foerste-gang")),
                ),
                None => drop(first.insert(words, &indicator.title)),
            }
        }
    }
}
