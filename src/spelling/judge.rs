//! Whether a word is right where it stands.

use std::{ops::Range, sync::OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Dictionary, Form, Suggestion, Text, parted};

/// Most letters of an abbreviation in capitals, and of a shortened word before a full stop.
const CAPITALS: usize = 6;
const SHORTENED: usize = 5;
/// Letters that a word has at least to be part of a compound with the text's own.
const PART: usize = 3;
/// What a noun may end in, before the s of a genitive.
const AFTER_E: [&str; 5] = ["n", "t", "r", "rne", "ne"];
const AFTER_OTHERS: [&str; 7] = ["en", "et", "e", "er", "ene", "erne", "ne"];
/// What a name may end in: `Skovparkerne`, a `Koldingenser`.
const AFTER_NAMES: [&str; 7] = ["en", "et", "er", "ere", "erne", "ens", "ernes"];

/// A word and where it stands.
#[derive(Debug, Clone)]
pub struct Spot<'t> {
    /// The whole text.
    pub text: &'t str,
    /// The word's place in it.
    pub range: Range<usize>,
    /// The word in lower case.
    pub lower: &'t str,
    /// Whether a sentence, an item or a cell begins with it.
    pub opens: bool,
    /// Whether the text is of sentences, in which a full stop ends one; in titles and cells it shortens a word.
    pub prose: bool,
}

/// Words that are right in a text, besides the dictionary's. All in lower case.
#[derive(Debug, Default)]
pub struct Own {
    /// Names, right with an s as well.
    pub names: FxHashSet<String>,
    /// Words that are listed as right, with the endings of nouns.
    pub words: FxHashSet<String>,
}

/// Judges the words of texts that belong together.
#[derive(Debug)]
pub struct Judge<'t> {
    dictionary: &'t Dictionary,
    own: &'t Own,
    /// The words of the texts, in lower case.
    words: FxHashMap<&'t str, Known>,
    /// Words that stand with a capital within a sentence.
    named: FxHashSet<&'t str>,
}

/// What is known of a word of the texts.
#[derive(Debug)]
pub(super) struct Known {
    /// How often it stands in them.
    pub uses: usize,
    /// What the dictionary says of it in lower case.
    pub form: Form,
    /// Whether it is never half of a word that is written as two.
    pub whole: bool,
    /// Whether it is one slip from a word, once that was asked.
    near: OnceLock<bool>,
}

impl<'t> Spot<'t> {
    /// The word as it is written.
    pub fn word(&self) -> &'t str {
        &self.text[self.range.clone()]
    }

    pub(super) fn before(&self) -> &'t str {
        &self.text[..self.range.start]
    }

    pub(super) fn after(&self) -> &'t str {
        &self.text[self.range.end..]
    }

    pub(super) fn is_after_hyphen(&self) -> bool {
        self.before().ends_with(['-', '\u{2011}'])
    }

    pub(super) fn is_before_hyphen(&self) -> bool {
        self.after().starts_with(['-', '\u{2011}'])
    }

    /// Whether something that is no word goes on without a space: a value of the plan, an address, a sign of markup.
    pub(super) fn is_glued(&self) -> bool {
        let before = self.before().trim_end_matches('-');
        let after = self.after().trim_start_matches('-');
        let odd = ['@', '_', '\\', '#'];
        let reference = before.ends_with("][") || before.ends_with('[') && after.starts_with("]:");
        before.ends_with("}}")
            || after.starts_with("{{")
            || before.ends_with(odd)
            || after.starts_with(odd)
            || reference
    }

    /// Whether a hyphen parts it at the end of a line.
    fn is_parted(&self) -> bool {
        self.after().starts_with("-\n")
    }
}

impl Own {
    /// Whether it is one of them, as a name or with an ending.
    fn has(&self, lower: &str) -> bool {
        let genitive = lower.strip_suffix('s');
        let named = |word: &str| self.names.contains(word);
        named(lower)
            || genitive.is_some_and(named)
            || self.lists(lower)
            || genitive.is_some_and(|word| self.lists(word))
    }

