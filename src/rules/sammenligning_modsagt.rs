//! "Lavere end i kommunen" beside numbers that are higher.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    model::{
        content::{Row, Table},
        measure::{Quantity, danish},
    },
};

use super::{
    Checked,
    beside::{self, begins, tables_at},
    texts::{Text, Word},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.prose() {
        claims(checked, text, found);
        for sentence in text.sentences() {
            let Some(said) = Said::of(checked, text, sentence) else {
                found.extend(named_rows(checked, text, sentence));
                continue;
            };
            let tables = tables_at(checked, text, sentence);
            let [table] = tables.as_slice() else { continue };
            let pairs = pairs(checked, table, &said.with);
            let wrong =
                |pair: &Pair<'_>| pair.own != pair.other && (pair.own > pair.other) != said.more;
            if let Some(first) = pairs.first().filter(|_| pairs.iter().all(wrong)) {
                found.push(told(checked, text, said.word, first));
            }
        }
    }
}

/// What a sentence says of the plan's own against others.
struct Said<'t, 'a> {
    word: &'t Word<'a>,
    more: bool,
    /// The words for what it is held against.
    with: Vec<String>,
}

impl<'t, 'a> Said<'t, 'a> {
    /// `None` where it says no such thing, or more than one.
    fn of(checked: &Checked<'_>, text: &'t Text<'a>, sentence: &Range<usize>) -> Option<Self> {
        let reading = &checked.standards.reading;
        let words = text.words_in(sentence);
        let mut compared = (0..words.len()).filter_map(|at| comparing(checked, words, at));
        let (at, word, more) = compared.next()?;
        let clause = beside::clause(text, sentence, word.range.start);
        let own = text.words_in(&clause);
        let distance = own
            .iter()
            .any(|word| begins(&word.lower, &reading.distance));
        let unsure = beside::holds(own, &reading.unsure) || distance;
        if unsure || compared.any(|(_, _, other)| other != more) {
            return None;
        }
        // "lavere end i kommunen", "under kommunens gennemsnit"; "i kommunen højere end her" is the other way round.
        let from = if ["over", "under"].contains(&&*word.lower) {
            word.range.end
        } else {
            let end = words[at..].iter().find(|word| word.lower == "end")?;
            end.range.end
        };
        let after = beside::terms(checked, text, &(from..sentence.end));
        let with = after.into_iter().take(8);
        let with: Vec<String> = with
            .filter(|word| begins(word, &reading.compared))
            .collect();
        let before = words[..at]
            .iter()
            .any(|word| begins(&word.lower, &reading.compared));
        (!with.is_empty() && !before).then_some(Said { word, more, with })
    }
}

/// A word that compares, and whether it is one for more: "lavere", or "under" before what is compared with.
fn comparing<'t, 'a>(
    checked: &Checked<'_>,
    words: &'t [Word<'a>],
    at: usize,
) -> Option<(usize, &'t Word<'a>, bool)> {
    let reading = &checked.standards.reading;
    let word = &words[at];
    let is = |list: &[String]| list.iter().any(|one| *one == word.lower);
    let near = &words[at + 1..(at + 3).min(words.len())];
    let against = || {
        near.iter()
            .any(|word| begins(&word.lower, &reading.compared))
    };
    match &*word.lower {
        "over" if against() => Some((at, word, true)),
        "under" if against() => Some((at, word, false)),
        _ if is(&reading.more) => Some((at, word, true)),
        _ if is(&reading.less) => Some((at, word, false)),
        _ => None,
    }
}

