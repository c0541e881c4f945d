//! "Vejle Kommune", "Boligselskabet Engen" in a plan whose registers know neither.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, texts::Word};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let plan = checked.plan;
    let own = &plan.parties[plan.meta.municipality].name.text;
    let Some((own_town, "Kommune")) = own.rsplit_once(' ') else {
        return;
    };
    let mut told = BTreeSet::new();
    for text in checked.prose_once() {
        for pair in text.words.windows(2) {
            let [town, word] = pair else { continue };
            let bare = word.text.strip_suffix('s').unwrap_or(word.text);
            let gap = &text.text[town.range.end..word.range.start];
            let named =
                bare == "Kommune" && gap == " " && town.text.starts_with(char::is_uppercase);
            let name = format!("{} {bare}", town.text);
            let known = checked.names.is_spelt(&name) || own_town.ends_with(town.text);
            let organisation = gap == " " && is_organisation(checked, (town, word));
            if (named && !known || organisation) && told.insert(name.clone()) {
                let range = town.range.start..word.range.end;
                found.push(
                    Diagnostic::new("N014")
                        .arg("navn", name)
                        .label(Place::primary(checked.inside(text, range))),
                );
            }
        }
    }
}

/// How a housing organisation's name begins.
const ORGANISATIONS: [&str; 4] = [
    "Andelsboligforeningen",
    "Boligforeningen",
    "Boligorganisationen",
    "Boligselskabet",
];

/// Whether a word begins the name of a housing organisation that no name of the registers begins as.
fn is_organisation(checked: &Checked<'_>, (kind, own): (&Word<'_>, &Word<'_>)) -> bool {
    let proper = own.text.starts_with(char::is_uppercase);
    if !proper || !ORGANISATIONS.contains(&kind.text) {
        return false;
    }
    let bare = own.lower.strip_suffix('s').unwrap_or(&own.lower);
    let mut names = checked.names.all.iter();
    !names.any(|name| {
        name.words
            .iter()
            .any(|word| *word == own.lower || word == bare)
    })
}
