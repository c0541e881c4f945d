//! A title of the plan whose years are not its period's.

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, numbers::year};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let (from, to) = checked.plan.meta.period;
    let (from, to) = (from.year(), to.year());
    for text in checked
        .texts
        .iter()
        .filter(|t| t.key.file == "plan.toml" && !t.again)
    {
        let runs = text.text.split(|c: char| !c.is_ascii_digit());
        let years: Vec<i32> = runs.filter_map(year).collect();
        let (Some(first), Some(last)) = (years.first(), years.last()) else {
            continue;
        };
        if years.len() == 2 && (*first, *last) != (from, to) {
            let span = checked.inside(text, 0..text.text.len());
            found.push(
                Diagnostic::new("E030")
                    .arg("titel", text.text)
                    .arg("fra", from)
                    .arg("til", to)
                    .label(Place::primary(span)),
            );
        }
    }
}
