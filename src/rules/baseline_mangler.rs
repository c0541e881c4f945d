//! Indicators whose baseline is not known yet.

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let goals = checked.plan.agreements.iter().flat_map(|a| &a.goals);
    for indicator in goals.flat_map(|goal| &goal.indicators) {
        let mut values = indicator.measurements.iter().flat_map(|m| &m.area);
        if values.any(|q| q.value.is_some()) {
            continue;
        }
        let first = indicator.measurements.iter().flat_map(|m| &m.area).next();
        let expected = first.and_then(|q| q.expected.clone());
        let key = first.map_or(&indicator.title.key, |q| &q.key);
        found.push(
            checked
                .at("U003", key)
                .arg("titel", &indicator.title.text)
                .arg("ventes", expected.unwrap_or_else(|| "–".to_owned())),
        );
    }
    for indicator in &checked.plan.indicators {
        let rule = checked.rules.indicator(&indicator.fixed);
        let words = rule.map_or(indicator.fixed.as_str(), |(_, rule)| rule.text.as_str());
        let bare = indicator.measurements.iter().filter(|m| m.area.is_empty());
        for measurement in bare {
            found.push(
                checked
                    .at("U003", &measurement.key)
                    .arg("titel", words)
                    .arg("ventes", "–"),
            );
        }
    }
}
