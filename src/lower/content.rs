//! Tables, figures, annexes and their files.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    diag::{Diagnostic, Label as Place},
    model::{
        Scope,
        agreement::Agreement,
        content::{
            Annex, Cell, CellContent, Chart, Column, Figure, FigureContent, Image, Row, Table,
            TableRowKind,
        },
        measure::{Quantity, Unit},
        registers::Budget,
    },
    schema::content as shape,
    source::{ASSET_LIMIT, FieldKey, ImageFormat},
};

use super::{Lower, label, prose};

impl Lower<'_> {
    pub(super) fn tables(&mut self) -> BTreeMap<String, Table> {
        let names = self.sources.names_in("tabeller");
        let tables = names
            .into_iter()
            .filter_map(|id| Some((id.clone(), self.table(&id)?)));
        tables.collect()
    }

    fn table(&mut self, id: &str) -> Option<Table> {
        let path = format!("tabeller/{id}.toml");
        let mut file: shape::TableFile = self.file(&path)?;
        let key = FieldKey::file(&path);
        let scope = self.scope(&path, &file.footnotes);
        if let Some(from) = &file.from {
            if !file.rows.is_empty() {
                self.tell("R030", &key.child("fra"));
            }
            file.rows = self.rows_from(from, &key.child("fra"), file.columns.len())?;
        }
        let list = key.child("kolonne");
        self.unique(file.columns.iter().map(|c| c.id.0.as_str()), &list);
        self.unique(
            file.rows.iter().map(|r| r.id.0.as_str()),
            &key.child("raekke"),
        );
        let columns: Vec<Column> = file
            .columns
            .iter()
            .enumerate()
            .map(|(i, c)| column(c, &list.item(i)))
            .collect();
        let row_headers = file.row_headers.unwrap_or(1);
        self.headed(&columns, row_headers, &key);
        let rows = self.rows(&file, &columns, &key.child("raekke"), &scope);
        let notes = file
            .notes
            .iter()
            .enumerate()
            .map(|(i, n)| label(n, key.child("noter").item(i)))
            .collect();
        let row_headers = row_headers.min(columns.len().saturating_sub(1));
        Some(Table {
            id: id.to_owned(),
            title: label(&file.title, key.child("titel")),
            source: file
                .source
                .as_ref()
                .map(|text| label(text, key.child("kilde"))),
            notes,
            summary: file.summary,
            wide: file.wide,
            row_headers,
            columns,
            rows,
            note: file.note,
            key,
        })
    }

    /// A table without column heads cannot be read aloud: refused. Columns of row headers may do without.
    fn headed(&mut self, columns: &[Column], row_headers: usize, key: &FieldKey) {
        let headless = |column: &Column| column.title.text.trim().is_empty();
        if columns.len() <= row_headers || columns.iter().skip(row_headers).any(headless) {
            self.tell("R031", &key.child("kolonne"));
        }
    }

    /// Rows with every cell given its column; rows that do not fill the table are told.
    fn rows(
        &mut self,
        file: &shape::TableFile,
        columns: &[Column],
        list: &FieldKey,
        scope: &Arc<Scope>,
    ) -> Vec<Row> {
        let mut taken: Vec<usize> = vec![0; columns.len()];
        let mut out = Vec::new();
        for (index, row) in file.rows.iter().enumerate() {
            let key = list.item(index);
            let mut free = (0..columns.len())
                .filter(|&column| taken[column] == 0)
                .collect::<Vec<_>>()
                .into_iter();
            let mut cells = Vec::new();
            let mut fits = true;
            for (i, cell) in row.cells.iter().enumerate() {
                let Some(column) = free.next() else {
                    fits = false;
                    break;
                };
                let cell = self.cell(cell, column, columns, key.child("celler").item(i), scope);
                for next in column + 1..column + cell.colspan {
                    fits &= free.next() == Some(next);
                }
                cells.push(cell);
            }
            if !fits || free.next().is_some() {
                let span = self.sources.span(&key.child("celler"));
                let finding = Diagnostic::at("R032", span)
                    .arg("id", &row.id.0)
                    .arg("kolonner", columns.len());
                self.found.push(finding.arg("celler", row.cells.len()));
                continue;
            }
            taken
                .iter_mut()
                .for_each(|left| *left = left.saturating_sub(1));
            for cell in &cells {
                taken[cell.column..cell.column + cell.colspan].fill(cell.rowspan - 1);
            }
            out.push(Row {
                id: row.id.0.clone(),
                kind: row.kind,
                cells,
            });
        }
        if taken.iter().any(|&left| left > 0) {
            self.tell("R033", list);
        }
        out
    }

    fn cell(
        &mut self,
        cell: &shape::TableCell,
        column: usize,
        columns: &[Column],
        key: FieldKey,
        scope: &Arc<Scope>,
    ) -> Cell {
        let unit = columns[column].unit;
        let plain = |content, key| Cell {
            key,
            column,
            content,
            colspan: 1,
            rowspan: 1,
            footnote: None,
        };
        match cell {
            shape::TableCell::Words(text) => plain(CellContent::Words(text.clone()), key),
            shape::TableCell::Number(number) => match self.decimal(number, &key) {
                Some(value) => plain(
                    CellContent::Values(vec![Quantity::number(value, unit, key.clone())]),
                    key,
                ),
                None => plain(CellContent::Words(String::new()), key),
            },
            shape::TableCell::Full(full) => {
                let content = self.cell_content(full, unit, &key, scope);
                let colspan = full.colspan.unwrap_or(1).clamp(1, columns.len());
                let rowspan = full.rowspan.unwrap_or(1).clamp(1, 10_000);
                let footnote = self.note(full.footnote.as_ref(), &key, scope);
                Cell {
                    key,
                    column,
                    content,
                    colspan,
                    rowspan,
                    footnote,
                }
            }
        }
    }

    fn cell_content(
        &mut self,
        full: &shape::FullCell,
        unit: Option<Unit>,
        key: &FieldKey,
        scope: &Arc<Scope>,
    ) -> CellContent {
        let given = [
            full.text.is_some(),
            full.prose.is_some(),
            !full.values.is_empty(),
        ];
        if given.iter().filter(|given| **given).count() > 1 {
            self.tell("R034", key);
        }
        if let Some(text) = &full.prose {
            return CellContent::Prose(prose(text, key.child("prosa"), scope));
        }
        if full.values.is_empty() {
            return CellContent::Words(full.text.clone().unwrap_or_default());
        }
        let list = key.child("vaerdier");
        let values = full.values.iter().enumerate();
        CellContent::Values(
            values
                .map(|(i, value)| self.full(value, unit, list.item(i), scope))
                .collect(),
        )
    }

    pub(super) fn figures(
        &mut self,
        tables: &BTreeMap<String, Table>,
        budget: &Budget,
        agreements: &Vec<Agreement>,
    ) -> BTreeMap<String, Figure> {
        let names = self.sources.names_in("figurer");
        let mut out = BTreeMap::new();
        for id in names {
            let path = format!("figurer/{id}.toml");
            let Some(file) = self.file::<shape::FigureFile>(&path) else {
                continue;
            };
            let key = FieldKey::file(&path);
            let content = match (&file.chart, &file.image) {
                (Some(chart), None) => self
                    .chart(chart, &key.child("diagram"), tables, budget, agreements)
                    .map(FigureContent::Chart),
                (None, Some(image)) => {
                    if file.alt.is_none() {
                        self.tell("R035", &key.child("billede"));
                    }
                    self.image(image, file.width.as_ref(), &key.child("billede"))
                        .map(FigureContent::Image)
                }
                (Some(_), Some(_)) | (None, None) => {
                    self.tell("R036", &key.child("titel"));
                    None
                }
            };
            let Some(content) = content else { continue };
            let notes = file
                .notes
                .iter()
                .enumerate()
                .map(|(i, n)| label(n, key.child("noter").item(i)))
                .collect();
            let figure = Figure {
                id: id.clone(),
                title: label(&file.title, key.child("titel")),
                alt: file.alt.as_ref().map(|alt| label(alt, key.child("alt"))),
                source: file
                    .source
                    .as_ref()
                    .map(|text| label(text, key.child("kilde"))),
                notes,
                content,
                table: file
                    .chart
                    .as_ref()
                    .and_then(|chart| chart.table.as_ref())
                    .map(|id| id.0.clone()),
                note: file.note,
                key,
            };
            out.insert(id, figure);
        }
        out
    }

    fn chart(
        &mut self,
        spec: &shape::ChartSpec,
        key: &FieldKey,
        tables: &BTreeMap<String, Table>,
        budget: &Budget,
        agreements: &[Agreement],
    ) -> Option<Chart> {
        let given = [spec.table.is_some(), spec.budget, !spec.series.is_empty()];
        if given.iter().filter(|given| **given).count() != 1 {
            self.tell("R037", key);
            return None;
        }
        let mut data = match &spec.table {
            Some(id) => {
                let known: Vec<String> = tables.keys().cloned().collect();
                self.resolve(&id.0, &known, "R038", &key.child("tabel"))?;
                self.table_data(spec, tables.get(&id.0)?, key)?
            }
            None if spec.budget => budget_data(budget, agreements),
            None => self.written_data(spec, key)?,
        };
        if spec.transpose {
            data = data.transposed();
        }
        let decimals = spec.decimals.unwrap_or(data.decimals);
        Some(Chart {
            kind: spec.kind,
            unit: spec.unit,
            decimals,
            categories: data.categories,
            series: data.series,
        })
    }

    /// Rows of a table as series; cells without one number are missing.
    fn table_data(
        &mut self,
        spec: &shape::ChartSpec,
        table: &Table,
        key: &FieldKey,
    ) -> Option<Data> {
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
        let mut data = Data::default();
        data.categories = columns
            .iter()
            .map(|&c| table.columns[c].title.text.replace('\n', " "))
            .collect();
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

    fn written_data(&mut self, spec: &shape::ChartSpec, key: &FieldKey) -> Option<Data> {
        let scope = Arc::new(Scope::default());
        let mut data = Data {
            categories: spec.categories.clone(),
            ..Data::default()
        };
        for (index, series) in spec.series.iter().enumerate() {
            let at = key.child("serie").item(index).child("vaerdier");
            if series.values.len() != spec.categories.len() {
                self.tell("R041", &at);
                return None;
            }
            let values = series.values.iter().enumerate();
            let values = values
                .map(|(i, value)| self.value(value, Some(spec.unit), at.item(i), &scope).value);
            let values: Vec<_> = values.collect();
            data.push(series.name.clone(), values);
        }
        Some(data)
    }

    pub(super) fn annex(&mut self, id: &str, listed: &FieldKey) -> Option<Annex> {
        let path = format!("bilag/{id}.toml");
        if self.sources.file(&path).is_none() {
            let known = self.sources.names_in("bilag");
            self.resolve(id, &known, "R019", listed);
            return None;
        }
        let file: shape::AnnexFile = self.file(&path)?;
        let key = FieldKey::file(&path);
        let image = match (&file.image, &file.alt) {
            (Some(image), Some(alt)) => {
                let at = key.child("billede");
                self.image(image, None, &at)
                    .map(|image| (image, label(alt, key.child("alt"))))
            }
            (Some(_), None) => {
                self.tell("R035", &key.child("billede"));
                None
            }
            (None, _) => None,
        };
        let scope = Arc::new(Scope {
            prefix: format!("bilag-{id}"),
            ..Scope::default()
        });
        Some(Annex {
            id: id.to_owned(),
            title: label(&file.title, key.child("titel")),
            kind: file.kind,
            text: prose(&file.text, key.child("tekst"), &scope),
            image,
            note: file.note,
            key,
        })
    }

    fn image(
        &mut self,
        path: &str,
        width: Option<&crate::schema::measure::Number>,
        key: &FieldKey,
    ) -> Option<Image> {
        let bytes = match self.sources.asset(path, ASSET_LIMIT, key) {
            Ok(bytes) => bytes,
            Err(finding) => {
                self.found.push(*finding);
                return None;
            }
        };
        let Some((format, size)) = measure(&bytes) else {
            let place = Place::primary(self.sources.span(key));
            self.found
                .push(Diagnostic::new("R042").arg("sti", path).label(place));
            return None;
        };
        let width = width
            .and_then(|number| number.0.parse::<f64>().ok())
            .unwrap_or(1.0)
            .clamp(0.05, 1.0);
        Some(Image {
            bytes: bytes.into(),
            format,
            size,
            width,
        })
    }
}

