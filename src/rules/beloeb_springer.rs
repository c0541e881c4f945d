//! A post whose amount of one year is many times those of the others, or a small part of them: a nought too many, or too few.

use crate::{diag::Diagnostic, model::measure::danish};

use super::Checked;

/// So many times the others is a slip of a nought.
const TIMES: i64 = 8;
/// So many years besides it must agree, each within twice of the others.
const FELLOWS: usize = 2;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for line in &checked.plan.budget.lines {
        for (at, own) in line.years.iter().enumerate() {
            let others = line.years.iter().enumerate();
            let others = others.filter(|(other, _)| *other != at);
            let others: Vec<i64> = others.map(|(_, one)| one.amount).collect();
            let (Some(least), Some(most)) = (others.iter().min(), others.iter().max()) else {
                continue;
            };
            let even = others.len() >= FELLOWS && *least > 0 && *most <= least.saturating_mul(2);
            let above = own.amount >= most.saturating_mul(TIMES);
            let below = own.amount > 0 && own.amount.saturating_mul(TIMES) <= *least;
            if even && (above || below) {
                found.push(
                    checked
                        .at("B008", &line.key.child("aar").child(&own.written))
                        .arg("aar", &own.written)
                        .arg("beloeb", danish(own.amount.into()))
                        .arg("andre", danish((*most).into())),
                );
            }
        }
    }
}
