//! "Lige under grænsen" beside a key figure that is over it.

use rust_decimal::{Decimal, prelude::FromPrimitive};

use crate::{
    diag::{Diagnostic, Label as Place},
    model::measure::danish,
};

use super::{
    Checked,
    beside::{self, begins},
    texts::{Text, Word},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.prose() {
        for paragraph in &text.paragraphs {
            let Some((word, over)) = said(checked, text.words_in(paragraph)) else {
                continue;
            };
            for slot in text
                .slots_in(paragraph)
                .iter()
                .filter(|slot| slot.range.start > word.range.start)
            {
                let Some((_, figure)) = slot.path.split_once(".noegletal.") else {
                    continue;
                };
                let rule = checked
                    .rules
                    .thresholds
                    .iter()
                    .find(|one| one.figure == figure);
                let limit = rule.and_then(|rule| Decimal::from_f64(rule.value));
                let (Some(limit), Some(stated)) = (limit, beside::of_slot(checked, slot)) else {
                    continue;
                };
                if stated.value != limit && (stated.value > limit) != over {
                    found.push(told(checked, text, word, (limit, &stated)));
                }
            }
        }
    }
}

fn told(
    checked: &Checked<'_>,
    text: &Text<'_>,
    word: &Word<'_>,
    (limit, stated): (Decimal, &beside::Stated),
) -> Diagnostic {
    let span = checked.inside(text, word.range.clone());
    let finding = Diagnostic::new("T026")
        .arg("ord", word.text)
        .arg("tal", danish(stated.value))
        .arg("graense", danish(limit.normalize()))
        .label(Place::primary(span));
    match &stated.key {
        Some(key) => finding.label(checked.second(key, "her-tallet")),
        None => finding,
    }
}

/// The one word of a paragraph for being over or under a limit, near a word for one, and whether it is over.
fn said<'t, 'a>(checked: &Checked<'_>, words: &'t [Word<'a>]) -> Option<(&'t Word<'a>, bool)> {
    let reading = &checked.standards.reading;
    let limit = |word: &Word<'_>| begins(&word.lower, &reading.limit);
    let beside = |at: usize| words[at + 1..(at + 4).min(words.len())].iter().any(limit);
    let mut all = words.iter().enumerate().filter_map(|(at, word)| {
        let over = begins(&word.lower, &reading.over);
        let under = reading.under.iter().any(|one| *one == word.lower);
        (over != under && beside(at)).then_some((word, over))
    });
    let first = all.next()?;
    let denied = words
        .iter()
        .any(|word| ["ikke", "hverken", "ingen"].contains(&&*word.lower));
    (!denied && all.next().is_none()).then_some(first)
}
