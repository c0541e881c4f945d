//! A baseline that was expected in a year that is over.

use crate::{diag::Diagnostic, model::measure::MissingReason};

use super::{
    Checked,
    numbers::{measurements, year},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let now = checked.plan.meta.date.year();
    for measurement in measurements(checked.plan) {
        let mut values = measurement.area.iter().chain(&measurement.comparison);
        let late = values.find_map(|q| {
            let expected = q.expected.as_ref()?;
            let mut words = expected.split(|c: char| !c.is_ascii_digit());
            let over = words.find_map(year).is_some_and(|year| year < now);
            (q.missing == Some(MissingReason::Afventer) && over).then_some((q, expected))
        });
        if let Some((value, expected)) = late {
            found.push(
                checked
                    .at("U015", &value.key)
                    .arg("ventet", expected)
                    .arg("kilde", &measurement.source.text),
            );
        }
    }
}
