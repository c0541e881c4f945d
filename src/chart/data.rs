//! The data of a picture as a table, for who reads rather than looks.

use std::collections::BTreeSet;

use crate::doc::{Chart, Panel, Picture, Timeline, Trends};

use super::number;

/// Heads and rows of a table. The first head is that of the rows' names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Data {
    /// Heads of the columns.
    pub heads: Vec<String>,
    /// Name and values of each row; a missing value is the mark that the chart shows for it.
    pub rows: Vec<(String, Vec<String>)>,
}

/// What a picture was drawn from; `None` of one that is a file. `category` heads the names of a chart's categories.
pub fn data(picture: &Picture, category: &str) -> Option<Data> {
    match picture {
        Picture::Chart(chart) => Some(of_chart(chart, category)),
        Picture::Trends(trends) => Some(of_trends(trends)),
        Picture::Timeline(timeline) => Some(of_timeline(timeline)),
        Picture::Image(_) => None,
    }
}

/// A category a row, a series a column.
fn of_chart(chart: &Chart, category: &str) -> Data {
    let series = chart.series.iter();
    let heads = series.map(|series| with_unit(&series.name, &chart.unit));
    let rows = chart.categories.iter().enumerate().map(|(index, name)| {
        let values = chart.series.iter().map(|series| {
            let value = series.values.get(index).copied().flatten();
            shown(value, chart.decimals, &chart.missing)
        });
        (name.clone(), values.collect())
    });
    Data {
        heads: [category.to_owned()].into_iter().chain(heads).collect(),
        rows: rows.collect(),
    }
}

/// A series of a measure a row, a year a column.
fn of_trends(trends: &Trends) -> Data {
    // In the order in which the panels name them; years sort themselves.
    let panels = trends.panels.iter();
    let years: BTreeSet<&str> = panels
        .flat_map(|panel| panel.years.iter().map(String::as_str))
        .collect();
    let heads = years.iter().map(|year| (*year).to_owned());
    let rows = trends.panels.iter().flat_map(|panel| {
        let series = panel.series.iter().enumerate();
        series.map(|(index, series)| {
            let values = years.iter().map(|year| {
                let at = panel.years.iter().position(|own| own == year);
                at.map_or_else(String::new, |at| {
                    let value = series.values.get(at).copied().flatten();
                    shown(value, panel.decimals, &trends.missing)
                })
            });
            (measure(panel, index, &series.name), values.collect())
        })
    });
    Data {
        rows: rows.collect(),
        heads: [trends.measure.clone()].into_iter().chain(heads).collect(),
    }
}

/// What runs a row; what is reached on the way in one cell.
fn of_timeline(timeline: &Timeline) -> Data {
    let rows = timeline.rows.iter().map(|row| {
        let marks: Vec<&str> = row.marks.iter().map(|(_, said)| said.as_str()).collect();
        (row.name.clone(), vec![row.when.clone(), marks.join("; ")])
    });
    Data {
        heads: timeline.heads.to_vec(),
        rows: rows.collect(),
    }
}

/// `Andel i dagtilbud – kommunen (%)`, with the verdict at the measure itself.
fn measure(panel: &Panel, index: usize, series: &str) -> String {
    let name = with_unit(&format!("{} – {series}", panel.title), &panel.unit);
    if index == 0 && !panel.verdict.is_empty() {
        format!("{name} · {}", panel.verdict)
    } else {
        name
    }
}

fn with_unit(name: &str, unit: &str) -> String {
    if unit.is_empty() {
        name.to_owned()
    } else {
        format!("{name} ({unit})")
    }
}

fn shown(value: Option<f64>, decimals: u8, missing: &str) -> String {
    match value.filter(|value| value.is_finite()) {
        Some(value) => number(value, decimals),
        None => missing.to_owned(),
    }
}
