//! Two entries of a register with one name.

use std::collections::BTreeMap;

use crate::{diag::Diagnostic, model::Label};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let parties = checked.plan.parties.iter().map(|one| &one.name);
    twice(checked, parties, found);
    twice(
        checked,
        checked.plan.quarters.iter().map(|one| &one.name),
        found,
    );
}

fn twice<'a>(
    checked: &Checked<'_>,
    names: impl Iterator<Item = &'a Label>,
    found: &mut Vec<Diagnostic>,
) {
    let mut first = BTreeMap::new();
    for name in names.filter(|name| !name.text.trim().is_empty()) {
        let same = name.text.trim().to_lowercase();
        match first.get(&same) {
            None => drop(first.insert(same, &name.key)),
            Some(earlier) => found.push(
                checked
                    .at("N012", &name.key)
                    .arg("navn", &name.text)
                    .label(checked.second(earlier, "foerste-gang")),
            ),
        }
    }
}
