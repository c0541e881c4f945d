//! Two things of a kind with one title: goals and activities of a delaftale, tables, figures, annexes, sub-sections.

use std::collections::BTreeMap;

use crate::{diag::Diagnostic, model::Label};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let plan = checked.plan;
    for agreement in &plan.agreements {
        tell(
            checked,
            agreement.goals.iter().map(|goal| &goal.title),
            found,
        );
        // A shared activity has its title from elsewhere.
        let own = agreement
            .activities
            .iter()
            .filter(|one| one.shared.is_none());
        tell(checked, own.map(|activity| &activity.title), found);
        for section in [&agreement.municipal, &agreement.practice]
            .into_iter()
            .flatten()
        {
            tell(checked, section.parts.iter().map(|part| &part.title), found);
        }
    }
    for (_, section) in &plan.strategic.items {
        tell(checked, section.parts.iter().map(|part| &part.title), found);
    }
    tell(
        checked,
        plan.tables.values().map(|table| &table.title),
        found,
    );
    tell(
        checked,
        plan.charts.values().map(|figure| &figure.title),
        found,
    );
    tell(
        checked,
        plan.annexes.iter().map(|annex| &annex.title),
        found,
    );
}

fn tell<'l>(
    checked: &Checked<'_>,
    titles: impl Iterator<Item = &'l Label>,
    found: &mut Vec<Diagnostic>,
) {
    let mut first: BTreeMap<String, &Label> = BTreeMap::new();
    for title in titles {
        let words = title.text.trim().to_lowercase();
        if words.is_empty() {
            continue;
        }
        match first.get(&words) {
            Some(earlier) => found.push(
                checked
                    .at("U031", &title.key)
                    .arg("titel", &title.text)
                    .label(checked.second(&earlier.key, "foerste-gang")),
            ),
            None => drop(first.insert(words, title)),
        }
    }
}
