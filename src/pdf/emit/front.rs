//! Cover, contents and lists of tables and figures.

use super::Emitter;
use crate::doc::outline::Entry;
use crate::doc::{BlockId, Captioned, Cover, Fact};
use crate::pdf::literal::{array, dictionary, string};

impl Emitter<'_> {
    pub(super) fn cover(&self, cover: &Cover) -> String {
        let Cover {
            overline,
            title,
            subtitle,
            facts,
        } = cover;
        let fact = |Fact {
                        label,
                        mark: _,
                        values,
                    }: &Fact| {
            array([
                string(label),
                array(values.iter().map(|value| self.text(value))),
            ])
        };
        format!(
            "cover({}, {}, {}, {})",
            self.text(overline),
            self.text(title),
            self.text(subtitle),
            array(facts.iter().map(fact)),
        )
    }

    pub(super) fn contents(&self, id: &BlockId, title: &str, depth: u8) -> String {
        let listed = self
            .outline
            .entries
            .iter()
            .filter(|entry| entry.level <= depth);
        let line = |entry: &Entry| {
            let Entry {
                id,
                level,
                number,
                text,
            } = entry;
            (
                id.0.clone(),
                array([level.to_string(), string(number), string(text)]),
            )
        };
        let lines = dictionary(listed.map(line));
        format!(
            "contents({}, {}, {depth}, {lines})",
            string(id.as_str()),
            string(title)
        )
    }

    pub(super) fn list_of(&self, id: &BlockId, title: &str, what: Captioned) -> String {
        let (kind, entries) = match what {
            Captioned::Tables => ("table", &self.outline.tables),
            Captioned::Figures => ("image", &self.outline.figures),
        };
        let line = |(id, text): &(BlockId, String)| {
            let label = self.caption_label(id, what).unwrap_or_default();
            (
                id.0.clone(),
                array(["1".to_owned(), string(&label), string(text)]),
            )
        };
        let lines = dictionary(entries.iter().map(line));
        format!(
            "list-of({}, {}, {kind}, {lines})",
            string(id.as_str()),
            string(title)
        )
    }

    /// `Tabel 7`, or nothing where the block carries no number.
    pub(super) fn caption_label(&self, id: &BlockId, what: Captioned) -> Option<String> {
        let word = match what {
            Captioned::Tables => &self.doc.terms.table,
            Captioned::Figures => &self.doc.terms.figure,
        };
        self.outline
            .number(id)
            .map(|number| format!("{word}\u{a0}{number}"))
    }
}
