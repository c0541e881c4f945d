//! Registers that the template family declares → records, and the tables that it derives from them.

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    model::{
        Label, Plan,
        declared::{FieldForm, FieldKind, RegisterForm},
        derived,
        records::{Entry, EntryValue, Record, Register},
        written::{Id, Number},
    },
    source::{Node, NodeKind},
};

use super::Lower;

impl Lower<'_> {
    /// The family's registers in its order; those that the plan does not have are empty.
    pub(super) fn records(&mut self) -> Vec<Register> {
        let forms = self.rules.form.registers.clone();
        let ids: Vec<Vec<String>> = forms.iter().map(|form| self.record_ids(form)).collect();
        let mut out = Vec::new();
        for form in &forms {
            let known = |key: &str| {
                let at = forms.iter().position(|form| form.key == key);
                at.map_or(&[][..], |at| &ids[at])
            };
            let list = FieldKey::file(&form.path()).child(&form.key);
            let items = self.record_nodes(form);
            self.unique(items.iter().filter_map(id_of), &list);
            let records = items.iter().enumerate();
            let records = records.filter_map(|(index, item)| {
                let key = list.item(index);
                let id = id_of(item)?.to_owned();
                let fields = form.fields.iter();
                let values = fields.map(|field| self.entry(field, item, &key, known));
                Some(Record {
                    id,
                    values: values.collect(),
                    key,
                })
            });
            out.push(Register {
                records: records.collect(),
                form: form.clone(),
            });
        }
        out
    }

    fn record_nodes(&self, form: &RegisterForm) -> Vec<Node> {
        let file = self.sources.file(&form.path());
        let list = file.and_then(|file| file.root.get(&form.key));
        match list.map(|entry| &entry.value.kind) {
            Some(NodeKind::Array(items)) => items.clone(),
            _ => Vec::new(),
        }
    }

    fn record_ids(&self, form: &RegisterForm) -> Vec<String> {
        let items = self.record_nodes(form);
        items.iter().filter_map(id_of).map(str::to_owned).collect()
    }

    fn entry<'k>(
        &mut self,
        form: &FieldForm,
        item: &Node,
        record: &FieldKey,
        known: impl Fn(&str) -> &'k [String],
    ) -> Option<Entry> {
        let node = &item.get(&form.key)?.value;
        let key = record.child(&form.key);
        let value = match (form.kind, &node.kind) {
            (FieldKind::Tekst, NodeKind::Text(text)) => EntryValue::Words(Label {
                text: text.clone(),
                key: key.clone(),
            }),
            (FieldKind::Valg, NodeKind::Text(word)) => EntryValue::Choice(word.clone()),
            (FieldKind::Tal, NodeKind::Integer(digits) | NodeKind::Float(digits)) => {
                let number = self.decimal(&Number(digits.clone()), &key)?;
                self.counted(Some(number), form.unit, &key);
                EntryValue::Number(number)
            }
            // Which years there are its shape has told.
            (FieldKind::Aar, NodeKind::Integer(digits)) => EntryValue::Year(digits.parse().ok()?),
            (FieldKind::Post, NodeKind::Text(id)) => {
                let known = known(form.register.as_deref().unwrap_or_default());
                self.resolve(id, known, "R029", &key)?;
                EntryValue::Record(id.clone())
            }
            (FieldKind::Part, NodeKind::Text(id)) => {
                EntryValue::Party(self.party(&Id(id.clone()), &key)?)
            }
            // Told by the shape already.
            _ => return None,
        };
        Some(Entry { key, value })
    }

    /// The family's own tables of a plan; a fault in their expressions is one of the family.
    pub(super) fn derive(&mut self, plan: &mut Plan) {
        let mut wrong = Vec::new();
        plan.derived = derived::tables(plan, &self.rules.form.tables, &mut wrong);
        for fault in wrong {
            let file = match plan.meta.template.strip_prefix("./") {
                Some(folder) => format!("{}/familie.toml", folder.trim_end_matches('/')),
                None => "plan.toml".to_owned(),
            };
            let key = FieldKey::file(&file).child("tabel").item(fault.table);
            let key = key.child("kolonne").item(fault.column).child("regn");
            let finding = Diagnostic::at("S025", self.sources.span(&key));
            self.found.push(finding.arg("ord", fault.what));
        }
    }
}

fn id_of(item: &Node) -> Option<&str> {
    match &item.get("id")?.value.kind {
        NodeKind::Text(id) => Some(id),
        _ => None,
    }
}
