//! "Munkebo (3 afdelinger – 1.326 boliger)": counts that prose types beside a name, against the registers.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    model::{Plan, counts::Sums, measure::danish, number::DivisionNumber, registers::Division},
};

use super::{
    Checked, beside,
    texts::{Text, Word},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.prose() {
        for part in parts(text) {
            let mut named = None;
            for pair in text.words_in(&part).windows(2) {
                let [number, noun] = pair else { continue };
                let (Some(typed), Some(thing)) =
                    (counted(text, number, noun), thing(checked, noun))
                else {
                    continue;
                };
                let named = named.get_or_insert_with(|| Named::of(checked, text, &part));
                let Some((value, key)) = named.count(checked.plan, thing) else {
                    continue;
                };
                let about =
                    thing != "beboere" || alike(typed, value) && !roughly(checked, text, number);
                if typed != value && about {
                    found.push(
                        Diagnostic::new("T022")
                            .arg("tal", number_of(text, number))
                            .arg("ting", &*noun.lower)
                            .arg("antal", danish(value))
                            .label(Place::primary(checked.inside(text, number.range.clone())))
                            .label(checked.second(&key, "her-registeret")),
                    );
                }
            }
        }
    }
}

/// The number that a word before a thing is: typed, or a word up to twelve.
fn counted(text: &Text<'_>, number: &Word<'_>, noun: &Word<'_>) -> Option<Decimal> {
    let between = text.text.get(number.range.end..noun.range.start)?;
    if !between.chars().all(char::is_whitespace) {
        return None;
    }
    let typed = text.number_ending(number.range.end);
    let spelled = || super::antal_i_tekst::value(&number.lower).map(Decimal::from);
    typed.map(|one| one.value).or_else(spelled)
}

/// Whether a number of residents may be meant for all of a place: some of them are counted, too.
fn alike(typed: Decimal, value: Decimal) -> bool {
    typed + typed > value && typed < value + value
}

/// Whether a number is not meant to the last one: "ca. 1.000 beboere".
fn roughly(checked: &Checked<'_>, text: &Text<'_>, number: &Word<'_>) -> bool {
    let start = text.number_ending(number.range.end);
    let start = start.map_or(number.range.start, |one| one.range.start);
    let before = text.words.partition_point(|word| word.range.end <= start);
    let before = before.checked_sub(1).map(|at| &text.words[at]);
    before.is_some_and(|word| {
        checked
            .standards
            .reading
            .about
            .iter()
            .any(|one| *one == word.lower)
    })
}

/// A number as its author wrote it; one of thousands is several words.
fn number_of<'t>(text: &Text<'t>, word: &Word<'_>) -> &'t str {
    let typed = text.number_ending(word.range.end);
    let range = typed.map_or(&word.range, |one| &one.range);
    &text.text[range.clone()]
}

/// Lines of lists and sentences: what stands in one of them is about what it names.
fn parts(text: &Text<'_>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for sentence in text.sentences() {
        let mut from = sentence.start;
        for (at, _) in text.text[sentence.clone()].match_indices("\n- ") {
            out.push(from..sentence.start + at);
            from = sentence.start + at;
        }
        out.push(from..sentence.end);
    }
    out
}

/// What a noun is one of.
fn thing<'c>(checked: &'c Checked<'_>, noun: &Word<'_>) -> Option<&'c str> {
    let mut things = checked.standards.counts.of_names.iter();
    let known = things.find(|thing| thing.words.iter().any(|word| *word == noun.lower))?;
    Some(known.of.as_str())
}

/// What a part names.
struct Named {
    quarters: Vec<usize>,
    divisions: Vec<usize>,
    /// Whether it speaks of all there are.
    in_all: bool,
}

impl Named {
    fn of(checked: &Checked<'_>, text: &Text<'_>, part: &Range<usize>) -> Self {
        let in_all = &checked.standards.counts.in_all;
        Named {
            quarters: quarters(checked.plan, text, part),
            divisions: divisions(checked.plan, text, part),
            in_all: beside::holds(text.words_in(part), in_all),
        }
    }

