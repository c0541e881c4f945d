//! "En tredjedel", "dobbelt så stor": shares and multiples in words that the table beside them does not bear out.

use std::ops::Range;

use rust_decimal::{Decimal, prelude::ToPrimitive};

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    model::{content::Table, measure::Unit, standards::Fraction},
};

use super::{
    Checked,
    beside::{self, begins, tables_at, terms},
    sammenligning_modsagt::ratios,
    texts::Text,
};

/// How far a share in words may be from one in numbers, in percentage points.
const ROOM: f64 = 9.0;
/// How far a multiple in words may be from one in numbers, as a part of it.
const STRETCH: f64 = 0.2;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.prose() {
        // The words of a share may stand on two lines.
        let lower = text.text.to_lowercase().replace('\n', " ");
        if lower.len() != text.text.len() {
            continue;
        }
        for fraction in &checked.standards.fractions {
            for (at, words) in lower.match_indices(fraction.words.as_str()) {
                let range = at..at + words.len();
                let letter =
                    |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "/-".contains(c));
                if letter(lower[..at].chars().next_back())
                    || letter(lower[range.end..].chars().next())
                {
                    continue;
                }
                if let Some(sentence) = text.sentence_at(at) {
                    judge(checked, text, fraction, (range, sentence), found);
                }
            }
        }
    }
}

fn judge(
    checked: &Checked<'_>,
    text: &Text<'_>,
    fraction: &Fraction,
    (range, sentence): (Range<usize>, &Range<usize>),
    found: &mut Vec<Diagnostic>,
) {
    let numbers = if let Some(own) = in_brackets(text, &range) {
        vec![(own, None)]
    } else if fraction.is_multiple {
        multiples(checked, text, sentence, &range)
    } else {
        let tables = tables_at(checked, text, sentence);
        let words = terms(checked, text, sentence);
        let [table] = tables.as_slice() else { return };
        let values = shares(checked, table, &words).into_iter();
        values
            .map(|(value, key)| (value, Some(key.clone())))
            .collect()
    };
    let fits = |(value, _): &(Decimal, Option<FieldKey>)| {
        let value = value.to_f64().unwrap_or_default();
        if fraction.is_multiple {
            (value / fraction.value - 1.0).abs() <= STRETCH
        } else {
            (value - fraction.value * 100.0).abs() <= ROOM
        }
    };
    if let Some((value, key)) = numbers.first().filter(|_| !numbers.iter().any(fits)) {
        let shown = format!("{:.2}", value)
            .trim_end_matches('0')
            .trim_end_matches('.')
            .replace('.', ",");
        let unit = if fraction.is_multiple { "gange" } else { "%" };
        let finding = Diagnostic::new("T025")
            .quote("ord", &text.text[range.clone()])
            .arg("tal", format!("{shown} {unit}"))
            .label(Place::primary(checked.inside(text, range)));
        found.push(match key {
            Some(key) => finding.label(checked.second(key, "her-tallet")),
            None => finding,
        });
    }
}

/// `halvdelen (60 %)`: the percentage that a fraction is explained by.
fn in_brackets(text: &Text<'_>, range: &Range<usize>) -> Option<Decimal> {
    let rest = text.text[range.end..].trim_start().strip_prefix('(')?;
    let at = text.text.len() - rest.len();
    let number = text.numbers.iter().find(|one| one.range.start == at)?;
    let percent = beside::unit_after(text.text, number.range.end) == Some(Unit::Procent);
    percent.then_some(number.value)
}

/// How many times larger the plan's own is: by the two percentages of the sentence, or by the table that it points to.
fn multiples(
    checked: &Checked<'_>,
    text: &Text<'_>,
    sentence: &Range<usize>,
    range: &Range<usize>,
) -> Vec<(Decimal, Option<FieldKey>)> {
    let stated = beside::numbers_in(checked, text, sentence);
    let shares: Vec<_> = stated
        .iter()
        .filter(|one| one.unit == Some(Unit::Procent))
        .collect();
    if let [one, other] = shares.as_slice() {
        // Which of them is the larger, the words may say in any order.
        let both = [(one, other), (other, one)];
        let ratios = both.into_iter().filter_map(|(a, b)| {
            let ratio = a.value.checked_div(b.value)?;
            Some((ratio, a.key.clone().or_else(|| b.key.clone())))
        });
        return ratios.filter(|(ratio, _)| *ratio >= Decimal::ONE).collect();
    }
    let tables = tables_at(checked, text, sentence);
    let [table] = tables.as_slice() else {
        return Vec::new();
    };
    let after = terms(checked, text, &(range.end..sentence.end)).into_iter();
    let compared = &checked.standards.reading.compared;
    let with: Vec<String> = after.filter(|word| begins(word, compared)).collect();
    let ratios = ratios(checked, table, &with).into_iter();
    ratios
        .map(|(ratio, key)| (ratio, Some(key.clone())))
        .collect()
}

/// The percentages of the one row that the words name, those of whom the plan is held against apart.
fn shares<'a>(
    checked: &Checked<'_>,
    table: &'a Table,
    words: &[String],
) -> Vec<(Decimal, &'a FieldKey)> {
    let rows: Vec<_> = beside::rows(table).collect();
    let labels: Vec<Vec<String>> = rows
        .iter()
        .map(|row| beside::heads(row).flat_map(beside::split).collect())
        .collect();
    let named = beside::named(&labels, words);
    let [row] = named.as_slice() else {
        return Vec::new();
    };
    let own = table.columns.iter().enumerate().filter(|(_, column)| {
        let title = beside::split(&column.title.text);
        !title
            .iter()
            .any(|word| begins(word, &checked.standards.reading.compared))
    });
    let values = own.filter_map(|(at, _)| beside::value(rows[*row], at));
    let values = values.filter(|value| value.unit == Some(Unit::Procent));
    values
        .filter_map(|value| Some((value.value?, &value.key)))
        .collect()
}
