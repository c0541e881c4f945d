//! Waivers: which findings the plan's owners let stand, and which waivers no longer do anything.
//!
//! "Today" is the plan's own date, so that the same sources give the same findings.

use crate::{
    diag::{self, Diagnostic, Label, Lang},
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
    let mut used = vec![Use::None; plan.waivers.len()];
    let mut out = Checked {
        found: Vec::new(),
        waived: Vec::new(),
    };
    for mut finding in found {
        let at = finding.labels.first().map(|label| &label.span);
        let waivers = plan.waivers.iter().zip(&places).enumerate();
        let here = waivers.filter(|(_, (waiver, place))| {
            let place = place.as_ref().zip(at);
            waiver.code == finding.code && place.is_some_and(|(place, at)| covers(place, at))
        });
        let here: Vec<usize> = here.map(|(index, _)| index).collect();
        let holds = here
            .iter()
            .find(|index| is_of(&plan.waivers[**index], &finding));
        match (holds, here.first()) {
            (Some(&index), _) if expired(plan, &plan.waivers[index]) => {
                used[index] = Use::Held;
                out.found.push(finding);
            }
            (Some(&index), _) => {
                if plan.waivers[index].found.is_empty() {
                    used[index].unbound(&finding);
                } else {
                    used[index] = Use::Held;
                }
                out.waived.push(Waived {
                    finding,
                    waiver: index,
                });
            }
            (None, Some(&index)) => {
                // Something else is wrong there now.
                used[index].other();
                let key = plan.waivers[index].key.child("fund");
                let other = Label::second(sources.span(&key), "dispenseret-for-andet");
                finding = finding.label(other);
                out.found.push(finding);
            }
            (None, None) => out.found.push(finding),
        }
    }
    for ((waiver, place), used) in plan.waivers.iter().zip(&places).zip(used) {
        out.found
            .extend(fault(plan, sources, waiver, place.is_some(), &used));
    }
    diag::sort(&mut out.found);
    out
}

/// What a waiver did.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Use {
    /// Nothing.
    None,
    /// It let a finding stand that it names, or would have.
    Held,
    /// It let findings stand, whatever they were: what they say.
    Unbound(Vec<String>),
    /// At its place, findings of its code say other things than it was given for.
    Other,
}

impl Use {
    fn unbound(&mut self, finding: &Diagnostic) {
        let said = said(finding);
        match self {
            Use::Unbound(all) => all.push(said),
            Use::None | Use::Held | Use::Other => *self = Use::Unbound(vec![said]),
        }
    }

    fn other(&mut self) {
        if *self == Use::None {
            *self = Use::Other;
        }
    }
}

fn said(finding: &Diagnostic) -> String {
    diag::say(finding.code, Lang::Da, &finding.args)
}

/// Whether a finding is what a waiver was given for: its numbers and the names in it are the same. The words around them
/// may be those of another version of the program. A waiver that does not say what it is for holds any.
fn is_of(waiver: &Waiver, finding: &Diagnostic) -> bool {
    let said = said(finding);
    let now = values(&said);
    let is_same = |text: &String| match now.is_empty() {
        true => text.trim() == said,
        false => values(text) == now,
    };
    waiver.found.is_empty() || waiver.found.iter().any(is_same)
}

/// The numbers of a text, and the words in its quotation marks, in order.
fn values(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c == '»' || c.is_ascii_digit()) {
        let from = &rest[at..];
        let end = match from.strip_prefix('»') {
            Some(inner) => inner
                .find('«')
                .map(|end| end + '»'.len_utf8() + '«'.len_utf8()),
            None => from.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')),
        };
        let (value, after) = from.split_at(end.unwrap_or(from.len()));
        out.push(value.trim_end_matches(['.', ',']));
        rest = after;
    }
    out
}

/// What is wrong with a waiver itself.
fn fault(
    plan: &Plan,
    sources: &Sources,
    waiver: &Waiver,
    placed: bool,
    used: &Use,
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
    match used {
        // What a later program no longer finds is no fault of a release.
        Use::None if sources.is_release() => return None,
        Use::None => return Some(at("V004", "sted")),
        // What is found instead says so itself.
        Use::Other => return None,
        Use::Unbound(said) => {
            let quoted = said
                .iter()
                .map(|said| toml::Value::String(said.clone()).to_string());
            let quoted: Vec<String> = quoted.collect();
            return Some(at("V006", "sted").arg("fund", quoted.join(", ")));
        }
        Use::Held => {}
    }
    if expired(plan, waiver) {
        return Some(at("V005", "udloeber"));
    }
    let months = months(plan, waiver);
    (months >= OLD && !settled(waiver)).then(|| at("V007", "dato").arg("maaneder", months))
}

/// Months after which a waiver that neither expires nor is for good has to be looked at again.
const OLD: i32 = 12;

/// How many whole months a waiver has stood on the plan's own date.
pub fn months(plan: &Plan, waiver: &Waiver) -> i32 {
    let (from, to) = (waiver.date, plan.meta.date);
    let month = |day: time::Date| day.year() * 12 + i32::from(u8::from(day.month()));
    let whole = month(to) - month(from) - i32::from(to.day() < from.day());
    whole.max(0)
}

/// Whether a waiver says for how long it is.
fn settled(waiver: &Waiver) -> bool {
    let lasting = waiver.lasting.as_deref().unwrap_or_default();
    waiver.expires.is_some() || !lasting.trim().is_empty()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_numbers_and_what_stands_in_quotation_marks() {
        let text = "sumrækken »I alt« siger 1.150,5, men giver 22 %.";
        assert_eq!(values(text), ["»I alt«", "1.150,5", "22"]);
        assert_eq!(values("intet her"), [] as [&str; 0]);
        assert_eq!(values("»åben"), ["»åben"]);
    }
}
