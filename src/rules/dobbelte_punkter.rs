//! The same item twice in a list: profiles, activities, addresses, documents.

use std::collections::BTreeMap;

use crate::{diag::Diagnostic, key::FieldKey, model::Label};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for agreement in &checked.plan.agreements {
        let profiles = agreement
            .staff
            .iter()
            .map(|staff| staff.profiles.as_slice());
        for list in profiles.chain([agreement.activity_list.as_slice()]) {
            tell(checked, list, found);
        }
    }
    // An address belongs to one afdeling only.
    let addresses = checked.plan.divisions.iter().flat_map(|d| &d.addresses);
    tell(checked, addresses, found);
    documents(checked, found);
}

/// A document of the submission that is accounted for twice.
fn documents(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let list = FieldKey::file("plan.toml").child("aftaledokument");
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, document) in checked.plan.meta.documents.iter().enumerate() {
        let id = &document.id;
        let earlier = *first.entry(id).or_insert(index);
        if earlier != index {
            let other = checked.second(&list.item(earlier).child("id"), "foerste-gang");
            let finding = checked.at("U008", &list.item(index).child("id"));
            found.push(finding.arg("tekst", id).label(other));
        }
    }
}

fn tell<'l>(
    checked: &Checked<'_>,
    list: impl IntoIterator<Item = &'l Label>,
    found: &mut Vec<Diagnostic>,
) {
    let mut first: BTreeMap<String, &Label> = BTreeMap::new();
    for label in list {
        let words = label.text.trim().to_lowercase();
        match first.get(&words) {
            Some(earlier) => found.push(
                checked
                    .at("U008", &label.key)
                    .arg("tekst", &label.text)
                    .label(checked.second(&earlier.key, "foerste-gang")),
            ),
            None => drop(first.insert(words, label)),
        }
    }
}
