//! Records of the registers that a template family declares, and the tables it derives from them.

use rust_decimal::Decimal;

use crate::key::FieldKey;

use super::{
    Label,
    declared::{FieldForm, FieldKind, RegisterForm},
};

/// A register of the family's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Register {
    /// What the family declares of it.
    pub form: RegisterForm,
    /// Its records, as written.
    pub records: Vec<Record>,
}

/// A record.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Id in its register.
    pub id: String,
    /// Where it is written.
    pub key: FieldKey,
    /// What its fields hold, in the form's order; nothing where one is left out.
    pub values: Vec<Option<Entry>>,
}

/// What a field of a record holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Where it is written.
    pub key: FieldKey,
    /// What it is.
    pub value: EntryValue,
}

/// The kinds of value in a record.
#[derive(Debug, Clone, PartialEq)]
pub enum EntryValue {
    /// Words.
    Words(Label),
    /// A number.
    Number(Decimal),
    /// A year.
    Year(u16),
    /// A word of the form's.
    Choice(String),
    /// The id of a record of the register that the form names.
    Record(String),
    /// A party: index in `Plan::parties`.
    Party(usize),
}

impl Register {
    /// The record with an id.
    pub fn record(&self, id: &str) -> Option<&Record> {
        self.records.iter().find(|record| record.id == id)
    }

    /// The fields of a record that hold something, each with its form.
    pub fn entries<'r>(
        &'r self,
        record: &'r Record,
    ) -> impl Iterator<Item = (&'r FieldForm, &'r Entry)> {
        let fields = self.form.fields.iter().zip(&record.values);
        fields.filter_map(|(form, entry)| Some((form, entry.as_ref()?)))
    }

    /// What a record is called: its first words, else its id.
    pub fn name<'r>(&'r self, record: &'r Record) -> &'r str {
        let label = self.label(record);
        label.map_or(&record.id, |label| &label.text)
    }

    /// The first words of a record.
    pub fn label<'r>(&'r self, record: &'r Record) -> Option<&'r Label> {
        let mut words = self
            .entries(record)
            .filter_map(|(_, entry)| match &entry.value {
                EntryValue::Words(label) => Some(label),
                EntryValue::Number(_)
                | EntryValue::Year(_)
                | EntryValue::Choice(_)
                | EntryValue::Record(_)
                | EntryValue::Party(_) => None,
            });
        words.next()
    }

    /// The number of a record's field.
    pub fn number(&self, record: &Record, field: &str) -> Option<(Decimal, FieldKey)> {
        let (at, _) = self.form.field(field)?;
        let entry = record.values.get(at)?.as_ref()?;
        match &entry.value {
            EntryValue::Number(number) => Some((*number, entry.key.clone())),
            EntryValue::Year(year) => Some((Decimal::from(*year), entry.key.clone())),
            EntryValue::Words(_)
            | EntryValue::Choice(_)
            | EntryValue::Record(_)
            | EntryValue::Party(_) => None,
        }
    }

    /// The year of a record.
    pub fn year(&self, record: &Record) -> Option<u16> {
        self.entries(record)
            .find_map(|(_, entry)| match entry.value {
                EntryValue::Year(year) => Some(year),
                EntryValue::Words(_)
                | EntryValue::Number(_)
                | EntryValue::Choice(_)
                | EntryValue::Record(_)
                | EntryValue::Party(_) => None,
            })
    }

    /// Whether a field of the form holds numbers.
    pub fn counts(&self, field: &str) -> bool {
        let form = self.form.field(field).map(|(_, form)| form.kind);
        form == Some(FieldKind::Tal)
    }
}
