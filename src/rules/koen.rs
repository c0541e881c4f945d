//! "Et mægler", "en partnerskab": an article of the other gender.

use crate::{
    diag::{Diagnostic, Label as Place},
    spelling::danish,
};

use super::{
    Checked,
    texts::{Text, Word},
};

/// Letters of a noun whose forms say what it is.
const LETTERS: usize = 4;
/// Nouns that are more often something else: "det må en selv om".
const OTHERS: [&str; 1] = ["selv"];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.prose_once() {
        for (at, pair) in text.words.windows(2).enumerate() {
            let [article, noun] = pair else { continue };
            let right = match &*article.lower {
                "en" => "et",
                "et" => "en",
                _ => continue,
            };
            if !stands_alone(text, noun, text.words.get(at + 2))
                || text.text.get(article.range.end..noun.range.start) != Some(" ")
                || !is_of(&noun.lower, right)
            {
                continue;
            }
            found.push(
                Diagnostic::new("D031")
                    .arg("ord", noun.text)
                    .arg("foran", article.text)
                    .arg("ret", right)
                    .label(Place::primary(
                        checked.inside(text, article.range.start..noun.range.end),
                    )),
            );
        }
    }
}

/// Whether nothing follows a noun that it could only be the first part of, or that it could belong to as an adjective.
fn stands_alone(text: &Text<'_>, noun: &Word<'_>, next: Option<&Word<'_>>) -> bool {
    const AFTER: [&str; 24] = [
        "af", "bliver", "blev", "efter", "eller", "er", "for", "fra", "får", "har", "hos", "hvor",
        "i", "kan", "med", "men", "og", "om", "på", "skal", "som", "til", "var", "ved",
    ];
    let sign = text.text[noun.range.end..].starts_with(['.', ',', ':', ';', '?', '!', ')']);
    sign || next.is_some_and(|word| AFTER.contains(&&*word.lower))
}

/// Whether a word is a noun that goes with an article, and with that only: it has the one definite form in the genitive,
/// which no verb and no adjective has, and not the other.
fn is_of(noun: &str, article: &str) -> bool {
    let has = |form: String| danish().has(&form);
    let definite = |ending: &str| match noun.strip_suffix('e') {
        Some(stem) => has(format!("{stem}e{}s", &ending[1..])) || has(format!("{noun}{ending}s")),
        None => {
            has(format!("{noun}{ending}s"))
                || doubled(noun).is_some_and(|noun| has(format!("{noun}{ending}s")))
        }
    };
    let plain = noun.chars().count() >= LETTERS
        && noun.chars().all(char::is_alphabetic)
        && !OTHERS.contains(&noun)
        && danish().has(noun)
        && !has(format!("{noun}ere"))
        && !has(format!("{noun}t"));
    let other = if article == "et" { "en" } else { "et" };
    plain && definite(article) && !definite(other) && !has(format!("{noun}{other}"))
}

/// With its last letter twice: `klub`, `klubben`.
fn doubled(noun: &str) -> Option<String> {
    let last = noun.chars().last()?;
    Some(format!("{noun}{last}"))
}
