//! "Andelen er faldet" beside numbers that rise.

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
    beside::{self, begins, number_at, tables_at, terms},
    numbers::year,
    texts::{Text, Word},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.prose() {
        let speaks = |at: usize| way(checked, &text.words, at).is_some();
        if !(0..text.words.len()).any(speaks) && !becomes(checked, text) {
            continue;
        }
        for sentence in text.sentences() {
            for clause in beside::clauses(text, sentence) {
                let words = text.words_in(&clause);
                let Some((word, rises)) = said(checked, words) else {
                    continue;
                };
                if beside::holds(words, &checked.standards.reading.unsure) {
                    continue;
                }
                let moved = moved(checked, text, (sentence, &clause), (word, rises));
                if let Some(moved) = moved.filter(|moved| moved.rises != rises) {
                    found.push(told(checked, text, word, moved));
                }
            }
        }
    }
}

/// A movement from one number to another.
struct Moved {
    from: Decimal,
    to: Decimal,
    rises: bool,
    key: Option<FieldKey>,
}

fn told(checked: &Checked<'_>, text: &Text<'_>, word: &Word<'_>, moved: Moved) -> Diagnostic {
    let span = checked.inside(text, word.range.clone());
    let finding = Diagnostic::new("T023")
        .arg("ord", word.text)
        .arg("foer", danish(moved.from))
        .arg("efter", danish(moved.to))
        .label(Place::primary(span));
    match moved.key {
        Some(key) => finding.label(checked.second(&key, "her-til")),
        None => finding,
    }
}

/// Whether a word is one of a rise or of a fall: "steget", "går ned".
fn way(checked: &Checked<'_>, words: &[Word<'_>], at: usize) -> Option<bool> {
    let reading = &checked.standards.reading;
    let lower = &*words[at].lower;
    let goes = at > 0 && ["går", "gik", "gået"].contains(&&*words[at - 1].lower);
    let is = |list: &[String]| list.iter().any(|one| one == lower);
    let up = begins(lower, &reading.up) || is(&reading.rise) || goes && lower == "op";
    let down = begins(lower, &reading.down) || is(&reading.fall) || goes && lower == "ned";
    (up != down).then_some(up)
}

fn becomes(checked: &Checked<'_>, text: &Text<'_>) -> bool {
    let became = &checked.standards.reading.became;
    text.words
        .iter()
        .any(|word| became.iter().any(|one| *one == word.lower))
}

