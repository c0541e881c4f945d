//! A source that is older than the numbers it is said to give.

use crate::{diag::Diagnostic, key::FieldKey, model::content::Table};

use super::{
    Checked,
    beside::year_columns,
    numbers::{measurements, year},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let plan = checked.plan;
    for measurement in measurements(plan) {
        let key = &measurement.source.key;
        tell(
            checked,
            &measurement.source.text,
            key,
            measurement.year.map(i32::from),
            found,
        );
    }
    for later in plan.rounds.iter().flat_map(|round| &round.measurements) {
        if let Some(source) = &later.source {
            tell(
                checked,
                &source.text,
                &source.key,
                Some(later.year.into()),
                found,
            );
        }
    }
    for figure in &plan.figures {
        if let Some(source) = &figure.source {
            let key = super::texts::beside(&figure.value.key, "kilde");
            tell(checked, source, &key, figure.year.map(i32::from), found);
        }
    }
    for table in plan.tables.values() {
        if let Some(source) = &table.source {
            tell(checked, &source.text, &source.key, last_year(table), found);
        }
    }
}

fn tell(
    checked: &Checked<'_>,
    source: &str,
    key: &FieldKey,
    of: Option<i32>,
    found: &mut Vec<Diagnostic>,
) {
    let words = source
        .split(|c: char| !c.is_ascii_digit())
        .filter(|word| !word.is_empty());
    let years: Vec<i32> = words.filter_map(year).collect();
    // A period that runs backwards is told by `periode_umulig`.
    let ascending = years.is_sorted();
    // A source comes out in the year of its numbers or after it.
    if let (Some(latest), Some(of)) = (years.iter().max(), of)
        && *latest < of
        && ascending
    {
        found.push(checked.at("E024", key).arg("kilde", source).arg("aar", of));
    }
}

/// The last year that a table has a column for, or that its title alone names.
fn last_year(table: &Table) -> Option<i32> {
    year_columns(table).last().map(|(year, _)| *year)
}
