//! Small makers of things and fields.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    changes::{
        Kind,
        thing::{Field, Item, Part, Place, Role, Thing, Value, Written},
    },
    key::FieldKey,
    model::{Label, Prose},
};

/// A thing without parts yet.
pub fn thing(kind: Kind, role: Role, name: &str, place: Place) -> Thing {
    Thing {
        kind,
        role,
        name: name.to_owned(),
        place,
        used: Vec::new(),
        value: None,
        parts: Vec::new(),
        written: Written::Here,
    }
}

/// The role of an item whose id its author wrote.
pub fn with_id(list: &FieldKey, index: usize, id: &str, ordered: bool) -> Role {
    Role::Item(Item {
        list: list.clone(),
        index,
        mark: id.to_owned(),
        id: true,
        ordered,
    })
}

/// A thing whose place is a file and whose order is given by a list of ids.
pub fn listed(list: FieldKey, index: usize, id: &str) -> Role {
    Role::Listed(Item {
        list,
        index,
        mark: id.to_owned(),
        id: true,
        ordered: true,
    })
}

impl Thing {
    /// Adds a value.
    pub fn with(mut self, kind: Kind, name: &str, value: Value) -> Self {
        let place = self.place.child(name);
        let field = field(kind, name, place, value);
        self.parts.push(Part::Field(Box::new(field)));
        self
    }

    /// Adds a value that may be absent.
    pub fn maybe(self, kind: Kind, name: &str, value: Option<Value>) -> Self {
        match value {
            Some(value) => self.with(kind, name, value),
            None => self,
        }
    }

    /// Adds the words that the thing is called by.
    pub fn named(mut self, kind: Kind, name: &str, words: &Label) -> Self {
        self = self.with(kind, name, Value::Text(words.text.clone()));
        if let Some(Part::Field(field)) = self.parts.last_mut() {
            field.names = true;
            // A heading may come from a shared text.
            field.place.key = words.key.clone();
        }
        self
    }

    /// Adds words that may be absent.
    pub fn words(self, kind: Kind, name: &str, words: Option<&Label>) -> Self {
        self.maybe(
            kind,
            name,
            words.map(|words| Value::Text(words.text.clone())),
        )
    }

    /// Adds prose; empty prose is none.
    pub fn prose(self, kind: Kind, name: &str, prose: &Prose) -> Self {
        let some = (!prose.text.trim().is_empty()).then_some(prose);
        self.maybe_prose(kind, name, some)
    }

    /// Adds prose that may be absent; it may come from a shared text.
    pub fn maybe_prose(mut self, kind: Kind, name: &str, prose: Option<&Prose>) -> Self {
        if let Some(prose) = prose {
            self = self.with(kind, name, Value::Prose(prose.text.clone()));
            if let Some(Part::Field(field)) = self.parts.last_mut() {
                field.place.key = prose.key.clone();
            }
        }
        self
    }

    /// Adds things.
    pub fn having(mut self, things: impl IntoIterator<Item = Thing>) -> Self {
        let things = things.into_iter().map(|thing| Part::Thing(Box::new(thing)));
        self.parts.extend(things);
        self
    }

    /// A list of words in it, each an item known by its words.
    pub fn list<'l>(
        self,
        kind: Kind,
        name: &str,
        labels: impl IntoIterator<Item = &'l str>,
    ) -> Self {
        let values = labels.into_iter().map(|text| {
            let words: Vec<&str> = text.split_whitespace().collect();
            (words.join(" "), Value::Text(text.to_owned()))
        });
        let things = values_of(kind, &self.place, name, values);
        self.having(things)
    }
}

/// Items of a list that are values and known by a mark each; a mark that comes again counts on.
pub fn values_of(
    kind: Kind,
    place: &Place,
    list: &str,
    values: impl Iterator<Item = (String, Value)>,
) -> Vec<Thing> {
    let mut seen = BTreeMap::new();
    let mut out = Vec::new();
    for (index, (mark, value)) in values.enumerate() {
        let at = place.item(list, index, &index.to_string());
        let mark = counted(mark, &mut seen);
        let item = Item {
            list: place.child(list).key,
            index,
            mark,
            id: false,
            ordered: true,
        };
        let mut item = thing(kind, Role::Item(item), "", at);
        item.value = Some(value);
        out.push(item);
    }
    out
}

/// A mark, with a count if it came before.
pub fn counted(mark: String, seen: &mut BTreeMap<String, usize>) -> String {
    let before = seen.entry(mark.clone()).or_default();
    *before += 1;
    if *before == 1 {
        mark
    } else {
        format!("{mark} {before}")
    }
}

/// A value of a thing.
pub fn field(kind: Kind, name: &str, place: Place, value: Value) -> Field {
    Field {
        kind,
        name: name.to_owned(),
        own: place.key.clone(),
        place,
        value,
        names: false,
    }
}

/// A choice, by the word that plan authors write for it.
pub fn choice(value: impl Serialize) -> Value {
    let word = serde_json::to_value(value).ok();
    let word = word.as_ref().and_then(serde_json::Value::as_str);
    Value::Choice(word.unwrap_or_default().to_owned())
}

/// A flag, where it is set.
pub fn set(flag: bool) -> Option<Value> {
    flag.then_some(Value::Flag(true))
}
