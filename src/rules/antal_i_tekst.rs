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

/// Numbers in words, two first; one is also an article.
const WORDS: [&str; 11] = [
    "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv",
];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let standard = &checked.standards.counts;
    for text in checked
        .texts
        .iter()
        .filter(|text| text.kind != TextKind::Name)
    {
        for (at, pair) in text.words.windows(2).enumerate() {
            let [number, noun] = pair else { continue };
            let mut things = standard.of_plan.iter();
            let thing = things.find(|thing| thing.words.iter().any(|word| *word == noun.lower));
            let (Some(thing), Some(typed)) = (thing, value(&number.lower)) else {
                continue;
            };
            let all = count(checked.plan, &thing.of);
            // The areas that there are to choose among are more than those that the plan has chosen.
            if thing.of == "delaftaler" && typed == checked.rules.areas.len() {
                continue;
            }
            let before = at.checked_sub(1).map(|before| &text.words[before]);
            let before = before.filter(|word| stand_together(text, word, number));
            let of_all =
                before.is_some_and(|word| standard.all.iter().any(|one| *one == word.lower));
            // Some of them may be fewer, never more; those that are named are some of them.
            let few = of_all && typed < all && !names_follow(text, noun);
            let wrong = typed > all || few;
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

/// Whether names follow at once: `de to kvarterer Engen og Skoven`, `de to kvarterer, {{ kvarter.engen.navn }} …`.
fn names_follow(text: &Text<'_>, noun: &Word<'_>) -> bool {
    let rest = text.text[noun.range.end..].trim_start_matches([' ', '\n', ',', ':']);
    let apart = text.text[noun.range.end..].starts_with(['.', '?', '!']);
    !apart && rest.starts_with(|c: char| c.is_uppercase() || c == '{')
}

/// Whether only space stands between two words.
fn stand_together(text: &Text<'_>, first: &Word<'_>, second: &Word<'_>) -> bool {
    let between = text.text.get(first.range.end..second.range.start);
    between.is_some_and(|between| between.chars().all(char::is_whitespace))
}

/// How many of a thing the plan has.
fn count(plan: &Plan, thing: &str) -> usize {
    match thing {
        "kvarterer" => plan.quarters.len(),
        "afdelinger" => plan.divisions.len(),
        "boligorganisationer" => {
            let organisations = plan.divisions.iter().map(|division| division.organisation);
            organisations.collect::<BTreeSet<usize>>().len()
        }
        "delaftaler" => plan.agreements.len(),
        _ => 0,
    }
}

/// A number typed, or written in words.
pub fn value(word: &str) -> Option<usize> {
    let lower = word.to_lowercase();
    let spelled = WORDS
        .iter()
        .position(|known| *known == lower)
        .map(|at| at + 2);
    let digits =
        !word.is_empty() && word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    spelled.or_else(|| digits.then(|| word.parse().ok()).flatten())
}
