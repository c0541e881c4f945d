//! Counts of the plan's own things that prose writes with a number or a word, against the registers.

use std::{borrow::Cow, collections::BTreeSet};

use crate::{
    diag::{Diagnostic, Label as Place},
    model::{Plan, standards::Thing},
};

use super::{
    Checked,
    texts::{Text, TextKind, Word},
};

/// Numbers in words, two first; one is also an article.
const WORDS: [&str; 11] = [
    "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv",
];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked
        .texts
        .iter()
        .filter(|text| text.kind != TextKind::Name)
    {
        for (at, number) in text.words.iter().enumerate() {
            let both = (number.lower == "begge").then_some(2);
            let Some(typed) = both.or_else(|| value(&number.lower)) else {
                continue;
            };
            let counted = Counted::after(checked, text, at);
            let counted = counted.or_else(|| Counted::one_for_each(checked, text, at));
            let Some(counted) = counted else { continue };
            if counted.is_wrong(checked, text, (at, typed)) {
                let range = number.range.start..counted.noun.range.end;
                found.push(
                    Diagnostic::new("T020")
                        .quote("tekst", &text.text[range.clone()])
                        .arg("antal", counted.all)
                        .label(Place::primary(checked.inside(text, range))),
                );
            }
        }
    }
}

/// What a number counts.
struct Counted<'t, 'a> {
    noun: &'t Word<'a>,
    thing: &'t Thing,
    /// How many there are.
    all: usize,
    /// What stands between the number and the noun, if something does.
    between: Option<&'t Word<'a>>,
    /// Whether there is one for each of them.
    each: bool,
}

/// How far after its number "én for hver" may stand, in bytes.
const REACH: usize = 60;

/// Whether a word is the singular of another: `kvarterer`, `kvarter`; `delaftaler`, `delaftale`.
fn singular(many: &str, one: &str) -> bool {
    let rest = many.strip_prefix(one);
    rest.is_some_and(|rest| matches!(rest, "" | "r" | "er"))
}

