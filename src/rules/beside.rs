//! What a sentence stands beside: the numbers in it, typed or fetched, and the tables that it or its paragraph points to.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::{
    key::FieldKey,
    model::{
        content::{CellContent, ChartData, FigureContent, Row, Table, TableRowKind},
        measure::{Quantity, Unit},
        registers::Measurement,
    },
};

use super::{
    Checked, claim,
    numbers::year,
    texts::{Slot, Text, Word},
};

/// A number of a text.
#[derive(Debug, Clone)]
pub struct Stated {
    pub value: Decimal,
    pub unit: Option<Unit>,
    /// Where it is written, if it was fetched.
    pub key: Option<FieldKey>,
}

/// The number that follows a place at once: typed, or a slot that stands for one. Years are none.
pub fn number_at(checked: &Checked<'_>, text: &Text<'_>, end: usize) -> Option<Stated> {
    let rest = &text.text[end..];
    let at = end + (rest.len() - rest.trim_start().len());
    let slot = text.slots.partition_point(|slot| slot.range.start < at);
    if let Some(slot) = text.slots.get(slot).filter(|slot| slot.range.start == at) {
        return of_slot(checked, slot);
    }
    let number = text.numbers.partition_point(|one| one.range.start < at);
    let number = text
        .numbers
        .get(number)
        .filter(|one| one.range.start == at)?;
    let is_year = year(&text.text[number.range.clone()]).is_some();
    (!is_year).then(|| Stated {
        value: number.value,
        unit: unit_after(text.text, number.range.end),
        key: None,
    })
}

/// All numbers of a part of a text in order, typed and fetched. Years are none.
pub fn numbers_in(checked: &Checked<'_>, text: &Text<'_>, part: &Range<usize>) -> Vec<Stated> {
    let typed = text.numbers_in(part).iter().map(|one| one.range.start);
    let fetched = text.slots_in(part).iter().map(|slot| slot.range.start);
    let mut places: Vec<usize> = typed.chain(fetched).collect();
    places.sort_unstable();
    let stated = places.into_iter();
    stated
        .filter_map(|at| number_at(checked, text, at))
        .collect()
}

/// What a slot stands for, if that is a number.
pub fn of_slot(checked: &Checked<'_>, slot: &Slot<'_>) -> Option<Stated> {
    let refers = matches!(slot.filter, Some("henvis" | "note"));
    let (value, key) = claim::named(checked.plan, slot.path).filter(|_| !refers)?;
    Some(Stated {
        value,
        unit: unit_of(checked, slot.path),
        key: Some(key),
    })
}

/// The unit of what a slot stands for, as the data have it.
fn unit_of(checked: &Checked<'_>, path: &str) -> Option<Unit> {
    let plan = checked.plan;
    let steps: Vec<&str> = path.split('.').collect();
    match steps.as_slice() {
        ["tal", id] => plan.figures.iter().find(|one| one.id == *id)?.value.unit,
        ["tabel", table, row, column] => {
            let table = plan.tables.get(*table)?;
            let row = table.rows.iter().find(|one| one.id == *row)?;
            let column = table.columns.iter().position(|one| one.id == *column)?;
            value(row, column)?.unit
        }
        ["tabel", .., "antal"] => Some(Unit::Antal),
        // Residents are the only key figure that is no percentage.
        [.., "noegletal", figure] => (*figure != "beboere").then_some(Unit::Procent),
        ["delaftale", agreement, "delmaal", goal, indicator, side] => {
            let agreement = plan.agreements.iter().find(|one| one.id == *agreement)?;
            let goal = agreement.goals.iter().find(|one| one.id == *goal)?;
            let indicator = goal.indicators.iter().find(|one| one.id == *indicator)?;
            measured_unit(indicator.measurements.first()?, side)
        }
        ["indikator", id, side] => {
            let indicator = plan.indicators.iter().find(|one| one.fixed == *id)?;
            measured_unit(indicator.measurements.first()?, side)
        }
        _ => None,
    }
}

/// The unit of an indicator's first number, in the area or beside it.
fn measured_unit(measured: &Measurement, side: &str) -> Option<Unit> {
    let values = match side {
        "sammenligning" => &measured.comparison,
        _ => &measured.area,
    };
    values.iter().find(|one| one.value.is_some())?.unit
}

