//! "For det første … for det fjerde": an enumeration that leaves one out.

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    antal_i_tekst::value,
    texts::{Text, Word},
};

const ORDINALS: [&str; 10] = [
    "første", "andet", "tredje", "fjerde", "femte", "sjette", "syvende", "ottende", "niende",
    "tiende",
];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let prose = checked.prose();
    for text in prose.filter(|text| !text.again) {
        for reads in [argued, named] {
            let mut last = 0;
            for (at, word) in text.words.iter().enumerate() {
                let number = ORDINALS.iter().position(|one| *one == word.lower);
                let Some(number) = number.filter(|_| reads(text, at)).map(|at| at + 1) else {
                    continue;
                };
                // One that begins elsewhere than with the first counts something else.
                if number > last + 1 && last > 0 {
                    found.push(
                        Diagnostic::new("U033")
                            .arg("ord", word.text)
                            .arg("foer", ORDINALS[last - 1])
                            .label(Place::primary(checked.inside(text, word.range.clone()))),
                    );
                }
                if last > 0 || number == 1 {
                    last = number;
                }
            }
        }
        for sentence in text.sentences() {
            if let Some((word, before)) = after_so_many(text.words_in(sentence)) {
                found.push(
                    Diagnostic::new("U033")
                        .arg("ord", word.text)
                        .arg("foer", ORDINALS[before - 1])
                        .label(Place::primary(checked.inside(text, word.range.clone()))),
                );
            }
        }
    }
}

/// `De to første …, det fjerde`, `tre af dem …, og det femte`: the ordinal, and the number of the one before it.
fn after_so_many<'t, 'a>(words: &'t [Word<'a>]) -> Option<(&'t Word<'a>, usize)> {
    let (at, many) = words.windows(3).enumerate().find_map(|(at, run)| {
        let [number, of, them] = run else { return None };
        let first = of.lower == "første";
        let them = of.lower == "af" && them.lower == "dem";
        let many = value(&number.lower).filter(|many| *many < ORDINALS.len());
        many.filter(|_| first || them).map(|many| (at, many))
    })?;
    let mut ordinals = words[at + 2..].windows(2).filter_map(|pair| {
        let [the, word] = pair else { return None };
        let number = ORDINALS.iter().position(|one| *one == word.lower)? + 1;
        matches!(&*the.lower, "det" | "den").then_some((word, number))
    });
    let (word, number) = ordinals.next()?;
    // "Det første" and "det andet" may be of something else.
    (number != many + 1 && number > 2).then_some((word, many))
}

/// `For det første`.
fn argued(text: &Text<'_>, at: usize) -> bool {
    matches!(before(text, at), [.., a, b] if a.lower == "for" && b.lower == "det")
}

/// `Det første er`, at the beginning of a sentence.
fn named(text: &Text<'_>, at: usize) -> bool {
    let is = text
        .words
        .get(at + 1)
        .is_some_and(|word| word.lower == "er");
    is && matches!(before(text, at), [.., b] if b.text == "Det")
}

fn before<'t, 'a>(text: &'t Text<'a>, at: usize) -> &'t [Word<'a>] {
    &text.words[at.saturating_sub(2)..at]
}