    /// The count of the one quarter or afdeling that is named, or of all.
    fn count(&self, plan: &Plan, thing: &str) -> Option<(Decimal, FieldKey)> {
        match (self.quarters.as_slice(), self.divisions.as_slice()) {
            (_, [one]) => of_division(&plan.divisions[*one], thing),
            ([one], []) => of_quarter(plan, *one, thing),
            ([], []) if self.in_all => of_plan(plan, thing),
            _ => None,
        }
    }
}

fn of_quarter(plan: &Plan, quarter: usize, thing: &str) -> Option<(Decimal, FieldKey)> {
    let sums = Sums::of(plan.divisions_in(quarter));
    let value = match thing {
        "afdelinger" => sums.divisions,
        "boliger" => sums.dwellings,
        "ungdomsboliger" => sums.youth,
        "beboere" => sums.residents?,
        _ => return None,
    };
    (value > Decimal::ZERO).then(|| (value, plan.quarters[quarter].key.clone()))
}

/// The dwellings or residents of all afdelinger, if all say how many they have.
fn of_plan(plan: &Plan, thing: &str) -> Option<(Decimal, FieldKey)> {
    let count = |one: &Division| match thing {
        "boliger" => one.dwellings.as_ref()?.value,
        "beboere" => one.figures.as_ref()?.residents.value,
        _ => None,
    };
    let counts: Option<Vec<Decimal>> = plan.divisions.iter().map(count).collect();
    let counts = counts.filter(|counts| !counts.is_empty())?;
    let file = FieldKey::file("registre/afdelinger.toml").child("afdeling");
    Some((counts.into_iter().sum(), file))
}

fn of_division(division: &Division, thing: &str) -> Option<(Decimal, FieldKey)> {
    match thing {
        "boliger" => division
            .dwellings
            .as_ref()
            .and_then(|one| Some((one.value?, one.key.clone()))),
        "ungdomsboliger" => Some((division.youth?, division.key.child("ungdomsboliger"))),
        "beboere" => {
            let residents = &division.figures.as_ref()?.residents;
            Some((residents.value?, residents.key.clone()))
        }
        _ => None,
    }
}

fn quarters(plan: &Plan, text: &Text<'_>, part: &Range<usize>) -> Vec<usize> {
    let written = &text.text[part.clone()];
    let by_slot = |id: &str| {
        let mut slots = text.slots_in(part).iter();
        slots.any(|slot| {
            slot.path
                .strip_prefix("kvarter.")
                .is_some_and(|rest| rest.split('.').next() == Some(id))
        })
    };
    let named = plan.quarters.iter().enumerate().filter(|(_, quarter)| {
        by_slot(&quarter.id)
            || stands(written, &quarter.short_name.text)
            || stands(written, &quarter.name.text)
    });
    named.map(|(at, _)| at).collect()
}

/// Afdelinger that a slot names, or `afd. 21` where only one organisation has that number.
fn divisions(plan: &Plan, text: &Text<'_>, part: &Range<usize>) -> Vec<usize> {
    let written = &text.text[part.clone()];
    let by_slot = |id: &str| {
        let mut slots = text.slots_in(part).iter();
        slots.any(|slot| {
            slot.path
                .strip_prefix("afdeling.")
                .is_some_and(|rest| rest.split('.').next() == Some(id))
        })
    };
    let alone =
        |nr: &DivisionNumber| plan.divisions.iter().filter(|one| one.nr == *nr).count() == 1;
    let named = plan.divisions.iter().enumerate().filter(|(_, division)| {
        by_slot(&division.id)
            || alone(&division.nr) && stands(written, &format!("afd. {}", division.nr))
    });
    named.map(|(at, _)| at).collect()
}

/// Whether words stand in a text by themselves.
fn stands(text: &str, words: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '/');
    let mut found = text.match_indices(words).filter(|_| !words.is_empty());
    found.any(|(at, _)| {
        !letter(text[..at].chars().next_back()) && !letter(text[at + words.len()..].chars().next())
    })
}
