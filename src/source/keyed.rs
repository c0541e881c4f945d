//! Lets serde read a tree, and tells a value where it is written.
//!
//! A type asks by the names of its fields, so that `derive(Deserialize)` is all it needs. Of `navn = "Kolding Kommune"`
//! in the first party of the register, this one gets both the words and `registre/parter.toml`, `part.0.navn`:
//!
//! ```ignore
//! #[derive(Deserialize)]
//! struct Label {
//!     #[serde(rename = "$vaerdi")]
//!     text: String,
//!     #[serde(rename = "$noegle")]
//!     key: FieldKey,
//! }
//! ```
//!
//! | Name | What the field gets |
//! | --- | --- |
//! | `$noegle` | the key of the value |
//! | `x.$noegle` | the key of `x` in it; the value's own if it has no `x` |
//! | `$vaerdi` | the value, if it is no table |
//! | `$fil` | the whole file |
//!
//! A struct is told of its unwritten fields as well: an empty text knows where it would stand. That a key may be left
//! out is said by the schema, which the file was checked against. An enum whose variants are called `$tekst`, `$tal`
//! and `$tabel` gets the one of the value's kind. A number with decimals comes as its digits: `287.40` keeps both.

use std::vec;

use ecow::EcoString;
pub use serde::de::value::Error;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess,
    SeqAccess, VariantAccess, Visitor, value::SeqDeserializer,
};

use crate::key::FieldKey;

use super::node::{Node, NodeKind};

const KEY: &str = "$noegle";
const VALUE: &str = "$vaerdi";
const FILE: &str = "$fil";
const TEXT: &str = "$tekst";
const NUMBER: &str = "$tal";
const TABLE: &str = "$tabel";

/// What stands where a text could be written and is not.
static NO_WORDS: Node = Node {
    span: 0..0,
    kind: NodeKind::Text(String::new()),
};

/// A file as a type.
pub fn read<T: DeserializeOwned>(path: &str, root: &Node) -> Result<T, Error> {
    T::deserialize(Value::file(path, root))
}

/// What stands under a key of a file, or would stand there, as a type.
pub fn read_part<T: DeserializeOwned>(path: &str, root: &Node, name: &str) -> Result<T, Error> {
    let file = Value::file(path, root);
    T::deserialize(file.inner(root.get(name).map(|entry| &entry.value), name))
}

/// A value, or the place of one that is not written.
#[derive(Clone, Copy)]
struct Value<'n, 'p> {
    node: Option<&'n Node>,
    root: &'n Node,
    place: Trail<'p>,
}

/// Where a value stands; spelt out for those only who ask.
#[derive(Clone, Copy)]
struct Trail<'p> {
    outer: Option<&'p Trail<'p>>,
    /// A file, or the key or number of a value in another.
    step: &'p str,
}

impl<'p> Trail<'p> {
    fn key(self) -> FieldKey {
        let mut path = EcoString::new();
        let file = self.spell(&mut path).into();
        FieldKey { file, path }
    }

    /// Appends the path in the file; gives the file.
    fn spell(self, path: &mut EcoString) -> &'p str {
        let Some(outer) = self.outer else {
            return self.step;
        };
        let file = outer.spell(path);
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(self.step);
        file
    }

    fn file(self) -> Self {
        self.outer.map_or(self, |outer| outer.file())
    }
}

/// What a field gets.
enum Given<'n> {
    Key(FieldKey),
    /// The value that the field lies in.
    Itself(&'n Node),
    File,
    Inner(Option<&'n Node>),
}

impl<'n, 'p> Value<'n, 'p> {
    fn file(path: &'p str, root: &'n Node) -> Self {
        let place = Trail {
            outer: None,
            step: path,
        };
        Value {
            node: Some(root),
            root,
            place,
        }
    }

    /// The value under a name in this one.
    fn inner<'s>(&'s self, node: Option<&'n Node>, step: &'s str) -> Value<'n, 's> {
        Value {
            node,
            root: self.root,
            place: Trail {
                outer: Some(&self.place),
                step,
            },
        }
    }

    fn lacks(&self) -> Error {
        de::Error::custom(format_args!("nothing at {}", self.place.key().path))
    }

    /// The fields that ask for what is not written under their name.
    fn asked(&self, fields: &'static [&'static str]) -> Vec<(&'n str, Given<'n>)> {
        let asked = fields.iter().filter_map(|&field| {
            if field == FILE {
                return Some((field, Given::File));
            }
            let name = field.strip_suffix(KEY)?.trim_end_matches('.');
            let key = self.place.key();
            let written = self.node.and_then(|node| node.get(name)).is_some();
            let key = if written { key.child(name) } else { key };
            Some((field, Given::Key(key)))
        });
        asked.collect()
    }

    /// The fields of a type that are not written here.
    fn unwritten(&self, fields: &'static [&'static str]) -> Vec<(&'n str, Given<'n>)> {
        let names = fields.iter().filter(|field| !field.contains('$'));
        let written = |name: &str| self.node.and_then(|node| node.get(name)).is_some();
        names
            .filter(|name| !written(name))
            .map(|&name| (name, Given::Inner(None)))
            .collect()
    }

    /// The name of the value's kind as variants of an enum have it.
    fn kind(&self) -> Option<&'static str> {
        Some(match &self.node?.kind {
            NodeKind::Text(_) | NodeKind::Date(_) => TEXT,
            NodeKind::Integer(_) | NodeKind::Float(_) => NUMBER,
            NodeKind::Table(_) => TABLE,
            NodeKind::Bool(_) | NodeKind::Array(_) => return None,
        })
    }
}

