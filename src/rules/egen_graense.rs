//! Numbers of the family's own tables beyond the limits that the family sets them.

use rust_decimal::{Decimal, prelude::FromPrimitive};

use crate::{diag::Diagnostic, key::FieldKey, model::measure::danish};

use super::Checked;

/// Decimals shown of a number that is near its limit.
const SHOWN: u32 = 2;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for table in &checked.plan.derived {
        for limit in &table.form.limits {
            let Some((value, keys)) = table.number(&limit.row, &limit.column) else {
                continue;
            };
            let bound = |limit: Option<f64>| limit.and_then(Decimal::from_f64);
            let (least, most) = (bound(limit.least), bound(limit.most));
            let (sign, bound) = match (least, most) {
                (Some(least), _) if value < least => ("≥", least),
                (_, Some(most)) if value > most => ("≤", most),
                _ => continue,
            };
            let place = keys.last().cloned();
            let place = place.unwrap_or_else(|| FieldKey::file("plan.toml"));
            found.push(
                checked
                    .at("T016", &place)
                    .arg("hvad", &limit.what)
                    .arg("raekke", &limit.row)
                    .arg("tal", danish(value.round_dp(SHOWN).normalize()))
                    .arg("graense", format!("{sign} {}", danish(bound)))
                    .arg("hjemmel", &limit.law),
            );
        }
    }
}
