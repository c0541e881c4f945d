//! Tables, figures and annexes that no text refers to.

use std::collections::BTreeSet;

use crate::{diag::Diagnostic, key::FieldKey};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut shown = BTreeSet::new();
    let mut referred = BTreeSet::new();
    for slot in checked.texts.iter().flat_map(|text| &text.slots) {
        match slot.filter {
            None => shown.insert(slot.path),
            Some(_) => referred.insert(slot.path),
        };
    }
    let plan = checked.plan;
    let tables = plan.tables.values().map(|t| ("tabel", &t.id, &t.title.key));
    let figures = plan.charts.values().map(|f| ("figur", &f.id, &f.title.key));
    for (kind, id, key) in tables.chain(figures) {
        let path = format!("{kind}.{id}");
        if shown.contains(path.as_str()) && !referred.contains(path.as_str()) {
            found.push(checked.at("H004", key).arg("id", path));
        }
    }
    for (index, annex) in plan.annexes.iter().enumerate() {
        let path = format!("bilag.{}", annex.id);
        if !referred.contains(path.as_str()) {
            let key = FieldKey::file("plan.toml").child("bilag").item(index);
            found.push(checked.at("H004", &key).arg("id", path));
        }
    }
}
