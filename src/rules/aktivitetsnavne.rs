//! An activity spelt otherwise in the list than in its heading.

use crate::diag::Diagnostic;

use super::{
    Checked,
    aktivitetsliste::{pairs, plain, same_start},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for agreement in &checked.plan.agreements {
        for (label, activity) in pairs(agreement) {
            let Some(activity) = activity else { continue };
            let (listed, title) = (&label.text, &activity.title.text);
            let signs = listed.contains('&') != title.contains('&');
            if signs || !same_start(&plain(listed), &plain(title)) {
                found.push(
                    checked
                        .at("N004", &activity.title.key)
                        .arg("navn", title)
                        .arg("liste", listed)
                        .label(checked.second(&label.key, "her-paa-listen")),
                );
            }
        }
    }
}
