//! Terms that the law has replaced before the plan's date.

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, texts::Text};

/// What the name of a law begins with, up to the word.
const LAWS: [&str; 7] = [
    "lov om ",
    "loven om ",
    "lov nr. ",
    "lovforslag",
    "bekendtgørelse om ",
    "bekendtgørelsen om ",
    "bekendtgørelse nr. ",
];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let day = checked.plan.meta.date;
    let outdated = checked.standards.outdated.iter();
    let outdated: Vec<_> = outdated.filter(|term| term.holds(day)).collect();
    for text in &checked.texts {
        for word in &text.words {
            let mut terms = outdated.iter();
            let Some(term) = terms.find(|term| word.lower.starts_with(&term.word)) else {
                continue;
            };
            // Others' words, and what a law is called, stay as they are.
            if is_quoted(text, word.range.start) || is_in_a_law(&text.text[..word.range.start]) {
                continue;
            }
            let span = checked.inside(text, word.range.clone());
            found.push(
                Diagnostic::new("D005")
                    .arg("ord", word.text)
                    .arg("nyt", &term.now)
                    .arg("dato", term.day())
                    .arg("hjemmel", &term.law)
                    .label(Place::primary(span)),
            );
        }
    }
}

/// Whether a place of a text is between quotation marks of its paragraph.
fn is_quoted(text: &Text<'_>, at: usize) -> bool {
    let mut paragraphs = text.paragraphs.iter();
    let Some(paragraph) = paragraphs.find(|paragraph| paragraph.contains(&at)) else {
        return false;
    };
    let (before, after) = (
        &text.text[paragraph.start..at],
        &text.text[at..paragraph.end],
    );
    let opened = |open: char, close: char| {
        let depth = before
            .matches(open)
            .count()
            .checked_sub(before.matches(close).count());
        depth.is_some_and(|depth| depth > 0) && after.contains(close)
    };
    let same = |sign: char| before.matches(sign).count() % 2 == 1 && after.contains(sign);
    opened('»', '«')
        || opened('“', '”')
        || opened('„', '“')
        || same('"')
        || (!before.contains(['“', '„']) && same('”'))
}

/// Whether what stands before a word begins the name of a law: `lov nr. 38 om `.
fn is_in_a_law(before: &str) -> bool {
    let part = before
        .rsplit([',', ';', ':', '(', '\n'])
        .next()
        .unwrap_or(before);
    let part = part.to_lowercase();
    let begins = LAWS
        .iter()
        .filter_map(|law| part.rfind(law).map(|at| at + law.len()));
    begins
        .max()
        .is_some_and(|from| !part[from..].contains(". "))
}
