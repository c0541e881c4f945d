//! helhedsplan: compiles Danish housing-social plans from TOML to the formal submission.

pub mod doc;
pub mod docx;
pub mod theme;
