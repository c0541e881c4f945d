//! Waivers: which findings the plan's owners let stand, and which waivers no longer do anything.
//!
//! "Today" is the plan's own date, so that the same sources give the same findings.

use crate::{
    diag::{self, Diagnostic},
    key::Span,
    model::{Plan, Waiver},
    source::Sources,
};

use super::RULES;

/// Findings after waivers.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Findings that count, those about waivers among them; sorted.
    pub found: Vec<Diagnostic>,
    /// Findings that are let stand, each with its waiver.
    pub waived: Vec<Waived>,
}

/// A finding that is let stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Waived {
    /// The finding.
    pub finding: Diagnostic,
    /// Index in `Plan::waivers`.
    pub waiver: usize,
}

pub fn apply(plan: &Plan, sources: &Sources, found: Vec<Diagnostic>) -> Checked {
    let places: Vec<Option<Span>> = plan.waivers.iter().map(|w| place(w, sources)).collect();
    let mut used = vec![false; plan.waivers.len()];
    let mut out = Checked {
        found: Vec::new(),
        waived: Vec::new(),
    };
    for finding in found {
        let at = finding.labels.first().map(|label| &label.span);
        let waiver = plan
            .waivers
            .iter()
            .zip(&places)
            .position(|(waiver, place)| {
                let inside = place
                    .as_ref()
                    .zip(at)
                    .is_some_and(|(place, at)| covers(place, at));
                waiver.code == finding.code && inside
            });
        match waiver {
            Some(index) => {
                used[index] = true;
                if expired(plan, &plan.waivers[index]) {
                    out.found.push(finding);
                } else {
                    out.waived.push(Waived {
                        finding,
                        waiver: index,
                    });
                }
            }
            None => out.found.push(finding),
        }
    }
    for ((waiver, place), used) in plan.waivers.iter().zip(&places).zip(used) {
        out.found
            .extend(fault(plan, sources, waiver, place.is_some(), used));
    }
    diag::sort(&mut out.found);
    out
}

/// What is wrong with a waiver itself.
fn fault(
    plan: &Plan,
    sources: &Sources,
    waiver: &Waiver,
    placed: bool,
    used: bool,
) -> Option<Diagnostic> {
    let at = |code, name: &str| {
        Diagnostic::at(code, sources.span(&waiver.key.child(name)))
            .arg("kode", &waiver.code)
            .arg("sted", &waiver.place)
    };
    if !RULES.iter().any(|rule| rule.code == waiver.code) {
        return Some(at("V001", "kode"));
    }
    if !placed {
        return Some(at("V002", "sted"));
    }
    if waiver.reason.trim().is_empty() || waiver.role.trim().is_empty() {
        let name = if waiver.reason.trim().is_empty() {
            "begrundelse"
        } else {
            "rolle"
        };
        return Some(at("V003", name));
    }
    if !used {
        return Some(at("V004", "sted"));
    }
    expired(plan, waiver).then(|| at("V005", "udloeber"))
}

fn expired(plan: &Plan, waiver: &Waiver) -> bool {
    waiver.expires.is_some_and(|day| day < plan.meta.date)
}

/// Whether a waiver's place holds a finding's. A whole file holds all of it.
fn covers(place: &Span, at: &Span) -> bool {
    place.file == at.file
        && (place.range.is_empty()
            || (place.range.start <= at.range.start && at.range.start < place.range.end))
}

/// Where a waiver points: a file (an empty range), or a key in it. `None` if there is no such place.
fn place(waiver: &Waiver, sources: &Sources) -> Option<Span> {
    let (file, path) = waiver.place.split_once('#').unwrap_or((&waiver.place, ""));
    let root = &sources.file(file)?.root;
    let range = if path.is_empty() {
        0..0
    } else {
        root.find(path)?.extent()
    };
    Some(Span {
        file: file.into(),
        range,
    })
}
