//! The same abbreviation twice in the register.

use std::collections::BTreeMap;

use crate::{diag::Diagnostic, key::FieldKey};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<&str, &FieldKey> = BTreeMap::new();
    for abbreviation in &checked.plan.abbreviations {
        let short = &abbreviation.short;
        match first.get(short.text.as_str()) {
            Some(earlier) => found.push(
                checked
                    .at("N009", &short.key)
                    .arg("kort", &short.text)
                    .label(checked.second(earlier, "foerste-gang")),
            ),
            None => drop(first.insert(&short.text, &short.key)),
        }
    }
}
