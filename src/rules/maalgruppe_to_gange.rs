//! An activity whose two target groups are one.

use crate::diag::Diagnostic;

use super::{Checked, beside::split};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for activity in checked
        .plan
        .agreements
        .iter()
        .flat_map(|one| &one.activities)
    {
        let groups = activity.texts.audience.as_ref();
        let pair = groups.and_then(|one| Some((one.primary.as_ref()?, one.secondary.as_ref()?)));
        let Some((primary, secondary)) = pair else {
            continue;
        };
        if !primary.text.trim().is_empty() && split(&primary.text) == split(&secondary.text) {
            found.push(
                checked
                    .at("U034", &secondary.key)
                    .arg("navn", &activity.title.text)
                    .label(checked.second(&primary.key, "foerste-gang")),
            );
        }
    }
}
