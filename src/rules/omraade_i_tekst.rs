//! "På indsatsområdet Beskæftigelse …" in the delaftale on education.

use crate::diag::{Diagnostic, Label as Place};

use super::Checked;

/// What makes an area's name the one that the text is about.
const ABOUT: [&str; 4] = ["indsatsområdet", "området", "delaftalen", "delaftale"];
/// Words before it, by which the text is about it and does not only name it.
const HERE: [&str; 3] = ["denne", "for", "på"];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let areas = &checked.rules.areas;
    let prose = checked.prose();
    for text in prose.filter(|text| !text.again) {
        let Some(own) = text
            .agreement
            .and_then(|at| checked.plan.agreements.get(at))
        else {
            continue;
        };
        for (at, word) in text.words.iter().enumerate() {
            let here = at.checked_sub(1).map(|before| &*text.words[before].lower);
            let about =
                ABOUT.contains(&&*word.lower) && here.is_some_and(|here| HERE.contains(&here));
            if !about {
                continue;
            }
            let rest = text.text[word.range.end..].trim_start();
            let rest = rest.strip_prefix("om ").unwrap_or(rest).to_lowercase();
            // "Beskæftigelse" begins "beskæftigelse og uddannelse", too: the whole name must stand there.
            let first = |name: &str| name.split(" og ").next().unwrap_or(name).to_lowercase();
            let names = |name: &str| {
                rest.starts_with(&name.to_lowercase()) || rest.starts_with(&first(name))
            };
            let other = areas
                .iter()
                .find(|area| area.id != own.area && names(&area.name));
            if let Some(other) = other.filter(|_| !names(&own.name.text)) {
                found.push(
                    Diagnostic::new("A005")
                        .arg("navn", &other.name)
                        .arg("eget", &own.name.text)
                        .label(Place::primary(checked.inside(text, word.range.clone())))
                        .label(checked.second(&own.name.key, "her-omraadet")),
                );
            }
        }
    }
}
