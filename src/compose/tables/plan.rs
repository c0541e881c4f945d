//! Tables as the plan writes them.

use crate::{
    doc::{self, Align, Column, RowKind, Table, TableRole, Text},
    model::content::{self, Cell, CellAlign, CellContent, TableRowKind},
};

use super::{super::leaf, Composer, row};

impl Composer<'_> {
    /// A table of `tabeller/`.
    pub(in crate::compose) fn plan_table(&mut self, table: &content::Table) -> Table {
        let words = &self.template.words;
        let figures: Vec<bool> = (0..table.columns.len())
            .map(|index| stands_right(table, index))
            .collect();
        let columns = table
            .columns
            .iter()
            .zip(&figures)
            .map(|(column, figures)| Column {
                width: column.width,
                align: match column.align {
                    Some(CellAlign::Venstre) => Align::Left,
                    Some(CellAlign::Midt) => Align::Center,
                    Some(CellAlign::Hoejre) => Align::Right,
                    None if *figures => Align::Right,
                    None => Align::Left,
                },
            });
        let columns = columns.collect();
        let header = self.heads(table);
        let source = table
            .source
            .as_ref()
            .map(|source| leaf::label(source, words));
        let notes = table
            .notes
            .iter()
            .map(|note| leaf::label(note, words))
            .collect();
        let rows = table.rows.iter().map(|line| {
            let kind = match line.kind {
                TableRowKind::Almindelig => RowKind::Plain,
                TableRowKind::Gruppe => RowKind::Group,
                TableRowKind::Sum => RowKind::Total,
            };
            let cells = line.cells.iter().map(|cell| {
                // Words among figures stand where words do.
                let figures = figures.get(cell.column).is_some_and(|figures| *figures);
                let words = figures && cell.colspan == 1 && !is_figure(cell);
                doc::Cell {
                    align: words.then_some(Align::Left),
                    ..self.plan_cell(cell)
                }
            });
            row(&line.id, kind, cells.collect())
        });
        Table {
            role: TableRole::Data,
            caption: leaf::label(&table.title, words),
            columns,
            header,
            rows: rows.collect(),
            row_headers: table.row_headers,
            replaces: None,
            was: None,
            source,
            notes,
            wide: table.wide,
            summary: table.summary.clone(),
        }
    }

    /// One row of heads, or two where neighbouring columns name a group.
    fn heads(&self, table: &content::Table) -> Vec<doc::Row> {
        let words = &self.template.words;
        let head = |column: &content::Column| leaf::cell(leaf::label(&column.title, words));
        if table.columns.iter().all(|column| column.group.is_none()) {
            return vec![row(
                "hoved",
                RowKind::Plain,
                table.columns.iter().map(head).collect(),
            )];
        }
        let (mut upper, mut lower) = (Vec::new(), Vec::new());
        let mut rest = table.columns.as_slice();
        while let Some(first) = rest.first() {
            let Some(group) = &first.group else {
                upper.push(super::tall(head(first), 2));
                rest = &rest[1..];
                continue;
            };
            let same = |column: &&content::Column| {
                column
                    .group
                    .as_ref()
                    .is_some_and(|other| other.text == group.text)
            };
            let span = rest.iter().take_while(same).count();
            upper.push(doc::Cell {
                colspan: span,
                ..leaf::cell(leaf::label(group, words))
            });
            lower.extend(rest[..span].iter().map(head));
            rest = &rest[span..];
        }
        vec![
            row("gruppehoved", RowKind::Plain, upper),
            row("hoved", RowKind::Plain, lower),
        ]
    }

    fn plan_cell(&mut self, cell: &Cell) -> doc::Cell {
        let mut content: Vec<Text> = match &cell.content {
            CellContent::Words(text) => Some(leaf::text(text, &cell.key, &self.template.words))
                .into_iter()
                .filter(|t| !t.is_empty())
                .collect(),
            CellContent::Prose(prose) => vec![self.inline_prose(prose)],
            CellContent::Values(values) => values.iter().map(|value| self.noted(value)).collect(),
        };
        if let Some(note) = &cell.footnote {
            let note = self.data_note(note);
            match content.last_mut() {
                Some(last) => last.inlines.push(note),
                None => content.push(Text::of(None, vec![note])),
            }
        }
        doc::Cell {
            content,
            colspan: cell.colspan,
            rowspan: cell.rowspan,
            align: None,
            before: None,
        }
    }
}

/// Whether a column is one of figures, which stand right: most of its cells are, and the plan does not say otherwise.
fn stands_right(table: &content::Table, column: usize) -> bool {
    let free = table.columns[column].align.is_none() && column >= table.row_headers;
    free && holds_numbers(table, column)
}

fn holds_numbers(table: &content::Table, column: usize) -> bool {
    let cells = table
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter(|cell| cell.column == column && cell.colspan == 1);
    let (figures, others): (Vec<&Cell>, Vec<&Cell>) = cells.partition(|cell| is_figure(cell));
    figures.len() > others.len()
}

/// Whether a cell holds a bare number, or nothing.
fn is_figure(cell: &Cell) -> bool {
    match &cell.content {
        CellContent::Values(values) => {
            matches!(values.as_slice(), [one] if one.label.is_none() && one.text.is_none())
        }
        CellContent::Words(text) => text.is_empty(),
        CellContent::Prose(_) => false,
    }
}
