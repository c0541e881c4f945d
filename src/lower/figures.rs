//! Figures: charts and the data they draw.

use std::collections::BTreeMap;

use crate::{
    model::{
        agreement::Agreement,
        content::{
            Cell, CellContent, Chart, ChartData, Figure, FigureContent, Row, Table, TableRowKind,
        },
        registers::Budget,
        written::Id,
    },
    schema::content as shape,
};

use super::Lower;

impl Lower<'_> {
    pub(super) fn figures(
        &mut self,
        tables: &BTreeMap<String, Table>,
        budget: &Budget,
        agreements: &[Agreement],
    ) -> BTreeMap<String, Figure> {
        let names = self.sources.names_in("figurer");
        let mut out = BTreeMap::new();
        for id in names {
            let path = format!("figurer/{id}.toml");
            let Some(file) = self.file::<shape::FigureFile>(&path) else {
                continue;
            };
            let content = match (&file.chart, &file.image) {
                (Some(chart), None) => self
                    .chart(chart, tables, budget, agreements)
                    .map(FigureContent::Chart),
                (None, Some(image)) => {
                    if file.alt.is_none() {
                        self.tell("R035", &image.key);
                    }
                    self.image(image, file.width).map(FigureContent::Image)
                }
                (Some(_), Some(_)) | (None, None) => {
                    self.tell("R036", &file.title.key);
                    None
                }
            };
            let Some(content) = content else { continue };
            let table = file.chart.and_then(|chart| chart.table);
            let figure = Figure {
                id: id.clone(),
                key: file.key,
                title: file.title,
                alt: file.alt,
                source: file.source,
                notes: file.notes,
                content,
                table: table.map(|id| id.0),
            };
            out.insert(id, figure);
        }
        out
    }

    fn chart(
        &mut self,
        spec: &shape::ChartSpec,
        tables: &BTreeMap<String, Table>,
        budget: &Budget,
        agreements: &[Agreement],
    ) -> Option<Chart> {
        let key = &spec.key;
        let given = [spec.table.is_some(), spec.budget, !spec.series.is_empty()];
        if given.iter().filter(|given| **given).count() != 1 {
            self.tell("R037", key);
            return None;
        }
        let mut data = match &spec.table {
            Some(id) => {
                let known: Vec<String> = tables.keys().cloned().collect();
                self.resolve(&id.0, &known, "R038", &key.child("tabel"))?;
                self.table_data(spec, tables.get(&id.0)?)?
            }
            None if spec.budget => budget_data(budget, agreements),
            None => self.written_data(spec)?,
        };
        if spec.transpose {
            data = data.transposed();
        }
        let decimals = spec.decimals.unwrap_or(data.decimals);
        Some(Chart {
            data: source(spec),
            kind: spec.kind,
            unit: spec.unit,
            decimals,
            decimals_given: spec.decimals,
            categories: data.categories,
            series: data.series,
        })
    }

    /// Rows of a table as series; cells without one number are missing.
    fn table_data(&mut self, spec: &shape::ChartSpec, table: &Table) -> Option<Data> {
        let key = &spec.key;
        let known: Vec<String> = table.columns.iter().map(|c| c.id.clone()).collect();
        let columns: Vec<usize> = if spec.columns.is_empty() {
            (table.row_headers..table.columns.len()).collect()
        } else {
            let list = key.child("kolonner");
            let chosen = spec.columns.iter().enumerate();
            chosen
                .filter_map(|(i, id)| self.resolve(&id.0, &known, "R039", &list.item(i)))
                .collect()
        };
        let known: Vec<String> = table.rows.iter().map(|row| row.id.clone()).collect();
        let rows: Vec<&Row> = if spec.rows.is_empty() {
            table
                .rows
                .iter()
                .filter(|row| row.kind == TableRowKind::Almindelig)
                .collect()
        } else {
            let list = key.child("raekker");
            let chosen = spec.rows.iter().enumerate();
            chosen
                .filter_map(|(i, id)| self.resolve(&id.0, &known, "R039", &list.item(i)))
                .map(|i| &table.rows[i])
                .collect()
        };
        let categories = columns
            .iter()
            .map(|&c| table.columns[c].title.text.replace('\n', " "));
        let mut data = Data {
            categories: categories.collect(),
            ..Data::default()
        };
        for row in rows {
            // The innermost row header names the series: outer ones span several rows.
            let name = row
                .cells
                .iter()
                .rev()
                .find(|cell| cell.column < table.row_headers)
                .map(cell_words);
            let values = columns.iter().map(|&column| {
                let cell = row.cells.iter().find(|cell| cell.column == column)?;
                let CellContent::Values(values) = &cell.content else {
                    return None;
                };
                values.iter().find_map(|quantity| quantity.value)
            });
            let values: Vec<_> = values.collect();
            data.push(name.unwrap_or_else(|| row.id.clone()), values);
        }
        if data.categories.is_empty() || data.series.is_empty() {
            self.tell("R040", key);
            return None;
        }
        Some(data)
    }

    fn written_data(&mut self, spec: &shape::ChartSpec) -> Option<Data> {
        let mut data = Data {
            categories: spec.categories.clone(),
            ..Data::default()
        };
        for (index, series) in spec.series.iter().enumerate() {
            if series.values.len() != spec.categories.len() {
                let at = spec.key.child("serie").item(index);
                self.tell("R041", &at.child("vaerdier"));
                return None;
            }
            let mut values = series.values.clone();
            self.quantities(&mut values, Some(spec.unit));
            let values = values.into_iter().map(|value| value.value);
            data.push(series.name.clone(), values.collect());
        }
        Some(data)
    }
}

