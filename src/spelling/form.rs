//! What a form of a word may do: the numbers in the automaton.

use std::ops::{BitOr, BitOrAssign};

/// The places that a form may take, and what kind of word it is of. Several at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Form(u64);

impl Form {
    /// A word by itself.
    pub const ALONE: Form = Form(1);
    /// The first part of a compound.
    pub const BEGIN: Form = Form(1 << 1);
    /// A part between the first and the last.
    pub const MIDDLE: Form = Form(1 << 2);
    /// The last part of a compound.
    pub const END: Form = Form(1 << 3);
    /// Right, but never to be suggested.
    pub const UNSUGGESTED: Form = Form(1 << 4);
    /// Wrong, though the rules of the dictionary would make it.
    pub const FORBIDDEN: Form = Form(1 << 5);
    /// An entry of the dictionary itself.
    pub const LEMMA: Form = Form(1 << 6);
    /// Of a noun.
    pub const NOUN: Form = Form(1 << 7);
    /// Of an adjective.
    pub const ADJECTIVE: Form = Form(1 << 8);
    /// Of a verb.
    pub const VERB: Form = Form(1 << 9);

    /// An entry that is a noun: of other forms nouns and verbs are hard to tell apart.
    pub const NOUN_LEMMA: Form = Form(1 << 10);

    /// The places among what it may do; a form with none of them is no form.
    pub const PLACES: Form = Form(0b1111);

    /// From the automaton.
    pub fn of_number(number: u64) -> Form {
        Form(number)
    }

    /// Into the automaton.
    pub fn number(self) -> u64 {
        self.0
    }

    /// Whether it has one of these.
    pub fn is(self, any: Form) -> bool {
        self.0 & any.0 != 0
    }

    /// Whether it may take a place.
    pub fn may(self, place: Form) -> bool {
        self.is(place) && !self.is(Form::FORBIDDEN)
    }

    /// Whether it may be what was meant, in a place.
    pub fn may_be_meant(self, place: Form) -> bool {
        self.may(place) && !self.is(Form::UNSUGGESTED)
    }
}

impl BitOr for Form {
    type Output = Form;

    fn bitor(self, other: Form) -> Form {
        Form(self.0 | other.0)
    }
}

impl BitOrAssign for Form {
    fn bitor_assign(&mut self, other: Form) {
        *self = *self | other;
    }
}
