//! Fixed indicators without a number for the municipality.

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for indicator in &checked.plan.indicators {
        let rule = checked.rules.indicator(&indicator.fixed);
        let words = rule.map_or(indicator.fixed.as_str(), |(_, rule)| rule.text.as_str());
        for measurement in &indicator.measurements {
            if measurement.comparison.is_empty() {
                found.push(checked.at("U020", &measurement.key).arg("titel", words));
            }
        }
    }
}
