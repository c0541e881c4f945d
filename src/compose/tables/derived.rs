//! Tables that the template family declares over its registers.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::{
    doc::{Align, Cell, Column, FieldKey, Origin, RowKind, Style, Table, TableRole, Text},
    model::{
        declared::ColumnForm,
        derived::{Derived, DerivedCell, TOTAL},
        records::{Entry, EntryValue},
    },
    template::{FORM, markdown, words::Words},
};

use super::{
    super::{data, leaf},
    Composer, row,
};

impl Composer<'_> {
    /// A table of the family's own; nothing where there is nothing to show.
    pub(super) fn derived_table(&mut self, derived: &Derived) -> Option<Table> {
        let words = &self.template.words;
        let form = &derived.form;
        let fixed = |text: &str| leaf::fixed(text, FORM, words);
        let heads = form
            .columns
            .iter()
            .map(|column| leaf::cell(fixed(&column.title)));
        let rows = derived.rows.iter().map(|one| {
            let kind = if one.id == TOTAL {
                RowKind::Total
            } else {
                RowKind::Plain
            };
            let cells = form.columns.iter().zip(&one.cells).enumerate();
            let cells = cells.map(|(at, (column, cell))| match &form.total {
                Some(head) if at == 0 && one.id == TOTAL => leaf::cell(fixed(head)),
                Some(_) | None => self.derived_cell(derived, at, column, cell),
            });
            row(&one.id, kind, cells.collect())
        });
        let rows: Vec<_> = rows.collect();
        let columns = form.columns.iter().enumerate();
        let columns = columns.map(|(at, column)| Column {
            width: column.width,
            align: if at > 0 && numeric(derived, at) {
                Align::Right
            } else {
                Align::Left
            },
        });
        (!rows.is_empty()).then(|| Table {
            caption: fixed(&form.title),
            columns: columns.collect(),
            header: vec![row("hoved", RowKind::Plain, heads.collect())],
            rows,
            row_headers: 1,
            replaces: None,
            was: None,
            source: None,
            notes: form.notes.iter().map(|note| fixed(note)).collect(),
            wide: false,
            role: TableRole::Data,
            summary: None,
        })
    }

    fn derived_cell(
        &self,
        derived: &Derived,
        at: usize,
        column: &ColumnForm,
        cell: &DerivedCell,
    ) -> Cell {
        let words = &self.template.words;
        let text = match cell {
            DerivedCell::Field(entry) => {
                let shown = self.entry_words(&derived.form.rows, column, entry);
                let mut text = leaf::text(&shown, &entry.key, words);
                // What is printed is what is written for words only.
                if !matches!(entry.value, EntryValue::Words(_)) {
                    text.field = None;
                }
                text
            }
            DerivedCell::Year(year) => leaf::fixed(&year.to_string(), FORM, words),
            DerivedCell::Number(value, keys) => {
                computed(&number(*value, column, words), keys.first(), words)
            }
            DerivedCell::Empty if at == 0 => leaf::fixed(&derived.form.rows, FORM, words),
            DerivedCell::Empty => Text::default(),
        };
        leaf::cell(text)
    }

    /// What is printed for a field of a record.
    fn entry_words(&self, register: &str, column: &ColumnForm, entry: &Entry) -> String {
        let plan = self.plan;
        let register = plan.register(register);
        let form = register.and_then(|register| Some(register.form.field(column.field())?.1));
        let words = &self.template.words;
        data::entry_words(plan, form, entry, |value| number(value, column, words))
    }
}

/// A number that is computed from values of the plan, the first of which it leads to.
fn computed(shown: &str, key: Option<&FieldKey>, words: &Words) -> Text {
    let origin = key.map_or_else(
        || Origin::Template(FORM.to_owned()),
        |key| Origin::Derived(key.clone()),
    );
    let inlines = markdown::words(shown, Style::default(), &origin, &words.unbroken);
    Text::of(None, inlines)
}

/// A number of a column as it is printed: with so many decimals, and its unit.
pub fn number(value: Decimal, column: &ColumnForm, words: &Words) -> String {
    let mut rounded =
        value.round_dp_with_strategy(column.decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(column.decimals);
    match column.unit {
        Some(unit) => words.with_unit(rounded, unit),
        None => words.number(rounded),
    }
}

fn numeric(derived: &Derived, at: usize) -> bool {
    let mut cells = derived.rows.iter().filter_map(|row| row.cells.get(at));
    cells.all(|cell| match cell {
        DerivedCell::Number(..) | DerivedCell::Year(_) | DerivedCell::Empty => true,
        DerivedCell::Field(entry) => {
            matches!(entry.value, EntryValue::Number(_) | EntryValue::Year(_))
        }
    })
}
