//! A baseline year that its series does not have, or whose numbers are another year's.

use crate::diag::Diagnostic;

use super::{Checked, baseline_serie::SeriesOf, numbers::measurements};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for measurement in measurements(checked.plan) {
        let Some(series) = SeriesOf::new(checked, measurement) else {
            continue;
        };
        let key = measurement.key.child("aar");
        let finding = checked
            .at("E005", &key)
            .arg("aar", series.year)
            .arg("titel", &series.table.title.text);
        if let Some((column, other)) = series.other_year() {
            let at = series
                .pairs
                .first()
                .and_then(|(_, row)| series.cell(row, column));
            let mut finding = finding.arg("andet", other);
            if let Some((_, key)) = at {
                finding = finding.label(checked.second(key, "her-andet-aar"));
            }
            found.push(finding);
        } else if series.year_column().is_none() {
            let title = &series.table.title.key;
            found.push(
                finding
                    .arg("andet", "–")
                    .label(checked.second(title, "her-serien-uden-aar")),
            );
        }
    }
}