/// The unit that a text writes after a number.
pub fn unit_after(text: &str, end: usize) -> Option<Unit> {
    let rest = text[end..].trim_start_matches([' ', '\u{a0}', '\n']);
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    match word.to_lowercase().as_str() {
        "procent" | "pct"
            if rest[word.len()..]
                .trim_start_matches('.')
                .starts_with("point") =>
        {
            Some(Unit::Procentpoint)
        }
        "procent" | "pct" => Some(Unit::Procent),
        "procentpoint" => Some(Unit::Procentpoint),
        "kr" | "kroner" => Some(Unit::Kr),
        "personer" => Some(Unit::Personer),
        _ if rest.starts_with("%-point") => Some(Unit::Procentpoint),
        _ if rest.starts_with('%') => Some(Unit::Procent),
        _ => None,
    }
}

/// The tables that a sentence points to, by themselves or through figures; else those of its paragraph.
pub fn tables_at<'a>(
    checked: &Checked<'a>,
    text: &Text<'_>,
    sentence: &Range<usize>,
) -> Vec<&'a Table> {
    let own = tables_in(checked, text, sentence);
    if !own.is_empty() {
        return own;
    }
    let at = text
        .paragraphs
        .partition_point(|part| part.end <= sentence.start);
    let around = text.paragraphs.get(at);
    let around = around.map(|part| tables_in(checked, text, part));
    around.unwrap_or_default()
}

/// The tables that slots in a part of a text name.
pub fn tables_in<'a>(
    checked: &Checked<'a>,
    text: &Text<'_>,
    part: &Range<usize>,
) -> Vec<&'a Table> {
    let mut out: Vec<&Table> = Vec::new();
    for slot in text.slots_in(part) {
        let mut steps = slot.path.split('.');
        let (kind, id) = (steps.next(), steps.next().unwrap_or_default());
        let table = match kind {
            Some("tabel") => checked.plan.tables.get(id),
            Some("figur") => drawn(checked, id),
            _ => None,
        };
        if let Some(table) = table.filter(|table| out.iter().all(|known| known.id != table.id)) {
            out.push(table);
        }
    }
    out
}

/// The table that a figure is drawn of.
pub fn drawn<'a>(checked: &Checked<'a>, figure: &str) -> Option<&'a Table> {
    let figure = checked.plan.charts.get(figure)?;
    match &figure.content {
        FigureContent::Chart(chart) => match &chart.data {
            ChartData::Table { id, .. } => checked.plan.tables.get(id),
            ChartData::Budget { .. } | ChartData::Written { .. } => None,
        },
        FigureContent::Image(_) => None,
    }
}

/// Rows that are neither headings nor sums.
pub fn rows(table: &Table) -> impl Iterator<Item = &Row> {
    let ordinary = |row: &&Row| row.kind == TableRowKind::Almindelig;
    table.rows.iter().filter(ordinary)
}

/// The words of a row's cells, the first of which is its heading.
pub fn heads(row: &Row) -> impl Iterator<Item = &str> {
    row.cells.iter().filter_map(|cell| match &cell.content {
        CellContent::Words(text) => Some(text.as_str()),
        CellContent::Prose(_) | CellContent::Values(_) => None,
    })
}

/// The first number of a row in a column.
pub fn value(row: &Row, column: usize) -> Option<&Quantity> {
    let cell = row.cells.iter().find(|cell| cell.column == column)?;
    match &cell.content {
        CellContent::Values(values) => values.iter().find(|one| one.value.is_some()),
        CellContent::Words(_) | CellContent::Prose(_) => None,
    }
}

/// Of some columns those of percentages, by which places of different sizes are held against one another, where a table has
/// counts besides; else all.
pub fn shares_or_all(table: &Table, columns: Range<usize>) -> Vec<usize> {
    let share = |at: &usize| {
        let mut values = rows(table).filter_map(|row| value(row, *at));
        values.next().and_then(|one| one.unit) == Some(Unit::Procent)
    };
    let shares: Vec<usize> = columns.clone().filter(share).collect();
    match shares.is_empty() {
        true => columns.collect(),
        false => shares,
    }
}

/// Columns titled with a year, or with one of school that begins in it, with the year, in order.
pub fn year_columns(table: &Table) -> Vec<(i32, usize)> {
    let columns = table.columns.iter().enumerate();
    let titled = columns.filter_map(|(at, column)| Some((begun(column.title.text.trim())?, at)));
    let mut out: Vec<(i32, usize)> = titled.collect();
    out.sort_unstable();
    out
}

