//! A goal or indicator for years outside the plan's period.

use crate::{
    diag::{Diagnostic, Label as Place},
    model::Label,
};

use super::{
    Checked,
    numbers::{periods, year},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let (from, to) = checked.plan.meta.period;
    let (from, to) = (from.year(), to.year());
    for goal in checked.plan.agreements.iter().flat_map(|a| &a.goals) {
        let titles = goal.indicators.iter().map(|indicator| &indicator.title);
        for label in std::iter::once(&goal.title).chain(titles) {
            let outside = periods(&label.text)
                .into_iter()
                .find(|period| period.from < from || period.to > to)
                .map(|period| period.range)
                .or_else(|| late_year(label, to));
            if let Some(range) = outside {
                let years = &label.text[range.clone()];
                let span = checked.sources.inside(&label.key, range.clone());
                found.push(
                    Diagnostic::new("E007")
                        .arg("aar", years)
                        .arg("egen", format!("{from}-{to}"))
                        .label(Place::primary(span)),
                );
            }
        }
    }
}

/// A single year after the plan's last.
fn late_year(label: &Label, last: i32) -> Option<std::ops::Range<usize>> {
    let mut from = 0;
    for part in label.text.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = part.trim_end_matches(|c: char| !c.is_ascii_digit());
        if year(digits).is_some_and(|year| year > last) {
            return Some(from..from + digits.len());
        }
        from += part.len();
    }
    None
}