impl<'t, 'a> Counted<'t, 'a> {
    /// The thing of the plan that follows a number at once, or after one adjective.
    fn after(checked: &'t Checked<'a>, text: &'t Text<'a>, at: usize) -> Option<Self> {
        let standard = &checked.standards.counts;
        let next = text.words.get(at + 1)?;
        let thing = |word: &Word<'_>| {
            let mut things = standard.of_plan.iter();
            things.find(|thing| thing.words.iter().any(|one| *one == word.lower))
        };
        let (noun, thing, between) = match thing(next) {
            Some(thing) => (next, thing, None),
            None => {
                let noun = text.words.get(at + 2)?;
                // "Tre andre kvarterer", "tre af kvartererne".
                let long = next.lower.chars().count() > 3;
                let adjective = next.text.starts_with(char::is_lowercase)
                    && (next.lower.ends_with('e') && long || next.lower == "af");
                let thing =
                    thing(noun).filter(|_| adjective && stand_together(text, next, noun))?;
                (noun, thing, Some(next))
            }
        };
        let all = count(checked.plan, &thing.of, text.agreement)?;
        stand_together(text, &text.words[at], next).then_some(Counted {
            noun,
            thing,
            all,
            between,
            each: false,
        })
    }

    /// `fire følgegrupper, én for hver delaftale`: what there is one for each of.
    fn one_for_each(checked: &'t Checked<'a>, text: &'t Text<'a>, at: usize) -> Option<Self> {
        let number = text.words.get(at)?;
        let reach = number.range.end..text.text.len().min(number.range.end + REACH);
        let near = &text.words[at + 1..];
        let near = &near[..near.partition_point(|word| word.range.end <= reach.end)];
        let run = near.windows(4).find(|run| {
            let one = ["en", "én", "et", "ét"].contains(&&*run[0].lower);
            one && run[1].lower == "for" && matches!(&*run[2].lower, "hver" | "hvert")
        })?;
        let between = &text.text[number.range.end..run[0].range.start];
        let each = &run[3];
        let mut things = checked.standards.counts.of_plan.iter();
        let thing =
            things.find(|thing| thing.words.iter().any(|one| singular(one, &each.lower)))?;
        let apart = between.contains(['.', ';', ':']);
        let noun =
            near[..near.partition_point(|word| word.range.end <= run[0].range.start)].last()?;
        let all = count(checked.plan, &thing.of, text.agreement).filter(|_| !apart)?;
        Some(Counted {
            noun,
            thing,
            all,
            between: None,
            each: true,
        })
    }

    fn is_wrong(
        &self,
        checked: &Checked<'_>,
        text: &Text<'_>,
        (at, typed): (usize, usize),
    ) -> bool {
        let standard = &checked.standards.counts;
        let all = self.all;
        if self.each {
            return typed != all;
        }
        // "Begge kvarterer" are two that were named, or all.
        if text.words[at].lower == "begge" {
            let one = all == 1 && !OF_AGREEMENT.contains(&&*self.thing.of);
            let of_many = self.thing.of == "kvarterer" && all > 2;
            return one || of_many && named_before(checked, text, at) < 2;
        }
        let between = self.between.map(|word| &*word.lower);
        // The areas that there are to choose among are more than those that the plan has chosen.
        let areas = self.thing.of == "delaftaler"
            && self.noun.lower.starts_with("indsatsområde")
            && typed == checked.rules.areas.len();
        if areas && between.is_none() {
            let chosen = chosen(text, at);
            return chosen.is_some_and(|chosen| chosen != all);
        }
        let before = at.checked_sub(1).map(|before| &text.words[before]);
        let before = before.filter(|word| stand_together(text, word, &text.words[at]));
        let of_all = before.is_some_and(|word| {
            let all = standard.all.iter().any(|one| *one == word.lower);
            all || has(checked, text, word) || with_another(text, at)
        });
        // "Alle fire aktiviteter": what a delaftale has is less sure than what the registers have.
        if OF_AGREEMENT.contains(&&*self.thing.of) && between != Some("af") {
            let every = before.is_some_and(|word| EVERY.contains(&&*word.lower));
            return every && self.between.is_none() && typed != all;
        }
        match between {
            // "De tre øvrige" are fewer than all, and all with those that were named before.
            Some("andre" | "øvrige") => {
                let quarters = || named_before(checked, text, at);
                let named = if self.thing.of == "kvarterer" {
                    quarters()
                } else {
                    0
                };
                typed >= all || of_all && named > 0 && named < all && named + typed != all
            }
            // "To af aktiviteterne er for børn og tre for alle."
            Some("af") => typed + self.rest(text) > all,
            Some(_) => typed > all || typed < all && with_another(text, at),
            // Some of them may be fewer, never more; those that are named are some of them.
            None => typed > all || of_all && typed < all && !names_follow(text, self.noun),
        }
    }
}

impl Counted<'_, '_> {
    /// How many of the others the rest of the sentence tells of: `… og tre for alle`.
    fn rest(&self, text: &Text<'_>) -> usize {
        let from = self.noun.range.end;
        let Some(sentence) = text.sentence_at(from) else {
            return 0;
        };
        let words = text.words_in(&(from..sentence.end));
        let pairs = words.windows(3).filter_map(|run| {
            let [and, number, of] = run else { return None };
            let share = and.lower == "og" && of.lower == "for";
            value(&number.lower).filter(|_| share)
        });
        pairs.sum()
    }
}

/// Whether a word says what the plan, or its town, has: "Nordby har tre kvarternetværk".
fn has(checked: &Checked<'_>, text: &Text<'_>, word: &Word<'_>) -> bool {
    if !matches!(&*word.lower, "har" | "dækker" | "rummer") {
        return false;
    }
    let plan = checked.plan;
    let municipality = &plan.parties[plan.meta.municipality].name.text;
    let town = municipality.split_whitespace().next().unwrap_or_default();
    let at = text
        .words
        .partition_point(|one| one.range.start < word.range.start);
    let before = |count: usize| at.checked_sub(count).map(|before| &text.words[before]);
    let is = |word: &Word<'_>, list: &[&str]| list.contains(&&*word.lower);
    // "Helhedsplanens indsatser dækker …" is of the plan, too.
    let of_plan = before(2).is_some_and(|owner| is(owner, &["helhedsplanens", "planens"]));
    before(1).is_some_and(|subject| {
        let own = is(subject, &["aftalen", "helhedsplanen", "planen"]);
        own || of_plan || subject.text == town || subject.text == plan.meta.name.text
    })
}

