//! "Højest i Stationsvænget" where the table beside it has a higher one.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    model::{
        content::{Row, Table},
        measure::danish,
    },
};

use super::{
    Checked,
    beside::{self, begins, tables_at},
    numbers::year,
    texts::{Text, Word},
};

/// Words between a superlative and the place that it is said of.
const NEAR: usize = 3;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.prose() {
        if !text
            .words
            .iter()
            .any(|word| extreme(checked, word).is_some())
        {
            continue;
        }
        for sentence in text.sentences() {
            let words = text.words_in(sentence);
            let mut tables = None;
            for (at, word) in words.iter().enumerate() {
                let Some(most) = extreme(checked, word) else {
                    continue;
                };
                let said = &words[at.saturating_sub(2 * NEAR)..at];
                if beside::holds(said, &checked.standards.reading.unsure) {
                    continue;
                }
                let tables: &Vec<_> =
                    tables.get_or_insert_with(|| tables_at(checked, text, sentence));
                let [table] = tables.as_slice() else { continue };
                let near = near(checked, text, words, at);
                let years = text.numbers_in(sentence).iter();
                let years = years.filter_map(|one| year(&text.text[one.range.clone()]));
                let years: Vec<i32> = years.collect();
                let other = near.and_then(|near| beyond(checked, (table, &years), &near, most));
                if let Some(other) = other {
                    found.push(told(checked, text, word, other));
                }
            }
        }
    }
}

/// Whether a word is a superlative, and one for the most.
fn extreme(checked: &Checked<'_>, word: &Word<'_>) -> Option<bool> {
    let reading = &checked.standards.reading;
    let is = |list: &[String]| list.iter().any(|one| *one == word.lower);
    match (is(&reading.most), is(&reading.least)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// The words by which a superlative's place is named: those after `i`, `på`, `for` or `blandt`, else the one before `, som ligger`.
fn near(
    checked: &Checked<'_>,
    text: &Text<'_>,
    words: &[Word<'_>],
    at: usize,
) -> Option<Vec<String>> {
    let range = |from: usize, to: usize| -> Option<Range<usize>> {
        Some(words.get(from)?.range.start..words.get(to)?.range.end)
    };
    let last = words.len().checked_sub(1)?;
    if let Some(next) = words.get(at + 1) {
        let close = &text.text[words[at].range.end..next.range.start] != ", ";
        if close && matches!(&*next.lower, "i" | "på" | "for" | "blandt" | "hos" | "om") {
            let end = (at + 1 + NEAR).min(last);
            // The place may be a slot.
            let after = words[at + 1].range.end..range(end, end)?.end;
            let comma = text.text[after.clone()].find([',', '.', ';']);
            let after = after.start..comma.map_or(after.end, |comma| after.start + comma);
            return Some(beside::terms(checked, text, &after));
        }
    }
    let place = subject(text, words, at)?;
    Some(vec![place.lower.to_string()])
}

/// `Engen, som ligger lavest`, `Engen har den højeste`, `i Engen er andelen højest`: the word for the place.
fn subject<'t, 'a>(text: &Text<'_>, words: &'t [Word<'a>], at: usize) -> Option<&'t Word<'a>> {
    let from = at.saturating_sub(NEAR + 1);
    let before = &words[from..at];
    let is = |word: &Word<'_>, list: &[&str]| list.contains(&&*word.lower);
    let verb = before
        .iter()
        .rposition(|word| is(word, &["er", "har", "ligger", "var"]))?;
    let verb = from + verb;
    let place = words.get(verb.checked_sub(1)?)?;
    let has = is(&words[verb], &["har"]);
    if is(place, &["som", "der"]) {
        let place = words.get(verb.checked_sub(2)?)?;
        return text.text[place.range.end..]
            .starts_with(',')
            .then_some(place);
    }
    let before = verb.checked_sub(2).map(|at| &words[at]);
    let inside = before.is_some_and(|word| is(word, &["i", "på", "blandt"]));
    (has || inside).then_some(place)
}

struct Beyond<'a> {
    own: Decimal,
    other: Decimal,
    row: String,
    key: &'a FieldKey,
}

/// The row that is beyond the named one, in each column that may be meant.
fn beyond<'a>(
    checked: &Checked<'_>,
    (table, years): (&'a Table, &[i32]),
    near: &[String],
    most: bool,
) -> Option<Beyond<'a>> {
    let compared = &checked.standards.reading.compared;
    let rows: Vec<&Row> = beside::rows(table).collect();
    let label =
        |row: &&Row| -> Vec<String> { beside::heads(row).flat_map(beside::split).collect() };
    let labels: Vec<Vec<String>> = rows.iter().map(label).collect();
    let named = beside::named(&labels, near);
    let [own] = named.as_slice() else { return None };
    let is_other = |at: usize| labels[at].iter().any(|word| begins(word, compared));
    if is_other(*own) {
        return None;
    }
    let by_year = beside::year_columns(table);
    let columns: Vec<usize> = match (by_year.last(), years) {
        (Some((_, last)), []) => vec![*last],
        (Some(_), [one]) => {
            let column = by_year.iter().find(|(own, _)| own == one);
            vec![column?.1]
        }
        (Some(_), _) => return None,
        (None, _) => beside::shares_or_all(table, 0..table.columns.len()),
    };
    let mut worst: Option<Beyond<'a>> = None;
    for column in columns {
        let Some(value) = beside::value(rows[*own], column) else {
            continue;
        };
        let (Some(mine), unit) = (value.value, value.unit) else {
            continue;
        };
        let others = (0..rows.len()).filter(|at| at != own && !is_other(*at));
        let others = others.filter_map(|at| {
            let other = beside::value(rows[at], column)?;
            let value = other.value.filter(|_| other.unit == unit)?;
            ((value > mine) == most && value != mine).then_some((at, value, &other.key))
        });
        let Some((at, other, key)) = others.max_by_key(|(_, value, _)| match most {
            true => *value,
            false => -*value,
        }) else {
            // In one of the columns it is so: that one is meant.
            return None;
        };
        worst.get_or_insert(Beyond {
            own: mine,
            other,
            row: beside::heads(rows[at])
                .last()
                .unwrap_or_default()
                .to_owned(),
            key,
        });
    }
    worst
}

fn told(checked: &Checked<'_>, text: &Text<'_>, word: &Word<'_>, other: Beyond<'_>) -> Diagnostic {
    Diagnostic::new("T033")
        .arg("ord", word.text)
        .arg("tal", danish(other.own))
        .arg("raekke", other.row)
        .arg("andet", danish(other.other))
        .label(Place::primary(checked.inside(text, word.range.clone())))
        .label(checked.second(other.key, "her-tallet"))
}
