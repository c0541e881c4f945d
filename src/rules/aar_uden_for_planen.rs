//! A year of a record that lies outside the plan, where those of its fellows lie within it.

use crate::{
    diag::Diagnostic,
    model::records::{Entry, EntryValue},
};

use super::Checked;

/// So many of its fellows must lie within the plan.
const FELLOWS: usize = 2;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let (from, to) = checked.plan.meta.period;
    let within = |year: u16| (from.year()..=to.year()).contains(&i32::from(year));
    for register in &checked.plan.registers {
        for at in 0..register.form.fields.len() {
            let entries = register
                .records
                .iter()
                .filter_map(|record| record.values.get(at)?.as_ref());
            let years: Vec<(&Entry, u16)> = entries
                .filter_map(|entry| Some((entry, year_of(entry)?)))
                .collect();
            let (inside, outside): (Vec<_>, Vec<_>) =
                years.into_iter().partition(|(_, year)| within(*year));
            // One of many is a slip; many are another kind of year.
            if outside.len() > 1 || inside.len() < FELLOWS {
                continue;
            }
            for (entry, year) in outside {
                found.push(
                    checked
                        .at("E027", &entry.key)
                        .arg("aar", year)
                        .arg("fra", from.year())
                        .arg("til", to.year()),
                );
            }
        }
    }
}

fn year_of(entry: &Entry) -> Option<u16> {
    match entry.value {
        EntryValue::Year(year) => Some(year),
        EntryValue::Words(_)
        | EntryValue::Number(_)
        | EntryValue::Choice(_)
        | EntryValue::Record(_)
        | EntryValue::Party(_) => None,
    }
}
