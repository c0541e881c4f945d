//! Alternative texts and summaries that say nothing.

use crate::{diag::Diagnostic, key::FieldKey, model::Plan};

use super::{Checked, beside::split};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for (text, key) in alternatives(checked.plan) {
        let words = split(text);
        let says = words
            .iter()
            .any(|word| !checked.standards.empty_words.words.contains(word));
        // An empty one is told where the file is read.
        if !words.is_empty() && !says {
            found.push(checked.at("U028", &key).arg("tekst", text));
        }
    }
}

/// What is read aloud for tables, figures and pictures, with where it is written.
pub fn alternatives(plan: &Plan) -> impl Iterator<Item = (&str, FieldKey)> {
    let tables = plan.tables.values();
    let tables = tables
        .filter_map(|table| Some((table.summary.as_deref()?, table.key.child("sammenfatning"))));
    let figures = plan
        .charts
        .values()
        .filter_map(|figure| figure.alt.as_ref());
    let annexes = plan.annexes.iter().filter_map(|annex| annex.image.as_ref());
    let pictures = figures.chain(annexes.map(|(_, alt)| alt));
    tables.chain(pictures.map(|alt| (alt.text.as_str(), alt.key.clone())))
}
