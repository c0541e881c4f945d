//! The names that a plan may use: parties, places, streets, quarters, activities.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    model::{Label, Plan},
    source::FieldKey,
};

use super::texts::{Text, Word};

/// A registered name.
#[derive(Debug)]
pub struct Name<'a> {
    /// As registered.
    pub shown: String,
    /// Its words in lower case.
    pub words: Vec<String>,
    /// The words with spaces between.
    pub plain: String,
    /// Whether it is a street or a place, in which one wrong word names another.
    pub place: bool,
    pub key: &'a FieldKey,
}

/// All names, found by how they begin and end.
#[derive(Debug, Default)]
pub struct Names<'a> {
    pub all: Vec<Name<'a>>,
    /// Names in lower case, without and with a genitive.
    exact: BTreeSet<String>,
    /// Every spelling as registered.
    spelt: BTreeSet<String>,
    /// Every word of a name.
    words: BTreeSet<String>,
    near: BTreeMap<(usize, String), Vec<usize>>,
}

/// Most words in a name that are looked for.
pub const LONGEST: usize = 6;

impl<'a> Names<'a> {
    /// The names of a plan. A quarter's long name is no source: it is put together of others.
    pub fn of(plan: &'a Plan) -> Self {
        let mut names = Names::default();
        names.add(&plan.meta.name.text, &plan.meta.name.key, false);
        for party in &plan.parties {
            names.add(&party.name.text, &party.name.key, false);
            for alias in &party.aliases {
                names.add(alias, &party.name.key, false);
            }
        }
        for quarter in &plan.quarters {
            names.parts(&quarter.short_name);
        }
        for division in &plan.divisions {
            let labels = [&division.place, &division.name];
            labels
                .into_iter()
                .flatten()
                .for_each(|label| names.parts(label));
            for address in &division.addresses {
                let street: Vec<&str> = address
                    .text
                    .split_whitespace()
                    .take_while(|word| !word.starts_with(|c: char| c.is_ascii_digit()))
                    .collect();
                names.add(&street.join(" "), &address.key, true);
            }
        }
        names
    }

    /// A label of names with `/` between.
    fn parts(&mut self, label: &'a Label) {
        label
            .text
            .split('/')
            .for_each(|part| self.add(part.trim(), &label.key, true));
    }

    fn add(&mut self, shown: &str, key: &'a FieldKey, place: bool) {
        let parts = shown.split(|c: char| !c.is_alphanumeric() && c != '-');
        let parts = parts
            .map(|part| part.trim_matches('-'))
            .filter(|part| !part.is_empty());
        let spelt: Vec<&str> = parts.collect();
        let words: Vec<String> = spelt.iter().map(|part| part.to_lowercase()).collect();
        let plain = words.join(" ");
        if words.is_empty() || !self.spelt.insert(spelt.join(" ")) {
            return;
        }
        self.exact.insert(format!("{plain}s"));
        self.exact.insert(plain.clone());
        self.words.extend(words.iter().cloned());
        let index = self.all.len();
        for bucket in buckets(words.len(), &plain) {
            self.near.entry(bucket).or_default().push(index);
        }
        self.all.push(Name {
            shown: shown.to_owned(),
            words,
            plain,
            place,
            key,
        });
    }

    /// Whether words in lower case are a name.
    pub fn is_exact(&self, plain: &str) -> bool {
        self.exact.contains(plain)
    }

    /// Whether a name is spelt so somewhere in the registers.
    pub fn is_spelt(&self, spelt: &str) -> bool {
        self.spelt.contains(spelt)
            || spelt
                .strip_suffix('s')
                .is_some_and(|s| self.spelt.contains(s))
    }

    /// Whether a word in lower case is one of a name's.
    pub fn is_word(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Names of so many words that begin or end like some words.
    pub fn alike(&self, count: usize, plain: &str) -> impl Iterator<Item = &Name<'a>> {
        let found: BTreeSet<usize> = buckets(count, plain)
            .iter()
            .filter_map(|bucket| self.near.get(bucket))
            .flatten()
            .copied()
            .collect();
        found.into_iter().map(|index| &self.all[index])
    }
}

/// A name is found again by its first three or last four letters.
fn buckets(count: usize, plain: &str) -> [(usize, String); 2] {
    let letters: Vec<char> = plain.chars().collect();
    let first = letters.iter().take(3).collect();
    let last = letters[letters.len().saturating_sub(4)..]
        .iter()
        .collect::<String>();
    [(count, first), (count, format!("…{last}"))]
}

/// Runs of words that could be a name: the first with a capital, no sentence end or slot between.
pub fn spans<'t, 'a>(text: &'t Text<'a>) -> impl Iterator<Item = &'t [Word<'a>]> {
    let breaks: Vec<bool> = text
        .words
        .windows(2)
        .map(|pair| {
            let between = &text.text[pair[0].range.end..pair[1].range.start];
            between.contains([
                '.', ':', ';', '(', ')', '{', '”', '!', '?', '[', ']', '*', '–',
            ]) || between.contains("\n\n")
                || between.contains("\n-")
        })
        .collect();
    (0..text.words.len()).flat_map(move |start| {
        let capital = text.words[start].text.starts_with(char::is_uppercase);
        let reach = breaks[start.min(breaks.len())..]
            .iter()
            .take_while(|stop| !**stop)
            .count();
        let most = if capital { (reach + 1).min(LONGEST) } else { 0 };
        (1..=most).map(move |count| &text.words[start..start + count])
    })
}
