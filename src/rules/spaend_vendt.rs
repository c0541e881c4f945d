//! "17–13 år", "mellem 25 og 12 deltagere", "Skovparken 125-1": spans that run backwards.

use std::ops::Range;

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    beside::begins,
    counted::counts_in,
    numbers::year,
    texts::{Text, TextKind},
};

/// What makes two numbers with a stroke between them a span, besides what is counted: beginnings of words.
const MEASURES: [&str; 9] = [
    "dage", "deltager", "gang", "klasse", "måned", "pct", "procent", "uge", "år",
];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.texts.iter().filter(|t| !t.again) {
        let spans = spans(text.text).into_iter();
        let mut all: Vec<Range<usize>> = spans
            .filter(|range| measures(checked, text, range.end))
            .collect();
        if text.kind == TextKind::Prose {
            all.extend(between(checked, text));
            all.extend(years_back(text));
        }
        for range in all {
            found.push(
                Diagnostic::new("D029")
                    .quote("tekst", &text.text[range.clone()])
                    .label(Place::primary(checked.inside(text, range))),
            );
        }
    }
    addresses(checked, found);
}

/// House numbers of addresses, which are no text.
fn addresses(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for line in checked.plan.divisions.iter().flat_map(|one| &one.addresses) {
        for range in spans(&line.text) {
            let place = checked.sources.inside(&line.key, range.clone());
            found.push(
                Diagnostic::new("D029")
                    .quote("tekst", &line.text[range])
                    .label(Place::primary(place)),
            );
        }
    }
}

/// Two whole numbers with a stroke between them, the greater one first. Years and dates are none.
fn spans(text: &str) -> Vec<Range<usize>> {
    let digits_before = |at: usize| {
        let head = text[..at].trim_end_matches('.');
        let start = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        (start, &text[start..head.len()])
    };
    let alone = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !"-–/,.".contains(c));
    let signs = text.char_indices().filter(|(_, c)| matches!(c, '-' | '–'));
    let spans = signs.filter_map(|(at, sign)| {
        let (start, first) = digits_before(at);
        let rest = &text[at + sign.len_utf8()..];
        let length = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (second, end) = (&rest[..length], at + sign.len_utf8() + length);
        let small = |one: &str| !one.is_empty() && one.len() <= 3;
        let after = text[end..].chars().next();
        let ends = after.is_none_or(|c| !c.is_alphanumeric() && !"-–/,".contains(c));
        let fits = small(first) && small(second) && year(first).is_none();
        let backwards = first.parse::<u16>().ok()? > second.parse::<u16>().ok()?;
        let before = text[..start].chars().next_back();
        (fits && backwards && ends && alone(before)).then_some(start..end)
    });
    spans.collect()
}

/// Whether something that is counted or measured follows.
fn measures(checked: &Checked<'_>, text: &Text<'_>, end: usize) -> bool {
    let rest = text.text[end..].trim_start_matches(['.', ' ', '\u{a0}', '\n', '-']);
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    let word = word.to_lowercase();
    let measure = MEASURES.iter().any(|start| word.starts_with(start));
    measure || rest.starts_with('%') || checked.standards.counts.is_counted(&word)
}

/// `fra 2020 til 2018`, `fra 2019/2020 til 2018/2019`.
fn years_back(text: &Text<'_>) -> Vec<Range<usize>> {
    let words = &text.words;
    let year_at = |at: usize| words.get(at).and_then(|word| year(word.text));
    let froms = (0..words.len()).filter(|at| words[*at].lower == "fra");
    let spans = froms.filter_map(|at| {
        let from = year_at(at + 1)?;
        let school = usize::from(year_at(at + 2).is_some());
        let to = words
            .get(at + 2 + school)
            .filter(|word| word.lower == "til")?;
        let until = year_at(at + 3 + school)?;
        let whole = !text.text[words[at].range.start..to.range.end].contains(['{', ';']);
        let end = words.get(at + 3 + school)?.range.end;
        (whole && until < from).then(|| words[at + 1].range.start..end)
    });
    spans.collect()
}

/// `mellem 25 og 12`, where no distance of the two is meant.
fn between(checked: &Checked<'_>, text: &Text<'_>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for sentence in text.sentences() {
        let words = text.words_in(sentence);
        let distance = &checked.standards.reading.distance;
        let Some(word) = words.iter().find(|word| word.lower == "mellem") else {
            continue;
        };
        if words.iter().any(|word| begins(&word.lower, distance)) {
            continue;
        }
        let counts = counts_in(checked, text, &(word.range.end..sentence.end));
        let [first, second, ..] = counts.as_slice() else {
            continue;
        };
        let parted = |from: usize, to: usize| text.text[from..to].trim().to_owned();
        let joined = parted(word.range.end, first.range.start).is_empty()
            && parted(first.range.end, second.range.start) == "og";
        if joined && first.value > second.value {
            out.push(first.range.start..second.range.end);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::spans;

    #[test]
    fn spans_that_run_backwards_are_found() {
        let all = |text: &str| {
            let found = spans(text).into_iter();
            found.map(|at| text[at].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(all("Unge på 17–13 år"), ["17–13"]);
        assert_eq!(all("3.-0. klasse"), ["3.-0"]);
        assert_eq!(all("Skovparken 125-1"), ["125-1"]);
        for right in [
            "13-17 år",
            "0.-3. klasse",
            "31/12-20",
            "2022-1",
            "12-34-56",
            "7-7",
            "2-40 + 6-8 A-E",
        ] {
            assert_eq!(all(right), [] as [&str; 0], "{right}");
        }
    }
}
