//! Registers that the template family declares.

use crate::{
    key::FieldKey,
    model::{
        declared::FieldForm,
        records::{Entry, EntryValue, Record as Written, Register},
    },
};

use super::{Concept, Field, Record, Ref, Value, Walk, maybe, records};

impl<'a> Walk<'a> {
    /// The registers, each under what its records stand under.
    pub(super) fn registers(&self, registers: &'a [Register]) -> Vec<Field<'a>> {
        let fields = registers.iter().map(|register| {
            let items = records("post", self.register(register).into_iter());
            Field {
                key: &register.form.key,
                ..items.public()
            }
        });
        fields.collect()
    }

    /// The records of one of them.
    pub fn register(&self, register: &'a Register) -> Vec<Record<'a>> {
        let Register { form, records } = register;
        let list = FieldKey::file(&form.path()).child(&form.key);
        let items = records.iter().enumerate().map(|(index, written)| {
            let Written {
                id,
                key: _, // the list says as much
                values,
            } = written;
            let mut out = Record::item(Concept::RECORD, &list, index, id);
            out.called_by_family = Some(&form.called);
            let mut unnamed = true;
            for (field, entry) in form.fields.iter().zip(values) {
                let mut one = self.entry(field, entry.as_ref());
                // A record is called by its first words.
                if unnamed && matches!(one.value, Some(Value::Words(..))) {
                    one = one.calls();
                    unnamed = false;
                }
                out.fields.push(one);
            }
            out
        });
        items.collect()
    }

    fn entry(&self, form: &'a FieldForm, entry: Option<&'a Entry>) -> Field<'a> {
        let value = entry.map(|Entry { key: _, value }| match value {
            EntryValue::Words(label) => Value::Words(&label.text, Some(&label.key)),
            EntryValue::Number(number) => Value::Number(*number, form.unit),
            EntryValue::Year(year) => Value::Year(*year),
            EntryValue::Choice(word) => Value::Choice(word.clone()),
            EntryValue::Record(id) => {
                let of = form.register.as_deref();
                let of = of.and_then(|key| self.plan.register(key));
                let record = of.and_then(|of| Some(Ref::Record(of, of.record(id)?)));
                Value::Ref(record.unwrap_or(Ref::Id(id)))
            }
            EntryValue::Party(index) => Value::Ref(Ref::Party(&self.plan.parties[*index])),
        });
        Field {
            key: &form.key,
            called_by_family: Some(&form.called),
            ..maybe("felt", value)
                .is(Concept::RECORD_FIELD)
                .public()
                .named()
        }
    }
}
