//! "Beboerundersøgelsen blev gennemført i oktober 2022" where all sources call it that of 2023.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    numbers::year,
    texts::{Text, TextKind},
};

/// How the name of a survey ends.
const SURVEYS: [&str; 3] = ["undersøgelsen", "målingen", "undersøgelse"];
/// Words that say when it was made.
const MADE: [&str; 4] = ["foretaget", "gennemført", "gennemførtes", "lavet"];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let known = named(checked);
    if known.is_empty() {
        return;
    }
    odd_labels(checked, found);
    let prose = checked.prose();
    for text in prose.filter(|text| !text.again) {
        for sentence in text.sentences() {
            let words = text.words_in(sentence);
            let years = words
                .iter()
                .filter_map(|word| Some((year(word.text)?, word)));
            let years: Vec<(i32, &super::texts::Word<'_>)> = years.collect();
            let [(said, word)] = years.as_slice() else {
                continue;
            };
            if !words.iter().any(|word| MADE.contains(&&*word.lower)) {
                continue;
            }
            let mut surveys = words
                .iter()
                .filter_map(|word| Some((word, known.get(&*word.lower)?)));
            let Some((survey, years)) = surveys.next() else {
                continue;
            };
            if let Some(other) = years.first().filter(|_| !years.contains(said)) {
                found.push(
                    Diagnostic::new("E036")
                        .arg("aar", said)
                        .quote("navn", survey.text)
                        .arg("andet", other)
                        .label(Place::primary(checked.inside(text, word.range.clone()))),
                );
            }
        }
    }
}

/// A text that names a survey, where, and the year that it gives it.
type Said<'t, 'a> = (&'t Text<'a>, Range<usize>, i32);

/// The one source that gives a survey another year than all others, of which there are two or more.
fn odd_labels(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut all: BTreeMap<String, Vec<Said<'_, '_>>> = BTreeMap::new();
    for text in checked
        .texts
        .iter()
        .filter(|t| t.kind == TextKind::Label && !t.again)
    {
        for (name, year) in years_of(text) {
            let lower = text.text[name.clone()].to_lowercase();
            all.entry(lower).or_default().push((text, name, year));
        }
    }
    for mentions in all.values() {
        let others = |year: i32| mentions.iter().filter(move |(.., other)| *other != year);
        let odd = mentions
            .iter()
            .find(|(.., year)| others(*year).count() + 1 == mentions.len());
        let Some((text, name, year)) = odd.filter(|_| mentions.len() > 2) else {
            continue;
        };
        let mut usual = others(*year).map(|(.., other)| *other);
        let first = usual.next();
        if let Some(first) = first.filter(|first| usual.all(|other| other == *first)) {
            found.push(
                Diagnostic::new("E036")
                    .arg("aar", year)
                    .quote("navn", &text.text[name.clone()])
                    .arg("andet", first)
                    .label(Place::primary(checked.inside(text, name.clone()))),
            );
        }
    }
}

/// The years that sources and titles give the surveys they name: `Beboerundersøgelsen 2023`.
fn named(checked: &Checked<'_>) -> BTreeMap<String, BTreeSet<i32>> {
    let mut out: BTreeMap<String, BTreeSet<i32>> = BTreeMap::new();
    let labels = checked.texts.iter().filter(|t| t.kind == TextKind::Label);
    for text in labels {
        for (name, year) in years_of(text) {
            out.entry(text.text[name].to_lowercase())
                .or_default()
                .insert(year);
        }
    }
    out
}

fn years_of(text: &Text<'_>) -> Vec<(Range<usize>, i32)> {
    let pairs = text.words.windows(2).filter_map(|pair| {
        let [name, then] = pair else { return None };
        let survey = SURVEYS.iter().any(|ending| name.lower.ends_with(ending));
        let year = year(then.text).filter(|_| survey)?;
        Some((name.range.clone(), year))
    });
    pairs.collect()
}
