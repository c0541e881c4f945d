//! A milestone "begyndt i 2026" that is planned for 2025.

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    numbers::year,
    texts::{Text, TextKind},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let activities = checked
        .plan
        .agreements
        .iter()
        .flat_map(|one| &one.activities);
    for milestone in activities.flat_map(|activity| &activity.texts.milestones) {
        let title = &milestone.title;
        let text = Text::read(&title.text, title.key.clone(), TextKind::Label);
        let years = text
            .words
            .iter()
            .filter_map(|word| Some((year(word.text)?, word)));
        let years: Vec<_> = years.collect();
        // Two years are a time between them.
        let [(said, word)] = years.as_slice() else {
            continue;
        };
        if *said != milestone.planned.year() {
            found.push(
                Diagnostic::new("M029")
                    .arg("aar", said)
                    .arg("planlagt", milestone.planned)
                    .label(Place::primary(checked.inside(&text, word.range.clone())))
                    .label(checked.second(&milestone.key.child("planlagt"), "her-tallet")),
            );
        }
    }
}