/// "I Skoven er tilliden højere, jf. tabel 4" where each row that the sentence names is below each of the municipality's kind.
fn named_rows(
    checked: &Checked<'_>,
    text: &Text<'_>,
    sentence: &Range<usize>,
) -> Option<Diagnostic> {
    let reading = &checked.standards.reading;
    let words = text.words_in(sentence);
    let mut compared = (0..words.len()).filter_map(|at| comparing(checked, words, at));
    let (Some((_, word, more)), None) = (compared.next(), compared.next()) else {
        return None;
    };
    let moves = |word: &Word<'_>| {
        begins(&word.lower, &reading.up)
            || begins(&word.lower, &reading.down)
            || begins(&word.lower, &reading.distance)
            || reading.became.iter().any(|one| *one == word.lower)
    };
    let held_against = words.iter().any(|word| word.lower == "end");
    let unsure = beside::holds(words, &reading.unsure) || held_against || words.iter().any(moves);
    // "Højere" may be said of anything; that it is of the table, a reference in the sentence tells.
    let tables = beside::tables_in(checked, text, sentence);
    let ([table], false) = (tables.as_slice(), unsure) else {
        return None;
    };
    let rows: Vec<&Row> = beside::rows(table).collect();
    let label =
        |row: &&Row| -> Vec<String> { beside::heads(row).flat_map(beside::split).collect() };
    let labels: Vec<Vec<String>> = rows.iter().map(label).collect();
    let is_other = |at: &usize| {
        labels[*at]
            .iter()
            .any(|word| begins(word, &reading.compared))
    };
    let named = beside::named(&labels, &beside::terms(checked, text, sentence));
    let own: Vec<usize> = named.into_iter().filter(|at| !is_other(at)).collect();
    let others: Vec<usize> = (0..rows.len()).filter(is_other).collect();
    let columns = beside::shares_or_all(table, 0..table.columns.len()).into_iter();
    let rows = &rows;
    let all = columns.flat_map(|column| {
        let value = move |at: &usize| beside::value(rows[*at], column);
        let pairs = own
            .iter()
            .flat_map(|own| others.iter().map(move |other| (own, other)));
        pairs.filter_map(move |(own, other)| pair(value(own)?, value(other)?))
    });
    let all: Vec<Pair<'_>> = all.collect();
    let wrong = |pair: &Pair<'_>| pair.own != pair.other && (pair.own > pair.other) != more;
    let first = all.first().filter(|_| all.iter().all(wrong))?;
    Some(told(checked, text, word, first))
}

fn pair<'a>(own: &'a Quantity, other: &Quantity) -> Option<Pair<'a>> {
    Some(Pair {
        own: own.value?,
        other: other.value?,
        key: &own.key,
    })
}

fn told(checked: &Checked<'_>, text: &Text<'_>, word: &Word<'_>, pair: &Pair<'_>) -> Diagnostic {
    Diagnostic::new("T024")
        .arg("ord", word.text)
        .arg("tal", danish(pair.own))
        .arg("andet", danish(pair.other))
        .label(Place::primary(checked.inside(text, word.range.clone())))
        .label(checked.second(pair.key, "her-tallet"))
}

/// The plan's own number and the one it is held against.
struct Pair<'a> {
    own: Decimal,
    other: Decimal,
    key: &'a FieldKey,
}

/// The pairs of a table whose rows, or else whose columns, are the plan's own and what they are held against.
fn pairs<'a>(checked: &Checked<'_>, table: &'a Table, with: &[String]) -> Vec<Pair<'a>> {
    let compared = &checked.standards.reading.compared;
    let rows: Vec<_> = beside::rows(table).collect();
    // The first columns may say what all rows are about: only the last head is the row's own.
    let last = |row: &&Row| beside::heads(row).last().map(beside::split);
    let labels: Vec<Vec<String>> = rows
        .iter()
        .map(|row| last(row).unwrap_or_default())
        .collect();
    let columns = 0..table.columns.len();
    if let Some((other, own)) = sides(&labels, with, compared) {
        let columns: Vec<usize> = beside::shares_or_all(table, columns);
        let cells = own
            .into_iter()
            .flat_map(|own| columns.iter().map(move |column| (own, *column)));
        return cells
            .filter_map(|(own, column)| {
                let value = |row: usize| beside::value(rows[row], column);
                pair(value(own)?, value(other)?)
            })
            .collect();
    }
    let titles = table.columns.iter();
    let titles: Vec<Vec<String>> = titles.map(|one| beside::split(&one.title.text)).collect();
    let Some((other, own)) = sides(&titles, with, compared) else {
        return Vec::new();
    };
    let cells = own
        .into_iter()
        .flat_map(|own| rows.iter().map(move |row| (own, *row)));
    cells
        .filter_map(|(own, row)| pair(beside::value(row, own)?, beside::value(row, other)?))
        .collect()
}

