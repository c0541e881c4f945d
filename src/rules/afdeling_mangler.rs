//! An afdeling without a place or without addresses, where the others have theirs.

use crate::{diag::Diagnostic, model::registers::Division};

use super::Checked;

type Has = fn(&Division) -> bool;

const PARTS: [(&str, Has); 2] = [
    ("sted", |division| division.place.is_some()),
    ("adresser", |division| !division.addresses.is_empty()),
];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let all = &checked.plan.divisions;
    for (name, has) in PARTS {
        let lacking: Vec<&Division> = all.iter().filter(|division| !has(division)).collect();
        // Where most lack it, the plan does without.
        if lacking.len() * 2 >= all.len() {
            continue;
        }
        for division in lacking {
            found.push(
                checked
                    .at("U019", &division.key)
                    .arg("nr", &division.nr)
                    .arg("noegle", name),
            );
        }
    }
}
