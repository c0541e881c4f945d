//! The documents of a submission beside the agreements: budget, milestones, terms of reference.

use std::sync::Arc;

use crate::key::FieldKey;

use super::{DocumentStatus, Plan, agreement::Section};

/// What a plan says of a document of the submission.
#[derive(Debug, Clone, PartialEq)]
pub struct SubmissionDocument {
    /// Id in the rule set.
    pub id: String,
    /// How it is delivered.
    pub status: DocumentStatus,
    /// The file that is sent as it, where it is enclosed.
    pub file: Option<EnclosedFile>,
}

/// A file of others that goes with the submission as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct EnclosedFile {
    /// Path below the plan folder.
    pub path: String,
    /// What it holds.
    pub bytes: Arc<[u8]>,
}

/// The plan's own text of a document that is made: `dokumenter/<id>.toml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Companion {
    /// Id of the document: the file's name.
    pub id: String,
    /// Its text.
    pub section: Section,
}

impl Plan {
    /// What the plan says of a document of the submission.
    pub fn document(&self, id: &str) -> Option<&SubmissionDocument> {
        let mut documents = self.meta.documents.iter();
        documents.find(|document| document.id == id)
    }

    /// Whether a document of the submission is made here, beside the agreements.
    pub fn makes(&self, id: &str) -> bool {
        self.document(id)
            .is_some_and(|document| document.status == DocumentStatus::Dannes)
    }

    /// The plan's own text of a document.
    pub fn companion(&self, id: &str) -> Option<&Companion> {
        self.companions.iter().find(|companion| companion.id == id)
    }
}

/// Which document a key of a companion's text names: `FieldKey` of its file.
pub fn file(id: &str) -> FieldKey {
    FieldKey::file(&format!("{FOLDER}/{id}.toml"))
}

/// The folder of their texts.
pub const FOLDER: &str = "dokumenter";