fn column(column: &shape::TableColumn, key: &FieldKey) -> Column {
    let width = column
        .width
        .as_ref()
        .and_then(|number| number.0.parse::<f64>().ok())
        .unwrap_or(1.0);
    Column {
        id: column.id.0.clone(),
        title: label(&column.title, key.child("titel")),
        group: column
            .group
            .as_ref()
            .map(|text| label(text, key.child("gruppe"))),
        width: width.clamp(0.05, 100.0),
        align: column.align,
        unit: column.unit,
    }
}

fn cell_words(cell: &Cell) -> String {
    match &cell.content {
        CellContent::Words(text) => text.replace('\n', " "),
        CellContent::Prose(prose) => prose.text.clone(),
        CellContent::Values(_) => String::new(),
    }
}

/// Format and size of a picture; `None` for anything that is not a whole PNG, JPEG or SVG.
fn measure(bytes: &[u8]) -> Option<(ImageFormat, (u32, u32))> {
    use resvg::usvg;
    let raster = |format| {
        let size = imagesize::blob_size(bytes).ok()?;
        let (width, height) = (
            u32::try_from(size.width).ok()?,
            u32::try_from(size.height).ok()?,
        );
        (width > 0 && height > 0).then_some((format, (width, height)))
    };
    match imagesize::image_type(bytes) {
        Ok(imagesize::ImageType::Png) => raster(ImageFormat::Png),
        Ok(imagesize::ImageType::Jpeg) => raster(ImageFormat::Jpeg),
        Ok(_) => None,
        Err(_) => {
            let size = usvg::Tree::from_data(bytes, &usvg::Options::default())
                .ok()?
                .size()
                .to_int_size();
            Some((ImageFormat::Svg, (size.width(), size.height())))
        }
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
