//! Tables whose title names other years than their columns.

use crate::{diag::Diagnostic, model::content::Table};

use super::{Checked, numbers::year};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for table in checked.plan.tables.values() {
        let (Some(titled), Some(shown)) = (titled(&table.title.text), shown(table)) else {
            continue;
        };
        if titled != shown {
            let words = |(from, to): (i32, i32)| format!("{from}–{to}");
            found.push(
                checked
                    .at("T019", &table.title.key)
                    .arg("titel", words(titled))
                    .arg("kolonner", words(shown)),
            );
        }
    }
}

/// The years that a title names as a period, if it names one and no other year: `2019–2021`.
fn titled(title: &str) -> Option<(i32, i32)> {
    let words = title
        .split(|c: char| !c.is_ascii_digit())
        .filter(|word| !word.is_empty());
    let years: Vec<i32> = words.filter_map(year).collect();
    let [from, to] = years.as_slice() else {
        return None;
    };
    let period = ["-", "–"].iter().any(|dash| {
        title.contains(&format!("{from}{dash}{to}"))
            || title.contains(&format!("{from} {dash} {to}"))
    });
    (period && from < to).then_some((*from, *to))
}

/// The first and last year of columns that are titled with years and nothing else, at least two.
fn shown(table: &Table) -> Option<(i32, i32)> {
    let years = table
        .columns
        .iter()
        .filter_map(|column| year(column.title.text.trim()));
    let years: Vec<i32> = years.collect();
    let (first, last) = (years.iter().min()?, years.iter().max()?);
    (years.len() > 1).then_some((*first, *last))
}
