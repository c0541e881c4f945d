//! The documents of the submission: how each is delivered, files of others, texts of those that are made.

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    model::{
        DocumentStatus, Plan,
        agreement::Section,
        companion::{self, Companion, EnclosedFile, SubmissionDocument},
        ruleset::Making,
    },
    schema::{AgreementDocument, CompanionFile},
    source::ASSET_LIMIT,
};

use super::Lower;

/// The kinds of file that are enclosed, and how their bytes begin.
const KINDS: [(&str, &[u8]); 3] = [
    ("pdf", b"%PDF-"),
    ("docx", b"PK\x03\x04"),
    ("xlsx", b"PK\x03\x04"),
];

impl Lower<'_> {
    /// The documents that the rule set knows.
    pub(super) fn documents(
        &mut self,
        listed: Vec<AgreementDocument>,
        list: &FieldKey,
    ) -> Vec<SubmissionDocument> {
        self.unique(listed.iter().map(|document| document.id.0.as_str()), list);
        let known: Vec<String> = self.rules.documents.iter().map(|d| d.id.clone()).collect();
        let mut out = Vec::new();
        for (index, document) in listed.into_iter().enumerate() {
            let key = list.item(index);
            let found = self.resolve(&document.id.0, &known, "R001", &key.child("id"));
            let Some(at) = found else { continue };
            let making = self.rules.documents[at].made;
            if document.status == DocumentStatus::Dannes && making.is_none() {
                self.not_made(&document.id.0, &key.child("status"));
            }
            out.push(SubmissionDocument {
                file: self.enclosed(&document, &key),
                id: document.id.0,
                status: document.status,
            });
        }
        out
    }

    /// Tells that a document is none of those that are made.
    fn not_made(&mut self, id: &str, key: &FieldKey) {
        let made = self.rules.documents.iter().filter(|one| one.made.is_some());
        let made: Vec<&str> = made.map(|one| one.id.as_str()).collect();
        let finding = Diagnostic::at("R110", self.sources.span(key)).arg("id", id);
        self.found.push(finding.arg("kendte", made.join(", ")));
    }

    /// The file that is sent as the document: there is one just where it is enclosed.
    fn enclosed(&mut self, document: &AgreementDocument, key: &FieldKey) -> Option<EnclosedFile> {
        let path = match (&document.file, document.status) {
            (Some(path), DocumentStatus::Vedlagt) => path,
            (None, DocumentStatus::Vedlagt) => {
                self.tell("R111", &key.child("status"));
                return None;
            }
            (Some(_), _) => {
                self.tell("R112", &key.child("fil"));
                return None;
            }
            (None, _) => return None,
        };
        let key = key.child("fil");
        let bytes = match self.sources.asset(path, ASSET_LIMIT, &key) {
            Ok(bytes) => bytes,
            Err(finding) => {
                self.found.push(*finding);
                return None;
            }
        };
        let ending = path.rsplit('.').next().unwrap_or_default();
        let kind = KINDS
            .iter()
            .find(|(known, _)| ending.eq_ignore_ascii_case(known));
        if !kind.is_some_and(|(_, start)| bytes.starts_with(start)) {
            let finding = Diagnostic::at("R113", self.sources.span(&key)).arg("sti", path);
            self.found.push(finding);
            return None;
        }
        Some(EnclosedFile {
            path: path.clone(),
            bytes: bytes.into(),
        })
    }

    /// Their texts. One of a document that is not made would silently be left out.
    pub(super) fn companions(&mut self, documents: &[SubmissionDocument]) -> Vec<Companion> {
        let made = |id: &str| {
            let mut of_it = documents.iter().filter(|document| document.id == id);
            of_it.any(|document| document.status == DocumentStatus::Dannes)
        };
        let mut out = Vec::new();
        for id in self.sources.names_in(companion::FOLDER) {
            let key = companion::file(&id);
            let path = key.file.to_string();
            let Some(file) = self.file::<CompanionFile>(&path) else {
                continue;
            };
            if !made(&id) {
                let place = self.sources.span(&key);
                self.found
                    .push(Diagnostic::at("R114", place).arg("id", &id));
                continue;
            }
            let section = Section {
                key: file.key,
                title: None,
                text: file.text,
                parts: file.parts,
            };
            self.section(&section);
            out.push(Companion { id, section });
        }
        out
    }

    /// A document that is made of what the plan has not would be empty.
    pub(super) fn companions_have_content(&mut self, plan: &Plan) {
        let list = FieldKey::file("plan.toml").child("aftaledokument");
        for (index, document) in plan.meta.documents.iter().enumerate() {
            let rules = self.rules.documents.iter();
            let making = rules
                .filter(|one| one.id == document.id)
                .find_map(|one| one.made);
            let (Some(making), DocumentStatus::Dannes) = (making, document.status) else {
                continue;
            };
            let activities = plan.agreements.iter().flat_map(|one| &one.activities);
            let there = match making {
                Making::Budgetark => !plan.budget.lines.is_empty(),
                Making::Milepaele => {
                    let mut milestones = activities.flat_map(|one| &one.texts.milestones);
                    milestones.next().is_some()
                }
                Making::Tekst => plan.companion(&document.id).is_some(),
            };
            if !there {
                let code = match making {
                    Making::Budgetark => "R115",
                    Making::Milepaele => "R116",
                    Making::Tekst => "R117",
                };
                let place = self.sources.span(&list.item(index).child("status"));
                self.found
                    .push(Diagnostic::at(code, place).arg("id", &document.id));
            }
        }
    }
}
