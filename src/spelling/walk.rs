//! Steps through the automaton.

use fst::raw::{Fst, Node, Output};

use super::Form;

/// The automaton as it lies in the program.
pub type Forms = Fst<&'static [u8]>;

/// A place in the automaton: what was read so far may go on from here.
#[derive(Clone, Copy)]
pub struct Place<'f> {
    forms: &'f Forms,
    node: Node<'f>,
    read: Output,
}

impl<'f> Place<'f> {
    /// Before the first letter.
    pub fn start(forms: &'f Forms) -> Self {
        Place {
            forms,
            node: forms.root(),
            read: Output::zero(),
        }
    }

    /// The place after a byte, if any form goes on with it.
    pub fn after(self, byte: u8) -> Option<Self> {
        let at = self.node.find_input(byte)?;
        Some(self.taken(at).1)
    }

    /// The place after some bytes.
    pub fn after_all(self, bytes: &[u8]) -> Option<Self> {
        bytes
            .iter()
            .try_fold(self, |place, byte| place.after(*byte))
    }

    /// The form that ends here.
    pub fn form(self) -> Option<Form> {
        let number = || self.read.cat(self.node.final_output()).value();
        self.node.is_final().then(|| Form::of_number(number()))
    }

    /// Every byte that may come next, with the place after it.
    pub fn next(self) -> impl Iterator<Item = (u8, Self)> {
        (0..self.node.len()).map(move |at| self.taken(at))
    }

    fn taken(self, at: usize) -> (u8, Self) {
        let step = self.node.transition(at);
        let place = Place {
            node: self.forms.node(step.addr),
            read: self.read.cat(step.out),
            ..self
        };
        (step.inp, place)
    }
}
