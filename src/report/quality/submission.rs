//! The documents of the submission: which are there, which are not.

use crate::{
    doc::{Align, Block, RowKind},
    model::{DocumentStatus, ruleset::Document},
};

use super::Report;

const TABLE: &str = "kvalitet-dokumenter";

impl Report<'_> {
    /// Every document that the rule set asks for, and how it is delivered.
    pub(super) fn documents(&self) -> Vec<Block> {
        let Some(words) = self.paper.overview(TABLE) else {
            return Vec::new();
        };
        let rows = self
            .subject
            .template
            .rules
            .documents
            .iter()
            .map(|document| {
                let status = match self.status(document) {
                    Some(status) => self
                        .paper
                        .words()
                        .documents
                        .get(&status)
                        .map_or("", String::as_str),
                    None => self.paper.word(words, "ikke_naevnt"),
                };
                let cells = [document.name.as_str(), status].map(|words| self.paper.fixed(words));
                self.paper.row(&document.id, RowKind::Plain, cells)
            });
        self.paper
            .table(TABLE, TABLE, &[Align::Left; 2], rows.collect())
    }

    fn status(&self, document: &Document) -> Option<DocumentStatus> {
        let given = self.subject.plan.meta.documents.iter();
        given
            .filter(|(id, _)| *id == document.id)
            .map(|(_, status)| *status)
            .next()
    }

    /// Documents that are missing or not accounted for.
    pub(super) fn missing_documents(&self) -> Vec<&str> {
        let asked = self.subject.template.rules.documents.iter();
        let missing = asked.filter(|document| {
            matches!(self.status(document), None | Some(DocumentStatus::Mangler))
        });
        missing.map(|document| document.name.as_str()).collect()
    }
}
