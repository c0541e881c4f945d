//! A rise or fall over years for which the delaftale shows no numbers.

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    numbers::Years,
    texts::{Text, Word},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let start = checked.plan.meta.period.0.year();
    for text in checked.prose() {
        for years in text.periods.iter().filter(|years| years.to < start) {
            let sentence = text
                .sentences()
                .iter()
                .find(|range| range.contains(&years.range.start));
            let Some(sentence) = sentence else { continue };
            if claims(checked, text, sentence) && !shown(checked, text, years) {
                let span = checked.inside(text, years.range.clone());
                found.push(
                    Diagnostic::new("T013")
                        .quote("aar", &text.text[years.range.clone()])
                        .label(Place::primary(span)),
                );
            }
        }
    }
}

/// Whether a sentence speaks of a rise or a fall, and not of an earlier plan.
fn claims(checked: &Checked<'_>, text: &Text<'_>, sentence: &std::ops::Range<usize>) -> bool {
    let words = text.words_in(sentence);
    let (trends, plans) = (&checked.standards.trend, &checked.standards.plan_words);
    let trend = |word: &Word<'_>| trends.words.iter().any(|w| word.lower.starts_with(w));
    let plan = |word: &Word<'_>| plans.words.iter().any(|w| *w == word.lower);
    words.iter().any(trend) && !words.iter().any(plan)
}

/// Whether a table that the same part of the plan shows has both years in its heads.
fn shown(checked: &Checked<'_>, text: &Text<'_>, years: &Years) -> bool {
    let beside = checked
        .texts
        .iter()
        .filter(|other| other.agreement == text.agreement && other.key.file == text.key.file);
    let slots = beside.flat_map(|other| &other.slots);
    let tables = slots.filter_map(|slot| {
        let id = slot.path.strip_prefix("tabel.")?.split('.').next()?;
        checked.plan.tables.get(id)
    });
    tables.into_iter().any(|table| {
        let has = |year: i32| {
            let year = year.to_string();
            table.columns.iter().any(|c| c.title.text.contains(&year))
        };
        has(years.from) && has(years.to)
    })
}
