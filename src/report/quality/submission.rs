//! The documents of the submission: which are there, which are not.

use crate::{doc::Block, model::DocumentStatus};

use super::Report;

const TABLE: &str = "kvalitet-dokumenter";

impl Report<'_> {
    /// Every document that the rule set asks for, and how it is delivered.
    pub(super) fn documents(&self) -> Vec<Block> {
        let paper = self.paper;
        paper.documents(TABLE, |document| paper.delivered(document))
    }

    /// Documents that are missing or not accounted for.
    pub(super) fn missing_documents(&self) -> Vec<&str> {
        let asked = self.subject.template.rules.documents.iter();
        let missing = asked.filter(|document| {
            matches!(
                self.paper.delivered(document),
                None | Some(DocumentStatus::Mangler)
            )
        });
        missing.map(|document| document.name.as_str()).collect()
    }
}
