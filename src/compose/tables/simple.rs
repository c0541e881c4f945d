//! Two-column tables: documents of the submission, abbreviations.

use std::cmp::Ordering;

use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};

use crate::{
    doc::{Align, FieldKey, RowKind, Table},
    source::slug,
    template::words::Overview,
};

use super::{super::leaf, Composer, row};

impl Composer<'_> {
    pub(super) fn documents_table(&mut self, words: &Overview) -> Option<Table> {
        let (plan, template) = (self.plan, self.template);
        let mut table = self.frame(words, &words.title, &[Align::Left; 2]);
        let list = FieldKey::file("plan.toml").child("aftaledokument");
        for document in &template.rules.documents {
            let found = plan
                .meta
                .documents
                .iter()
                .position(|given| given.id == document.id);
            let Some(index) = found else { continue };
            let name = leaf::fixed(&document.name, "regelsaet.toml", &template.words);
            let status = plan.meta.documents[index].status;
            let status = template
                .words
                .documents
                .get(&status)
                .map_or("", String::as_str);
            let mut status = leaf::text(status, &list.item(index).child("status"), &template.words);
            status.field = None;
            table.rows.push(row(
                &document.id,
                RowKind::Plain,
                vec![leaf::cell(name), leaf::cell(status)],
            ));
        }
        (!table.rows.is_empty()).then_some(table)
    }

    pub(super) fn abbreviations_table(&mut self, words: &Overview) -> Option<Table> {
        let (plan, template) = (self.plan, self.template);
        let mut table = self.frame(words, &words.title, &[Align::Left; 2]);
        let collator = collator(&template.words.collation);
        let mut sorted: Vec<_> = plan.abbreviations.iter().collect();
        sorted.sort_by(|a, b| compare(collator.as_ref(), &a.short.text, &b.short.text));
        for abbreviation in sorted {
            let cells = [&abbreviation.short, &abbreviation.long]
                .map(|text| leaf::cell(leaf::label(text, &template.words)));
            table.rows.push(row(
                &slug(&abbreviation.short.text),
                RowKind::Plain,
                cells.to_vec(),
            ));
        }
        (!table.rows.is_empty()).then_some(table)
    }
}

/// The alphabet of a language tag: in Danish æ, ø, å come last and aa sorts as å.
fn collator(tag: &str) -> Option<CollatorBorrowed<'static>> {
    let locale: icu_locale_core::Locale = tag.parse().ok()?;
    Collator::try_new(locale.into(), CollatorOptions::default()).ok()
}

fn compare(collator: Option<&CollatorBorrowed<'static>>, a: &str, b: &str) -> Ordering {
    collator
        .map_or_else(|| a.cmp(b), |collator| collator.compare(a, b))
        .then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_letters_sort_last_and_double_a_as_aa() {
        let collator = collator("da");
        let mut names = ["Aalborg", "Ølgod", "Zoo", "Ærø", "Åbenrå", "Bovia"];
        names.sort_by(|a, b| compare(collator.as_ref(), a, b));
        assert_eq!(names[..4], ["Bovia", "Zoo", "Ærø", "Ølgod"]);
        assert!(names[4..].contains(&"Aalborg"));
    }
}
