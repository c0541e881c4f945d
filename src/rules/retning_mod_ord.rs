//! A goal whose words go one way and whose direction the other.

use crate::{
    diag::Diagnostic,
    model::agreement::{Direction, Goal, Indicator},
};

use super::{
    Checked,
    beside::{begins, same_word, split},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let goals = checked.plan.agreements.iter().flat_map(|a| &a.goals);
    for goal in goals {
        for indicator in &goal.indicators {
            direction(checked, goal, indicator, found);
        }
    }
}

/// The words of an indicator, or else those of its goal about the same thing, against its direction.
fn direction(
    checked: &Checked<'_>,
    goal: &Goal,
    indicator: &Indicator,
    found: &mut Vec<Diagnostic>,
) {
    let rises = match indicator.direction {
        Some(Direction::Stiger) => true,
        Some(Direction::Falder) => false,
        Some(Direction::Fastholdes) | None => return,
    };
    let (own, of_goal) = (split(&indicator.title.text), split(&goal.title.text));
    let (word, title) = match way(checked, &own) {
        Said::One(word) => (word, &indicator.title),
        Said::Both => return,
        Said::Nothing => {
            let shared = of_goal.iter().any(|word| {
                word.chars().count() >= 5 && own.iter().any(|other| same_word(word, other))
            });
            match way(checked, &of_goal) {
                Said::One(word) if shared => (word, &goal.title),
                Said::One(_) | Said::Both | Said::Nothing => {
                    return by_thing(checked, indicator, (rises, &own), found);
                }
            }
        }
    };
    if word.1 != rises {
        let key = indicator.title.key.parent().child("retning");
        found.push(
            checked
                .at("E022", &key)
                .arg("ord", word.0)
                .arg("retning", if rises { "stiger" } else { "falder" })
                .label(checked.second(&title.key, "her-ordet")),
        );
    }
}

/// An indicator without a word for its way that is to have less of something good, or more of something bad.
fn by_thing(
    checked: &Checked<'_>,
    indicator: &Indicator,
    (rises, own): (bool, &[String]),
    found: &mut Vec<Diagnostic>,
) {
    if let Some((word, good)) = thing(checked, own)
        && good != rises
    {
        let key = indicator.title.key.parent().child("retning");
        found.push(
            checked
                .at("E022", &key)
                .arg("ord", word)
                .arg("retning", if rises { "stiger" } else { "falder" })
                .label(checked.second(&indicator.title.key, "her-ordet")),
        );
    }
}

/// What words say of which way it is to go.
pub enum Said<'w> {
    /// None.
    Nothing,
    /// One way, by a word for it.
    One((&'w str, bool)),
    /// Both ways.
    Both,
}

/// Which way words say that it is to go.
pub fn way<'w>(checked: &Checked<'_>, words: &'w [String]) -> Said<'w> {
    let standard = &checked.standards.goals;
    // "mere end 10 %" is a measure, not a way.
    let measures = |at: usize| words.get(at + 1).is_some_and(|next| next == "end");
    let all = words.iter().enumerate().filter_map(|(at, word)| {
        let (up, down) = (begins(word, &standard.up), begins(word, &standard.down));
        (up != down && !measures(at)).then_some((word.as_str(), up))
    });
    let all: Vec<(&str, bool)> = all.collect();
    match all.as_slice() {
        [] => Said::Nothing,
        [first, rest @ ..] if rest.iter().all(|other| other.1 == first.1) => Said::One(*first),
        _ => Said::Both,
    }
}

/// The good or the bad that words are about, if it is only one of them and nothing turns it round.
pub fn thing<'w>(checked: &Checked<'_>, words: &'w [String]) -> Option<(&'w str, bool)> {
    let standard = &checked.standards.goals;
    if words.iter().any(|word| standard.turning.contains(word)) {
        return None;
    }
    let good = words
        .iter()
        .find(|word| begins(word, &standard.goods) && !begins(word, &standard.evils));
    let evil = words.iter().find(|word| begins(word, &standard.evils));
    match (good, evil) {
        (Some(word), None) => Some((word, true)),
        (None, Some(word)) => Some((word, false)),
        _ => None,
    }
}
