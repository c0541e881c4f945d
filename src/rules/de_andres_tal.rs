//! "{{ tabel.t.engen.andel }} i hele kommunen" where the table has a row of the municipality's own: two cells exchanged.

use crate::{
    diag::{Diagnostic, Label as Place},
    model::content::Table,
};

use super::{
    Checked,
    beside::{self, begins, split},
    texts::{Slot, Text},
};

/// What follows a number that is the municipality's.
const THEIRS: [&str; 4] = [
    "i hele kommunen",
    "i kommunen",
    "i hele landet",
    "på landsplan",
];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.prose_once() {
        for slot in &text.slots {
            let Some(said) = said(text, slot) else {
                continue;
            };
            let Some(title) = own_title(checked, slot.path) else {
                continue;
            };
            found.push(
                Diagnostic::new("T040")
                    .arg("ord", said)
                    .quote("titel", title)
                    .label(Place::primary(checked.inside(text, slot.range.clone()))),
            );
        }
    }
}

/// The words at once after a slot by which its number is another's.
fn said(text: &Text<'_>, slot: &Slot<'_>) -> Option<&'static str> {
    let rest = text.text.get(slot.range.end..)?.trim_start();
    let mut all = THEIRS.into_iter();
    all.find(|words| rest.starts_with(words))
}

/// The plan's own row or column that a slot fetches a cell of, in a table whose rows or columns are the plan's and others'.
fn own_title<'a>(checked: &Checked<'a>, path: &str) -> Option<&'a str> {
    let steps: Vec<&str> = path.split('.').collect();
    let ["tabel", table, row, column] = steps.as_slice() else {
        return None;
    };
    let table: &'a Table = checked.plan.tables.get(*table)?;
    let row = table.rows.iter().find(|one| one.id == *row)?;
    let column = table.columns.iter().find(|one| one.id == *column)?;
    let compared = &checked.standards.reading.compared;
    let is_other = |words: Vec<String>| words.iter().any(|word| begins(word, compared));
    let head = beside::heads(row).last().unwrap_or_default();
    let other_column = |title: &str| is_other(split(title));
    let by_columns = table
        .columns
        .iter()
        .any(|one| other_column(&one.title.text));
    let by_rows = table
        .rows
        .iter()
        .any(|one| is_other(beside::heads(one).flat_map(split).collect()));
    match (by_columns, by_rows) {
        (true, false) if !other_column(&column.title.text) => Some(&column.title.text),
        (false, true) if !is_other(beside::heads(row).flat_map(split).collect()) => Some(head),
        _ => None,
    }
}
