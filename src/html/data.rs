//! The data of charts as rows of a table.

use std::collections::BTreeSet;

use super::{escape, put};
use crate::chart::number;
use crate::doc::{Chart, Panel, Trends};

/// Head and rows: a category a row, a series a column.
pub fn chart(chart: &Chart, category: &str) -> String {
    let mut heads = vec![escape(category)];
    for series in &chart.series {
        heads.push(with_unit(&series.name, &chart.unit));
    }
    let mut out = head(&heads);
    for (index, name) in chart.categories.iter().enumerate() {
        let values = chart.series.iter().map(|series| {
            let value = series.values.get(index).copied().flatten();
            shown(value, chart.decimals, &chart.missing)
        });
        let values: Vec<String> = values.collect();
        row(&escape(name), &values, &mut out);
    }
    out.push_str("</tbody>\n");
    out
}

/// Head and rows: a series of a measure a row, a year a column.
pub fn trends(trends: &Trends) -> String {
    // In the order in which the panels name them; years sort themselves.
    let years: BTreeSet<&str> = trends
        .panels
        .iter()
        .flat_map(|panel| panel.years.iter().map(String::as_str))
        .collect();
    let mut heads = vec![escape(&trends.measure)];
    heads.extend(years.iter().map(|year| escape(year)));
    let mut out = head(&heads);
    for panel in &trends.panels {
        for (series, own) in panel.series.iter().enumerate() {
            let values = years.iter().map(|year| {
                let at = panel.years.iter().position(|own| own == year);
                match at {
                    Some(index) => {
                        let value = own.values.get(index).copied().flatten();
                        shown(value, panel.decimals, &trends.missing)
                    }
                    None => String::new(),
                }
            });
            let values: Vec<String> = values.collect();
            row(&measure(panel, series), &values, &mut out);
        }
    }
    out.push_str("</tbody>\n");
    out
}

/// `Andel i dagtilbud, kommunen (%)`, with the verdict at the measure itself.
fn measure(panel: &Panel, series: usize) -> String {
    let name = panel
        .series
        .get(series)
        .map_or("", |series| series.name.as_str());
    let name = with_unit(&format!("{} – {name}", panel.title), &panel.unit);
    if series == 0 && !panel.verdict.is_empty() {
        format!("{name} · {}", escape(&panel.verdict))
    } else {
        name
    }
}

fn with_unit(name: &str, unit: &str) -> String {
    if unit.is_empty() {
        escape(name)
    } else {
        escape(&format!("{name} ({unit})"))
    }
}

fn shown(value: Option<f64>, decimals: u8, missing: &str) -> String {
    match value.filter(|value| value.is_finite()) {
        Some(value) => number(value, decimals),
        None => escape(missing),
    }
}

fn head(heads: &[String]) -> String {
    let heads: Vec<String> = heads
        .iter()
        .map(|head| format!("<th scope=\"col\">{head}</th>"))
        .collect();
    format!("<thead>\n<tr>{}</tr>\n</thead>\n<tbody>\n", heads.concat())
}

fn row(name: &str, values: &[String], out: &mut String) {
    put(out, format_args!("<tr><th scope=\"row\">{name}</th>"));
    for value in values {
        put(out, format_args!("<td class=\"right\">{value}</td>"));
    }
    out.push_str("</tr>\n");
}
