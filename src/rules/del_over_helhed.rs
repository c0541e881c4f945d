//! "29 af de 24 haver", "ni sager, heraf tolv løst": a part that is more than the whole.

use std::ops::Range;

use crate::{
    diag::{Diagnostic, Label as Place},
    model::measure::danish,
};

use super::{
    Checked,
    counted::{Count, between, counts_in},
    texts::{Text, Word},
};

/// What makes the number after it a part of one before it.
const PART_OF: [&str; 2] = ["deraf", "heraf"];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let prose = checked.prose();
    for text in prose.filter(|text| !text.again) {
        for sentence in text.sentences() {
            let counts = counts_in(checked, text, sentence);
            if counts.len() < 2 {
                continue;
            }
            for (part, whole) in parts(text, sentence, &counts) {
                if part.value <= whole.value {
                    continue;
                }
                let span = checked.inside(text, part.range.clone());
                found.push(
                    Diagnostic::new("T031")
                        .arg("del", danish(part.value))
                        .arg("hele", danish(whole.value))
                        .label(Place::primary(span)),
                );
            }
        }
    }
}

/// The parts that a sentence tells of, each with its whole.
fn parts<'c>(
    text: &Text<'_>,
    sentence: &Range<usize>,
    counts: &'c [Count],
) -> Vec<(&'c Count, &'c Count)> {
    let mut out = Vec::new();
    for pair in counts.windows(2) {
        let [part, whole] = pair else { continue };
        let words = between(text, part.range.end, whole.range.start);
        if matches!(
            words.as_slice(),
            ["af"] | ["af", "de"] | ["ud", "af"] | ["ud", "af", "de"]
        ) {
            out.push((part, whole));
        }
    }
    // Which of the numbers before is the whole, nobody can tell for sure: the greatest may be.
    let greatest = |before: usize| {
        let earlier = counts.iter().filter(|one| one.range.end <= before);
        earlier.max_by_key(|one| one.value)
    };
    let part_of = |word: &&Word<'_>| PART_OF.contains(&&*word.lower);
    for word in text.words_in(sentence).iter().filter(part_of) {
        let part = counts.partition_point(|one| one.range.start < word.range.end);
        let part = counts.get(part);
        if let (Some(part), Some(whole)) = (part, greatest(word.range.start))
            && between(text, word.range.end, part.range.start).len() <= 1
        {
            out.push((part, whole));
        }
    }
    for part in counts {
        let of_them = text.text[part.range.end..]
            .split_whitespace()
            .map(|word| word.trim_end_matches(['.', ',', ';', ':']));
        let of_them: Vec<&str> = of_them.take(2).collect();
        if matches!(of_them.as_slice(), ["af", "dem" | "disse"])
            && let Some(whole) = greatest(part.range.start)
        {
            out.push((part, whole));
        }
    }
    out
}
