//! Two columns of a table with one title.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for table in checked.plan.tables.values() {
        let mut first: BTreeMap<(String, &str), usize> = BTreeMap::new();
        for (at, column) in table.columns.iter().enumerate() {
            let group = column.group.as_ref().map_or("", |group| group.text.trim());
            let title = column.title.text.trim().to_lowercase();
            if title.is_empty() {
                continue;
            }
            let earlier = *first.entry((title, group)).or_insert(at);
            if earlier != at {
                found.push(
                    checked
                        .at("T027", &column.title.key)
                        .arg("titel", &column.title.text)
                        .label(checked.second(&table.columns[earlier].title.key, "foerste-gang")),
                );
            }
        }
    }
}
