//! Tables and annexes.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    model::{
        Scope,
        content::{Annex, Cell, CellContent, Column, Row, Table},
        measure::{Quantity, Unit},
    },
    schema::content as shape,
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
        let mut data = None;
        if let Some(from) = &file.from {
            if !file.rows.is_empty() {
                self.tell("R030", &key.child("fra"));
            }
            let (rows, kept) = self.rows_from(from, &key.child("fra"), file.columns.len())?;
            file.rows = rows;
            data = Some(kept);
        }
        // Rows of a file stand under the key that names the file.
        let (rows, place) = match &file.from {
            Some(_) => (key.child("fra").child("raekke"), key.child("fra")),
            None => (key.child("raekke"), key.child("titel")),
        };
        if file.rows.is_empty() {
            self.tell("R049", &place);
        }
        let list = key.child("kolonne");
        self.unique(file.columns.iter().map(|c| c.id.0.as_str()), &list);
        self.unique(file.rows.iter().map(|r| r.id.0.as_str()), &rows);
        let columns: Vec<Column> = file
            .columns
            .iter()
            .enumerate()
            .map(|(i, c)| column(c, &list.item(i)))
            .collect();
        let row_headers = file.row_headers.unwrap_or(1);
        self.headed(&columns, row_headers, &key);
        let rows = self.rows(&file, &columns, &rows, &scope);
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
            data,
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
        for column in (0..taken.len()).filter(|&column| taken[column] > 0) {
            let cells = out.iter().rev().flat_map(|row: &Row| &row.cells);
            let mut over = cells.filter(|cell| cell.columns().contains(&column));
            if let Some(cell) = over.next() {
                let key = cell.key.clone();
                self.tell("R033", &key);
            }
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
            key,
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
