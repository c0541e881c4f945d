//! The same total declared twice.

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let all = &checked.plan.budget.declared;
    for (index, total) in all.iter().enumerate() {
        // Totals are few; each looks back once.
        let earlier = all[..index].iter().find(|earlier| {
            (&earlier.agreement, earlier.funder) == (&total.agreement, total.funder)
        });
        if let Some(earlier) = earlier {
            found.push(
                checked
                    .at("B006", &total.key)
                    .label(checked.second(&earlier.key, "foerste-gang")),
            );
        }
    }
}
