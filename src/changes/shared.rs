//! Which delaftaler a change of a shared text reaches.

use super::{Change, PlanPart, Side};

/// Tells every change of a shared text the names of the delaftaler that use it, in the new version's order; in the old
/// one's, where none of the new version does.
pub fn reach(changes: &mut [(PlanPart, Change)], old: Side<'_>, new: Side<'_>) {
    for (part, change) in changes {
        if *part != PlanPart::Shared {
            continue;
        }
        let used = |id: &str| {
            let file = format!("delaftaler/{id}.toml");
            change.used.iter().any(|place| {
                let rest = place.strip_prefix(&file);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('#'))
            })
        };
        let names = |side: Side<'_>| -> Vec<String> {
            let agreements = side.plan.agreements.iter();
            let agreements = agreements.filter(|agreement| used(&agreement.id));
            agreements
                .map(|agreement| agreement.name.text.clone())
                .collect()
        };
        change.reaches = [new, old]
            .map(names)
            .into_iter()
            .find(|names| !names.is_empty())
            .unwrap_or_default();
    }
}
