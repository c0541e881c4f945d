//! The fields of the plan's records as values that prose and parts can name.

use minijinja::value::Value;
use rust_decimal::Decimal;

use crate::{
    doc::{FieldKey, Origin},
    model::{
        Label, Prose,
        measure::{Quantity, Unit},
        walk::{self, Field, Record, Ref},
    },
    template::{
        data::{DataMap, Leaf, Misses, ProseLeaf},
        words::Words,
    },
};

/// Makes values of fields.
#[derive(Clone, Copy)]
pub struct Named<'a> {
    /// Numbers, dates, units.
    pub words: &'a Words,
    /// Where names that there are not are noted.
    pub misses: &'a Misses,
}

impl Named<'_> {
    /// A map of values under their names.
    pub fn map<'k>(&self, entries: impl IntoIterator<Item = (&'k str, Value)>) -> DataMap {
        let mut map = DataMap::new(self.misses);
        let entries = entries.into_iter();
        entries.for_each(|(name, value)| map.insert(name, value));
        map
    }

    /// What prose can name of a record: what is not given has no name.
    pub fn given(&self, record: &Record<'_>) -> DataMap {
        let fields = record.fields.iter().filter(|field| field.named);
        self.map(fields.filter_map(|field| Some((field.key, self.value(field, record)?))))
    }

    /// What parts can name of the record at hand: what is not given is empty.
    pub fn at_hand(&self, record: &Record<'_>) -> DataMap {
        let fields = record.fields.iter().filter(|field| field.named);
        let value = |field| self.value(field, record).unwrap_or(Value::from(""));
        self.map(fields.map(|field| (field.key, value(field))))
    }

    /// A number with its key, in the words of its unit; counts stand bare.
    fn number(&self, number: Decimal, unit: Option<Unit>, key: &FieldKey) -> Value {
        let words = match unit {
            None | Some(Unit::Antal) => self.words.number(number),
            Some(unit) => self.words.with_unit(number, unit),
        };
        value(&words, key, Some(number))
    }

    fn value(&self, field: &Field<'_>, record: &Record<'_>) -> Option<Value> {
        let key = field.key_in(record);
        Some(match field.value.as_ref()? {
            walk::Value::Words(words, _) => value(words, &key, None),
            walk::Value::Prose(text) => prose(text),
            walk::Value::List(items) => {
                let items = items.iter().enumerate();
                let items = items.map(|(index, item)| value(item, &key.item(index), None));
                items.collect()
            }
            walk::Value::Flag(flag) => Value::from(*flag),
            walk::Value::Number(number, unit) => self.number(*number, *unit, &key),
            walk::Value::Year(year) => value(&year.to_string(), &key, Some(Decimal::from(*year))),
            walk::Value::Date(date) => value(&self.words.date(*date), &key, None),
            walk::Value::Ref(other) => name(*other)?,
            walk::Value::Refs(others) => others.iter().copied().filter_map(name).collect(),
            walk::Value::Quantity(one) => quantity(one, self.words),
            walk::Value::Record(inner) => Value::from_object(self.at_hand(inner)),
            walk::Value::Choice(_)
            | walk::Value::Points(_)
            | walk::Value::Money(_)
            | walk::Value::Ids(_)
            | walk::Value::Quantities(_)
            | walk::Value::Cells(_)
            | walk::Value::Series(_)
            | walk::Value::Picture(_)
            | walk::Value::Data(_)
            | walk::Value::Notes(..)
            | walk::Value::Records(_) => return None,
        })
    }
}

/// What another record is called.
fn name(other: Ref<'_>) -> Option<Value> {
    other.name().map(label)
}

/// A label as a value.
pub fn label(label: &Label) -> Value {
    value(&label.text, &label.key, None)
}

/// Prose as a value.
pub fn prose(prose: &Prose) -> Value {
    Value::from_object(ProseLeaf(prose.clone()))
}

/// A number with its key, without its unit.
pub fn quantity(quantity: &Quantity, words: &Words) -> Value {
    value(&words.bare(quantity), &quantity.key, quantity.value)
}

/// A text with its key and, if it is one, its number.
pub fn value(text: &str, key: &FieldKey, number: Option<Decimal>) -> Value {
    Value::from_object(Leaf {
        text: text.to_owned(),
        origin: Origin::Plan(key.clone()),
        number,
    })
}
