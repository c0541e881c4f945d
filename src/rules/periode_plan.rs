//! A helhedsplan's period that runs into this plan's own, or that is written in two ways.

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, numbers::Years, texts::Text};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let (from, to) = checked.plan.meta.period;
    let own = (from.year(), to.year());
    let periods = checked.texts.iter().flat_map(|text| {
        let periods = text.periods.iter();
        periods.map(move |period| (text, period))
    });
    let named: Vec<(&Text<'_>, &Years)> = periods
        .filter(|(text, period)| names_plan(checked, text, period))
        .collect();
    for (text, period) in &named {
        let overlaps = period.from <= own.1 && period.to >= own.0;
        let other = named
            .iter()
            .find(|(_, other)| other.from == period.from && other.to != period.to);
        // The plan before this one may end in the year in which this one begins, and the next begin in its last; where it is
        // written in two ways, one of them is wrong.
        let before = period.from < own.0 && period.to == own.0;
        let after = period.from == own.1 && period.to > own.1;
        let touches = (before || after) && other.is_none();
        if (period.from, period.to) == own || !overlaps || touches {
            continue;
        }
        let mut finding = Diagnostic::new("E006")
            .quote("periode", &text.text[period.range.clone()])
            .arg("egen", format!("{}-{}", own.0, own.1))
            .label(Place::primary(checked.inside(text, period.range.clone())));
        if let Some((text, other)) = other {
            let span = checked.inside(text, other.range.clone());
            finding = finding.label(Place::second(span, "her-anden-periode"));
        }
        found.push(finding);
    }
}

/// Whether the word before a period is the plan's name or a word for such a plan.
fn names_plan(checked: &Checked<'_>, text: &Text<'_>, period: &Years) -> bool {
    let before = text.text[..period.range.start].trim_end();
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_name = |name: &str| word == name || word.strip_suffix('s') == Some(name);
    is_name(&checked.plan.meta.name.text)
        || checked
            .standards
            .plan_words
            .words
            .contains(&word.to_lowercase())
}
