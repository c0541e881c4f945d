//! What a sentence stands beside: the numbers in it, typed or fetched, and the tables that it or its paragraph points to.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::{
    key::FieldKey,
    model::{
        content::{CellContent, ChartData, FigureContent, Row, Table, TableRowKind},
        measure::{Quantity, Unit},
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
    let figure = slot.path.strip_prefix("tal.");
    let figure = figure.and_then(|id| checked.plan.figures.iter().find(|one| one.id == id));
    let share = slot.path.starts_with("tabel.") || slot.path.contains(".noegletal.");
    Some(Stated {
        value,
        unit: match figure {
            Some(figure) => figure.value.unit,
            None => share.then_some(Unit::Procent),
        },
        key: Some(key),
    })
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

/// What parts a sentence into clauses that each say their own.
const PARTS: [&str; 8] = [
    ", og ", ", men ", ", mens ", "; ", ",\nog ", ",\nmen ", ",\nmens ", ": ",
];

/// The clauses of a sentence.
pub fn clauses(text: &Text<'_>, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let part = &text.text[sentence.clone()];
    let breaks = PARTS
        .iter()
        .flat_map(|sign| part.match_indices(sign).map(|(at, sign)| at + sign.len()));
    let mut edges: Vec<usize> = breaks.map(|at| sentence.start + at).collect();
    edges.extend([sentence.start, sentence.end]);
    edges.sort_unstable();
    edges.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// The clause of a sentence that a place lies in.
pub fn clause(text: &Text<'_>, sentence: &Range<usize>, at: usize) -> Range<usize> {
    let all = clauses(text, sentence).into_iter();
    let own = all.into_iter().find(|clause| clause.contains(&at));
    own.unwrap_or_else(|| sentence.clone())
}
