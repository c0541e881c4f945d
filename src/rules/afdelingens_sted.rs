//! An afdeling under another organisation's name, or at a place that the register does not give it.

use std::ops::Range;

use crate::{
    diag::{Diagnostic, Label as Place},
    model::registers::Division,
};

use super::{
    Checked,
    texts::{Text, TextKind},
};

/// What stands before an afdeling's number.
const MARK: &str = "afd.";
/// What stands between an afdeling's number and its place.
const BEFORE_PLACE: [&str; 3] = ["i ", "(", "– "];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.texts.iter().filter(|t| t.kind != TextKind::Name) {
        for (at, _) in text.text.match_indices(MARK) {
            let listed = Listed::after(checked, text, at + MARK.len());
            if let Some(name) = organisation_before(checked, &text.text[..at]) {
                let owns = |d: &Division| checked.plan.parties[d.organisation].id == name.id;
                listed.tell(checked, text, &name.name.text, owns, found);
            }
            if let Some(place) = place_after(checked, &text.text[listed.end..]) {
                let lies = |d: &Division| places(d).any(|own| own == place);
                listed.tell(checked, text, place, lies, found);
            }
        }
    }
}

/// Afdelinger named after one another: `afd. 110 og 9`.
struct Listed<'a> {
    each: Vec<(Range<usize>, Vec<&'a Division>)>,
    end: usize,
}

impl<'a> Listed<'a> {
    fn after(checked: &Checked<'a>, text: &Text<'_>, start: usize) -> Self {
        let mut listed = Listed {
            each: Vec::new(),
            end: start,
        };
        let mut at = start;
        while let Some((range, divisions)) = one(checked, text, at) {
            listed.end = range.end;
            listed.each.push((range, divisions));
            let rest = &text.text[listed.end..];
            let trimmed = rest.trim_start();
            let Some(next) = trimmed.strip_prefix("og").or(trimmed.strip_prefix(',')) else {
                break;
            };
            at = text.text.len() - next.len();
        }
        listed
    }

    /// Tells the afdelinger of which the register says otherwise.
    fn tell(
        &self,
        checked: &Checked<'_>,
        text: &Text<'_>,
        name: &str,
        fits: impl Fn(&Division) -> bool,
        found: &mut Vec<Diagnostic>,
    ) {
        for (range, divisions) in &self.each {
            let Some(first) = divisions.first() else {
                continue;
            };
            if divisions.iter().any(|division| fits(division)) {
                continue;
            }
            let own = places(first).next().unwrap_or_default();
            found.push(
                Diagnostic::new("N007")
                    .arg("nr", &first.nr)
                    .arg("navn", name)
                    .arg(
                        "register",
                        format!(
                            "{}, {own}",
                            checked.plan.parties[first.organisation].name.text
                        ),
                    )
                    .label(Place::primary(checked.inside(text, range.clone())))
                    .label(checked.second(&first.key, "her-afdelingen")),
            );
        }
    }
}

/// The afdeling whose number, typed or fetched, comes next: where, and which it may be.
fn one<'a>(
    checked: &Checked<'a>,
    text: &Text<'_>,
    at: usize,
) -> Option<(Range<usize>, Vec<&'a Division>)> {
    let rest = &text.text[at..];
    let start = at + (rest.len() - rest.trim_start().len());
    if let Some(slot) = text.slot_at(start).filter(|slot| slot.range.start == start) {
        let id = slot.path.strip_prefix("afdeling.")?.strip_suffix(".nr")?;
        let division = checked.plan.divisions.iter().find(|d| d.id == id)?;
        return Some((slot.range.clone(), vec![division]));
    }
    let rest = &text.text[start..];
    // `703-0` is one number where the register has it, else the first of two.
    let whole = rest
        .find(|c: char| !c.is_ascii_digit() && c != '-')
        .unwrap_or(rest.len());
    let digits = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    if digits == 0 {
        return None;
    }
    let of = |end: usize| {
        let divisions = checked.plan.divisions.iter();
        let divisions = divisions.filter(|division| division.nr.as_str() == &rest[..end]);
        (start..start + end, divisions.collect::<Vec<_>>())
    };
    let found = of(whole);
    Some(match found.1.is_empty() {
        true => of(digits),
        false => found,
    })
}

/// The organisation whose name ends a text, with or without a genitive.
fn organisation_before<'a>(
    checked: &Checked<'a>,
    before: &str,
) -> Option<&'a crate::model::registers::Party> {
    let before = before.trim_end();
    let bare = before.strip_suffix('s').unwrap_or(before);
    let organisations = checked.plan.organisations();
    let parties = organisations.into_iter().map(|i| &checked.plan.parties[i]);
    parties
        .flat_map(|party| {
            let names = std::iter::once(&party.name.text).chain(&party.aliases);
            names.map(move |name| (name, party))
        })
        .filter(|(name, _)| ends_with_name(before, name) || ends_with_name(bare, name))
        .max_by_key(|(name, _)| name.len())
        .map(|(_, party)| party)
}

fn ends_with_name(text: &str, name: &str) -> bool {
    let before = text.strip_suffix(name);
    before.is_some_and(|before| !before.ends_with(char::is_alphanumeric))
}

/// The registered place that a text begins with.
fn place_after<'a>(checked: &Checked<'a>, after: &str) -> Option<&'a str> {
    let after = after.trim_start();
    let rest = BEFORE_PLACE
        .iter()
        .find_map(|sign| after.strip_prefix(sign))?;
    let all = checked.plan.divisions.iter().flat_map(places);
    let begins = |place: &&str| {
        let rest = rest.strip_prefix(place);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    all.filter(begins).max_by_key(|place| place.len())
}

/// Places that the register gives an afdeling: `sted` and `navn`, parted at `/`.
fn places(division: &Division) -> impl Iterator<Item = &str> {
    let labels = [&division.place, &division.name];
    labels
        .into_iter()
        .flatten()
        .flat_map(|label| label.text.split('/'))
        .map(str::trim)
        .filter(|place| !place.is_empty())
}
