//! helhedsplan: compiles Danish housing-social plans from TOML to the formal submission.
//!
//! The way of a plan through the house, each step a room; `docs/architecture.md` tells what each may know:
//!
//! ```text
//! source → load → lower → model ─┬─ rules                       is it true, whole and of one piece?
//!  (key, diag: places, findings) ├─ compose (+ template) → doc  the neutral tree, as the family words it
//!                                ├─ changes                     two plans → what changed, who approves
//!                                └─ export                      the public data
//! doc → redline (text)                                          two trees → one with marks
//! model → workbook                                              the budget for who computes
//! doc → pdf · docx · html · markdown (chart, theme, fonts)      the writers
//! report · pack · release · life · version                      what is made besides the plan itself
//! build                                                         all of this in order, files in memory
//! cli, output                                                   arguments in, files out, all or none
//! ```
//!
//! [`build::compose`] and [`build::document`] are this picture as code.

pub mod audience;
pub mod begin;
pub mod build;
pub mod changes;
pub mod chart;
pub mod cli;
pub mod compose;
pub mod diag;
pub mod doc;
pub mod docx;
pub mod export;
pub mod fonts;
pub mod html;
pub mod key;
pub mod life;
pub mod load;
pub mod lower;
pub mod markdown;
pub mod model;
pub mod output;
pub mod pack;
pub mod pdf;
pub mod redline;
pub mod release;
pub mod report;
pub mod rules;
pub mod schema;
pub mod source;
pub mod spelling;
pub mod template;
pub mod text;
pub mod theme;
pub mod version;
pub mod workbook;
