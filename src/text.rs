//! Two versions of a text, or of a list of anything, held against each other: which words stay, which items are the same,
//! which of them moved.
//!
//! The redline marks documents by it and the change list pairs the things of a plan by it, so that what is said of one
//! revision in two places is the same. Nothing here knows what is compared. `counted` and `danish` know how words and
//! numbers are written.

mod align;
mod bag;
pub mod counted;
pub mod danish;
mod diff;
mod tokens;

pub use align::{Pairing, align, likest, moved};
pub use bag::{Bag, bags};
pub use diff::{Hunk, Token, diff};
pub use tokens::{is_sign, spaced, tokens};
