//! A name in a list of the plan's housing organisations that is none of them.

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, texts::TextKind};

/// So many organisations in a list make it one of organisations.
const LEAST_KNOWN: usize = 2;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let plan = checked.plan;
    let own: Vec<_> = plan
        .organisations()
        .into_iter()
        .map(|i| &plan.parties[i])
        .collect();
    let is_own = |name: &str| {
        own.iter()
            .any(|p| p.name.text == name || p.aliases.iter().any(|alias| alias == name))
    };
    for text in checked.texts.iter().filter(|t| t.kind == TextKind::Label) {
        let start = text.text.rfind(" fra ").map_or(0, |at| at + " fra ".len());
        let mut items = Vec::new();
        let mut from = start;
        for item in text.text[start..].split(',') {
            let lead = item.len() - item.trim_start().len();
            items.push((from + lead, item.trim()));
            from += item.len() + 1;
        }
        let known = items.iter().filter(|(_, name)| is_own(name)).count();
        if known < LEAST_KNOWN || known == own.len() {
            continue;
        }
        // The municipality stands rightly beside them.
        let party = |name: &str| {
            plan.meta
                .parties
                .iter()
                .any(|i| plan.parties[*i].name.text == name)
        };
        let odd = items.iter().find(|(_, name)| !is_own(name) && !party(name));
        if let Some((at, name)) = odd {
            let missing = own
                .iter()
                .find(|p| !items.iter().any(|(_, n)| *n == p.name.text));
            let span = checked.inside(text, *at..at + name.len());
            found.push(
                Diagnostic::new("N006")
                    .arg("navn", name)
                    .arg("mangler", missing.map_or("", |p| p.name.text.as_str()))
                    .label(Place::primary(span)),
            );
        }
    }
}