/// Which of some labels is what the plan is held against, and which are its own: the one that the words name, or the
/// only one there is.
fn sides(
    labels: &[Vec<String>],
    with: &[String],
    compared: &[String],
) -> Option<(usize, Vec<usize>)> {
    let is_other = |at: &usize| labels[*at].iter().any(|word| begins(word, compared));
    let is_meant = |at: &usize| {
        let mut label = labels[*at].iter();
        label.any(|word| with.iter().any(|one| beside::same_word(word, one)))
    };
    let named = (0..labels.len()).filter(|at| !labels[*at].is_empty());
    let (others, own): (Vec<usize>, Vec<usize>) = named.partition(is_other);
    let meant: Vec<usize> = others.iter().copied().filter(is_meant).collect();
    match (meant.as_slice(), others.as_slice()) {
        ([other], _) | ([], [other]) => Some((*other, own)),
        _ => None,
    }
}

/// The ratios of the plan's own to what it is held against, for `broekdel`.
pub fn ratios<'a>(
    checked: &Checked<'_>,
    table: &'a Table,
    with: &[String],
) -> Vec<(Decimal, &'a FieldKey)> {
    let pairs = pairs(checked, table, with).into_iter();
    let ratios = pairs.filter_map(|pair| Some((pair.own.checked_div(pair.other)?, pair.key)));
    ratios.collect()
}

/// "{{ tal.forskel }} over kommunen" where the number is claimed to be the municipality's less the plan's own.
fn claims(checked: &Checked<'_>, text: &Text<'_>, found: &mut Vec<Diagnostic>) {
    let reading = &checked.standards.reading;
    for slot in &text.slots {
        let id = slot.path.strip_prefix("tal.");
        let figure = id.and_then(|id| checked.plan.figures.iter().find(|one| one.id == id));
        let claim = figure.and_then(|figure| figure.claim.as_ref());
        let Some((one, other)) = claim.and_then(|claim| claim.text.split_once(" - ")) else {
            continue;
        };
        let next = text
            .words
            .partition_point(|word| word.range.start < slot.range.end);
        let Some([word, with, ..]) = text.words.get(next..) else {
            continue;
        };
        let above = word.lower == "over" || reading.more.iter().any(|one| *one == word.lower);
        let below = word.lower == "under" || reading.less.iter().any(|one| *one == word.lower);
        let straight = text.text[slot.range.end..word.range.start]
            .trim()
            .is_empty();
        if above == below
            || !straight
            || !(begins(&with.lower, &reading.compared) || with.lower == "end")
        {
            continue;
        }
        let (Some(first), Some(second)) = (side(checked, one.trim()), side(checked, other.trim()))
        else {
            continue;
        };
        // What is over the municipality is the plan's own less the municipality's.
        if first.0 != second.0 && first.1 != second.1 && first.0 == above {
            let (own, others) = if first.0 {
                (second, first)
            } else {
                (first, second)
            };
            found.push(
                Diagnostic::new("T024")
                    .arg("ord", word.text)
                    .arg("tal", danish(own.1))
                    .arg("andet", danish(others.1))
                    .label(Place::primary(checked.inside(text, word.range.clone())))
                    .label(checked.second(&own.2, "her-tallet")),
            );
        }
    }
}

/// Whether a cell or an indicator's number is one that the plan is held against, and the number.
fn side(checked: &Checked<'_>, name: &str) -> Option<(bool, Decimal, FieldKey)> {
    let steps: Vec<&str> = name.split('.').collect();
    let is_other = match steps.as_slice() {
        ["indikator", _, side] => *side == "sammenligning",
        ["tabel", table, row, ..] => {
            let table = checked.plan.tables.get(*table)?;
            let row = table.rows.iter().find(|one| one.id == *row)?;
            let label = beside::heads(row)
                .last()
                .map(beside::split)
                .unwrap_or_default();
            label
                .iter()
                .any(|word| begins(word, &checked.standards.reading.compared))
        }
        _ => return None,
    };
    let (value, key) = super::claim::named(checked.plan, name)?;
    Some((is_other, value, key))
}
