//! What templates and prose can name: maps of values that know where they came from.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use minijinja::value::{Enumerator, Object, ObjectRepr, Value};
use rust_decimal::Decimal;

use crate::{
    doc::{BlockId, Origin},
    model::Prose,
};

/// What a `{{ … }}` stands for, once it has been evaluated.
#[derive(Debug, Clone, PartialEq)]
pub enum Slot {
    /// Words.
    Words {
        /// The words; `\n` is a line break.
        text: String,
        /// Where they come from.
        origin: Origin,
        /// Whether they are a number in words, which has a capital letter where it begins a sentence.
        spelled: bool,
    },
    /// A reference with its word: `tabel 7`.
    Ref {
        /// The block.
        target: BlockId,
        /// Word before the number.
        label: String,
    },
    /// A footnote of the prose at hand.
    Note(String),
    /// Blocks to put here.
    Place(Place),
}

/// Blocks that stand where a slot stands, alone in its paragraph.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    /// A table of the plan.
    Table(String),
    /// A figure of the plan.
    Figure(String),
    /// A derived table.
    Overview(String),
    /// A special block: cover, contents, signatures.
    Special(String),
    /// A prose field.
    Prose(Box<Prose>),
}

/// A single value.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    /// What is printed.
    pub text: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The number behind it, if it is one.
    pub number: Option<Decimal>,
}

impl Object for Leaf {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.text.is_empty()
    }
}

/// A number that is written in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Spelled(pub Leaf);

impl Object for Spelled {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }
}

/// A prose field of the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct ProseLeaf(pub Prose);

impl Object for ProseLeaf {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.0.text.trim().is_empty()
    }
}

/// Remembers the last name that was looked up in vain, and what there was instead.
pub type Misses = Arc<Mutex<Option<(String, Vec<String>)>>>;

/// Named values. Hyphens in names are underscores here, since `-` is minus in an expression.
#[derive(Debug, Clone, Default)]
pub struct DataMap {
    entries: BTreeMap<String, Value>,
    /// What is printed where the map itself is printed.
    pub shown: Option<Slot>,
    /// What the map itself is, where it is a value with further values below it.
    pub value: Option<Leaf>,
    /// What `| henvis` refers to: block and word.
    pub target: Option<(BlockId, String)>,
    misses: Misses,
}

impl DataMap {
    /// An empty map that tells vain look-ups to `misses`.
    pub fn new(misses: &Misses) -> Self {
        DataMap {
            misses: Arc::clone(misses),
            ..DataMap::default()
        }
    }

    /// Adds a value under an id.
    pub fn insert(&mut self, id: &str, value: Value) {
        self.entries.insert(id.replace('-', "_"), value);
    }

    fn find(&self, key: &str) -> Option<Value> {
        if let Some(value) = self.entries.get(key) {
            return Some(value.clone());
        }
        // `tabel.x.raekke.2016` reaches us as `raekke_2016`: a name that starts with a digit is no
        // identifier, so the point before it was made an underscore (see `render::names`).
        let splits = key
            .match_indices('_')
            .filter(|(at, _)| key[at + 1..].starts_with(|c: char| c.is_ascii_digit()));
        splits.into_iter().find_map(|(at, _)| {
            let inner = self.entries.get(&key[..at])?;
            inner.downcast_object_ref::<DataMap>()?.find(&key[at + 1..])
        })
    }
}

impl Object for DataMap {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        let found = self.find(key);
        if found.is_none()
            && let Ok(mut miss) = self.misses.lock()
        {
            *miss = Some((key.to_owned(), self.entries.keys().cloned().collect()));
        }
        found
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(
            self.entries
                .keys()
                .map(|key| Value::from(key.as_str()))
                .collect(),
        )
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}
