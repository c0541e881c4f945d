//! What changed between two plans, with the wording of their documents.

use std::collections::BTreeMap;

use crate::{
    changes::{self, ChangeList, Side},
    model::Plan,
    template::Template,
};

/// What changed from one version to the next.
pub fn between(old: (&Plan, &Template), new: (&Plan, &Template)) -> ChangeList {
    let (before, after) = (wording(old.1), wording(new.1));
    changes::between(
        Side {
            plan: old.0,
            rules: &old.1.rules,
            template: &before,
        },
        Side {
            plan: new.0,
            rules: &new.1.rules,
            template: &after,
        },
    )
}

/// The wording of the plan's documents: the parts that their structure names.
fn wording(template: &Template) -> BTreeMap<String, String> {
    let used = template.structure.parts();
    let parts = used.into_iter().filter_map(|name| {
        let text = template.part(name)?;
        Some((format!("parts/{name}.md"), text.to_owned()))
    });
    parts.collect()
}
