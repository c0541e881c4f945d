//! Documents of the submission that are missing or not accounted for.

use crate::{diag::Diagnostic, key::FieldKey, model::DocumentStatus};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let list = FieldKey::file("plan.toml").child("aftaledokument");
    let given = &checked.plan.meta.documents;
    for document in &checked.rules.documents {
        let here = given.iter().position(|one| one.id == document.id);
        let key = match here {
            Some(index) if given[index].status == DocumentStatus::Mangler => list.item(index),
            Some(_) => continue,
            None => list.clone(),
        };
        found.push(
            checked
                .at("U009", &key)
                .arg("navn", &document.name)
                .arg("id", &document.id),
        );
    }
}
