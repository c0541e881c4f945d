//! Key figures of afdelinger without the day or year they are of.

use crate::{diag::Diagnostic, key::FieldKey, model::registers::KEY_FIGURES};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let divisions = &checked.plan.divisions;
    let figures: Vec<_> = divisions
        .iter()
        .filter_map(|d| d.figures.as_ref())
        .collect();
    for (index, name) in KEY_FIGURES.iter().enumerate() {
        let told = figures.iter().any(|f| f.all()[index].value.is_some());
        if told && !checked.plan.figures_dated.contains_key(*name) {
            let list = FieldKey::file("registre/afdelinger.toml").child("opgjort");
            found.push(checked.at("E015", &list).arg("noegletal", name));
        }
    }
}
