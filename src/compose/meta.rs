//! What the document at hand says of itself: its title, the stem of its files, their properties, the public data with it.

use crate::{
    doc::{Attachment, Meta},
    template::CompanionForm,
};

use super::Composer;

impl Composer<'_> {
    /// What the document at hand is by itself, if it is not the whole agreement: its title, and how its files' names end.
    pub(super) fn own_title(&self) -> Option<(String, String)> {
        if let Some(form) = self.companion {
            return Some((self.companion_name(form).to_owned(), form.id.clone()));
        }
        let agreement = &self.plan.agreements[self.agreement?];
        let title = self.template.words.phrase("delaftale_titel");
        let title = title.replace("{navn}", &agreement.name.text);
        Some((title, format!("delaftale-{}", agreement.id)))
    }

    /// The rule set's name for a document beside the agreements.
    pub(super) fn companion_name<'n>(&'n self, form: &'n CompanionForm) -> &'n str {
        let mut documents = self.template.rules.documents.iter();
        let named = documents.find(|document| document.id == form.id);
        named.map_or(&form.id, |document| &document.name)
    }

    pub(super) fn meta(&self) -> Meta {
        let (meta, words) = (&self.plan.meta, &self.template.words);
        let stem = format!("{}-{}", meta.slug, meta.version.text);
        let (title, short_title, stem) = match self.own_title() {
            None => (
                format!("{} – {}", meta.name.text, meta.title.text),
                meta.short_title.text.clone(),
                stem,
            ),
            Some((title, ending)) => {
                let short = format!("{} – {title}", meta.name.text);
                (short.clone(), short, format!("{stem}-{ending}"))
            }
        };
        let subject = words.phrase("emne").replace("{navn}", &meta.name.text);
        let subject = subject
            .replace("{periode}", &words.years(meta.period))
            .replace("{version}", &meta.version.text);
        Meta {
            title,
            short_title,
            stem,
            version: meta.version.text.clone(),
            status: words
                .statuses
                .get(&meta.status)
                .cloned()
                .unwrap_or_default(),
            draft: self.draft,
            date: meta.date,
            date_text: words.date(meta.date),
            lang: "da-DK".to_owned(),
            author: meta.name.text.clone(),
            subject,
            keywords: words
                .phrase("noegleord")
                .split(';')
                .map(str::to_owned)
                .collect(),
        }
    }

    pub(super) fn attachment(&self, data: &[u8]) -> Attachment {
        let words = &self.template.words;
        Attachment {
            name: words.phrase("vedhaeftet_navn").to_owned(),
            mime: "application/toml".to_owned(),
            description: words.phrase("vedhaeftet_beskrivelse").to_owned(),
            bytes: data.to_vec(),
        }
    }
}
