//! Which word was meant.

use rustc_hash::FxHashMap;

use super::{
    Dictionary, Form,
    common::is_common,
    judge::Known,
    price::{DOUBLE, price},
};

/// Two letters may be wrong in a word that is at least so long, if the text has the right one elsewhere.
const TWO_WRONG: usize = 8;
/// A part of a compound that is mended has more letters than this.
const PART: usize = 3;
/// On top, for a word that the dictionary writes with a capital, and for a mended part.
const NAME: f64 = 0.6;
const MENDED_PART: f64 = 0.5;
/// Off, for a common word.
const COMMON: f64 = 0.45;
/// Of so many candidates it is asked whether they are words, till so many are.
const ASKED: usize = 24;
const TOLD: usize = 3;
/// Cheaper is sure enough to be said.
const SURE: f64 = 1.2;
/// Two whose prices are nearer than this are as likely.
const AS_LIKELY: f64 = 0.1;

/// What is known of the text that a slip stands in.
#[derive(Debug)]
pub(super) struct Text<'t> {
    /// Its words in lower case.
    pub words: &'t FxHashMap<&'t str, Known>,
    /// Words that are right in it whatever the dictionary says, in lower case.
    pub names: Vec<&'t str>,
}

/// A word that may have been meant, and how little it costs to think so.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The word.
    pub word: String,
    price: f64,
}

impl Suggestion {
    /// Whether it is likely enough to be told.
    pub fn is_sure(&self) -> bool {
        self.price < SURE
    }

    /// Whether another one is as likely.
    pub fn is_matched_by(&self, other: &Suggestion) -> bool {
        (self.price - other.price).abs() < AS_LIKELY
    }
}

impl Dictionary {
    /// The likeliest words for one that is none, the first first. The word is in lower case.
    pub(super) fn suggestions(&self, lower: &str, text: &Text<'_>) -> Vec<Suggestion> {
        let mut out = Candidates {
            lower,
            text,
            found: Vec::new(),
        };
        self.each_near(lower, Form::ALONE, |form| {
            let name = form.starts_with(char::is_uppercase);
            out.add(form, if name { NAME } else { 0.0 }, true);
        });
        out.add_of_the_text();
        // A compound that the text has not elsewhere costs so much at least.
        if out.cheapest() > DOUBLE + MENDED_PART {
            self.with_a_mended_part(lower, &mut out);
        }
        out.likeliest(self)
    }

    /// Compounds with one part mended.
    fn with_a_mended_part(&self, lower: &str, out: &mut Candidates<'_>) {
        for (at, _) in lower.char_indices().skip(PART) {
            let (head, tail) = lower.split_at(at);
            if tail.chars().count() < PART {
                break;
            }
            if self.form(head).is(Form::BEGIN) {
                self.each_near(tail, Form::END, |form| out.add_compound(head, form, form));
            }
            if self.form(tail).is(Form::END) {
                self.each_near(head, Form::BEGIN, |form| out.add_compound(form, tail, form));
            }
        }
    }
}

/// The words found so far.
struct Candidates<'s> {
    lower: &'s str,
    text: &'s Text<'s>,
    found: Vec<Candidate>,
}

struct Candidate {
    meant: Suggestion,
    /// Whether it is known to be a word.
    known: bool,
}

impl Candidates<'_> {
    fn add(&mut self, word: &str, more: f64, known: bool) {
        let plain = word.to_lowercase();
        if plain == self.lower {
            return;
        }
        let uses = self.text.words.get(plain.as_str()).map(|known| known.uses);
        let common = if is_common(&plain) { COMMON } else { 0.0 };
        let off = bonus(uses.unwrap_or_default()).max(common);
        let meant = Suggestion {
            price: price(self.lower, &plain) + more - off,
            word: word.to_owned(),
        };
        self.found.push(Candidate { meant, known });
    }

    /// What the text has elsewhere.
    fn add_of_the_text(&mut self) {
        let (lower, text) = (self.lower, self.text);
        let letters = lower.chars().count();
        let near = |word: &str, most: usize| {
            // Bytes first: most words are of another length.
            word.len().abs_diff(lower.len()) <= 2 * most
                && word.chars().count().abs_diff(letters) <= most
                && strsim::osa_distance(word, lower) <= most
        };
        let most = if letters >= TWO_WRONG { 2 } else { 1 };
        for word in text.words.keys().filter(|word| near(word, most)) {
            self.add(word, 0.0, false);
        }
        let names = text.names.iter().filter(|name| near(name, 1));
        for name in names.filter(|name| name.chars().count() > PART) {
            self.add(name, 0.0, true);
        }
    }

    fn add_compound(&mut self, head: &str, tail: &str, mended: &str) {
        if mended.chars().count() > PART {
            self.add(&format!("{head}{tail}"), MENDED_PART, false);
        }
    }

    fn cheapest(&self) -> f64 {
        let known = self.found.iter().filter(|one| one.known);
        known
            .map(|one| one.meant.price)
            .fold(f64::INFINITY, f64::min)
    }

    /// The first of them that are words; to ask it of all would take long.
    fn likeliest(mut self, dictionary: &Dictionary) -> Vec<Suggestion> {
        self.found.sort_by(|one, other| {
            let words = || one.meant.word.cmp(&other.meant.word);
            one.meant
                .price
                .total_cmp(&other.meant.price)
                .then_with(words)
        });
        let mut out: Vec<Suggestion> = Vec::new();
        for Candidate { meant, known } in self.found.into_iter().take(ASKED) {
            let again = out.iter().any(|other| other.word == meant.word);
            let word = &meant.word;
            if !again && (known || dictionary.knows(word) || dictionary.compounds(word)) {
                out.push(meant);
            }
            if out.len() == TOLD {
                break;
            }
        }
        out
    }
}

/// A word that the text has is likelier, the more so the more often.
fn bonus(used: usize) -> f64 {
    match u32::try_from(used).unwrap_or(u32::MAX) {
        0 => 0.0,
        used => (0.35 + 0.15 * (1.0 + f64::from(used)).ln()).min(0.9),
    }
}
