//! What the dictionary says of the words of a plan: which it does not know, and which two are one.
//!
//! It is asked once for all rules: what it tells is not told again by those that know less (D010, D011).

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::{
    model::{
        Plan,
        records::{Entry, EntryValue},
        standards::Standards,
    },
    spelling::{Judge, Own, Spot, Suggestion, danish},
};

use super::texts::{Text, TextKind};

/// What the dictionary found.
#[derive(Debug, Default)]
pub struct Spelling {
    /// Words that it does not know, each once.
    pub unknown: Vec<Unknown>,
    /// Words that are written as two, each once.
    pub parted: Vec<Parted>,
}

/// A place in the texts.
#[derive(Debug, Clone)]
pub struct Place {
    /// Which of the texts.
    pub text: usize,
    /// Where in it.
    pub range: Range<usize>,
}

/// A word that the dictionary does not know.
#[derive(Debug)]
pub struct Unknown {
    /// Where it stands, the first place first.
    pub places: Vec<Place>,
    /// The likeliest words, the first first, in lower case unless they are names.
    pub meant: Vec<Suggestion>,
}

/// A word that is written as two.
#[derive(Debug)]
pub struct Parted {
    /// Where, the first place first.
    pub places: Vec<Place>,
    /// The word.
    pub joined: String,
}

impl Spelling {
    /// Reads all texts, each that several delaftaler share once.
    pub fn of(texts: &[Text<'_>], own: &Own) -> Self {
        let read: Vec<(usize, Vec<Spot<'_>>)> = texts
            .iter()
            .enumerate()
            .filter(|(_, text)| !text.again)
            .map(|(at, text)| (at, spots(text)))
            .collect();
        let judge = Judge::of(danish(), own, read.iter().flat_map(|(_, spots)| spots));
        Spelling {
            unknown: unknown(&judge, texts, &read),
            parted: parted(&judge, &read),
        }
    }

    /// Whether the dictionary tells of something in a range of a text.
    pub fn tells(&self, text: usize, range: &Range<usize>) -> bool {
        let unknown = self.unknown.iter().flat_map(|word| &word.places);
        let parted = self.parted.iter().flat_map(|word| &word.places);
        let meets = |place: &Place| {
            place.text == text && place.range.start < range.end && range.start < place.range.end
        };
        unknown.chain(parted).any(meets)
    }
}

/// Words that are right in a plan, besides the dictionary's: names of its registers, words of its own list and its family's.
pub fn own(plan: &Plan, standards: &Standards) -> Own {
    let mut own = Own::default();
    let mut names = Names(&mut own);
    names.of(&plan.meta.name.text);
    for party in &plan.parties {
        names.of(&party.name.text);
        party.aliases.iter().for_each(|alias| names.of(alias));
    }
    for quarter in &plan.quarters {
        names.of(&quarter.name.text);
        names.of(&quarter.short_name.text);
    }
    for division in &plan.divisions {
        let labels = [&division.place, &division.name].into_iter().flatten();
        let labels = labels.chain(&division.addresses);
        labels.for_each(|label| names.of(&label.text));
    }
    for abbreviation in &plan.abbreviations {
        names.all_of(&abbreviation.short.text);
        names.of(&abbreviation.long.text);
    }
    let records = plan.registers.iter().flat_map(|register| &register.records);
    for Entry { value, .. } in records.flat_map(|record| record.values.iter().flatten()) {
        if let EntryValue::Words(label) = value {
            names.of(&label.text);
        }
    }
    let words = plan.vocabulary.iter().chain(&standards.vocabulary.words);
    own.words = words.map(|word| word.to_lowercase()).collect();
    own
}

/// Puts the names of a register among the plan's own words.
struct Names<'o>(&'o mut Own);

impl Names<'_> {
    /// The words with a capital: the others are no names.
    fn of(&mut self, text: &str) {
        self.add(text, |word| word.contains(char::is_uppercase));
    }

    fn all_of(&mut self, text: &str) {
        self.add(text, |_| true);
    }

    fn add(&mut self, text: &str, is_name: impl Fn(&str) -> bool) {
        for word in text.split(|c: char| !c.is_alphanumeric() && c != '-') {
            let parts = word
                .contains('-')
                .then(|| word.split('-'))
                .into_iter()
                .flatten();
            let all = parts
                .chain([word])
                .filter(|word| !word.is_empty() && is_name(word));
            self.0.names.extend(all.map(str::to_lowercase));
        }
    }
}

