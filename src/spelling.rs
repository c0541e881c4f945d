//! Danish spelling: which words there are, which two make one, and which word a slip was meant to be.
//!
//! All forms of the words of da_DK stand in one finite automaton (`assets/ordbog/da.fst`), which is part of the program, so
//! nothing is read or built when it starts. Compounds, which a dictionary never has all of, are judged by their parts.
//! Nothing here knows what a plan is: who asks brings the words that are right in a text of its own.

mod common;
mod compound;
mod dictionary;
mod form;
mod judge;
mod near;
mod parted;
mod price;
mod suggest;
mod walk;

pub use dictionary::{Dictionary, capitalised, danish};
pub use form::Form;
pub use judge::{Judge, Own, Spot};
pub use parted::Joined;
pub use suggest::Suggestion;
use suggest::Text;

#[cfg(test)]
mod tests;
