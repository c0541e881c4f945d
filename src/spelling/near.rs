//! Forms that are one slip from a word: a letter left out, put in or taken for another, or two that changed places.

use super::{
    Dictionary, Form,
    price::{lone_letters, sounding_like},
    walk::Place,
};

/// Which slips are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slips {
    /// Every one.
    Any,
    /// Those that may cost less than what is likely ([`super::price::LIKELY`]): none in the first letter. The walk is much shorter.
    Likely,
}

impl Dictionary {
    /// Whether a form that is one slip from a word is as asked. The walk stops at the first.
    pub fn any_near(&self, word: &str, asked: impl FnMut(&str, Form) -> bool) -> bool {
        self.any_near_by(word, Slips::Any, asked)
    }

    /// The same by some slips only.
    pub fn any_near_by(
        &self,
        word: &str,
        slips: Slips,
        asked: impl FnMut(&str, Form) -> bool,
    ) -> bool {
        let Some(start) = self.start() else {
            return false;
        };
        let search = Search {
            word,
            made: String::with_capacity(word.len() + 4),
            slips,
            asked,
        };
        search.run(start)
    }

    /// Calls for every form that is one slip from a word and may be meant in a place.
    pub fn each_near(&self, word: &str, place: Form, mut found: impl FnMut(&str)) {
        self.any_near(word, |form, may| {
            if form != word && may.may_be_meant(place) {
                found(form);
            }
            false
        });
    }

    /// Whether a word is one slip from another.
    pub fn is_near_a_word(&self, word: &str) -> bool {
        self.any_near(word, |form, may| {
            form != word && may.may_be_meant(Form::ALONE)
        })
    }
}

/// One walk along a word, with a slip at each place.
struct Search<'w, F> {
    word: &'w str,
    /// The form as far as it is made.
    made: String,
    slips: Slips,
    asked: F,
}

impl<F: FnMut(&str, Form) -> bool> Search<'_, F> {
    fn run(mut self, start: Place<'_>) -> bool {
        let word = self.word;
        let mut place = start;
        let mut last = None;
        for (at, letter) in word.char_indices() {
            let rest = &word[at + letter.len_utf8()..];
            let within = last.is_some() || self.slips == Slips::Any;
            if within
                && (self.dropped(place, last, letter, rest)
                    || self.put(place, last, Some(letter), &word[at..]))
            {
                return true;
            }
            let Some(next) = step(place, letter) else {
                return false;
            };
            self.made.push(letter);
            place = next;
            last = Some(letter);
        }
        self.put(place, last, None, "")
    }

    /// The letter is one too many, or changed places with the next.
    fn dropped(&mut self, place: Place<'_>, last: Option<char>, letter: char, rest: &str) -> bool {
        let mut letters = rest.chars();
        let next = letters.next();
        let lone = self.slips == Slips::Any || lone_letters([last, next]).any(|one| one == letter);
        if lone && self.ends(place, rest) {
            return true;
        }
        let Some(next) = next.filter(|next| *next != letter) else {
            return false;
        };
        let swapped = step(place, next).and_then(|place| step(place, letter));
        swapped.is_some_and(|place| {
            self.with(&[next, letter], |search| {
                search.ends(place, letters.as_str())
            })
        })
    }

    /// Another letter stands in the form: before the word's own, or in its place.
    fn put(&mut self, place: Place<'_>, last: Option<char>, own: Option<char>, from: &str) -> bool {
        let rest = &from[own.map_or(0, char::len_utf8)..];
        if self.slips == Slips::Any {
            return letters(place).any(|(letter, next)| {
                self.with(&[letter], |search| {
                    search.ends(next, from)
                        || own.is_some_and(|own| own != letter) && search.ends(next, rest)
                })
            });
        }
        let mut put = |letter, rest| {
            step(place, letter)
                .is_some_and(|next| self.with(&[letter], |search| search.ends(next, rest)))
        };
        lone_letters([last, own]).any(|letter| put(letter, from))
            || own.is_some_and(|own| sounding_like(own).any(|letter| put(letter, rest)))
    }

    /// Whether a form that goes on with the rest of the word is as asked.
    fn ends(&mut self, place: Place<'_>, rest: &str) -> bool {
        let form = place.after_all(rest.as_bytes()).and_then(Place::form);
        let Some(form) = form else { return false };
        let length = self.made.len();
        self.made.push_str(rest);
        let found = (self.asked)(&self.made, form);
        self.made.truncate(length);
        found
    }

    fn with(&mut self, letters: &[char], then: impl FnOnce(&mut Self) -> bool) -> bool {
        let length = self.made.len();
        self.made.extend(letters);
        let found = then(self);
        self.made.truncate(length);
        found
    }
}

fn step(place: Place<'_>, letter: char) -> Option<Place<'_>> {
    place.after_all(letter.encode_utf8(&mut [0; 4]).as_bytes())
}

/// Every letter that may come next. The words of the dictionary have none of more than two bytes.
fn letters(place: Place<'_>) -> impl Iterator<Item = (char, Place<'_>)> {
    place.next().flat_map(|(byte, next)| {
        let one = byte.is_ascii().then(|| (char::from(byte), next));
        let lead = (!byte.is_ascii()).then_some(next);
        let two = lead.into_iter().flat_map(Place::next);
        let two = two.filter_map(move |(second, next)| {
            let letter = std::str::from_utf8(&[byte, second]).ok()?.chars().next()?;
            Some((letter, next))
        });
        one.into_iter().chain(two)
    })
}
