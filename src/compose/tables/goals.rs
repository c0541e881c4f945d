//! Sub-goals of the delaftale at hand with indicators and baselines; footnotes on values.

use crate::{
    doc::{Align, Cell, Column, Inline, Row, RowKind, Table, Text},
    model::{
        agreement::Indicator,
        measure::{Note, Quantity},
        registers::Measurement,
        walk::word,
    },
    template::words::Overview,
};

/// Where the column of what is aimed at stands, in plans that show it: after goal and indicator.
const TARGET: usize = 2;
/// What the two columns of baselines, which hold numbers, keep of their width for it.
const KEPT: f64 = 0.72;

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
        if plan.meta.targets_shown {
            self.add_targets(&mut table, words);
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
                let mut of_it = self.measurement_rows(&key, title, &indicator.measurements);
                if plan.meta.targets_shown {
                    let target = self.aimed_at(indicator, words);
                    let count = of_it.len();
                    of_it[0].cells.insert(TARGET - 1, tall(target, count));
                }
                rows.extend(of_it);
            }
            if rows.is_empty() {
                let columns = table.columns.len() - 1;
                rows.push(row(
                    &goal.id,
                    RowKind::Plain,
                    vec![leaf::cell_of(Vec::new()); columns],
                ));
            }
            lead(&mut rows, leaf::cell(name));
            table.rows.extend(rows);
        }
        Some(table)
    }

    /// The column of what is aimed at, after that of indicators.
    fn add_targets(&self, table: &mut Table, words: &Overview) {
        let head = self.fixed(words.words.get("maal").map_or("", String::as_str));
        if let Some(heads) = table.header.first_mut() {
            heads.cells.insert(TARGET, leaf::cell(head));
        }
        let baselines = table.columns.iter_mut().skip(TARGET).take(2);
        let width = baselines.map(|column| {
            let given = column.width * (1.0 - KEPT);
            column.width -= given;
            given
        });
        let column = Column {
            width: width.sum(),
            align: Align::Left,
        };
        table.columns.insert(TARGET, column);
    }

    /// Which way an indicator is to move, and how far: `Stiger til 60 %`.
    fn aimed_at(&self, indicator: &Indicator, words: &Overview) -> Cell {
        let around = &self.template.words;
        let way = indicator.direction.map(word);
        let target = indicator.target;
        let target = target.map(|target| around.quantified(target, indicator.unit()));
        let pattern = match (&way, &target) {
            (Some(way), Some(_)) => format!("{way}_til"),
            (Some(way), None) => way.clone(),
            (None, Some(_)) => "maaltal".to_owned(),
            (None, None) => return leaf::cell_of(Vec::new()),
        };
        let said = words
            .words
            .get(&pattern)
            .map_or("{maaltal}", String::as_str);
        let said = said.replace("{maaltal}", &target.unwrap_or_default());
        let key = match indicator.target {
            Some(_) => indicator.target_key(),
            None => indicator.title.key.parent().child("retning"),
        };
        leaf::cell(self.derived(&said, &key))
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
