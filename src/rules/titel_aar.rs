//! Tables whose title names other years than their columns, and figures that are drawn of them.

use crate::{
    diag::Diagnostic,
    model::{
        Label,
        content::{Chart, ChartData, FigureContent, Table},
    },
};

use super::{Checked, numbers::year};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for table in checked.plan.tables.values() {
        let columns = table
            .columns
            .iter()
            .map(|column| column.title.text.as_str());
        tell(checked, &table.title, shown(columns), found);
    }
    for figure in checked.plan.charts.values() {
        if let FigureContent::Chart(chart) = &figure.content {
            tell(checked, &figure.title, drawn(checked, chart), found);
        }
    }
}

fn tell(
    checked: &Checked<'_>,
    title: &Label,
    shown: Option<(i32, i32)>,
    found: &mut Vec<Diagnostic>,
) {
    let (Some(titled), Some(shown)) = (titled(&title.text), shown) else {
        return;
    };
    if titled != shown {
        let words = |(from, to): (i32, i32)| format!("{from}–{to}");
        found.push(
            checked
                .at("T019", &title.key)
                .arg("titel", words(titled))
                .arg("kolonner", words(shown)),
        );
    }
}

/// The years of what a chart shows: the columns that it takes of its table, or its own categories.
fn drawn(checked: &Checked<'_>, chart: &Chart) -> Option<(i32, i32)> {
    match &chart.data {
        ChartData::Table { id, columns, .. } => {
            let table: &Table = checked.plan.tables.get(id)?;
            let chosen = table
                .columns
                .iter()
                .filter(|column| columns.is_empty() || columns.contains(&column.id));
            shown(chosen.map(|column| column.title.text.as_str()))
        }
        ChartData::Written { .. } => shown(chart.categories.iter().map(String::as_str)),
        ChartData::Budget { .. } => None,
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
fn shown<'t>(titles: impl Iterator<Item = &'t str>) -> Option<(i32, i32)> {
    let years: Vec<i32> = titles.filter_map(|title| year(title.trim())).collect();
    let (first, last) = (years.iter().min()?, years.iter().max()?);
    (years.len() > 1).then_some((*first, *last))
}
