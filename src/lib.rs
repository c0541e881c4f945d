//! helhedsplan: compiles Danish housing-social plans from TOML to the formal submission.

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
pub mod life;
pub mod load;
pub mod lower;
pub mod markdown;
pub mod model;
pub mod output;
pub mod pdf;
pub mod redline;
pub mod release;
pub mod report;
pub mod rules;
pub mod schema;
pub mod source;
pub mod template;
pub mod theme;
pub mod version;
