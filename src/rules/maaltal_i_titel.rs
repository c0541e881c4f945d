//! "Mindst 8 …" over a target that is another number.

use rust_decimal::Decimal;

use crate::{diag::Diagnostic, model::measure::danish};

use super::{
    Checked,
    numbers::{typed, year},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let goals = checked.plan.agreements.iter().flat_map(|a| &a.goals);
    for indicator in goals.flat_map(|goal| &goal.indicators) {
        let Some(target) = indicator.target else {
            continue;
        };
        let title = &indicator.title.text;
        let numbers = typed(title, &[]).into_iter().filter(|one| {
            let after = title[one.range.end..].trim_start();
            let age =
                after.starts_with("år") || title[..one.range.start].trim_end().ends_with("over");
            year(&title[one.range.clone()]).is_none() && !age
        });
        let numbers: Vec<Decimal> = numbers.map(|one| one.value).collect();
        if let [only] = numbers.as_slice()
            && only.normalize() != target.normalize()
        {
            let key = indicator.target_key();
            found.push(
                checked
                    .at("E023", &key)
                    .arg("maaltal", danish(target))
                    .arg("tal", danish(*only))
                    .label(checked.second(&indicator.title.key, "her-titlen")),
            );
        }
    }
}
