//! helhedsplan: compiles Danish housing-social plans from TOML to the formal submission.

pub mod doc;
pub mod fonts;
pub mod pdf;
pub mod theme;