    fn lists(&self, lower: &str) -> bool {
        let ended = |endings: &[&str], vowel: bool| {
            let stems = endings
                .iter()
                .filter_map(|ending| lower.strip_suffix(ending));
            let mut stems = stems.filter(|stem| stem.ends_with('e') == vowel);
            stems.any(|stem| self.words.contains(stem))
        };
        !self.words.is_empty()
            && (self.words.contains(lower) || ended(&AFTER_E, true) || ended(&AFTER_OTHERS, false))
    }
}

impl<'t> Judge<'t> {
    /// Reads the texts' words, all of which it must have seen before it judges one.
    pub fn of<'s>(
        dictionary: &'t Dictionary,
        own: &'t Own,
        words: impl Iterator<Item = &'s Spot<'t>>,
    ) -> Self
    where
        't: 's,
    {
        let mut judge = Judge {
            dictionary,
            own,
            words: FxHashMap::default(),
            named: FxHashSet::default(),
        };
        for spot in words {
            let known = judge.words.entry(spot.lower).or_insert_with(|| Known {
                uses: 0,
                form: dictionary.form(spot.lower),
                whole: parted::is_whole(spot.lower),
                near: OnceLock::new(),
            });
            known.uses += 1;
            if !spot.opens && spot.word().starts_with(char::is_uppercase) {
                judge.named.insert(spot.word());
            }
        }
        judge
    }

    pub(super) fn dictionary(&self) -> &'t Dictionary {
        self.dictionary
    }

    /// What is known of a word of the texts.
    pub(super) fn known(&self, lower: &str) -> Option<&Known> {
        self.words.get(lower)
    }

    /// How often the texts have a word.
    pub(super) fn uses(&self, lower: &str) -> usize {
        self.words.get(lower).map_or(0, |known| known.uses)
    }

    /// What the dictionary says of a word.
    pub(super) fn form(&self, lower: &str) -> Form {
        let known = self.words.get(lower);
        known.map_or_else(|| self.dictionary.form(lower), |known| known.form)
    }

    /// Whether a word is right wherever it stands.
    pub fn is_word(&self, word: &str, lower: &str) -> bool {
        let written = word == lower || word.starts_with(char::is_uppercase);
        written && self.form(lower).may(Form::ALONE)
            || self.dictionary.knows(word)
            || word.chars().nth(1).is_none()
            || is_abbreviation(word)
            || is_camel(word)
            || self.own.has(lower)
            || self.is_hyphenated(word)
            || word.contains(|c: char| c.is_ascii_digit()) && !word.contains('-')
            || self.dictionary.compounds(lower)
            || self.is_made_with_own(word, lower)
    }

    /// Whether a word that the dictionary has not is right by where it stands: shortened, half of a compound, or a name.
    pub fn is_right_there(&self, spot: &Spot<'_>) -> bool {
        let word = spot.word();
        spot.is_glued()
            || spot.is_parted()
            || self.is_shortened(spot)
            || spot.is_before_hyphen() && self.dictionary.begins(word)
            || spot.is_after_hyphen() && self.dictionary.ends(word)
            || word.starts_with(char::is_uppercase)
                && (!spot.opens || self.named.contains(word))
                && !self.is_near_a_word(spot.lower)
    }

    /// The likeliest words that were meant, the first first.
    pub fn suggestions(&self, lower: &str) -> Vec<Suggestion> {
        let names = self.own.names.iter().chain(&self.own.words);
        let text = Text {
            words: &self.words,
            names: names.map(String::as_str).collect(),
        };
        self.dictionary.suggestions(lower, &text)
    }

    /// Names stand in many places: the walk is made once for each.
    fn is_near_a_word(&self, lower: &str) -> bool {
        let asked = || self.dictionary.is_near_a_word(lower);
        let known = self.words.get(lower);
        known.map_or_else(asked, |known| *known.near.get_or_init(asked))
    }

    /// Every part between hyphens is a word, or what words begin or end with.
    fn is_hyphenated(&self, word: &str) -> bool {
        let parts: Vec<&str> = word.split('-').collect();
        let last = parts.len() - 1;
        let right = |(at, part): (usize, &&str)| {
            let lower = part.to_lowercase();
            part.chars().nth(1).is_none()
                || part.contains(|c: char| c.is_ascii_digit())
                || self.dictionary.knows(part)
                || is_abbreviation(part)
                || is_camel(part)
                || self.own.has(&lower)
                || at < last && self.dictionary.begins(part)
                || at == last && self.dictionary.form(&lower).is(Form::END)
                || self.dictionary.compounds(&lower)
        };
        last > 0 && parts.iter().enumerate().all(right)
    }

    /// A compound with a word of the text's own: `Munkeboområdet`, `primærskoleelever`.
    fn is_made_with_own(&self, word: &str, lower: &str) -> bool {
        let name = word.starts_with(char::is_uppercase);
        let parts = lower
            .char_indices()
            .skip(PART)
            .map(|(at, _)| lower.split_at(at));
        parts
            .filter(|(_, tail)| tail.len() > 1)
            .any(|(head, tail)| {
                let long = tail.chars().nth(PART - 1).is_some();
                let ends = || long && self.dictionary.form(tail).is(Form::END);
                let named = || {
                    name && self.own.names.contains(head) && (ends() || AFTER_NAMES.contains(&tail))
                };
                let own = |part: &str| self.own.words.contains(part);
                let begins = || own(head) || head.strip_suffix('s').is_some_and(own);
                let lists = || long && self.own.lists(tail.strip_suffix('s').unwrap_or(tail));
                let listed =
                    || begins() && ends() || self.dictionary.form(head).is(Form::BEGIN) && lists();
                named() || !self.own.words.is_empty() && listed()
            })
    }

    /// `afd. 7`, `bl.a.`, `m. fl.`: a full stop that ends no sentence, or one that the dictionary has with the word.
    fn is_shortened(&self, spot: &Spot<'_>) -> bool {
        let (word, after) = (spot.word(), spot.after());
        let short = word.chars().nth(SHORTENED).is_none();
        let within = spot.before().ends_with('.') && !spot.before().ends_with("..");
        let within = within
            && spot
                .before()
                .trim_end_matches('.')
                .ends_with(char::is_alphabetic);
        // `m. fl.`
        let within = within || is_after_a_letter(spot.before());
        let Some(rest) = after.strip_prefix('.') else {
            return short && within;
        };
        let has = |word: &str| self.dictionary.knows(&format!("{word}."));
        let goes_on =
            |c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, ':' | ',' | ')' | ';');
        has(word)
            || short && (within || rest.trim_start_matches(' ').starts_with(goes_on))
            || !spot.prose && self.dictionary.goes_on(spot.lower)
    }
}

/// Whether a text ends in a single letter with a full stop.
fn is_after_a_letter(before: &str) -> bool {
    let shortened = before.trim_end().strip_suffix('.');
    let mut letters = shortened.into_iter().flat_map(|text| text.chars().rev());
    letters.next().is_some_and(char::is_alphabetic)
        && letters.next().is_some_and(|c| !c.is_alphanumeric())
}

/// `SSP`, `VIVE`.
fn is_abbreviation(word: &str) -> bool {
    word.chars().all(char::is_uppercase) && (2..=CAPITALS).contains(&word.chars().count())
}

/// `eIndkomst`, `ByLivKolding`: names of the kind that have capitals inside. Two capitals first are a slip of the shift key.
fn is_camel(word: &str) -> bool {
    let mut letters = word.chars();
    let mut last = letters.next();
    letters.any(|letter| {
        let before = last.replace(letter);
        letter.is_uppercase() && before.is_some_and(char::is_lowercase)
    })
}
