//! Sub-goals of the delaftale at hand with indicators and baselines; footnotes on values.

use crate::{
    doc::{Align, Cell, Inline, Row, RowKind, Table, Text},
    model::{
        measure::{Note, Quantity},
        registers::Measurement,
    },
    template::words::Overview,
};

use super::{super::leaf, Composer, row, tall};

impl Composer<'_> {
    pub(super) fn goals_table(&mut self, words: &Overview) -> Option<Table> {
        let plan = self.plan;
        let agreement = &plan.agreements[self.agreement?];
        if agreement.goals.is_empty() {
            return None;
        }
        let title = words.title.replace("{navn}", &agreement.name.text);
        let mut table = self.frame(words, &title, &[Align::Left; 6]);
        if let (Some(title), Some(head)) = (&agreement.comparison_title, table.header.first_mut()) {
            head.cells[3] = leaf::cell(leaf::label(title, &self.template.words));
        }
        for goal in &agreement.goals {
            let mut name = leaf::label(&goal.title, &self.template.words);
            if let Some(note) = &goal.footnote {
                let note = self.data_note(note);
                name.inlines.push(note);
            }
            let mut rows = Vec::new();
            for indicator in &goal.indicators {
                let title = leaf::cell(leaf::label(&indicator.title, &self.template.words));
                let key = format!("{}.{}", goal.id, indicator.id);
                rows.extend(self.measurement_rows(&key, title, &indicator.measurements));
            }
            if rows.is_empty() {
                rows.push(row(
                    &goal.id,
                    RowKind::Plain,
                    vec![leaf::cell_of(Vec::new()); 5],
                ));
            }
            lead(&mut rows, leaf::cell(name));
            table.rows.extend(rows);
        }
        Some(table)
    }

    /// Rows of one indicator: its title over all its measurements, then area, comparison, year, source.
    pub(super) fn measurement_rows(
        &mut self,
        key: &str,
        title: Cell,
        measurements: &[Measurement],
    ) -> Vec<Row> {
        let mut rows = Vec::new();
        for (index, measurement) in measurements.iter().enumerate() {
            let words = &self.template.words;
            let year = measurement.year.map_or_else(Text::default, |year| {
                leaf::text(&year.to_string(), &measurement.key.child("aar"), words)
            });
            let source = leaf::cell(leaf::label(&measurement.source, words));
            let area = measurement
                .area
                .iter()
                .map(|value| self.noted(value))
                .collect();
            let comparison = measurement
                .comparison
                .iter()
                .map(|value| self.noted(value))
                .collect();
            let cells = vec![
                leaf::cell_of(area),
                leaf::cell_of(comparison),
                leaf::cell(year),
                source,
            ];
            rows.push(row(&format!("{key}.{index}"), RowKind::Plain, cells));
        }
        if rows.is_empty() {
            rows.push(row(key, RowKind::Plain, vec![leaf::cell_of(Vec::new()); 4]));
        }
        lead(&mut rows, title);
        rows
    }

    /// A value with the footnote on it.
    pub(in crate::compose) fn noted(&mut self, value: &Quantity) -> Text {
        let mut text = leaf::quantity(value, &self.template.words);
        if let Some(note) = &value.footnote {
            let note = self.data_note(note);
            text.inlines.push(note);
        }
        text
    }

    /// A footnote that data refer to.
    pub(in crate::compose) fn data_note(&mut self, note: &Note) -> Inline {
        Inline::Note {
            id: note.id.clone(),
            content: self.inline_prose(&note.prose),
        }
    }
}

/// Puts a cell before the first of some rows, over all of them.
pub(in crate::compose) fn lead(rows: &mut [Row], cell: Cell) {
    let count = rows.len();
    if let Some(first) = rows.first_mut() {
        first.cells.insert(0, tall(cell, count));
    }
}
