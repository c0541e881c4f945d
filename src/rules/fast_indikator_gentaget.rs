//! The same fixed indicator twice.

use std::collections::BTreeMap;

use crate::{diag::Diagnostic, key::FieldKey};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<&str, &FieldKey> = BTreeMap::new();
    for indicator in &checked.plan.indicators {
        let Some(earlier) = first.get(indicator.fixed.as_str()) else {
            first.insert(&indicator.fixed, &indicator.key);
            continue;
        };
        let rule = checked.rules.indicator(&indicator.fixed);
        let words = rule.map_or(indicator.fixed.as_str(), |(_, rule)| rule.text.as_str());
        found.push(
            checked
                .at("U016", &indicator.key)
                .arg("titel", words)
                .label(checked.second(earlier, "foerste-gang")),
        );
    }
}
