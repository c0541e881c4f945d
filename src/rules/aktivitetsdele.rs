//! Activities without purpose, target group or responsibilities.

use crate::{
    diag::Diagnostic,
    model::{Prose, agreement::Activity},
};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for activity in checked.plan.agreements.iter().flat_map(|a| &a.activities) {
        let missing: Vec<&str> = checked
            .standards
            .activity_parts
            .iter()
            .filter(|part| !has(activity, &part.key))
            .map(|part| part.name.as_str())
            .collect();
        if !missing.is_empty() {
            found.push(
                checked
                    .at("U004", &activity.title.key)
                    .arg("titel", &activity.title.text)
                    .arg("dele", missing.join(", ")),
            );
        }
    }
}

/// Whether a part by its TOML key has words. A key that activities do not have asks for nothing.
fn has(activity: &Activity, key: &str) -> bool {
    let said = |prose: &Option<Prose>| prose.as_ref().is_some_and(|p| !p.text.trim().is_empty());
    let texts = &activity.texts;
    match key {
        "indledning" => said(&texts.introduction),
        "formaal" => said(&texts.purpose),
        "maalgruppe" => texts
            .audience
            .as_ref()
            .is_some_and(|a| said(&a.text) || said(&a.primary) || said(&a.secondary)),
        "ansvar" => said(&texts.roles),
        _ => true,
    }
}
