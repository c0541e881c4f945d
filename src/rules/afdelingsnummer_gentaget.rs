//! Two afdelinger of one organisation with one number.

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let divisions = &checked.plan.divisions;
    for (at, division) in divisions.iter().enumerate() {
        let same = divisions[..at]
            .iter()
            .find(|other| (other.organisation, &other.nr) == (division.organisation, &division.nr));
        if let Some(first) = same {
            found.push(
                checked
                    .at("U023", &division.key.child("nr"))
                    .arg("nr", &division.nr)
                    .arg(
                        "navn",
                        &checked.plan.parties[division.organisation].name.text,
                    )
                    .label(checked.second(&first.key.child("nr"), "foerste-gang")),
            );
        }
    }
}
