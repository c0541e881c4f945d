//! More youth dwellings than dwellings.

use crate::{diag::Diagnostic, model::measure::danish};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for division in &checked.plan.divisions {
        let all = division.dwellings.as_ref();
        let (Some(youth), Some(all)) =
            (division.youth, all.and_then(|all| Some((all, all.value?))))
        else {
            continue;
        };
        let (quantity, all) = all;
        if youth > all {
            found.push(
                checked
                    .at("T018", &division.key.child("ungdomsboliger"))
                    .arg("ungdom", danish(youth))
                    .arg("boliger", danish(all))
                    .label(checked.second(&quantity.key, "her-boliger")),
            );
        }
    }
}
