//! "… er den største gruppe": a superlative that a table of the same delaftale contradicts.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    model::{
        content::{CellContent, Row, Table, TableRowKind},
        measure::danish,
    },
};

use super::{Checked, texts::Word};

/// Letters that a word must share with a row's words to mean that row.
const SHARED_START: usize = 10;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let names = &checked.standards.largest.words;
    for text in checked.prose() {
        let largest = |word: &&Word<'_>| names.iter().any(|name| *name == word.lower);
        if !text.words.iter().any(|word| largest(&word)) {
            continue;
        }
        let tables = tables_of(checked, text.agreement);
        for sentence in text.sentences() {
            let words = text.words_in(sentence);
            let Some(word) = words.iter().find(largest) else {
                continue;
            };
            let larger = tables.iter().find_map(|table| contradiction(table, words));
            let Some(larger) = larger else { continue };
            let span = checked.inside(text, word.range.clone());
            found.push(
                Diagnostic::new("T007")
                    .arg("raekke", larger.row)
                    .arg("kolonne", larger.column)
                    .arg("stoerre", danish(larger.value))
                    .arg("tal", danish(larger.own))
                    .label(Place::primary(span))
                    .label(checked.second(larger.key, "her-stoerre")),
            );
        }
    }
}

/// Tables that a delaftale's texts show.
fn tables_of<'a>(checked: &Checked<'a>, agreement: Option<usize>) -> Vec<&'a Table> {
    let texts = checked
        .texts
        .iter()
        .filter(|text| text.agreement == agreement);
    let slots = texts.flat_map(|text| &text.slots);
    let ids: BTreeSet<&str> = slots
        .filter_map(|slot| slot.path.strip_prefix("tabel.")?.split('.').next())
        .collect();
    ids.into_iter()
        .filter_map(|id| checked.plan.tables.get(id))
        .collect()
}

struct Larger<'a> {
    row: String,
    column: String,
    own: Decimal,
    value: Decimal,
    key: &'a FieldKey,
}

/// The first column in which another row is larger than the one that the words mean.
fn contradiction<'a>(table: &'a Table, words: &[Word<'_>]) -> Option<Larger<'a>> {
    let rows = || {
        table
            .rows
            .iter()
            .filter(|row| row.kind == TableRowKind::Almindelig)
    };
    let mut meant = rows().filter(|row| means(table, row, words));
    let (row, None) = (meant.next()?, meant.next()) else {
        return None;
    };
    for (index, column) in table.columns.iter().enumerate() {
        let Some((own, _)) = value(row, index) else {
            continue;
        };
        let others = rows().filter(|other| other.id != row.id);
        let larger = others
            .filter_map(|other| Some((other, value(other, index)?)))
            .find(|(_, (value, _))| *value > own);
        if let Some((other, (value, key))) = larger {
            return Some(Larger {
                row: head(other).unwrap_or_default().to_owned(),
                column: column.title.text.replace('\n', " "),
                own,
                value,
                key,
            });
        }
    }
    None
}

fn head(row: &Row) -> Option<&str> {
    row.cells.iter().find_map(|cell| match &cell.content {
        CellContent::Words(text) => Some(text.as_str()),
        CellContent::Prose(_) | CellContent::Values(_) => None,
    })
}

fn value(row: &Row, column: usize) -> Option<(Decimal, &FieldKey)> {
    let cell = row.cells.iter().find(|cell| cell.column == column)?;
    match &cell.content {
        CellContent::Values(values) => values.iter().find_map(|q| Some((q.value?, &q.key))),
        CellContent::Words(_) | CellContent::Prose(_) => None,
    }
}

/// Whether the words hold one of the row's own: one that no other row has.
fn means(table: &Table, row: &Row, words: &[Word<'_>]) -> bool {
    let split = |row: &Row| -> Vec<String> {
        let head = head(row).unwrap_or_default();
        let bare = |word: &str| {
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        };
        head.split_whitespace().map(bare).collect()
    };
    let others = table.rows.iter().filter(|other| other.id != row.id);
    let common: Vec<String> = others.flat_map(split).collect();
    let own: Vec<String> = split(row)
        .into_iter()
        .filter(|word| !common.contains(word))
        .collect();
    words.iter().any(|word| {
        own.iter().any(|head| {
            let shared = head
                .chars()
                .zip(word.lower.chars())
                .take_while(|(a, b)| a == b)
                .count();
            shared >= SHARED_START
        })
    })
}
