//! "Vejle Kommune" in a plan for another municipality.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, texts::TextKind};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let plan = checked.plan;
    let own = &plan.parties[plan.meta.municipality].name.text;
    let Some((own_town, "Kommune")) = own.rsplit_once(' ') else {
        return;
    };
    let mut told = BTreeSet::new();
    for text in checked
        .texts
        .iter()
        .filter(|t| t.kind == TextKind::Prose && !t.again)
    {
        for pair in text.words.windows(2) {
            let [town, word] = pair else { continue };
            let bare = word.text.strip_suffix('s').unwrap_or(word.text);
            let gap = &text.text[town.range.end..word.range.start];
            let named =
                bare == "Kommune" && gap == " " && town.text.starts_with(char::is_uppercase);
            let name = format!("{} {bare}", town.text);
            let known = checked.names.is_spelt(&name) || own_town.ends_with(town.text);
            if named && !known && told.insert(name.clone()) {
                let range = town.range.start..word.range.end;
                found.push(
                    Diagnostic::new("N014")
                        .arg("navn", name)
                        .arg("egen", own)
                        .label(Place::primary(checked.inside(text, range))),
                );
            }
        }
    }
}
