//! What is wrong with the slots of a text, told where it is written: in the plan, or in a part of its own family.

use crate::{
    diag::Diagnostic,
    key::{FieldKey, Span},
    load::hint,
    model::Prose,
    template::{
        self, PARTS,
        render::{self, Fault, FaultKind},
    },
};

use super::Composer;

impl Composer<'_> {
    pub(super) fn fault(&mut self, fault: &Fault, prose: &Prose) {
        let span = self.sources.inside(&prose.key, fault.range.clone());
        self.found.push(slot_fault(&fault.kind, span));
    }

    /// A fault in a part: in one of the plan's own family it is the plan's, in any other the program's.
    pub(super) fn part_fault(&mut self, name: &str, text: &str, fault: &Fault) {
        self.whole = false;
        if let Some(FieldKey { file, path: _ }) = self.own_file(&format!("{PARTS}{name}")) {
            let range = fault.range.clone();
            self.found
                .push(slot_fault(&fault.kind, Span { file, range }));
            return;
        }
        let before = &text[..fault.range.start.min(text.len())];
        let line = before.matches('\n').count() + 1;
        let finding = Diagnostic::new("P020").arg("del", format!("{name}:{line}"));
        self.found
            .push(finding.arg("fejl", format!("{:?}", fault.kind)));
    }

    /// A part that the family's structure names and that there is not.
    pub(super) fn part_missing(&mut self, name: &str) {
        self.whole = false;
        let finding = match self.own_file("struktur.toml") {
            Some(FieldKey { file, path: _ }) => {
                let named = format!("\"{}\"", name.trim_end_matches(".md"));
                let text = self.sources.file(&file).map_or("", |file| &file.text);
                let range = text.find(&named).map_or(0..0, |at| at..at + named.len());
                Diagnostic::at("P023", Span { file, range })
            }
            None => Diagnostic::new("P020").arg("fejl", "?"),
        };
        self.found.push(finding.arg("del", name));
    }

    /// A file of the plan's own family, if the plan has one and that file in it.
    fn own_file(&self, name: &str) -> Option<FieldKey> {
        let folder = template::folder(&self.template.name)?;
        let path = format!("{folder}/{name}");
        self.sources.file(&path).map(|_| FieldKey::file(&path))
    }
}

pub(super) fn slot_fault(kind: &FaultKind, span: Span) -> Diagnostic {
    match kind {
        FaultKind::Unknown(name, known) => {
            let names: Vec<&str> = known.iter().map(String::as_str).collect();
            let finding = Diagnostic::at("P001", span).arg("navn", name.replace('_', "-"));
            finding.arg("forslag", hint(name, &names).replace('_', "-"))
        }
        FaultKind::Statement => Diagnostic::at("P002", span),
        FaultKind::UnknownFilter => {
            Diagnostic::at("P009", span).arg("forslag", render::FILTERS.join(", "))
        }
        FaultKind::WrongFilter(filter) => Diagnostic::at("P015", span).arg("filter", filter),
        FaultKind::Group => Diagnostic::at("P014", span),
        FaultKind::Computed => Diagnostic::at("P016", span),
        FaultKind::TooLong => Diagnostic::at("P045", span),
        FaultKind::Engine(message) => Diagnostic::at("P003", span).arg("fejl", message),
    }
}
