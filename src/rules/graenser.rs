//! Key figures beyond the rule set's limits: no fault, but good to know.

use rust_decimal::{Decimal, prelude::FromPrimitive};

use crate::{
    diag::Diagnostic,
    model::{measure::danish, registers::KEY_FIGURES},
};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for division in &checked.plan.divisions {
        let Some(figures) = &division.figures else {
            continue;
        };
        let mut beyond = Vec::new();
        let mut first = None;
        for (name, quantity) in KEY_FIGURES.into_iter().zip(figures.all()) {
            let rule = checked.rules.thresholds.iter().find(|t| t.figure == name);
            let (Some(rule), Some(value)) = (rule, quantity.value) else {
                continue;
            };
            let limit = Decimal::from_f64(rule.value).unwrap_or_default();
            let is_beyond = match rule.operator.as_str() {
                ">" => value > limit,
                "<" => value < limit,
                _ => false,
            };
            if is_beyond {
                first.get_or_insert(&quantity.key);
                beyond.push(format!(
                    "{name} {} ({} {})",
                    danish(value),
                    rule.operator,
                    danish(limit)
                ));
            }
        }
        if let Some(key) = first {
            found.push(
                checked
                    .at("T011", key)
                    .arg("nr", &division.nr)
                    .arg("noegletal", beyond.join(", ")),
            );
        }
    }
}
