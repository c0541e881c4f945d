//! A baseline's `serie` that names a table or row that there is not.

use crate::diag::Diagnostic;

use super::{Checked, numbers::measurements};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for measurement in measurements(checked.plan) {
        let Some(series) = &measurement.series else {
            continue;
        };
        let key = measurement.key.child("serie");
        let Some(table) = checked.plan.tables.get(&series.table) else {
            found.push(
                checked
                    .at("H005", &key.child("tabel"))
                    .arg("id", &series.table),
            );
            continue;
        };
        for (name, rows) in [
            ("omraade", &series.area),
            ("sammenligning", &series.comparison),
        ] {
            let missing = rows
                .iter()
                .find(|id| !table.rows.iter().any(|row| row.id == id.0));
            if let Some(id) = missing {
                found.push(checked.at("H005", &key.child(name)).arg("id", &id.0));
            }
        }
    }
}
