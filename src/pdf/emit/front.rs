//! Cover, contents and lists of tables and figures.

use super::Emitter;
use crate::doc::outline::Entry;
use crate::doc::{BlockId, Captioned, Cover, Fact, Mark, Side};
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
                        mark,
                        values,
                    }: &Fact| {
            array([
                self.mark(*mark, &string(label), true),
                array(values.iter().map(|value| self.text(value))),
            ])
        };
        format!(
            "cover({}, {}, {}, {})",
            self.on_ground(overline),
            self.on_ground(title),
            self.on_ground(subtitle),
            array(facts.iter().map(fact)),
        )
    }

    /// Contents are those of the new version; of contents that are gone only the title is told.
    pub(super) fn contents(&self, id: &BlockId, mark: Mark, title: &str, depth: u8) -> String {
        let title = self.mark(mark, &string(title), true);
        if self.side == Side::Old {
            return format!("hd-was(1, \"\", {title})");
        }
        if let Some(lines) = self.slot.and_then(|slot| slot.contents.get(id)) {
            let line = |(label, level, number, words): &(String, u8, String, String)| {
                let line = array([level.to_string(), string(number), string(words)]);
                (label.clone(), line)
            };
            let lines = dictionary(lines.iter().map(line));
            return format!("pack-contents({}, {title}, {lines})", self.label(id));
        }
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
                self.whole_label(&id.0),
                array([level.to_string(), string(number), string(text)]),
            )
        };
        let lines = dictionary(listed.map(line));
        format!("contents({}, {title}, {depth}, {lines})", self.label(id))
    }

    pub(super) fn list_of(&self, id: &BlockId, mark: Mark, title: &str, what: Captioned) -> String {
        let title = self.mark(mark, &string(title), true);
        if self.side == Side::Old {
            return format!("hd-was(1, \"\", {title})");
        }
        let (kind, entries) = match what {
            Captioned::Tables => ("table", &self.outline.tables),
            Captioned::Figures => ("image", &self.outline.figures),
        };
        let line = |(id, text): &(BlockId, String)| {
            let label = self.caption_label(id, what).unwrap_or_default();
            (
                self.whole_label(&id.0),
                array(["1".to_owned(), string(&label), string(text)]),
            )
        };
        let lines = dictionary(entries.iter().map(line));
        format!("list-of({}, {title}, {kind}, {lines})", self.label(id))
    }

    /// A label as Typst has it.
    fn whole_label(&self, id: &str) -> String {
        let prefix = self.slot.map_or("", |slot| slot.prefix.as_str());
        format!("{prefix}{id}")
    }

    /// `Tabel 7`, or nothing where the block carries no number.
    pub(super) fn caption_label(&self, id: &BlockId, what: Captioned) -> Option<String> {
        let word = match what {
            Captioned::Tables => &self.doc.terms.table,
            Captioned::Figures => &self.doc.terms.figure,
        };
        self.outline
            .number_in(self.side, id)
            .map(|number| format!("{word}\u{a0}{number}"))
    }
}
