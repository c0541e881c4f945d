//! "Fire regler gælder", with five points after it; "fem gange om året, i marts, juni og september".

use std::ops::Range;

use crate::{
    diag::{Diagnostic, Label as Place},
    text::danish::MONTHS,
};

use super::{
    Checked,
    antal_i_tekst::value,
    texts::{Text, Word},
};

/// Items of the longest list that is announced with a number.
const MOST: usize = 12;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    summaries(checked, found);
    let prose = checked.prose();
    for text in prose.filter(|text| !text.again) {
        let mut tell = |word: &Word<'_>, items: usize| {
            found.push(
                Diagnostic::new("U032")
                    .arg("antal", word.text)
                    .arg("punkter", items)
                    .label(Place::primary(checked.inside(text, word.range.clone()))),
            );
        };
        let sentences = text.sentences();
        for pair in text.paragraphs.windows(2) {
            let [before, list] = pair else { continue };
            let items = items(&text.text[list.clone()]);
            if items < 2 {
                continue;
            }
            let after = sentences.partition_point(|one| one.end <= before.end);
            let last = after.checked_sub(1).map(|at| &sentences[at]);
            let said = |last| announced(text, last).or_else(|| at_the_end(checked, text, last));
            if let Some((word, said)) = last.and_then(said)
                && said != items
            {
                tell(word, items);
            }
        }
        for sentence in sentences {
            for counts in [months, named, respectively] {
                if let Some((word, items)) = counts(text, sentence) {
                    tell(word, items);
                }
            }
        }
        for paragraph in &text.paragraphs {
            if let Some((word, items)) = questions(text, paragraph) {
                tell(word, items);
            }
        }
    }
}

/// A table's summary that begins with a number of what its rows are: `Seks planer, hvem der …`.
fn summaries(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked
        .texts
        .iter()
        .filter(|text| text.key.path == "sammenfatning")
    {
        let table = text.key.file.strip_prefix("tabeller/");
        let table = table.and_then(|file| checked.plan.tables.get(file.strip_suffix(".toml")?));
        let (Some(table), Some(first)) = (table, text.words.first()) else {
            continue;
        };
        let rows = super::beside::rows(table).count();
        let said = value(&first.lower).filter(|said| (2..=MOST).contains(said));
        if said.is_some_and(|said| said != rows && said != table.columns.len()) {
            found.push(
                Diagnostic::new("U032")
                    .arg("antal", first.text)
                    .arg("punkter", rows)
                    .label(Place::primary(checked.inside(text, first.range.clone()))),
            );
        }
    }
}

/// Items of a list, of its first level; none where anything else stands in the paragraph.
fn items(paragraph: &str) -> usize {
    let marked = |line: &str| {
        let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
        line.starts_with("- ") || digits.len() < line.len() && digits.starts_with(". ")
    };
    let mut lines = paragraph.lines();
    let first = lines.next().is_some_and(marked);
    let plain = paragraph
        .lines()
        .any(|line| !line.starts_with(' ') && !marked(line));
    match first && !plain {
        true => paragraph.lines().filter(|line| marked(line)).count(),
        false => 0,
    }
}

/// The number that a sentence begins with, or that `disse` or `følgende` stands before.
fn announced<'t, 'a>(text: &'t Text<'a>, sentence: &Range<usize>) -> Option<(&'t Word<'a>, usize)> {
    let words = text.words_in(sentence);
    let (at, said) = words.iter().enumerate().find_map(|(at, word)| {
        Some((
            at,
            value(&word.lower).filter(|said| (2..=MOST).contains(said))?,
        ))
    })?;
    let before = at.checked_sub(1).map(|before| &*words[before].lower);
    let ends = text.text[sentence.clone()].trim_end();
    let opens = at == 1 && words[0].lower == "de" && ends.ends_with("er:");
    let own = opens || before.is_none_or(|before| matches!(before, "disse" | "følgende"));
    // "Fire af dem", "tre år": no list is announced.
    let thing = words.get(at + 1)?;
    let of = matches!(&*thing.lower, "af" | "år" | "gange");
    let others = words[at + 1..]
        .iter()
        .any(|word| value(&word.lower).is_some());
    (own && !of && !others).then_some((&words[at], said))
}

