//! Tables and annexes.

use std::collections::BTreeMap;

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    model::{
        content::{Annex, AnnexKind, Cell, CellContent, Column, Row, Table},
        measure::{Quantity, Unit},
    },
    schema::content as shape,
};

use super::{
    Lower,
    rows::{self, Merged, Want},
};

/// Columns that a table of Word's can have.
const MOST_COLUMNS: usize = 63;

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
        let key = file.key.clone();
        let mut data = None;
        if let Some(from) = &file.from {
            if !file.rows.is_empty() {
                self.tell("R030", &from.key);
            }
            let wants = file.columns.iter().map(|column| Want::Value(column.unit));
            let wants: Vec<Want> = wants.collect();
            let (rows, kept) = self.rows_from(from, &wants, Merged::Kept)?;
            file.rows = rows::named(rows);
            data = Some(kept);
        }
        // Rows of a file stand under the key that names the file.
        let (rows, place) = match &file.from {
            Some(from) => (from.key.child("raekke"), from.key.clone()),
            None => (key.child("raekke"), file.title.key.clone()),
        };
        if file.rows.is_empty() {
            self.tell("R049", &place);
        }
        let list = key.child("kolonne");
        self.unique(file.columns.iter().map(|c| c.id.as_str()), &list);
        self.unique(file.rows.iter().map(|r| r.id.0.as_str()), &rows);
        let row_headers = file.row_headers.unwrap_or(1);
        self.headed(&file.columns, row_headers, &key);
        if file.columns.len() > MOST_COLUMNS {
            let span = self.sources.span(&key.child("kolonne"));
            let finding = Diagnostic::at("R080", span).arg("kolonner", file.columns.len());
            self.found.push(finding.arg("graense", MOST_COLUMNS));
        }
        let rows = self.rows(file.rows, &file.columns, &rows);
        Some(Table {
            id: id.to_owned(),
            title: file.title,
            source: file.source,
            notes: file.notes,
            summary: file.summary,
            wide: file.wide,
            row_headers: row_headers.min(file.columns.len().saturating_sub(1)),
            columns: file.columns,
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
        shapes: Vec<shape::TableRow>,
        columns: &[Column],
        list: &FieldKey,
    ) -> Vec<Row> {
        let mut taken: Vec<usize> = vec![0; columns.len()];
        let mut out = Vec::new();
        for (index, row) in shapes.into_iter().enumerate() {
            let key = list.item(index);
            let written = row.cells.len();
            let mut free = (0..columns.len())
                .filter(|&column| taken[column] == 0)
                .collect::<Vec<_>>()
                .into_iter();
            let mut cells = Vec::new();
            let mut fits = true;
            for (i, cell) in row.cells.into_iter().enumerate() {
                let Some(column) = free.next() else {
                    fits = false;
                    break;
                };
                let cell = self.cell(cell, column, columns, key.child("celler").item(i));
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
                self.found.push(finding.arg("celler", written));
                continue;
            }
            taken
                .iter_mut()
                .for_each(|left| *left = left.saturating_sub(1));
            for cell in &cells {
                taken[cell.column..cell.column + cell.colspan].fill(cell.rowspan - 1);
            }
            out.push(Row {
                id: row.id.0,
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
        without_covered(out)
    }

    fn cell(
        &mut self,
        cell: shape::TableCell,
        column: usize,
        columns: &[Column],
        key: FieldKey,
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
            shape::TableCell::Words(text) => {
                let date = self.sources.date(&key).and_then(rows::date_words);
                plain(CellContent::Words(date.unwrap_or(text)), key)
            }
            shape::TableCell::Number(number) => {
                let value = self.decimal(&number, &key).unwrap_or_default();
                // What a data file holds has been read with more care already.
                if self.sources.holds(&key) {
                    self.counted(Some(value), unit, &key);
                }
                let value = Quantity::number(value, unit, key.clone());
                plain(CellContent::Values(vec![value]), key)
            }
            shape::TableCell::Missing(reason) => {
                let at = key.child("vaerdier").item(0);
                let value = Quantity::missing(reason, unit, at);
                plain(CellContent::Values(vec![value]), key)
            }
            shape::TableCell::Full(full) => {
                let colspan = full.colspan.unwrap_or(1).clamp(1, columns.len());
                let rowspan = full.rowspan.unwrap_or(1).clamp(1, 10_000);
                let footnote = full.footnote.clone();
                Cell {
                    content: self.cell_content(*full, unit, &key),
                    key,
                    column,
                    colspan,
                    rowspan,
                    footnote,
                }
            }
        }
    }

    fn cell_content(
        &mut self,
        full: shape::FullCell,
        unit: Option<Unit>,
        key: &FieldKey,
    ) -> CellContent {
        let given = [
            full.text.is_some(),
            full.prose.is_some(),
            !full.values.is_empty(),
        ];
        if given.iter().filter(|given| **given).count() > 1 {
            self.tell("R034", key);
        }
        if let Some(prose) = full.prose {
            return CellContent::Prose(prose);
        }
        let mut values = full.values;
        if values.is_empty() {
            return CellContent::Words(full.text.unwrap_or_default());
        }
        self.quantities(&mut values, unit);
        CellContent::Values(values)
    }

    pub(super) fn annex(&mut self, id: &str, listed: &FieldKey) -> Option<Annex> {
        let path = format!("bilag/{id}.toml");
        if self.sources.file(&path).is_none() {
            let known = self.sources.names_in("bilag");
            self.resolve(id, &known, "R019", listed);
            return None;
        }
        let file: shape::AnnexFile = self.file(&path)?;
        if let Some(image) = &file.image
            && file.kind != AnnexKind::Kort
        {
            self.tell("P040", &image.key);
        }
        if let (None, Some(alt)) = (&file.image, &file.alt) {
            self.tell("P041", &alt.key);
        }
        let image = match (&file.image, file.alt) {
            (Some(image), Some(alt)) => self.image(image, 1.0).map(|image| (image, alt)),
            (Some(image), None) => {
                self.tell("R035", &image.key);
                None
            }
            (None, _) => None,
        };
        Some(Annex {
            id: id.to_owned(),
            key: file.key,
            title: file.title,
            kind: file.kind,
            text: file.text,
            image,
        })
    }
}

/// Rows without those that hold no cell of their own: the cells above cover all of them, so nobody can tell that they are there.
/// `[{ tekst = "a", raekker = 2 }, { tekst = "b", raekker = 2 }]` and `[]` are one row.
fn without_covered(rows: Vec<Row>) -> Vec<Row> {
    let mut out: Vec<Row> = Vec::new();
    // The rows that are gone, and those that are left, by their places in the file.
    let mut covered: Vec<usize> = Vec::new();
    let mut at = Vec::new();
    for (index, row) in rows.into_iter().enumerate() {
        if row.cells.is_empty() && !out.is_empty() {
            covered.push(index);
        } else {
            at.push(index);
            out.push(row);
        }
    }
    for (row, start) in out.iter_mut().zip(at) {
        for cell in &mut row.cells {
            let reach = start..start + cell.rowspan;
            cell.rowspan -= covered.iter().filter(|row| reach.contains(row)).count();
        }
    }
    out
}
