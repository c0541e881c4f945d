//! One target group with two ages: on the list and in the description, in a goal and its indicator, in a table and its figure.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    model::{Label, Prose, agreement::Activity, content::CellContent},
};

use super::{Checked, aktivitetsliste::pairs, beside, texts::Text};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let plan = checked.plan;
    for agreement in &plan.agreements {
        for goal in &agreement.goals {
            for indicator in &goal.indicators {
                differ(
                    checked,
                    &Told::label(&goal.title),
                    &Told::label(&indicator.title),
                    found,
                );
            }
        }
        let listed = pairs(agreement);
        for activity in &agreement.activities {
            let label = listed
                .iter()
                .find(|(_, own)| own.is_some_and(|own| own.id == activity.id));
            of_activity(checked, activity, label.map(|(label, _)| *label), found);
        }
    }
    for figure in plan.charts.values() {
        if let Some(table) = beside::drawn(checked, &figure.id) {
            differ(
                checked,
                &Told::label(&table.title),
                &Told::label(&figure.title),
                found,
            );
        }
    }
    for table in plan.tables.values() {
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        for cell in cells {
            if let CellContent::Words(words) = &cell.content {
                differ(
                    checked,
                    &Told::label(&table.title),
                    &Told::of(words, &cell.key),
                    found,
                );
            }
        }
    }
    in_prose(checked, found);
    odd(checked, found);
}

/// Times that the plan must name an age for a near one that it names once to be a slip.
const OFTEN: usize = 3;

/// An age that the plan names once, a year from one that it names often.
fn odd(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let texts = checked
        .texts
        .iter()
        .filter(|text| !text.again && text.text.contains("år"));
    let all: Vec<(&Text<'_>, Range<usize>, (u8, u8))> = texts
        .flat_map(|text| {
            ages(text.text)
                .into_iter()
                .map(move |(at, age)| (text, at, age))
        })
        .collect();
    let mut counts: BTreeMap<(u8, u8), usize> = BTreeMap::new();
    for (_, _, age) in &all {
        *counts.entry(*age).or_default() += 1;
    }
    let count = |age: (u8, u8)| counts.get(&age).copied().unwrap_or_default();
    for (text, at, age) in all.iter().filter(|(_, _, age)| count(*age) == 1) {
        let close = |one: (u8, u8)| one.0.abs_diff(age.0) == 1 && one.1.abs_diff(age.1) == 1;
        let often = all
            .iter()
            .find(|(_, _, one)| close(*one) && count(*one) >= OFTEN);
        let told = found.iter().any(|one| {
            one.code == "E025"
                && one
                    .labels
                    .iter()
                    .any(|label| label.span == checked.inside(text, at.clone()))
        });
        if let Some((other, place, one)) = often.filter(|_| !told) {
            found.push(
                Diagnostic::new("E025")
                    .arg("alder", words(*age))
                    .arg("anden", words(*one))
                    .label(Place::primary(checked.inside(text, at.clone())))
                    .label(Place::second(
                        checked.inside(other, place.clone()),
                        "her-alderen",
                    )),
            );
        }
    }
}

fn words((from, to): (u8, u8)) -> String {
    format!("{from}–{to} år")
}

/// The ages that a text names.
struct Told<'a> {
    ages: BTreeSet<(u8, u8)>,
    /// Where the first of them stands.
    at: Option<Range<usize>>,
    key: &'a FieldKey,
}

impl<'a> Told<'a> {
    fn of(text: &str, key: &'a FieldKey) -> Self {
        let all = ages(text);
        Told {
            at: all.first().map(|(range, _)| range.clone()),
            ages: all.into_iter().map(|(_, age)| age).collect(),
            key,
        }
    }

    fn label(label: &'a Label) -> Self {
        Told::of(&label.text, &label.key)
    }

    fn prose(prose: &'a Prose) -> Self {
        Told::of(&prose.text, &prose.key)
    }

    /// The one age that it names.
    fn only(&self) -> Option<(u8, u8)> {
        match self.ages.len() {
            1 => self.ages.first().copied(),
            _ => None,
        }
    }
}

/// Tells where two texts about one thing each name one age, and not the same.
fn differ(checked: &Checked<'_>, one: &Told<'_>, other: &Told<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(first), Some(second), Some(at)) = (one.only(), other.only(), &other.at) else {
        return;
    };
    if first != second {
        found.push(
            Diagnostic::new("E025")
                .arg("alder", words(second))
                .arg("anden", words(first))
                .label(Place::primary(
                    checked.sources.inside(other.key, at.clone()),
                ))
                .label(checked.second(one.key, "her-alderen")),
        );
    }
}

