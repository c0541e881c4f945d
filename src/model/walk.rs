//! The one walk of the plan: every record of the model taken apart, once, for all who read the plan as a whole.
//!
//! A [`Record`] says of each field under which key it stands, what a reader calls it, what it holds and who may see it.
//! The text rules, the change list, the public data and the values behind `{{ … }}` are read from it. Records are taken
//! apart without `..`: a new field of the model does not compile until its line stands here, and the line is all it
//! takes. `label("frekvens", frequency)` is proofread, compared and, with `.public()`, exported.
//!
//! Fields stand in the document's order, files in the model's.

mod agreements;
mod concept;
mod content;
mod followup;
mod measures;
mod meeting;
mod money;
mod records;
mod registers;
mod root;
mod value;

pub use concept::Concept;
pub use content::cell;
pub use measures::{is_bare, quantity};
pub use meeting::meeting;
pub use value::{Ref, Value};

use serde::Serialize;

use crate::{
    key::FieldKey,
    model::{Label, Plan, Prose, family::Called},
};

/// Walks a plan.
#[derive(Debug, Clone, Copy)]
pub struct Walk<'a> {
    /// Where ids that records hold as numbers are looked up.
    pub plan: &'a Plan,
}

/// A record of the plan: a delaftale, a goal, a row; all of it for the whole plan.
#[derive(Debug, Clone)]
pub struct Record<'a> {
    /// What it is.
    pub concept: Concept,
    /// What a reader calls it, where its family says so.
    pub called_by_family: Option<&'a Called>,
    /// Where it is written.
    pub key: FieldKey,
    /// How it stands among its like.
    pub stands: Stands<'a>,
    /// What it holds, in the document's order; what is not given is there too, without a value.
    pub fields: Vec<Field<'a>>,
}

/// Room for the fields of most records: a table's cells are so many that growing shows.
const FIELDS: usize = 8;

/// How a record stands among its like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands<'a> {
    /// The only one of its key.
    Alone,
    /// An item of a list.
    Item {
        /// Its number in the list, from 0.
        index: usize,
        /// The id its author wrote, where such items have one.
        id: Option<&'a str>,
    },
    /// A file of its own that is listed nowhere, by the file's name.
    File(&'a str),
    /// A file of its own whose place is given by a list in `plan.toml`.
    Listed {
        /// Key of the list.
        list: &'static str,
        /// Its number in the list, from 0.
        index: usize,
        /// The file's name.
        id: &'a str,
    },
}

/// A field of a record.
#[derive(Debug, Clone)]
pub struct Field<'a> {
    /// Its key in the record; a column's id for a cell.
    pub key: &'a str,
    /// What it is.
    pub concept: Concept,
    /// What a reader calls it, where its family says so.
    pub called_by_family: Option<&'a Called>,
    /// What it holds, if it is given.
    pub value: Option<Value<'a>>,
    /// What its words are to the text rules.
    pub reading: Reading,
    /// Whether the record is called by it.
    pub calls: bool,
    /// Whether an empty text is the same as none.
    pub blank_is_none: bool,
    /// Whether it is among the public data.
    pub public: bool,
    /// Whether a `{{ … }}` can name it.
    pub named: bool,
}

/// What words are to the text rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// A text for people.
    Text,
    /// Words of a register, where names are at home.
    Name,
    /// Words for programs, or for the check itself: nobody proofreads them.
    Nothing,
}

impl<'a> Record<'a> {
    fn new(concept: Concept, key: FieldKey, stands: Stands<'a>) -> Self {
        Record {
            concept,
            called_by_family: None,
            key,
            stands,
            fields: Vec::with_capacity(FIELDS),
        }
    }

    /// A table of keys, the only one of its name.
    fn alone(concept: Concept, key: FieldKey) -> Self {
        Record::new(concept, key, Stands::Alone)
    }

    /// An item of a list, known by an id that its author wrote.
    fn item(concept: Concept, list: &FieldKey, index: usize, id: &'a str) -> Self {
        let id = Some(id);
        Record::new(concept, list.item(index), Stands::Item { index, id })
    }

    /// An item of a list that has no ids.
    fn entry(concept: Concept, list: &FieldKey, index: usize) -> Self {
        Record::new(concept, list.item(index), Stands::Item { index, id: None })
    }

    fn with(mut self, field: Field<'a>) -> Self {
        self.fields.push(field);
        self
    }