impl<'n> Deserializer<'n> for Value<'n, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        let node = self.node.ok_or_else(|| self.lacks())?;
        match &node.kind {
            NodeKind::Text(text) | NodeKind::Date(text) | NodeKind::Float(text) => {
                visitor.visit_borrowed_str(text)
            }
            NodeKind::Integer(digits) => match digits.parse::<i64>() {
                Ok(number) => visitor.visit_i64(number),
                Err(error) => Err(de::Error::custom(error)),
            },
            NodeKind::Bool(value) => visitor.visit_bool(*value),
            NodeKind::Array(items) => visitor.visit_seq(Items {
                left: items.iter().enumerate(),
                list: self,
            }),
            NodeKind::Table(entries) => {
                let entries = entries.iter();
                let given = entries.map(|e| (e.key.as_str(), Given::Inner(Some(&e.value))));
                visitor.visit_map(Fields::of(self, given.collect()))
            }
        }
    }

    fn deserialize_struct<V: Visitor<'n>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let mut given = self.asked(fields);
        let by_value = fields.contains(&VALUE);
        match self.node.map(|node| (node, &node.kind)) {
            Some((_, NodeKind::Table(entries))) => {
                let entries = entries.iter();
                given.extend(entries.map(|e| (e.key.as_str(), Given::Inner(Some(&e.value)))));
            }
            Some((node, _)) if by_value => given.push((VALUE, Given::Itself(node))),
            None if by_value => given.push((VALUE, Given::Itself(&NO_WORDS))),
            None if !given.is_empty() => {}
            Some(_) | None => return self.deserialize_any(visitor),
        }
        if !given.iter().any(|(name, _)| *name == VALUE) {
            given.extend(self.unwritten(fields));
        }
        visitor.visit_map(Fields::of(self, given))
    }

    fn deserialize_option<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node {
            Some(_) => visitor.visit_some(self),
            None => visitor.visit_none(),
        }
    }

    fn deserialize_bool<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node {
            Some(_) => self.deserialize_any(visitor),
            None => visitor.visit_bool(false),
        }
    }

    fn deserialize_seq<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node {
            Some(_) => self.deserialize_any(visitor),
            None => visitor.visit_seq(Items {
                left: [].iter().enumerate(),
                list: self,
            }),
        }
    }

    fn deserialize_map<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node {
            Some(_) => self.deserialize_any(visitor),
            None => visitor.visit_map(Fields::of(self, Vec::new())),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'n>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'n>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if let Some(kind) = self.kind().filter(|kind| variants.contains(kind)) {
            return visitor.visit_enum(OfKind { kind, value: self });
        }
        match self.node.map(|node| &node.kind) {
            Some(NodeKind::Text(word)) => visitor.visit_enum(word.as_str().into_deserializer()),
            Some(_) | None => Err(de::Error::custom("expected a word")),
        }
    }

    serde::forward_to_deserialize_any! {
        <V: Visitor<'n>>
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct tuple tuple_struct identifier
    }
}

/// The items of a list.
struct Items<'n, 'p> {
    left: std::iter::Enumerate<std::slice::Iter<'n, Node>>,
    list: Value<'n, 'p>,
}

impl<'n> SeqAccess<'n> for Items<'n, '_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'n>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let Some((index, item)) = self.left.next() else {
            return Ok(None);
        };
        let step = index.to_string();
        seed.deserialize(self.list.inner(Some(item), &step))
            .map(Some)
    }
}

/// The fields of a table, and those that were asked for.
struct Fields<'n, 'p> {
    left: vec::IntoIter<(&'n str, Given<'n>)>,
    next: Option<(&'n str, Given<'n>)>,
    table: Value<'n, 'p>,
}

impl<'n, 'p> Fields<'n, 'p> {
    fn of(table: Value<'n, 'p>, given: Vec<(&'n str, Given<'n>)>) -> Self {
        Fields {
            left: given.into_iter(),
            next: None,
            table,
        }
    }
}

impl<'n> MapAccess<'n> for Fields<'n, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'n>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        self.next = self.left.next();
        let name = self.next.as_ref().map(|(name, _)| *name);
        name.map(|name| seed.deserialize(de::value::BorrowedStrDeserializer::new(name)))
            .transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'n>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let (name, given) = self.next.take().ok_or_else(|| self.table.lacks())?;
        match given {
            Given::Key(key) => {
                let told = [key.file.as_str(), key.path.as_str()];
                seed.deserialize(SeqDeserializer::new(told.into_iter()))
            }
            Given::Itself(node) => seed.deserialize(Value {
                node: Some(node),
                ..self.table
            }),
            Given::File => seed.deserialize(Value {
                node: Some(self.table.root),
                root: self.table.root,
                place: self.table.place.file(),
            }),
            Given::Inner(node) => seed.deserialize(self.table.inner(node, name)),
        }
    }
}

/// A value as the variant of an enum that is called as its kind.
struct OfKind<'n, 'p> {
    kind: &'static str,
    value: Value<'n, 'p>,
}

impl<'n, 'p> EnumAccess<'n> for OfKind<'n, 'p> {
    type Error = Error;
    type Variant = Value<'n, 'p>;

    fn variant_seed<V: DeserializeSeed<'n>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Value<'n, 'p>), Error> {
        let name: de::value::StrDeserializer<'_, Error> = self.kind.into_deserializer();
        Ok((seed.deserialize(name)?, self.value))
    }
}

impl<'n> VariantAccess<'n> for Value<'n, '_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'n>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'n>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'n>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }
}
