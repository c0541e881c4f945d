//! Activities described in another order than listed.

use crate::diag::Diagnostic;

use super::{Checked, aktivitetsliste::pairs};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for agreement in &checked.plan.agreements {
        let place = |id: &str| agreement.activities.iter().position(|a| a.id == id);
        let mut before = None;
        for (label, activity) in pairs(agreement) {
            let Some(activity) = activity else { continue };
            let here = place(&activity.id);
            if before > here {
                found.push(
                    checked
                        .at("U006", &label.key)
                        .arg("navn", &label.text)
                        .label(checked.second(&activity.title.key, "her-beskrevet")),
                );
                break;
            }
            before = here;
        }
    }
}
