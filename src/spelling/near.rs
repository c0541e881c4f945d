//! Forms that are one slip from a word: a letter left out, put in or taken for another, or two that changed places.

use super::{Dictionary, Form, price::Slip, walk::Place};

impl Dictionary {
    /// Whether a form that is one slip from a word is as asked. The walk stops at the first.
    pub fn any_near(&self, word: &str, asked: impl FnMut(&str, Form) -> bool) -> bool {
        self.any_near_by(word, |_, _| true, asked)
    }

    /// The same by some slips only, which are told with their places: the fewer, the shorter the walk.
    pub fn any_near_by(
        &self,
        word: &str,
        by: impl Fn(Slip, usize) -> bool + Copy,
        asked: impl FnMut(&str, Form) -> bool,
    ) -> bool {
        let Some(start) = self.start() else {
            return false;
        };
        let search = Search {
            word,
            made: String::with_capacity(word.len() + 4),
            by,
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
struct Search<'w, B, F> {
    word: &'w str,
    /// The form as far as it is made.
    made: String,
    by: B,
    asked: F,
}

impl<B: Fn(Slip, usize) -> bool + Copy, F: FnMut(&str, Form) -> bool> Search<'_, B, F> {
    fn run(mut self, start: Place<'_>) -> bool {
        let word = self.word;
        let mut place = start;
        let mut last = None;
        for (at, letter) in word.char_indices() {
            let rest = &word[at + letter.len_utf8()..];
            let here = Here { at, last };
            if self.dropped(place, here, letter, rest)
                || self.put(place, here, Some(letter), &word[at..])
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
        let at = word.len();
        self.put(place, Here { at, last }, None, "")
    }

    /// The letter is one too many, or changed places with the next.
    fn dropped(&mut self, place: Place<'_>, here: Here, letter: char, rest: &str) -> bool {
        let mut letters = rest.chars();
        let beside = [here.last, letters.clone().next()];
        if (self.by)(Slip::Lone(letter, beside), here.at) && self.ends(place, rest) {
            return true;
        }
        if !(self.by)(Slip::Swapped, here.at) {
            return false;
        }
        let Some(next) = letters.next().filter(|next| *next != letter) else {
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
    fn put(&mut self, place: Place<'_>, here: Here, own: Option<char>, from: &str) -> bool {
        let rest = &from[own.map_or(0, char::len_utf8)..];
        let by = self.by;
        let lone = move |letter| by(Slip::Lone(letter, [here.last, own]), here.at);
        let other = move |letter| {
            let own = own.filter(|own| *own != letter);
            own.is_some_and(|own| by(Slip::Other(own, letter), here.at))
        };
        letters(place, move |letter| lone(letter) || other(letter)).any(|(letter, next)| {
            self.with(&[letter], |search| {
                lone(letter) && search.ends(next, from) || other(letter) && search.ends(next, rest)
            })
        })
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

/// A place in the word.
#[derive(Clone, Copy)]
struct Here {
    at: usize,
    /// The letter before it.
    last: Option<char>,
}

fn step(place: Place<'_>, letter: char) -> Option<Place<'_>> {
    place.after_all(letter.encode_utf8(&mut [0; 4]).as_bytes())
}

/// The letters that may come next, of those that are asked for. The words of the dictionary have none of more than two bytes.
fn letters<'d>(
    place: Place<'d>,
    asked: impl Fn(char) -> bool + Copy,
) -> impl Iterator<Item = (char, Place<'d>)> {
    place.next().flat_map(move |step| {
        let first = step.byte();
        let one = first.is_ascii().then(|| char::from(first));
        let one = one.filter(|letter| asked(*letter));
        let two = (!first.is_ascii()).then(|| step.taken().next());
        let two = two.into_iter().flatten().filter_map(move |step| {
            let bytes = [first, step.byte()];
            let letter = std::str::from_utf8(&bytes).ok()?.chars().next();
            let letter = letter.filter(|letter| asked(*letter))?;
            Some((letter, step.taken()))
        });
        one.map(|letter| (letter, step.taken()))
            .into_iter()
            .chain(two)
    })
}
