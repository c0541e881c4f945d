//! A fixed indicator's values in another unit than the rule set's.

use crate::diag::Diagnostic;

use super::{Checked, texts::beside, unit_name};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for indicator in &checked.plan.indicators {
        let Some((_, rule)) = checked.rules.indicator(&indicator.fixed) else {
            continue;
        };
        for measurement in &indicator.measurements {
            let values = measurement.area.iter().chain(&measurement.comparison);
            let mut wrong = values
                .filter(|q| q.value.is_some())
                .filter_map(|q| Some((q, q.unit.filter(|unit| *unit != rule.unit)?)));
            let Some((first, unit)) = wrong.next() else {
                continue;
            };
            let mut finding = checked
                .at("E001", &beside(&first.key, "enhed"))
                .arg("indikator", &rule.text)
                .arg("enhed", unit_name(unit))
                .arg("skal", unit_name(rule.unit));
            for (other, _) in wrong {
                finding = finding.label(checked.second(&beside(&other.key, "enhed"), "ogsaa-her"));
            }
            found.push(finding);
        }
    }
}
