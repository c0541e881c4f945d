//! Texts that no part of the family shows. They would be left out of the documents without a word.

use std::collections::BTreeSet;

use crate::{
    diag::Diagnostic,
    doc::Doc,
    key::FieldKey,
    model::walk::{Concept, Reading, Record, Value, Walk},
};

use super::{Composer, showing};

impl Composer<'_> {
    /// Tells the texts of the agreement, its delaftaler and its annexes that none of the documents shows,
    /// once every part is in them.
    pub(super) fn tell_unprinted(&mut self, docs: &[Doc]) {
        if !self.whole {
            return;
        }
        let shown = showing::shown(docs);
        let mut written = Vec::new();
        for field in Walk::of(self.plan).fields {
            match &field.value {
                Some(Value::Record(record)) => top(record, &mut written),
                Some(Value::Records(records)) => records.iter().for_each(|r| top(r, &mut written)),
                _ => {}
            }
        }
        let mut told = BTreeSet::new();
        for key in written {
            if !shown.contains(&key) && !self.set.contains(&key) && told.insert(key.clone()) {
                let finding = Diagnostic::at("P022", self.sources.span(&key));
                let finding = finding.arg("skabelon", &self.template.name);
                self.found.push(finding.arg("noegle", &key.path));
            }
        }
    }
}

/// Gathers the texts of what parts show; registers, tables and figures are shown where prose asks for them.
fn top(record: &Record<'_>, written: &mut Vec<FieldKey>) {
    if matches!(
        record.concept,
        Concept::INTRODUCTION
            | Concept::ITEM
            | Concept::AGREEMENT
            | Concept::ANNEX
            | Concept::COMPANION
    ) {
        gather(record, written);
    }
}

/// The keys of a record's texts that a reader is to meet.
fn gather(record: &Record<'_>, written: &mut Vec<FieldKey>) {
    let texts = record.fields.iter();
    // What a picture shows in other words is only heard.
    for field in texts.filter(|field| field.reading == Reading::Text && field.key != "alt") {
        let Some(value) = &field.value else { continue };
        let key = field.key_in(record);
        match value {
            Value::Words(text, _) => written.extend((!text.trim().is_empty()).then_some(key)),
            Value::Prose(prose) => written.extend((!prose.text.trim().is_empty()).then_some(key)),
            Value::List(items) => {
                let items = items.iter().enumerate();
                let items = items.filter(|(_, item)| !item.trim().is_empty());
                written.extend(items.map(|(index, _)| key.item(index)));
            }
            // What a shared text is told stands where that names it.
            Value::Record(_) if field.key == "med" => {}
            Value::Record(inner) => gather(inner, written),
            Value::Records(records) => {
                // Baselines stand in tables, whose columns are the template's.
                let texts = records.iter();
                let texts = texts.filter(|record| record.concept != Concept::MEASUREMENT);
                texts.for_each(|record| gather(record, written));
            }
            _ => {}
        }
    }
}
