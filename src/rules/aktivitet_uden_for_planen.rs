//! Activities that run outside the plan's period, and milestones that are planned for a day on which their activity does not run.

use time::Date;

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    model::{agreement::Activity, written::Period},
};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let (from, to) = checked.plan.meta.period;
    let plan = Period { from, to };
    let agreements = checked.plan.agreements.iter();
    for activity in agreements.flat_map(|agreement| &agreement.activities) {
        let mut tell = |what: &str, day: Date, within: Period, key: &FieldKey| {
            if (within.from..=within.to).contains(&day) {
                return;
            }
            found.push(
                checked
                    .at("M040", key)
                    .arg("navn", what)
                    .arg("dato", day)
                    .arg("fra", within.from)
                    .arg("til", within.to),
            );
        };
        let runs = activity.texts.period.unwrap_or(plan);
        let key = &period_key(activity);
        tell(&activity.title.text, runs.from, plan, &key.child("fra"));
        tell(&activity.title.text, runs.to, plan, &key.child("til"));
        for milestone in &activity.texts.milestones {
            let key = milestone.key.child("planlagt");
            tell(&milestone.title.text, milestone.planned, runs, &key);
        }
    }
}

/// Where the period of an activity is written: a shared one's in its own file, unless the use gives another.
fn period_key(activity: &Activity) -> FieldKey {
    let shared = activity.shared.as_ref();
    let of_shared = shared.filter(|shared| shared.texts.period == activity.texts.period);
    let entry = of_shared.map_or(&activity.key, |shared| &shared.texts.key);
    entry.child("periode")
}
