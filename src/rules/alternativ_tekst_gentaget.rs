//! One alternative text for two tables or pictures.

use std::collections::BTreeMap;

use crate::{diag::Diagnostic, key::FieldKey};

use super::{Checked, alternativ_tekst::alternatives, beside::split};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<String, FieldKey> = BTreeMap::new();
    for (text, key) in alternatives(checked.plan) {
        let plain = split(text).join(" ");
        if plain.is_empty() {
            continue;
        }
        match first.get(&plain) {
            Some(earlier) => found.push(
                checked
                    .at("U029", &key)
                    .label(checked.second(earlier, "foerste-gang")),
            ),
            None => drop(first.insert(plain, key)),
        }
    }
}
