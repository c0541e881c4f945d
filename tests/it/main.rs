//! Tests through the built program and its library: one binary, since each one links all of Typst.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails"
)]

mod bad;
mod boundaries;
mod careful;
mod changes;
mod check;
mod cli;
mod deep;
mod dice;
mod enclosures;
mod families;
mod formats;
mod fuzz;
mod given;
mod glossary;
mod hostile;
mod kept;
mod laws;
mod layout;
mod manifest;
mod messages;
mod money;
mod ny;
mod pack;
mod pictures;
mod repeat;
mod reports;
mod said;
mod schedule;
mod secretariats;
mod sheets;
mod signers;
mod slips;
mod snapshots;
mod submit;
mod versions;
mod word;
mod workbook;