/// The words that the dictionary does not know, in the order of their first places.
fn unknown(judge: &Judge<'_>, texts: &[Text<'_>], read: &[(usize, Vec<Spot<'_>>)]) -> Vec<Unknown> {
    let mut known: FxHashMap<&str, bool> = FxHashMap::default();
    let mut found: FxHashMap<&str, usize> = FxHashMap::default();
    let mut out: Vec<Unknown> = Vec::new();
    for (text, spots) in read {
        // Where names are at home, each word with a capital is one.
        let names = texts[*text].kind == TextKind::Name;
        for spot in spots {
            let word = spot.word();
            let known = known
                .entry(word)
                .or_insert_with(|| judge.is_word(word, spot.lower));
            let name = names && word.starts_with(char::is_uppercase);
            if *known || name || judge.is_right_there(spot) {
                continue;
            }
            let index = *found.entry(spot.lower).or_insert_with(|| {
                out.push(Unknown {
                    places: Vec::new(),
                    meant: judge.suggestions(spot.lower),
                });
                out.len() - 1
            });
            out[index].places.push(Place {
                text: *text,
                range: spot.range.clone(),
            });
        }
    }
    out
}

/// The words that are written as two, in the order of their first places.
fn parted(judge: &Judge<'_>, read: &[(usize, Vec<Spot<'_>>)]) -> Vec<Parted> {
    let mut found: FxHashMap<String, usize> = FxHashMap::default();
    let mut out: Vec<(Parted, Option<usize>)> = Vec::new();
    for (text, spots) in read {
        for (at, joined) in judge.all_joined(spots) {
            let index = *found.entry(joined.word.clone()).or_insert_with(|| {
                let joined_word = Parted {
                    places: Vec::new(),
                    joined: joined.word,
                };
                out.push((joined_word, joined.written));
                out.len() - 1
            });
            let range = spots[at].range.start..spots[at + 1].range.end;
            out[index].0.places.push(Place { text: *text, range });
        }
    }
    // Where only the plan itself speaks for one word, what it writes more often is right.
    let kept = out
        .into_iter()
        .filter(|(parted, written)| written.is_none_or(|written| parted.places.len() <= written));
    kept.map(|(parted, _)| parted).collect()
}

/// The words of a text that are read: none of addresses, footnote marks and code.
pub(super) fn spots<'t>(text: &'t Text<'_>) -> Vec<Spot<'t>> {
    let hidden = hidden(text);
    let mut last = 0;
    let mut out = Vec::with_capacity(text.words.len());
    for word in &text.words {
        let between = &text.text[last..word.range.start];
        let opens = last == 0 || between.contains(ends_a_sentence) || between.contains("\n\n");
        last = word.range.end;
        let before = hidden.partition_point(|range| range.end <= word.range.start);
        let is_hidden = hidden
            .get(before)
            .is_some_and(|range| range.contains(&word.range.start));
        if !is_hidden {
            out.push(Spot {
                text: text.text,
                range: word.range.clone(),
                lower: &word.lower,
                opens,
                prose: text.kind == TextKind::Prose,
            });
        }
    }
    out
}

fn ends_a_sentence(c: char) -> bool {
    matches!(
        c,
        '.' | ':' | '?' | '!' | '\n' | '*' | '”' | '“' | '"' | '»' | '|' | '•' | '–'
    )
}

/// What stands in a text and is no Danish, in order; what lies in one another is one.
fn hidden(text: &Text<'_>) -> Vec<Range<usize>> {
    let words = text.text;
    if !words.contains(['[', '<', '`', '@']) && !words.contains("://") && !words.contains("www.") {
        return Vec::new();
    }
    let mut out = Vec::new();
    let markup = [("[^", "]"), ("](", ")"), ("<", ">"), ("`", "`")];
    for (open, close) in markup.into_iter().filter(|_| text.kind == TextKind::Prose) {
        let mut from = 0;
        while let Some(start) = words[from..].find(open).map(|at| from + at) {
            let inner = start + open.len();
            let Some(length) = words[inner..].find(close) else {
                break;
            };
            from = inner + length + close.len();
            out.push(start..from);
        }
    }
    let mut from = 0;
    for part in words.split(char::is_whitespace) {
        if part.contains("://") || part.contains("www.") || part.contains('@') {
            out.push(from..from + part.len());
        }
        from += part.len();
        from += words[from..].chars().next().map_or(0, char::len_utf8);
    }
    out.sort_by_key(|range| range.start);
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(out.len());
    for range in out {
        match apart.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => apart.push(range),
        }
    }
    apart
}
