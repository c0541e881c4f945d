//! The names that a plan may use: parties, places, streets, quarters, activities.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    key::FieldKey,
    model::{Label, Plan},
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
    exact: FxHashSet<String>,
    /// Every spelling as registered.
    spelt: FxHashSet<String>,
    /// Every word of a name.
    words: FxHashSet<String>,
    near: FxHashMap<Bucket, Vec<usize>>,
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
        // The town that a municipality is called after.
        let municipality = &plan.parties[plan.meta.municipality].name;
        if let Some((town, "Kommune")) = municipality.text.split_once(' ') {
            names.add(town, &municipality.key, false);
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
        for bucket in buckets(words.len(), plain.chars()) {
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

    /// Whether there is a name of so many words that begins or ends like these; a genitive like the name without its s.
    pub fn may_be_like(&self, words: &[Word<'_>]) -> bool {
        let like = |buckets: [Bucket; 2]| buckets.iter().any(|b| self.near.contains_key(b));
        let bare = |word: &Word<'_>| {
            let bare = word.lower.strip_suffix('s');
            bare.is_some_and(|bare| like(buckets(1, bare.chars())))
        };
        like(buckets_of(words)) || matches!(words, [word] if bare(word))
    }

    /// Names of so many words that begin or end like some words.
    pub fn alike(&self, count: usize, plain: &str) -> impl Iterator<Item = &Name<'a>> {
        let near = buckets(count, plain.chars()).map(|bucket| self.near.get(&bucket));
        let mut found: Vec<usize> = near.into_iter().flatten().flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|index| &self.all[index])
    }
}

/// How many words, whether the letters are the last, and the letters, in one number.
type Bucket = u128;

/// A name is found again by its first so many letters, or its last.
const FIRST: usize = 3;
const LAST: usize = 4;

/// Where a name of some words is found again.
fn buckets(count: usize, plain: impl DoubleEndedIterator<Item = char> + Clone) -> [Bucket; 2] {
    [first(count, plain.clone()), last(count, plain)]
}

fn first(count: usize, plain: impl Iterator<Item = char>) -> Bucket {
    bucket(2 * count, plain.take(FIRST))
}

fn last(count: usize, plain: impl DoubleEndedIterator<Item = char>) -> Bucket {
    bucket(2 * count + 1, plain.rev().take(LAST))
}

fn bucket(kind: usize, letters: impl Iterator<Item = char>) -> Bucket {
    letters.fold(kind as Bucket, |all, c| {
        all << 21 | Bucket::from(u32::from(c))
    })
}

/// Where a name would be found again that is these words. Most words have letters enough at their own ends.
fn buckets_of(words: &[Word<'_>]) -> [Bucket; 2] {
    let count = words.len();
    let long = |word: &&Word<'_>, least: usize| word.lower.chars().nth(least - 1).is_some();
    let head = words.first().filter(|word| long(word, FIRST));
    let tail = words.last().filter(|word| long(word, LAST));
    [
        head.map_or_else(
            || first(count, letters(words)),
            |word| first(count, word.lower.chars()),
        ),
        tail.map_or_else(
            || last(count, letters(words)),
            |word| last(count, word.lower.chars()),
        ),
    ]
}

/// The letters of a run of words, with spaces between.
fn letters<'w>(words: &'w [Word<'_>]) -> impl DoubleEndedIterator<Item = char> + Clone + 'w {
    words.iter().enumerate().flat_map(|(at, word)| {
        let space = (at > 0).then_some(' ');
        space.into_iter().chain(word.lower.chars())
    })
}

/// A run of words as a name's plain words are kept.
pub fn plain(span: &[Word<'_>]) -> String {
    let mut out = String::new();
    for word in span {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word.lower);
    }
    out
}

/// Runs of words that could be a name: the first with a capital, no sentence end or slot between.
pub fn spans<'t, 'a>(text: &'t Text<'a>) -> impl Iterator<Item = &'t [Word<'a>]> {
    let capital = |start: &usize| text.words[*start].text.starts_with(char::is_uppercase);
    let starts = (0..text.words.len()).filter(capital);
    starts.flat_map(|start| {
        let rest = &text.words[start..];
        let pairs = rest.windows(2).take(LONGEST - 1);
        let reach = pairs.take_while(|pair| !parted(text, pair)).count();
        (1..=reach + 1).map(move |count| &rest[..count])
    })
}

/// Whether what stands between two words ends a name.
fn parted(text: &Text<'_>, pair: &[Word<'_>]) -> bool {
    let between = &text.text[pair[0].range.end..pair[1].range.start];
    between != " "
        && (between.contains([
            '.', ':', ';', '(', ')', '{', '”', '!', '?', '[', ']', '*', '–',
        ]) || between.contains("\n\n")
            || between.contains("\n-"))
}
