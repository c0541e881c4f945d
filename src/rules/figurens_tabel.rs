//! A figure that is drawn of another table than the one its title is about.

use crate::{
    diag::Diagnostic,
    model::content::{ChartData, Figure, FigureContent, Table},
};

use super::{
    Checked,
    beside::{same_word, split},
};

/// Letters of a word that tells what a title is about.
const TELLING: usize = 6;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for figure in checked.plan.charts.values() {
        let Some((id, own)) = drawn(checked, figure) else {
            continue;
        };
        let title = telling(&figure.title.text);
        let shared = |table: &Table| {
            let words = telling(&table.title.text);
            title
                .iter()
                .filter(|word| words.iter().any(|other| same_word(word, other)))
                .count()
        };
        let here = shared(own);
        // What it is about stands in another table's title word for word, and hardly here.
        let better = checked
            .plan
            .tables
            .values()
            .map(|table| (shared(table), table))
            .max_by_key(|(count, _)| *count);
        if let Some((_, other)) = better.filter(|(count, _)| {
            *count > here && here * 2 < title.len().max(1) && count * 2 >= title.len()
        }) {
            let key = figure.key.child("diagram").child("tabel");
            found.push(
                checked
                    .at("T028", &key)
                    .arg("titel", &figure.title.text)
                    .arg("tabel", id)
                    .arg("anden", &other.id)
                    .label(checked.second(&figure.title.key, "her-titlen")),
            );
        }
    }
}

/// The table that a figure is drawn of.
fn drawn<'a>(checked: &Checked<'a>, figure: &'a Figure) -> Option<(&'a str, &'a Table)> {
    let FigureContent::Chart(chart) = &figure.content else {
        return None;
    };
    let ChartData::Table { id, .. } = &chart.data else {
        return None;
    };
    Some((id, checked.plan.tables.get(id)?))
}

fn telling(title: &str) -> Vec<String> {
    let mut words: Vec<String> = split(title)
        .into_iter()
        .filter(|word| word.chars().count() >= TELLING)
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}
