//! Internal reports: documents about a plan, in the looks of the plan's own, never part of a submission.
//!
//! One file a report. Wording is the template's: a part with the frame, tables' words and phrases in `terms.toml`.

pub mod changes;
pub mod letter;
pub(crate) mod paper;
pub mod quality;
pub mod signers;