/// `bygger på tre principper:`, at the end of a sentence: the number of what a list after it names.
fn at_the_end<'t, 'a>(
    checked: &Checked<'_>,
    text: &'t Text<'a>,
    sentence: &Range<usize>,
) -> Option<(&'t Word<'a>, usize)> {
    let ends = text.text[sentence.clone()].trim_end().ends_with(':');
    let words = text.words_in(sentence);
    let [.., before, number, thing] = words else {
        return None;
    };
    // "… i alle fire kvarterer:", "… i fire år:", "mellem to parter:" announce no list of them.
    let counted = checked.standards.counts.is_counted(&thing.lower) || thing.lower == "år";
    let inside = matches!(
        &*before.lower,
        "af" | "alle" | "de" | "i" | "mellem" | "om" | "under"
    );
    let said = value(&number.lower).filter(|said| (2..=MOST).contains(said))?;
    let only = words
        .iter()
        .filter(|word| value(&word.lower).is_some())
        .count()
        == 1;
    (ends && only && !counted && !inside).then_some((number, said))
}

/// `to af boligområderne, Engen og Skoven,`: the number, and how many names follow it.
fn named<'t, 'a>(text: &'t Text<'a>, sentence: &Range<usize>) -> Option<(&'t Word<'a>, usize)> {
    let words = text.words_in(sentence);
    words.iter().enumerate().find_map(|(at, number)| {
        let said = value(&number.lower).filter(|said| (2..=MOST).contains(said))?;
        let of = words.get(at + 1).is_some_and(|word| word.lower == "af");
        let noun = words.get(at + if of { 2 } else { 1 })?;
        let lower = noun.text.starts_with(char::is_lowercase);
        let rest = text.text[noun.range.end..sentence.end].strip_prefix(',')?;
        let items = names(rest.trim_start())?;
        (lower && items != said).then_some((number, items))
    })
}

/// How many names a list has that ends before a comma, a full stop or a small letter: `Engen, Skoven og Åen, er`.
fn names(list: &str) -> Option<usize> {
    let (before, last) = list.split_once(" og ")?;
    let is_name = |item: &str| {
        let item = item.trim();
        item.starts_with(char::is_uppercase) && item.split_whitespace().count() < 4
    };
    let last = last.trim_start();
    let ended = last.find([',', '.', ';', ':']).map(|end| &last[..end])?;
    let items: Vec<&str> = before.split(',').collect();
    let all = items.iter().all(|item| is_name(item)) && is_name(ended);
    all.then_some(items.len() + 1)
}

/// `to medarbejdere … henholdsvis Engen og Skoven`: the number, and how many follow.
fn respectively<'t, 'a>(
    text: &'t Text<'a>,
    sentence: &Range<usize>,
) -> Option<(&'t Word<'a>, usize)> {
    let words = text.words_in(sentence);
    let at = words.iter().position(|word| word.lower == "henholdsvis")?;
    let mut numbers = words[..at].iter().filter(|word| {
        let said = value(&word.lower);
        said.is_some_and(|said| (2..=MOST).contains(&said))
    });
    let (number, None) = (numbers.next()?, numbers.next()) else {
        return None;
    };
    let items = names(text.text[words[at].range.end..sentence.end].trim_start())?;
    (value(&number.lower) != Some(items)).then_some((number, items))
}

/// `fem gange om året, i marts, juni og september`: the number, and how many months follow it.
fn months<'t, 'a>(text: &'t Text<'a>, sentence: &Range<usize>) -> Option<(&'t Word<'a>, usize)> {
    let words = text.words_in(sentence);
    let at = words.windows(4).position(|run| {
        let [number, times, about, year] = run else {
            return false;
        };
        value(&number.lower).is_some()
            && [&*times.lower, &*about.lower, &*year.lower] == ["gange", "om", "året"]
    })?;
    let named = words[at..].iter();
    let named = named.filter(|word| MONTHS.contains(&&*word.lower)).count();
    // "Fra marts til juni" names two of many.
    let span = words
        .iter()
        .any(|word| matches!(&*word.lower, "fra" | "mellem"));
    (named > 1 && !span && value(&words[at].lower) != Some(named)).then(|| (&words[at], named))
}

/// `tre spørgsmål: Hvad …? Hvem …?`: the number, and how many questions follow it in the paragraph.
fn questions<'t, 'a>(
    text: &'t Text<'a>,
    paragraph: &Range<usize>,
) -> Option<(&'t Word<'a>, usize)> {
    let words = text.words_in(paragraph);
    let at = words
        .windows(2)
        .position(|pair| value(&pair[0].lower).is_some() && pair[1].lower == "spørgsmål")?;
    let rest = &text.text[words[at].range.end..paragraph.end];
    let asked = rest.split_once(':')?.1;
    let count = asked.matches('?').count();
    let only = asked.trim_end().ends_with('?');
    (count > 1 && only && value(&words[at].lower) != Some(count)).then(|| (&words[at], count))
}
