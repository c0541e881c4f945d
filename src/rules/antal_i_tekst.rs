//! Counts of the plan's own things that prose writes with a number or a word, against the registers.

use std::collections::BTreeSet;

use crate::{
    diag::{Diagnostic, Label as Place},
    model::Plan,
};

use super::{
    Checked,
    texts::{Text, TextKind, Word},
};

/// Words that make a count that of all there are: `de fire kvarterer`, `planens 20 afdelinger`.
const OF_ALL: [&str; 7] = [
    "alle",
    "de",
    "helhedsplanens",
    "omfatter",
    "områdets",
    "planens",
    "samtlige",
];
/// Numbers in words, two first; one is also an article.
const WORDS: [&str; 11] = [
    "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv",
];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let counts = counts(checked.plan);
    let prose = checked
        .texts
        .iter()
        .filter(|text| text.kind == TextKind::Prose);
    for text in prose {
        for (at, pair) in text.words.windows(2).enumerate() {
            let [number, noun] = pair else { continue };
            let known = counts
                .iter()
                .find(|(nouns, _)| nouns.contains(&&*noun.lower));
            let (Some(&(_, all)), Some(typed)) = (known, value(&number.lower)) else {
                continue;
            };
            let before = at.checked_sub(1).map(|before| &text.words[before]);
            let before = before.filter(|word| stand_together(text, word, number));
            let of_all = before.is_some_and(|word| OF_ALL.contains(&&*word.lower));
            // Some of them may be fewer, never more.
            let wrong = typed > all || (of_all && typed != all);
            if all > 0 && wrong && stand_together(text, number, noun) {
                let range = number.range.start..noun.range.end;
                found.push(
                    Diagnostic::new("T020")
                        .arg("tekst", &text.text[range.clone()])
                        .arg("antal", all)
                        .label(Place::primary(checked.inside(text, range))),
                );
            }
        }
    }
}

/// Whether only space stands between two words.
fn stand_together(text: &Text<'_>, first: &Word<'_>, second: &Word<'_>) -> bool {
    let between = text.text.get(first.range.end..second.range.start);
    between.is_some_and(|between| between.chars().all(char::is_whitespace))
}

/// What the plan has, by the words for it.
fn counts(plan: &Plan) -> [(&'static [&'static str], usize); 4] {
    let organisations = plan.divisions.iter().map(|division| division.organisation);
    let organisations: BTreeSet<usize> = organisations.collect();
    [
        (&["kvarterer"], plan.quarters.len()),
        (&["afdelinger", "boligafdelinger"], plan.divisions.len()),
        (&["boligorganisationer"], organisations.len()),
        (&["delaftaler"], plan.agreements.len()),
    ]
}

fn value(word: &str) -> Option<usize> {
    let lower = word.to_lowercase();
    let spelled = WORDS
        .iter()
        .position(|known| *known == lower)
        .map(|at| at + 2);
    let digits =
        !word.is_empty() && word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    spelled.or_else(|| digits.then(|| word.parse().ok()).flatten())
}
