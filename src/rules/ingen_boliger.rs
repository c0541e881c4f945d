//! An afdeling without a dwelling.

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for division in &checked.plan.divisions {
        let Some(dwellings) = &division.dwellings else {
            continue;
        };
        if dwellings.value.is_some_and(|value| value.is_zero()) {
            found.push(checked.at("U036", &dwellings.key).arg("nr", &division.nr));
        }
    }
}
