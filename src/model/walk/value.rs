//! What the fields of a record hold.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use time::Date;

use crate::{
    key::FieldKey,
    model::{
        Label, Prose,
        agreement::Agreement,
        content::{Cell, Column, DataFile, Image},
        measure::{Note, Quantity, Unit},
        records::{Record as Written, Register},
        registers::{Funder, Party, Quarter, Series},
    },
};

use super::Record;

/// What a field holds.
#[derive(Debug, Clone)]
pub enum Value<'a> {
    /// Words as they stand, and the key they are written under, if that is not the field's own.
    Words(&'a str, Option<&'a FieldKey>),
    /// CommonMark with `{{ … }}`.
    Prose(&'a Prose),
    /// Words, one an item.
    List(Vec<&'a str>),
    /// A word of a closed list, as its author writes it.
    Choice(String),
    /// Yes or no.
    Flag(bool),
    /// A bare number.
    Number(Decimal, Option<Unit>),
    /// Numbers of a chart, each with its category; `None` where one is missing.
    Points(Vec<(&'a str, Option<Decimal>)>),
    /// Whole kroner.
    Money(i64),
    /// A day.
    Date(Date),
    /// A year.
    Year(u16),
    /// Another record of the plan.
    Ref(Ref<'a>),
    /// Other records, one an item.
    Refs(Vec<Ref<'a>>),
    /// Ids of other records.
    Ids(&'a [String]),
    /// A number with what there is to say of it.
    Quantity(&'a Quantity),
    /// Such numbers, one an item.
    Quantities(&'a [Quantity]),
    /// The cells of a row, each with its column.
    Cells(Vec<(Option<&'a Column>, &'a Cell)>),
    /// The rows that a baseline comes from.
    Series(&'a Series),
    /// A picture.
    Picture(&'a Image),
    /// A data file.
    Data(&'a DataFile),
    /// The footnotes of a file, by id, and the key they stand under.
    Notes(FieldKey, &'a BTreeMap<String, Label>),
    /// A table of keys.
    Record(Box<Record<'a>>),
    /// A list of tables, or of files.
    Records(Vec<Record<'a>>),
}

impl<'a> Value<'a> {
    /// The key that the value brings along.
    pub fn key(&self) -> Option<&'a FieldKey> {
        match self {
            Value::Words(_, key) => *key,
            Value::Prose(prose) => Some(&prose.key),
            Value::List(_)
            | Value::Choice(_)
            | Value::Flag(_)
            | Value::Number(..)
            | Value::Points(_)
            | Value::Money(_)
            | Value::Date(_)
            | Value::Year(_)
            | Value::Ref(_)
            | Value::Refs(_)
            | Value::Ids(_)
            | Value::Quantity(_)
            | Value::Quantities(_)
            | Value::Cells(_)
            | Value::Series(_)
            | Value::Picture(_)
            | Value::Data(_)
            | Value::Notes(..)
            | Value::Record(_)
            | Value::Records(_) => None,
        }
    }

    /// The words as they stand, of plain ones.
    pub fn words(&self) -> Option<&'a str> {
        match self {
            Value::Words(words, _) => Some(words),
            _ => None,
        }
    }
}

/// Another record that a field names.
#[derive(Debug, Clone, Copy)]
pub enum Ref<'a> {
    /// A party.
    Party(&'a Party),
    /// A quarter.
    Quarter(&'a Quarter),
    /// A funder.
    Funder(&'a Funder),
    /// A delaftale, by its id where the plan does not hold it.
    Agreement(&'a str, Option<&'a Agreement>),
    /// An area of the rule set, by id.
    Area(&'a str),
    /// A record of a register that the family declares.
    Record(&'a Register, &'a Written),
    /// A table, by id.
    Table(&'a str),
    /// A shared activity, by id.
    Shared(&'a str),
    /// What has no name but its id.
    Id(&'a str),
    /// A footnote.
    Note(&'a Note),
}

impl<'a> Ref<'a> {
    /// Its id, as the field writes it.
    pub fn id(self) -> &'a str {
        match self {
            Ref::Party(party) => &party.id,
            Ref::Quarter(quarter) => &quarter.id,
            Ref::Funder(funder) => &funder.id,
            Ref::Record(_, record) => &record.id,
            Ref::Agreement(id, _)
            | Ref::Area(id)
            | Ref::Table(id)
            | Ref::Shared(id)
            | Ref::Id(id) => id,
            // The id in its own file, without the file's name before it.
            Ref::Note(note) => note.prose.key.path.rsplit('.').next().unwrap_or_default(),
        }
    }

    /// What the plan calls it, if it has a name there.
    pub fn name(self) -> Option<&'a Label> {
        match self {
            Ref::Party(party) => Some(&party.name),
            Ref::Quarter(quarter) => Some(&quarter.name),
            Ref::Funder(funder) => Some(&funder.name),
            Ref::Record(register, record) => register.label(record),
            Ref::Agreement(_, agreement) => agreement.map(|agreement| &agreement.name),
            Ref::Area(_) | Ref::Table(_) | Ref::Shared(_) | Ref::Id(_) | Ref::Note(_) => None,
        }
    }
}