/// The target group of an activity against its title, its line on the list, its purpose and its description.
fn of_activity(
    checked: &Checked<'_>,
    activity: &Activity,
    listed: Option<&Label>,
    found: &mut Vec<Diagnostic>,
) {
    let texts = &activity.texts;
    let audience = texts.audience.iter();
    let groups = audience
        .flat_map(|group| [&group.text, &group.primary])
        .flatten();
    let Some(group) = groups.map(Told::prose).find(|told| told.only().is_some()) else {
        let (Some(purpose), Some(own)) = (&texts.purpose, &texts.introduction) else {
            return;
        };
        return differ(checked, &Told::prose(purpose), &Told::prose(own), found);
    };
    let labels = listed.into_iter().chain([&activity.title]).map(Told::label);
    let prose = [&texts.purpose, &texts.introduction]
        .into_iter()
        .flatten()
        .map(Told::prose);
    for other in labels.chain(prose) {
        // A description may tell of others, too; one that is a year or two off means the same.
        if other
            .only()
            .zip(group.only())
            .is_some_and(|(one, own)| near(one, own))
        {
            differ(checked, &group, &other, found);
        }
    }
}

/// Whether two ages are the same but for a few years at each end.
fn near(one: (u8, u8), other: (u8, u8)) -> bool {
    one.0.abs_diff(other.0) <= 3 && one.1.abs_diff(other.1) <= 3
}

/// The one age of a paragraph against those in the titles of the tables that it points to, if it is near to one and is none.
fn in_prose(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.prose_once() {
        if !text.text.contains("år") {
            continue;
        }
        for paragraph in &text.paragraphs {
            let part = &text.text[paragraph.clone()];
            let own = ages(part);
            let [(at, age)] = own.as_slice() else {
                continue;
            };
            let tables = beside::tables_in(checked, text, paragraph);
            let titles: Vec<Told<'_>> = tables
                .iter()
                .map(|table| Told::label(&table.title))
                .collect();
            let same = titles.iter().any(|title| title.ages.contains(age));
            let other = titles
                .iter()
                .find(|title| title.only().is_some_and(|one| near(one, *age)));
            if let Some(title) = other.filter(|_| !same) {
                let at = paragraph.start + at.start..paragraph.start + at.end;
                let told = Told {
                    ages: BTreeSet::from([*age]),
                    at: Some(at),
                    key: &text.key,
                };
                differ(checked, title, &told, found);
            }
        }
    }
}

/// `13–17 år`, `18-29-årige`, `mellem 18 og 29 år`, with their places.
fn ages(text: &str) -> Vec<(Range<usize>, (u8, u8))> {
    let mut out = Vec::new();
    for (at, _) in text.match_indices("år") {
        let before = text[..at].trim_end_matches([' ', '\n', '-', '\u{a0}']);
        let to = digits_before(before);
        let rest = before[..to.start].trim_end_matches([' ', '\n']);
        let dash = rest
            .strip_suffix('–')
            .or_else(|| rest.strip_suffix('-'))
            .or_else(|| rest.strip_suffix(" til"));
        let between = rest.strip_suffix(" og").filter(|rest| {
            rest[..digits_before(rest).start]
                .trim_end()
                .ends_with("mellem")
        });
        let Some(rest) = dash.or(between) else {
            continue;
        };
        let rest = rest.trim_end_matches(' ');
        let from = digits_before(rest);
        let alone =
            !rest[..from.start].ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == ',');
        if let (Ok(low), Ok(high), true) = (
            rest[from.clone()].parse::<u8>(),
            before[to.clone()].parse::<u8>(),
            alone,
        ) && low < high
        {
            out.push((from.start..to.end, (low, high)));
        }
    }
    out
}

/// The digits that a text ends with.
fn digits_before(text: &str) -> Range<usize> {
    let count = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    text.len() - count..text.len()
}

#[cfg(test)]
mod tests {
    use super::ages;

    #[test]
    fn ages_are_found_however_they_are_written() {
        let all = |text: &str| {
            ages(text)
                .into_iter()
                .map(|(_, age)| age)
                .collect::<Vec<_>>()
        };
        assert_eq!(all("Unge på 13–17 år"), [(13, 17)]);
        assert_eq!(all("18-29-årige og 4-6 årige"), [(18, 29), (4, 6)]);
        assert_eq!(all("unge mellem 18 og 29 år"), [(18, 29)]);
        assert_eq!(all("borgere over 30 år i 2018-2021"), []);
    }
}
