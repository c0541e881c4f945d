//! "Ni medlemmer: ét fra hver af de fire organisationer, tre fra kommunen og to beboere": parts that do not come to the number.

use std::ops::Range;

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    antal_i_tekst::value,
    texts::{Text, Word},
};

/// One, in its two genders.
const ONE: [&str; 4] = ["en", "én", "et", "ét"];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let prose = checked.prose();
    for text in prose.filter(|text| !text.again && text.text.contains(':')) {
        for pair in text.sentences().windows(2) {
            let [before, after] = pair else { continue };
            let Some((number, whole)) = announced(text, before) else {
                continue;
            };
            let gap = &text.text[before.end..after.start];
            let Some(sum) = sum(text, after).filter(|sum| !gap.contains("\n\n") && *sum != whole)
            else {
                continue;
            };
            found.push(
                Diagnostic::new("T032")
                    .arg("antal", number.text)
                    .arg("sum", sum)
                    .label(Place::primary(checked.inside(text, number.range.clone()))),
            );
        }
    }
}

/// `ni medlemmer:`, at the end of a sentence.
fn announced<'t, 'a>(text: &'t Text<'a>, sentence: &Range<usize>) -> Option<(&'t Word<'a>, usize)> {
    let ends = text.text[sentence.clone()].trim_end().ends_with(':');
    let words = text.words_in(sentence);
    let [.., number, _] = words else { return None };
    let whole = value(&number.lower)?;
    ends.then_some((number, whole))
}

/// The sum of the parts of a sentence, if each of them begins with a number.
fn sum(text: &Text<'_>, sentence: &Range<usize>) -> Option<usize> {
    let part = without_slots(text, sentence);
    // What follows in a clause of its own is said of the parts.
    let end = part.find([';', '(', '\u{2013}']).unwrap_or(part.len());
    let mut sum = 0;
    let mut parts = 0;
    let items = part[..end]
        .split([',', '.'])
        .flat_map(|item| item.split(" og "));
    for item in items.map(str::trim).filter(|item| !item.is_empty()) {
        let words: Vec<&str> = item.split_whitespace().collect();
        let Some(first) = number(words[0]) else {
            // "som vælges for to år": more of the part before, if there is one.
            match parts {
                0 => return None,
                _ => continue,
            }
        };
        parts += 1;
        sum += first * each(&words)?;
    }
    (parts > 1).then_some(sum)
}

/// A sentence with a sign for each slot: what it fetches is a name.
fn without_slots(text: &Text<'_>, sentence: &Range<usize>) -> String {
    let mut out = String::new();
    let mut from = sentence.start;
    for slot in text.slots_in(sentence) {
        out.push_str(&text.text[from..slot.range.start]);
        out.push('*');
        from = slot.range.end;
    }
    out.push_str(&text.text[from..sentence.end]);
    out
}

fn number(word: &str) -> Option<usize> {
    let lower = word.to_lowercase();
    match ONE.contains(&lower.as_str()) {
        true => Some(1),
        false => value(&lower),
    }
}

/// How often a part counts: `ét fra hver af de fire`; `None` where nobody can tell.
fn each(words: &[&str]) -> Option<usize> {
    let at = words
        .iter()
        .position(|word| matches!(*word, "hver" | "hvert"));
    let Some(at) = at else { return Some(1) };
    match &words[at + 1..] {
        ["af", "de", number, ..] => value(number),
        _ => None,
    }
}
