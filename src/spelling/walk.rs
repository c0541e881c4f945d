//! Steps through the automaton.

use fst::raw::{Fst, Node, Output, Transition};

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
        Some(self.step(at).taken())
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

    /// Every step that may come next.
    pub fn next(self) -> impl Iterator<Item = Step<'f>> {
        (0..self.node.len()).map(move |at| self.step(at))
    }

    fn step(self, at: usize) -> Step<'f> {
        Step {
            from: self,
            along: self.node.transition(at),
        }
    }
}

/// A step that may be taken. To take it costs more than to look at it.
#[derive(Clone, Copy)]
pub struct Step<'f> {
    from: Place<'f>,
    along: Transition,
}

impl<'f> Step<'f> {
    /// The byte that it reads.
    pub fn byte(&self) -> u8 {
        self.along.inp
    }

    /// The place after it.
    pub fn taken(self) -> Place<'f> {
        Place {
            node: self.from.forms.node(self.along.addr),
            read: self.from.read.cat(self.along.out),
            ..self.from
        }
    }
}