/// `aftalen mellem kommunen og fire boligorganisationer`, `en strategisk aftale og fire delaftaler`: both are told of whole.
fn with_another(text: &Text<'_>, at: usize) -> bool {
    let before = &text.words[at.saturating_sub(12)..at];
    let [.., other, and] = before else {
        return false;
    };
    let whole = |word: &Word<'_>| matches!(&*word.lower, "mellem" | "består" | "sat" | "samling");
    let agreement = other.lower == "aftale" && before.iter().any(|word| word.lower == "strategisk");
    let start = before.iter().position(whole).map(|at| before[at].range.end);
    let apart = start.is_some_and(|start| text.text[start..and.range.start].contains(". "));
    and.lower == "og" && (agreement || start.is_some() && !apart)
}

/// `har valgt tre af de fire indsatsområder`: how many were chosen.
fn chosen(text: &Text<'_>, at: usize) -> Option<usize> {
    let [chose, number, of, the] = text.words.get(at.checked_sub(4)?..at)? else {
        return None;
    };
    let chosen = chose.lower.starts_with("valg") || chose.lower.starts_with("vælg");
    let of_them = of.lower == "af" && the.lower == "de";
    value(&number.lower).filter(|_| chosen && of_them)
}

/// How many quarters the sentence before, and this one up to a place, name.
fn named_before(checked: &Checked<'_>, text: &Text<'_>, at: usize) -> usize {
    let place = text.words[at].range.start;
    let sentences = text.sentences();
    let own = sentences.partition_point(|one| one.end <= place);
    let start = sentences
        .get(own.saturating_sub(1))
        .map_or(0, |one| one.start);
    let before = &text.text[start..place];
    let named = checked.plan.quarters.iter().filter(|quarter| {
        let mut parts = quarter.short_name.text.split('/').map(str::trim);
        let slot = format!("kvarter.{}.", quarter.id);
        parts.any(|part| !part.is_empty() && before.contains(part)) || before.contains(&slot)
    });
    named.count()
}

/// What is counted within a delaftale.
const OF_AGREEMENT: [&str; 2] = ["aktiviteter", "delmaal"];
/// Words that leave none out.
const EVERY: [&str; 3] = ["alle", "delaftalens", "samtlige"];

/// Whether names follow at once: `de to kvarterer Engen og Skoven`, `de to kvarterer, {{ kvarter.engen.navn }} …`.
fn names_follow(text: &Text<'_>, noun: &Word<'_>) -> bool {
    let rest = text.text[noun.range.end..].trim_start_matches([' ', '\n', ',', ':']);
    let apart = text.text[noun.range.end..].starts_with(['.', '?', '!']);
    !apart && rest.starts_with(|c: char| c.is_uppercase() || c == '{')
}

/// Whether only space stands between two words.
fn stand_together(text: &Text<'_>, first: &Word<'_>, second: &Word<'_>) -> bool {
    let between = text.text.get(first.range.end..second.range.start);
    between.is_some_and(|between| between.chars().all(char::is_whitespace))
}

/// How many of a thing the plan has, or the delaftale at hand; `None` where nothing is known of it.
fn count(plan: &Plan, thing: &str, agreement: Option<usize>) -> Option<usize> {
    let agreement = agreement.and_then(|at| plan.agreements.get(at));
    let count = match thing {
        "kvarterer" => plan.quarters.len(),
        "afdelinger" => plan.divisions.len(),
        "boligorganisationer" => {
            let organisations = plan.divisions.iter().map(|division| division.organisation);
            organisations.collect::<BTreeSet<usize>>().len()
        }
        "delaftaler" => plan.agreements.len(),
        // A delaftale has parties of its own.
        "parter" if agreement.is_none() => plan.meta.parties.len(),
        "aktiviteter" => agreement?.activities.len(),
        "delmaal" => agreement?.goals.len(),
        _ => 0,
    };
    (count > 0).then_some(count)
}

/// A number typed, or written in words.
pub fn value(word: &str) -> Option<usize> {
    // Most words are asked about, again and again, and have no capital.
    let lower = match word.contains(char::is_uppercase) {
        true => Cow::Owned(word.to_lowercase()),
        false => Cow::Borrowed(word),
    };
    let spelled = WORDS
        .iter()
        .position(|known| *known == lower)
        .map(|at| at + 2);
    let digits =
        !word.is_empty() && word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    spelled.or_else(|| digits.then(|| word.parse().ok()).flatten())
}