/// The year that a column's title is, or that a school year of it begins in: `2020`, `2020/21`.
fn begun(title: &str) -> Option<i32> {
    let (first, rest) = title.split_once(['/', '-', '–']).unwrap_or((title, ""));
    let next = rest.trim().bytes().all(|byte| byte.is_ascii_digit());
    year(first.trim()).filter(|_| next && rest.trim().len() <= 4)
}

/// The words of a part of a text in lower case, with those of the names that slots stand for.
pub fn terms(checked: &Checked<'_>, text: &Text<'_>, part: &Range<usize>) -> Vec<String> {
    let plan = checked.plan;
    let own = text
        .words_in(part)
        .iter()
        .map(|word| word.lower.to_string());
    let mut out: Vec<String> = own.collect();
    for slot in text.slots_in(part) {
        let steps: Vec<&str> = slot.path.split('.').collect();
        let name = match steps.as_slice() {
            ["kvarter", id, "navn" | "kort_navn"] => {
                let quarter = plan.quarters.iter().find(|one| one.id == *id);
                quarter.map(|one| &one.name.text)
            }
            ["part", id, ..] => {
                let party = plan.parties.iter().find(|one| one.id == *id);
                party.map(|one| &one.name.text)
            }
            _ => None,
        };
        out.extend(name.into_iter().flat_map(|name| split(name)));
    }
    out
}

/// Words of a label in lower case.
pub fn split(label: &str) -> Vec<String> {
    let words = label.split(|c: char| !c.is_alphanumeric() && c != '-');
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Letters that a word must share with a label's word to be it, endings apart.
const SHARED: usize = 5;

/// Whether two words are one but for their endings.
pub fn same_word(one: &str, other: &str) -> bool {
    let shared = one
        .chars()
        .zip(other.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let (a, b) = (one.chars().count(), other.chars().count());
    one == other || shared >= SHARED && shared + 3 >= a.max(b)
}

/// Whether a word begins with one of some beginnings.
pub fn begins(word: &str, with: &[String]) -> bool {
    with.iter().any(|start| word.starts_with(start.as_str()))
}

/// Which of some labels words name, each by a word that no other label has.
pub fn named(labels: &[Vec<String>], words: &[String]) -> Vec<usize> {
    let own = |at: usize| {
        let others = labels
            .iter()
            .enumerate()
            .filter(move |(other, _)| *other != at);
        let others: Vec<&String> = others.flat_map(|(_, label)| label).collect();
        let only = labels[at].iter().filter(move |word| {
            word.chars().count() >= SHARED - 1 && !others.iter().any(|other| same_word(word, other))
        });
        only.cloned().collect::<Vec<String>>()
    };
    let is_named = |at: &usize| {
        own(*at)
            .iter()
            .any(|word| words.iter().any(|one| same_word(one, word)))
    };
    (0..labels.len()).filter(is_named).collect()
}

/// Whether words hold one of some words or runs of words.
pub fn holds(words: &[Word<'_>], list: &[String]) -> bool {
    list.iter().any(|wanted| {
        let wanted: Vec<&str> = wanted.split(' ').collect();
        let mut runs = words.windows(wanted.len());
        runs.any(|run| {
            run.iter()
                .zip(&wanted)
                .all(|(word, wanted)| word.lower == *wanted)
        })
    })
}

/// Words that begin a clause after a comma.
const JOINING: [&str; 3] = ["og", "men", "mens"];

/// The clauses of a sentence, each of which says its own: parted at `;` and `:`, and at a comma before a word that joins them.
pub fn clauses(text: &Text<'_>, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let part = &text.text[sentence.clone()];
    let mut edges = vec![sentence.start];
    for (at, sign) in part.match_indices([',', ';', ':']) {
        let after = &part[at + 1..];
        let rest = after.trim_start();
        if rest.len() == after.len() {
            continue;
        }
        let start = part.len() - rest.len();
        let joined = JOINING.iter().find(|word| {
            let next = rest.strip_prefix(**word);
            next.is_some_and(|next| next.starts_with(char::is_whitespace))
        });
        match (sign, joined) {
            (",", Some(word)) => edges.push(sentence.start + start + word.len()),
            (",", None) => {}
            _ => edges.push(sentence.start + start),
        }
    }
    edges.push(sentence.end);
    edges.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// The clause of a sentence that a place lies in.
pub fn clause(text: &Text<'_>, sentence: &Range<usize>, at: usize) -> Range<usize> {
    let all = clauses(text, sentence).into_iter();
    let own = all.into_iter().find(|clause| clause.contains(&at));
    own.unwrap_or_else(|| sentence.clone())
}
