//! From one change to the next: a line above each place where something changed, with links to its neighbours.
//!
//! A link leads to its own like at the next place, which then has the focus: whoever works by keys presses Enter again and
//! again and needs no script.

use super::{Writer, escape};
use crate::doc::{Block, Class, Mark, changed};

/// Where the link to the next change leads: the same link at change number `change`. Ids of blocks have no `_`.
pub fn anchor(change: usize) -> String {
    format!("aendring_{change}")
}

/// The same of the link to the change before.
fn back(change: usize) -> String {
    format!("aendring_{change}_op")
}

impl Writer<'_> {
    /// Blocks in one column. What was put in or taken out as a whole, one block after the other, is one change.
    pub fn stepped(&mut self, blocks: &[Block]) {
        let mut before = Mark::Keep;
        for block in blocks {
            let goes_on = block.mark != Mark::Keep && block.mark == before;
            if is_place(block) && !goes_on {
                self.step();
            }
            before = block.mark;
            self.block(block);
        }
    }

    /// The line above a change.
    pub fn step(&mut self) {
        self.changes += 1;
        let change = self.changes;
        let web = &self.doc.terms.web;
        let name = escape(&web.change.replace("{nr}", &change.to_string()));
        let (previous, next) = (escape(&web.previous), escape(&web.next));
        let (own, own_back) = (anchor(change), back(change));
        let up = match change {
            1 => format!("<span id=\"{own_back}\" tabindex=\"-1\">{name}</span>"),
            _ => {
                let before = back(change - 1);
                format!(
                    "<a id=\"{own_back}\" href=\"#{before}\" aria-label=\"{previous}\">↑</a> {name}"
                )
            }
        };
        let to_next = anchor(change + 1);
        self.line(format_args!(
            "<div class=\"step\">{up} <a id=\"{own}\" href=\"#{to_next}\" aria-label=\"{next}\">↓</a></div>"
        ));
    }

    /// Behind the last change, if there is one.
    pub fn last_step(&mut self) {
        if self.changes == 0 {
            return;
        }
        let web = &self.doc.terms.web;
        let (previous, no_more) = (escape(&web.previous), escape(&web.no_more));
        let (own, last) = (anchor(self.changes + 1), back(self.changes));
        self.line(format_args!(
            "<div class=\"step\"><a href=\"#{last}\" aria-label=\"{previous}\">↑</a> <span id=\"{own}\" tabindex=\"-1\">{no_more}</span></div>"
        ));
    }
}

/// Whether a reader who goes from change to change stops here.
fn is_place(block: &Block) -> bool {
    let repeats = matches!(block.class(), Class::Front | Class::Listing | Class::Break);
    !repeats && changed::is_changed(block)
}