/// The one word of movement of a sentence that says how it is, and whether it is one of a rise.
fn said<'t, 'a>(checked: &Checked<'_>, words: &'t [Word<'a>]) -> Option<(&'t Word<'a>, bool)> {
    let reading = &checked.standards.reading;
    let is = |word: &Word<'_>, list: &[String]| list.iter().any(|one| *one == word.lower);
    let places = 0..words.len();
    let plain = places.filter_map(|at| Some((&words[at], way(checked, words, at)?)));
    let mut all: Vec<(&Word<'_>, bool)> = plain.collect();
    if all.is_empty()
        && let Some(at) = words.iter().position(|word| is(word, &reading.became))
    {
        // "blev andelen mindre", but no "blev større end".
        let end = words.iter().any(|word| word.lower == "end");
        let after = words[at..].iter().filter(|_| !end);
        all.extend(after.filter_map(|word| {
            match (is(word, &reading.more), is(word, &reading.less)) {
                (true, false) => Some((word, true)),
                (false, true) => Some((word, false)),
                _ => None,
            }
        }));
    }
    let (first, ways) = (all.first()?, all.iter().map(|(_, rises)| rises));
    ways.clone()
        .all(|rises| *rises == first.1)
        .then_some(*first)
}

/// What the numbers do: those that a clause names, or those of the table that its sentence points to.
fn moved(
    checked: &Checked<'_>,
    text: &Text<'_>,
    (sentence, clause): (&Range<usize>, &Range<usize>),
    (word, rises): (&Word<'_>, bool),
) -> Option<Moved> {
    let words = text.words_in(clause);
    let after = |name: &str| {
        let mut places = words.iter().filter(|word| word.lower == name);
        places.find_map(|word| number_at(checked, text, word.range.end))
    };
    if let (Some(from), Some(to)) = (after("fra"), after("til")) {
        let other_units = from.unit.is_some() && to.unit.is_some() && from.unit != to.unit;
        return (from.value != to.value && !other_units).then(|| Moved {
            from: from.value,
            to: to.value,
            rises: to.value > from.value,
            key: to.key.or(from.key),
        });
    }
    // "steget mere end i kommunen" is not about the municipality.
    let end = words.iter().find(|word| word.lower == "end");
    let own = clause.start..end.map_or(clause.end, |word| word.range.start);
    let named = terms(checked, text, &own);
    let years = years(text, clause);
    let tables = tables_at(checked, text, sentence);
    // A word of two numbers' distance is about neither of them.
    let distance = &checked.standards.reading.distance;
    let apart = named.iter().any(|word| begins(word, distance));
    let [table] = tables.as_slice() else {
        return None;
    };
    let compared = &checked.standards.reading.compared;
    // "I Engen er kredsen lille, og der er blevet færre": the place stands in the clause before.
    let near = clause_before(text, sentence, clause);
    let near = near
        .map(|before| terms(checked, text, &before))
        .unwrap_or_default();
    // "Hærværk og vold går ned" is said of each of them.
    let subject = terms(checked, text, &(clause.start..word.range.start));
    let each = each_named(table, &subject, &years);
    let against = each.into_iter().find(|moved| moved.rises != rises);
    against.or_else(|| in_table(table, (&named, &near, compared), &years, apart))
}

/// The clause before one that only goes on: `…, og der er blevet færre af dem`.
fn clause_before(
    text: &Text<'_>,
    sentence: &Range<usize>,
    clause: &Range<usize>,
) -> Option<Range<usize>> {
    let before = text.text[..clause.start].trim_end().ends_with("og");
    let goes_on = text.words_in(clause).first()?.lower == "der";
    let all = beside::clauses(text, sentence);
    let at = all.iter().position(|one| one == clause)?;
    let last = all.get(at.checked_sub(1)?)?;
    (before && goes_on).then(|| last.clone())
}

/// The years that a sentence names, alone or as a period.
fn years(text: &Text<'_>, sentence: &Range<usize>) -> Vec<i32> {
    let from = text
        .periods
        .partition_point(|one| one.range.start < sentence.start);
    let periods = text.periods[from..].iter();
    let periods = periods.take_while(|one| one.range.end <= sentence.end);
    let mut out: Vec<i32> = periods.flat_map(|years| [years.from, years.to]).collect();
    let alone = text.numbers_in(sentence).iter();
    out.extend(alone.filter_map(|number| year(&text.text[number.range.clone()])));
    out.sort_unstable();
    out.dedup();
    out
}

/// How each of two rows or more moves that the subject of a clause names.
fn each_named(table: &Table, subject: &[String], years: &[i32]) -> Vec<Moved> {
    let Some((from, to)) = between(table, years) else {
        return Vec::new();
    };
    let rows: Vec<&Row> = beside::rows(table).collect();
    let label =
        |row: &&Row| -> Vec<String> { beside::heads(row).flat_map(beside::split).collect() };
    let labels: Vec<Vec<String>> = rows.iter().map(label).collect();
    let named = beside::named(&labels, subject);
    if named.len() < 2 {
        return Vec::new();
    }
    let moved = named.into_iter().filter_map(|at| {
        let (from, to) = (beside::value(rows[at], from)?, beside::value(rows[at], to)?);
        let (before, after) = (from.value?, to.value?);
        (before != after).then(|| Moved {
            from: before,
            to: after,
            rises: after > before,
            key: Some(to.key.clone()),
        })
    });
    moved.collect()
}

/// A row, with what it had first and last.
type Moving<'a> = (&'a Row, &'a Quantity, &'a Quantity);

/// The columns of the years that a sentence names: the first and the last that there are, unless it says otherwise.
fn between(table: &Table, years: &[i32]) -> Option<(usize, usize)> {
    let columns = beside::year_columns(table);
    let at = |year: i32| {
        let mut columns = columns.iter();
        columns.find(|(own, _)| *own == year).map(|(_, at)| *at)
    };
    let (first, last) = (columns.first()?, columns.last()?);
    let (from, to) = match years {
        [] => (first.1, last.1),
        [one] => (at(*one)?, last.1),
        [one, .., other] => (at(*one)?, at(*other)?),
    };
    (from != to).then_some((from, to))
}

/// How far each row was from the one that all are held against, first and last.
fn distances<'a>(
    rows: &[Moving<'a>],
    labels: &[Vec<String>],
    compared: &[String],
) -> Option<Vec<(Decimal, Decimal, &'a FieldKey)>> {
    let is_other = |at: &usize| labels[*at].iter().any(|word| begins(word, compared));
    let (others, own): (Vec<usize>, Vec<usize>) = (0..rows.len()).partition(is_other);
    let [other] = others.as_slice() else {
        return None;
    };
    let (_, from_other, to_other) = rows[*other];
    let far = |at: usize| {
        let (_, from, to) = rows[at];
        let before = (from.value? - from_other.value?).abs();
        Some((before, (to.value? - to_other.value?).abs(), &to.key))
    };
    Some(own.into_iter().filter_map(far).collect())
}

/// How all rows of a table move that the words name, or all that it has; `None` where they move each their way.
fn in_table(
    table: &Table,
    (named, near, compared): (&[String], &[String], &[String]),
    years: &[i32],
    apart: bool,
) -> Option<Moved> {
    let (from, to) = between(table, years)?;
    let rows: Vec<Moving<'_>> = beside::rows(table)
        .filter_map(|row| Some((row, beside::value(row, from)?, beside::value(row, to)?)))
        .collect();
    let labels = rows
        .iter()
        .map(|(row, ..)| beside::heads(row).flat_map(beside::split).collect());
    let labels: Vec<Vec<String>> = labels.collect();
    let pairs: Vec<(Decimal, Decimal, &FieldKey)> = if apart {
        distances(&rows, &labels, compared)?
    } else {
        let mut meant = beside::named(&labels, named);
        if let ([], [one]) = (meant.as_slice(), beside::named(&labels, near).as_slice()) {
            meant.push(*one);
        }
        let chosen = rows.iter().enumerate();
        let chosen = chosen.filter(|(at, _)| meant.is_empty() || meant.contains(at));
        chosen
            .filter_map(|(_, (_, from, to))| Some((from.value?, to.value?, &to.key)))
            .collect()
    };
    let (from, to, key) = pairs.first()?;
    let rises = to > from;
    let one_way = pairs
        .iter()
        .all(|(from, to, _)| from != to && (to > from) == rises);
    one_way.then(|| Moved {
        from: *from,
        to: *to,
        rises,
        key: Some((*key).clone()),
    })
}
