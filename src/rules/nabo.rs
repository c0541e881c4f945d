//! A name of one quarter or afdeling with the numbers of another.

use std::ops::Range;

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    texts::{Slot, Text},
};

/// Words that part names from their numbers on purpose: `A og B med henholdsvis 1 og 2`.
const RESPECTIVELY: [&str; 2] = ["henholdsvis", "hhv"];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.prose_once() {
        for part in parts(text) {
            for register in ["kvarter", "afdeling"] {
                part_of(checked, text, (&part, register), found);
            }
        }
    }
}

/// Lines of lists, and sentences.
fn parts(text: &Text<'_>) -> Vec<Range<usize>> {
    let sentences = text.sentences().iter();
    let lines = sentences.flat_map(|sentence| {
        let breaks = text.text[sentence.clone()]
            .match_indices("\n- ")
            .map(|(at, _)| sentence.start + at);
        let mut edges: Vec<usize> = std::iter::once(sentence.start).chain(breaks).collect();
        edges.push(sentence.end);
        edges
            .windows(2)
            .map(|pair| pair[0]..pair[1])
            .collect::<Vec<_>>()
    });
    lines.collect()
}

/// A record and what of it a slot shows.
fn named<'s>(slot: &'s Slot<'_>, register: &str) -> Option<(&'s str, &'s str)> {
    slot.path
        .strip_prefix(register)?
        .strip_prefix('.')?
        .split_once('.')
}

/// Each number must be of the record that was named last before it.
fn part_of(
    checked: &Checked<'_>,
    text: &Text<'_>,
    (part, register): (&Range<usize>, &str),
    found: &mut Vec<Diagnostic>,
) {
    let words = text.words_in(part);
    if words
        .iter()
        .any(|word| RESPECTIVELY.contains(&&*word.lower))
    {
        return;
    }
    let slots: Vec<(&Slot<'_>, &str, &str)> = text
        .slots_in(part)
        .iter()
        .filter_map(|slot| {
            let (id, field) = named(slot, register)?;
            Some((slot, id, field))
        })
        .collect();
    let names = ["navn", "kort_navn", "nr", "sted"];
    let mut last: Option<(&Slot<'_>, &str)> = None;
    for (slot, id, field) in &slots {
        if names.contains(field) {
            last = Some((slot, id));
        } else if let Some((name, other)) = last
            && other != *id
        {
            found.push(
                Diagnostic::new("N010")
                    .arg("navn", other)
                    .arg("andet", *id)
                    .label(Place::primary(checked.inside(text, slot.range.clone())))
                    .label(Place::second(
                        checked.inside(text, name.range.clone()),
                        "her-navnet",
                    )),
            );
        }
    }
}
