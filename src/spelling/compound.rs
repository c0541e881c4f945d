//! Words made of words: which parts they have, and whether they are not rather a slip.

use super::{
    Dictionary, Form,
    near::Slips,
    price::{LIKELY, price},
};

/// Letters that a part of two has at least. Shorter ones fit nearly everything.
const LEAST_OF_TWO: usize = 3;
/// Letters that a part of three has at least.
const LEAST_OF_THREE: usize = 4;
/// Parts of so many letters are no chance.
const SURE: usize = 5;
/// Two parts of three are held against one word from this length on.
const LONG: usize = 8;

impl Dictionary {
    /// The ends of a compound's parts: two, or three that are longer. How a part ends before another one, with an s, an e
    /// or nothing, stands in the dictionary.
    pub fn parts(&self, lower: &str) -> Option<Vec<usize>> {
        let parted = |least, most| {
            Parting {
                dictionary: self,
                word: lower,
                least,
                most,
            }
            .from(0, 1)
        };
        let mut ends = parted(LEAST_OF_TWO, 2).or_else(|| parted(LEAST_OF_THREE, 3))?;
        ends.reverse();
        Some(ends)
    }

    /// Whether a word is a compound, and none that is a letter from another word: `lommepege` could be made of lomme and
    /// pege, and is lommepenge all the same.
    pub fn compounds(&self, lower: &str) -> bool {
        self.parts(lower).is_some_and(|parts| {
            !self.is_rather_a_word(lower, &parts) && !self.nears_a_part(lower, &parts)
        })
    }

    /// Where a word of the dictionary or one made of such is best parted at a line's end: between the words that it is made
    /// of, and between those of a part that has more than `most` letters, `Lands|bygge|fonden`. Nothing, where it is one
    /// word.
    pub fn seams(&self, word: &str, most: usize) -> Vec<usize> {
        let lower = word.to_lowercase();
        if lower.len() != word.len() {
            // The places are those of other letters.
            return Vec::new();
        }
        let mut out = Vec::new();
        // Of a word that stands in the dictionary short parts may be a chance: `procenter` is no `pro` and `center`.
        if let Some(ends) = self.parts(&lower)
            && (!self.has(&lower) || self.are_fitting(&lower, &ends) || are_sure(&lower, &ends))
        {
            self.part_on((&lower, 0), ends, most, &mut out);
        }
        out
    }

    fn part_on(
        &self,
        (lower, at): (&str, usize),
        ends: Vec<usize>,
        most: usize,
        out: &mut Vec<usize>,
    ) {
        let mut from = 0;
        for end in ends {
            let part = &lower[from..end];
            if part.chars().count() > most
                && let Some(ends) = self.parts(part)
                && are_sure(part, &ends)
            {
                self.part_on((part, at + from), ends, most, out);
            }
            if end < lower.len() {
                out.push(at + end);
            }
            from = end;
        }
    }

    /// Whether a compound is a likely slip of a word, or any slip of it if its parts do not go together well.
    fn is_rather_a_word(&self, lower: &str, ends: &[usize]) -> bool {
        let is_other = |form: &str, may: Form| form != lower && may.may_be_meant(Form::ALONE);
        if self.are_fitting(lower, ends) {
            self.any_near_by(lower, Slips::Likely, |form, may| {
                is_other(form, may) && price(lower, form) < LIKELY
            })
        } else {
            self.any_near(lower, is_other)
        }
    }

    /// Two parts of which compounds are mostly made: nouns and adjectives, the last one no verb as `pege`.
    fn are_fitting(&self, lower: &str, ends: &[usize]) -> bool {
        let [end, _] = *ends else { return false };
        let (head, tail) = lower.split_at(end);
        let is_noun = |word: &str| self.form(word).is(Form::NOUN | Form::ADJECTIVE);
        let last = self.form(tail);
        let verb = last.is(Form::VERB) && !last.is(Form::NOUN_LEMMA);
        let first = is_noun(head) || head.strip_suffix('s').is_some_and(is_noun);
        first && is_noun(tail) && !verb
    }

    /// Whether words may begin with it, as in `uddannelses- og jobcenter`.
    pub fn begins(&self, part: &str) -> bool {
        let lower = part.to_lowercase();
        self.form(&lower).is(Form::BEGIN)
            || self.heads(&lower).any(|(end, form)| {
                form.is(Form::BEGIN) && self.form(&lower[end..]).is(Form::MIDDLE)
            })
    }

    /// Whether words may end with it, as in `boligområdet og -afdelingerne`.
    pub fn ends(&self, part: &str) -> bool {
        let lower = part.to_lowercase();
        self.form(&lower).is(Form::END) || self.compounds(&lower)
    }

    /// Of three parts two together that are a letter from one: lomme + pege + projekter.
    fn nears_a_part(&self, lower: &str, ends: &[usize]) -> bool {
        let [first, second, _] = *ends else {
            return false;
        };
        let near = |two: &str, place: Form| {
            let other = |form: &str, may: Form| form != two && may.may_be_meant(place);
            two.chars().count() >= LONG && self.any_near(two, other)
        };
        near(&lower[..second], Form::BEGIN) || near(&lower[first..], Form::END)
    }

    /// Every form that a word begins with, and where it ends: one walk.
    fn heads<'d>(&'d self, word: &'d str) -> impl Iterator<Item = (usize, Form)> + 'd {
        let mut place = self.start();
        let bytes = word.bytes().enumerate().map_while(move |(at, byte)| {
            place = place.and_then(|place| place.after(byte));
            place.map(|place| (at + 1, place.form()))
        });
        bytes.filter_map(|(end, form)| Some((end, form?)))
    }
}

fn are_sure(lower: &str, ends: &[usize]) -> bool {
    let starts = [0].into_iter().chain(ends.iter().copied());
    let mut parts = starts.zip(ends).map(|(from, end)| &lower[from..*end]);
    parts.all(|part| part.chars().count() >= SURE)
}

/// The search for the parts of one word.
struct Parting<'w> {
    dictionary: &'w Dictionary,
    word: &'w str,
    least: usize,
    most: usize,
}

impl Parting<'_> {
    /// The ends of the parts from a place on, the last first; the next one is the `nth`.
    fn from(&self, at: usize, nth: usize) -> Option<Vec<usize>> {
        let rest = &self.word[at..];
        let place = if nth == 1 { Form::BEGIN } else { Form::MIDDLE };
        for (length, form) in self.dictionary.heads(rest) {
            let end = at + length;
            if form.is(Form::FORBIDDEN) || self.is_short(&rest[..length]) {
                continue;
            }
            if end == self.word.len() {
                return (nth > 1 && form.is(Form::END)).then(|| vec![end]);
            }
            if !form.is(place) || nth == self.most || self.is_short(&rest[length..]) {
                continue;
            }
            if let Some(mut ends) = self.from(end, nth + 1) {
                ends.push(end);
                return Some(ends);
            }
        }
        None
    }

    fn is_short(&self, part: &str) -> bool {
        part.chars().count() < self.least
    }
}
