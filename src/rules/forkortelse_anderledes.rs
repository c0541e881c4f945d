//! An abbreviation that a text explains otherwise than the register.

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    beside::{same_word, split},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let known = &checked.plan.abbreviations;
    for text in checked.prose_once() {
        for word in &text.words {
            let Some(own) = known.iter().find(|one| one.short.text == word.text) else {
                continue;
            };
            let rest = text.text[word.range.end..].trim_start_matches(['*', ' ', '\n']);
            let Some((said, _)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'))
            else {
                continue;
            };
            let (here, there) = (split(said), split(&own.long.text));
            let all = here
                .iter()
                .all(|word| there.iter().any(|other| same_word(word, other)));
            if stands_for(&own.short.text, &here) && !all {
                let start = text.text.len() - rest.len() + 1;
                let span = checked.inside(text, start..start + said.len());
                found.push(
                    Diagnostic::new("N013")
                        .arg("kort", &own.short.text)
                        .arg("lang", &own.long.text)
                        .label(Place::primary(span))
                        .label(checked.second(&own.long.key, "her-navnet")),
                );
            }
        }
    }
}

/// Whether words may be what an abbreviation is short for: its letters begin them in that order, and it has no word more
/// than twice as many as letters.
fn stands_for(short: &str, words: &[String]) -> bool {
    let letters: Vec<char> = short
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphabetic())
        .collect();
    let mut begun = words.iter().filter_map(|word| word.chars().next());
    let in_order = letters
        .iter()
        .all(|letter| begun.any(|first| first == *letter));
    letters.len() > 1 && in_order && words.len() <= 2 * letters.len()
}
