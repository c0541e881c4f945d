//! helhedsplan: compiles Danish housing-social plans from TOML to the formal submission.

pub mod chart;
pub mod doc;
pub mod theme;
