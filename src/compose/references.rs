//! What can be resolved when all documents stand: references into another document become words, to nothing a
//! finding; words that no key of the sources holds are marked as derived.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    diag::Diagnostic,
    doc::{BlockId, Doc, Inline, Origin, Style, Text, outline::Outline, walk},
    key::FieldKey,
    source::Sources,
    template::Template,
};

/// Resolves the references of all documents, and keeps footnotes with different words apart in each. What `others` show can be
/// referred to, too.
pub fn resolve(
    docs: &mut [Doc],
    others: &[Doc],
    template: &Template,
    sources: &Sources,
    found: &mut Vec<Diagnostic>,
) {
    let outlines: Vec<Outline> = docs.iter().map(Outline::of).collect();
    let others: Vec<Outline> = others.iter().map(Outline::of).collect();
    let titles: BTreeMap<BlockId, Title> =
        outlines.iter().chain(&others).flat_map(titles).collect();
    for (doc, outline) in docs.iter_mut().zip(&outlines) {
        let mut resolver = Resolver {
            outline,
            titles: &titles,
            template,
            sources,
            found,
            notes: BTreeMap::new(),
            origin: None,
        };
        walk::each_mut(&mut doc.blocks, &mut |block| {
            resolver.origin = Some(block.origin.clone());
            let texts = walk::texts_mut(block).into_iter();
            texts.for_each(|text| resolver.text(text));
        });
        tell_duplicates(doc, sources, found);
    }
}

/// What another document calls a target.
struct Title {
    /// Its words.
    words: String,
    /// Its number in its own document; empty without one.
    number: String,
    /// Whether it heads its document, and so stands for all of it.
    whole: bool,
}

/// Titles of everything that can be referred to.
fn titles(outline: &Outline) -> Vec<(BlockId, Title)> {
    let title = |id: &BlockId, words: &str, whole| {
        let number = outline.number(id).unwrap_or_default().to_owned();
        let words = words.to_owned();
        let title = Title {
            words,
            number,
            whole,
        };
        (id.clone(), title)
    };
    let first = outline.entries.first().map(|entry| &entry.id);
    let entries = outline
        .entries
        .iter()
        .map(|entry| title(&entry.id, &entry.text, first == Some(&entry.id)));
    let captions = outline.tables.iter().chain(&outline.figures);
    entries
        .chain(captions.map(|(id, words)| title(id, words, false)))
        .collect()
}

/// `afsnit 7`, `Bilag B`, `tabel`: label and number on one line, as far as there are any.
fn numbered(label: &str, number: &str) -> String {
    let parts = [label, number].map(|part| part.replace(' ', "\u{a0}"));
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join("\u{a0}")
}

/// Ids are our own work: two alike would break links, so it is told rather than hidden.
fn tell_duplicates(doc: &Doc, sources: &Sources, found: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    for block in walk::blocks(&doc.blocks) {
        if !seen.insert(&block.id) {
            let key = match &block.origin {
                Origin::Plan(key) | Origin::Derived(key) => key.clone(),
                Origin::Template(_) => FieldKey::file("plan.toml"),
            };
            found.push(Diagnostic::at("P021", sources.span(&key)).arg("id", block.id.as_str()));
        }
    }
}

struct Resolver<'a> {
    outline: &'a Outline,
    titles: &'a BTreeMap<BlockId, Title>,
    template: &'a Template,
    sources: &'a Sources,
    found: &'a mut Vec<Diagnostic>,
    /// The words of each note that was met, by its id: others under the same id are another note.
    notes: BTreeMap<String, Vec<Text>>,
    origin: Option<Origin>,
}

impl Resolver<'_> {
    fn text(&mut self, text: &mut Text) {
        // A leaf is a field only where the sources hold its key: a sum has none to edit.
        text.field.take_if(|field| !self.sources.holds(&field.key));
        let key = text.field.as_ref().map(|field| field.key.clone());
        self.inlines(&mut text.inlines, key.as_ref());
    }

    fn inlines(&mut self, inlines: &mut [Inline], key: Option<&FieldKey>) {
        for inline in inlines {
            match inline {
                Inline::Words { origin, .. } => {
                    if let Origin::Plan(key) = origin
                        && !self.sources.holds(key)
                    {
                        *origin = Origin::Derived(key.clone());
                    }
                }
                Inline::Break => {}
                Inline::Link { url: _, content } | Inline::Marked { mark: _, content } => {
                    self.inlines(content, key);
                }
                Inline::Note { id, content } => {
                    let known = self.notes.entry(id.clone()).or_default();
                    let place = known.iter().position(|words| words == content);
                    let place = place.unwrap_or_else(|| {
                        known.push(content.clone());
                        known.len() - 1
                    });
                    if place > 0 {
                        *id = format!("{id}-{}", place + 1);
                    }
                    self.text(content);
                }
                Inline::Ref { target, label } => {
                    if let Some(words) = self.in_words(target, label, key) {
                        *inline = words;
                    }
                }
            }
        }
    }

    /// Words for a reference whose target is not in this document.
    fn in_words(
        &mut self,
        target: &BlockId,
        label: &str,
        key: Option<&FieldKey>,
    ) -> Option<Inline> {
        if self.outline.number(target).is_some() {
            return None;
        }
        // The title is written elsewhere: here it is nothing to edit.
        let origin = match self.origin.clone() {
            Some(Origin::Plan(key)) => Origin::Derived(key),
            Some(origin) => origin,
            None => Origin::Template(String::new()),
        };
        let (label, title) = match self.titles.get(target) {
            // A whole document is no section of its own; an annex is called by its number.
            Some(title) if title.whole => (String::new(), title.words.as_str()),
            Some(title) => (numbered(label, &title.number), title.words.as_str()),
            None => {
                let span = key
                    .map(|key| self.sources.find(key, target.as_str()))
                    .unwrap_or_else(|| match &origin {
                        Origin::Plan(key) | Origin::Derived(key) => self.sources.span(key),
                        Origin::Template(_) => self.sources.span(&FieldKey::file("plan.toml")),
                    });
                self.found
                    .push(Diagnostic::at("P013", span).arg("id", target.as_str()));
                (label.to_owned(), "")
            }
        };
        let pattern = self.template.words.phrase("kildested");
        let text = pattern
            .replace("{henvisning}", &label)
            .replace("{titel}", title);
        Some(Inline::Words {
            text: text.trim().to_owned(),
            style: Style::default(),
            origin,
        })
    }
}
