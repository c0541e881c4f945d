//! "Seks af ti voksne er uden for arbejdsmarkedet" where no afdeling comes near it, and "hver tredje bolig" of a count that is
//! every sixth.

use std::ops::Range;

use rust_decimal::{Decimal, prelude::ToPrimitive};

use crate::{
    diag::{Diagnostic, Label as Place},
    model::{counts::Sums, measure::danish, registers::KEY_FIGURES},
};

use super::{
    Checked,
    antal_i_tekst::value,
    beside, counted,
    texts::{Text, Word},
};

/// "Hver anden" and on, from two.
const EVERY: [&str; 11] = [
    "anden", "tredje", "fjerde", "femte", "sjette", "syvende", "ottende", "niende", "tiende",
    "ellevte", "tolvte",
];
/// How far beyond the afdelinger's own figures a share in words may be, in percentage points.
const ROOM: f64 = 8.0;
/// How far from one in so many a count may be, as a part of it.
const STRETCH: f64 = 0.15;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.prose() {
        if !text.words.iter().any(|word| speaks(word)) {
            continue;
        }
        for sentence in text.sentences() {
            let words = text.words_in(sentence);
            for share in shares(words) {
                let clause = beside::clause(text, sentence, words[share.at].range.start);
                let told = of_figures(checked, text.words_in(&clause), &share)
                    .or_else(|| of_dwellings(checked, text, (sentence, words), &share));
                if let Some(other) = told {
                    let range = words[share.at].range.start..words[share.end].range.end;
                    found.push(
                        Diagnostic::new("T035")
                            .quote("tekst", &text.text[range.clone()])
                            .arg("andet", other)
                            .label(Place::primary(checked.inside(text, range))),
                    );
                }
            }
        }
    }
}

fn speaks(word: &Word<'_>) -> bool {
    matches!(&*word.lower, "hver" | "ti" | "halvdelen")
}

/// A share in words.
struct Share {
    /// Its first and its last word.
    at: usize,
    end: usize,
    percent: f64,
    /// One in so many, where it is said so.
    every: Option<usize>,
    /// What it is to be above or below, where it is only a bound: "lige over halvdelen".
    bound: Option<bool>,
}

fn shares(words: &[Word<'_>]) -> Vec<Share> {
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1);
        if word.lower == "hver"
            && let Some(index) =
                next.and_then(|next| EVERY.iter().position(|one| *one == next.lower))
        {
            let every = index + 2;
            out.push(Share {
                at,
                end: at + 1,
                percent: 100.0 / every.to_f64().unwrap_or(1.0),
                every: Some(every),
                bound: None,
            });
        }
        if word.lower == "af"
            && next.is_some_and(|next| next.lower == "ti")
            && let Some(part) = at
                .checked_sub(1)
                .and_then(|before| value(&words[before].lower))
        {
            out.push(Share {
                at: at - 1,
                end: at + 1,
                percent: part.to_f64().unwrap_or_default() * 10.0,
                every: None,
                bound: None,
            });
        }
        if word.lower == "halvdelen"
            && let Some(before) = at.checked_sub(1)
            && let over @ ("over" | "under") = &*words[before].lower
        {
            out.push(Share {
                at: before,
                end: at,
                percent: 50.0,
                every: None,
                bound: Some(over == "over"),
            });
        }
    }
    out
}

/// What the afdelinger have of the key figure that a sentence names, where none of them comes near the share.
fn of_figures(checked: &Checked<'_>, words: &[Word<'_>], share: &Share) -> Option<String> {
    let named = checked.standards.reading.figures.iter();
    let mut named = named.filter(|one| beside::holds(words, &one.words));
    let (one, None) = (named.next()?, named.next()) else {
        return None;
    };
    let at = KEY_FIGURES.iter().position(|figure| *figure == one.of)?;
    let figures = checked
        .plan
        .divisions
        .iter()
        .filter_map(|one| one.figures.as_ref());
    let values: Vec<Decimal> = figures
        .filter_map(|figures| figures.all().into_iter().nth(at)?.value)
        .collect();
    let (least, most) = (values.iter().min()?, values.iter().max()?);
    let [low, high] = [least, most].map(|value| value.to_f64().unwrap_or_default());
    let wrong = match share.bound {
        Some(true) => high <= share.percent,
        Some(false) => low >= share.percent,
        None => share.percent < low - ROOM || share.percent > high + ROOM,
    };
    wrong.then(|| format!("{}–{} %", danish(*least), danish(*most)))
}

/// How many dwellings there are to each of the one count of a sentence, where it is not "hver sjette bolig".
fn of_dwellings(
    checked: &Checked<'_>,
    text: &Text<'_>,
    (sentence, words): (&Range<usize>, &[Word<'_>]),
    share: &Share,
) -> Option<String> {
    let every = share.every?.to_f64()?;
    let noun = words.get(share.end + 1)?;
    let sums = Sums::of(checked.plan.divisions.iter());
    let total = match &*noun.lower {
        "bolig" | "lejemål" => sums.dwellings,
        "beboer" => sums.residents?,
        _ => return None,
    };
    // A count of one quarter is of its dwellings, and more than one count may be meant.
    let several = checked.plan.quarters.len() > 1;
    let counts = counted::counts_in(checked, text, sentence);
    let mut counts = counts
        .iter()
        .filter(|one| one.range.end < words[share.at].range.start);
    let (count, None) = (counts.next()?, counts.next()) else {
        return None;
    };
    let ratio = total.checked_div(count.value)?.to_f64()?;
    let wrong = !several && (ratio / every - 1.0).abs() > STRETCH;
    let shown = Decimal::try_from(ratio).ok()?.round_dp(1);
    wrong.then(|| format!("1:{}", danish(shown.normalize())))
}