fn source(spec: &shape::ChartSpec) -> ChartData {
    let ids = |list: &[Id]| list.iter().map(|id| id.0.clone()).collect();
    let transposed = spec.transpose;
    match &spec.table {
        Some(id) => ChartData::Table {
            id: id.0.clone(),
            rows: ids(&spec.rows),
            columns: ids(&spec.columns),
            transposed,
        },
        None if spec.budget => ChartData::Budget { transposed },
        None => ChartData::Written { transposed },
    }
}

fn cell_words(cell: &Cell) -> String {
    match &cell.content {
        CellContent::Words(text) => text.replace('\n', " "),
        CellContent::Prose(prose) => prose.text.clone(),
        CellContent::Values(_) => String::new(),
    }
}

/// Chart data before units and looks.
#[derive(Default)]
struct Data {
    categories: Vec<String>,
    series: Vec<(String, Vec<Option<f64>>)>,
    decimals: u8,
}

impl Data {
    fn push(&mut self, name: String, values: Vec<Option<rust_decimal::Decimal>>) {
        use rust_decimal::prelude::ToPrimitive;
        let decimals = values
            .iter()
            .flatten()
            .map(|value| value.scale())
            .max()
            .unwrap_or(0);
        self.decimals = self.decimals.max(u8::try_from(decimals).unwrap_or(u8::MAX));
        let values = values
            .into_iter()
            .map(|value| value.and_then(|v| v.to_f64()))
            .collect();
        self.series.push((name, values));
    }

    fn transposed(self) -> Data {
        let names = self.series.iter().map(|(name, _)| name.clone()).collect();
        let series = self.categories.iter().enumerate().map(|(index, category)| {
            let values = self
                .series
                .iter()
                .map(|(_, values)| values.get(index).copied().flatten());
            (category.clone(), values.collect())
        });
        Data {
            series: series.collect(),
            categories: names,
            decimals: self.decimals,
        }
    }
}

/// Printed amounts per delaftale, one series a funder.
fn budget_data(budget: &Budget, agreements: &[Agreement]) -> Data {
    let mut data = Data {
        categories: agreements.iter().map(|a| a.name.text.clone()).collect(),
        ..Data::default()
    };
    for (index, funder) in budget.funders.iter().enumerate() {
        let amounts = agreements
            .iter()
            .map(|a| Some(budget.total(Some(&a.id), Some(index)).printed().into()));
        data.push(funder.name.text.clone(), amounts.collect());
    }
    data
}