    /// The id its author wrote, or the name of its file.
    pub fn id(&self) -> Option<&'a str> {
        match self.stands {
            Stands::Alone => None,
            Stands::Item { index: _, id } => id,
            Stands::File(id) | Stands::Listed { id, .. } => Some(id),
        }
    }

    /// The field under a key.
    pub fn field(&self, key: &str) -> Option<&Field<'a>> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// What it is called, if one of its fields says so.
    pub fn called(&self) -> Option<&'a str> {
        let mut names = self.fields.iter().filter(|field| field.calls);
        names.find_map(|field| field.value.as_ref()?.words())
    }
}

impl<'a> Field<'a> {
    /// Where it is written; a text may come from elsewhere than its record.
    pub fn key_in(&self, record: &Record<'_>) -> FieldKey {
        let own = || record.key.child(self.key);
        self.value
            .as_ref()
            .map_or_else(own, |value| value.key().cloned().unwrap_or_else(own))
    }

    /// What it is, where its key does not say it.
    fn is(mut self, concept: impl Into<Concept>) -> Self {
        self.concept = concept.into();
        self
    }

    fn calls(mut self) -> Self {
        self.calls = true;
        self
    }

    fn read_as(mut self, reading: Reading) -> Self {
        self.reading = reading;
        self
    }

    fn blank_is_none(mut self) -> Self {
        self.blank_is_none = true;
        self
    }

    fn public(mut self) -> Self {
        self.public = true;
        self
    }

    fn named(mut self) -> Self {
        self.named = true;
        self
    }
}

/// A field that may not be given.
fn maybe<'a>(key: &'static str, value: Option<Value<'a>>) -> Field<'a> {
    Field {
        key,
        concept: Concept(key),
        called_by_family: None,
        value,
        reading: Reading::Text,
        calls: false,
        blank_is_none: false,
        public: false,
        named: false,
    }
}

fn value<'a>(key: &'static str, value: Value<'a>) -> Field<'a> {
    maybe(key, Some(value))
}

/// A plain text.
fn label<'a>(key: &'static str, text: impl Into<Option<&'a Label>>) -> Field<'a> {
    let text: Option<&Label> = text.into();
    maybe(
        key,
        text.map(|label| Value::Words(&label.text, Some(&label.key))),
    )
}

/// A plain text that is written under the field's own key.
fn words<'a>(key: &'static str, words: Option<&'a String>) -> Field<'a> {
    maybe(key, words.map(|words| Value::Words(words, None)))
}

/// A text in CommonMark; an empty one is none.
fn prose<'a>(key: &'static str, prose: &'a Prose) -> Field<'a> {
    value(key, Value::Prose(prose)).blank_is_none()
}

/// A text in CommonMark that may be given and empty.
fn maybe_prose<'a>(key: &'static str, prose: Option<&'a Prose>) -> Field<'a> {
    maybe(key, prose.map(Value::Prose))
}

/// Plain texts, one an item.
fn list<'a>(key: &'static str, labels: &'a [Label]) -> Field<'a> {
    value(
        key,
        Value::List(labels.iter().map(|label| label.text.as_str()).collect()),
    )
}

/// A word of a closed list, as its author writes it.
fn choice<'a>(key: &'static str, choice: Option<impl Serialize>) -> Field<'a> {
    maybe(key, choice.map(|choice| Value::Choice(word(choice))))
}

/// Yes, where it is set.
fn set<'a>(key: &'static str, flag: bool) -> Field<'a> {
    maybe(key, flag.then_some(Value::Flag(true)))
}

fn record<'a>(key: &'static str, record: Option<Record<'a>>) -> Field<'a> {
    maybe(key, record.map(|record| Value::Record(Box::new(record))))
}

fn records<'a>(key: &'static str, records: impl Iterator<Item = Record<'a>>) -> Field<'a> {
    value(key, Value::Records(records.collect()))
}

/// Records, where there are some: what most plans have none of is not said of them.
fn some_records<'a>(key: &'static str, records: impl Iterator<Item = Record<'a>>) -> Field<'a> {
    let records: Vec<Record<'a>> = records.collect();
    maybe(
        key,
        (!records.is_empty()).then_some(Value::Records(records)),
    )
}

/// The word that plan authors write for a choice.
pub fn word(choice: impl Serialize) -> String {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(_) | Err(_) => String::new(),
    }
}
