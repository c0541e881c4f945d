//! Columns that are narrower than a number in them: what has no place to break is printed over what stands beside it.

use crate::{
    diag::Diagnostic,
    doc::{Table, Text, skeleton::grid, walk},
    key::FieldKey,
};

use super::Composer;

impl Composer<'_> {
    /// The first such number of a table, and its column. One is enough: what is done about it is done to the table.
    pub(in crate::compose) fn narrow(&self, table: &Table) -> Option<(usize, String)> {
        let theme = &self.template.theme;
        let room = theme.text_width(table.wide);
        let shares: f64 = table.columns.iter().map(|column| column.width).sum();
        grid::place(table.rows.iter())
            .into_iter()
            .find_map(|placed| {
                let (at, cell) = (placed.column, placed.cell);
                let column = table.columns.get(at).filter(|_| cell.colspan == 1)?;
                let width = column.width / shares.max(f64::EPSILON) * room;
                let mut numbers = cell.content.iter().flat_map(numbers);
                let number = numbers.find(|number| !theme.has_room(number, width))?;
                Some((at, number))
            })
    }

    /// Tells of such a number; `key` is where the table is written.
    pub(in crate::compose) fn tell_narrow(&mut self, table: &Table, key: &FieldKey) {
        if let Some((at, number)) = self.narrow(table) {
            let span = self.sources.span(&key.child("kolonne").item(at));
            // An upright table can still lie down.
            let code = if table.wide { "R087" } else { "R086" };
            self.found
                .push(Diagnostic::at(code, span).arg("tal", number));
        }
    }
}

/// What stands between spaces and holds a digit: it is never parted. A number and its unit keep together.
fn numbers(text: &Text) -> Vec<String> {
    let words = walk::words(&text.inlines);
    let words = words.split([' ', '\n', '\t']);
    let numbers = words.filter(|word| word.contains(|c: char| c.is_ascii_digit()));
    // Longer words with a digit in them have letters to break between.
    let few_letters = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() <= 3;
    numbers.filter(few_letters).map(str::to_owned).collect()
}
