//! The plan's public data as one TOML text, to be attached to the PDF: registers, indicators, money, tables.
//!
//! What is attached is public: never notes, key paths, file paths or prose.

use rust_decimal::{Decimal, prelude::ToPrimitive};
use toml::{Table, Value};

use crate::{
    model::{
        Plan,
        content::Cell,
        derived::DerivedCell,
        measure::Quantity,
        records::EntryValue,
        registers::Funder,
        walk::{self, Concept, Field, Record, Ref, Walk, word},
    },
    template::Template,
};

/// Version of the file's shape.
const SHAPE: i64 = 1;

/// Whether later measurements are among the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounds {
    /// They are, and made-up ones say so: for reports.
    With,
    /// They are not: the plan's own documents hold nothing of what is followed up.
    Without,
}

/// The data as TOML. Keys are those of the plan's own files where there are such.
pub fn data(plan: &Plan, template: &Template, rounds: Rounds) -> String {
    let export = Export { plan, template };
    let mut root = Table::new();
    let mut money = Table::new();
    for field in Walk::of(plan).fields.iter().filter(|field| field.public) {
        let Some(value) = field.value.as_ref().and_then(|value| export.value(value)) else {
            continue;
        };
        match field.key {
            "maalerunde" if rounds == Rounds::Without => {}
            "finansieringskilde" | "post" => {
                money.insert(field.key.to_owned(), value);
            }
            key => {
                root.insert(key.to_owned(), value);
            }
        }
    }
    if !plan.derived.is_empty() {
        root.insert("oversigt".to_owned(), export.overviews());
    }
    money.insert("i_alt".to_owned(), export.totals());
    root.insert("oekonomi".to_owned(), Value::Table(money));
    root.insert("form".to_owned(), Value::Integer(SHAPE));
    // Strings, numbers and tables only: this cannot fail.
    toml::to_string(&root).unwrap_or_default()
}

struct Export<'a> {
    plan: &'a Plan,
    template: &'a Template,
}

impl Export<'_> {
    /// The public fields of a record, and what follows from it.
    fn record(&self, record: &Record<'_>) -> Table {
        let mut out = Table::new();
        if let Some(id) = record.id() {
            out.insert("id".to_owned(), text(id));
        }
        self.fields(record, &mut out);
        for (key, value) in self.derived(record) {
            out.insert(key.to_owned(), value);
        }
        out
    }

    /// The public fields of a table that is not public itself stand in the one around it.
    fn fields(&self, record: &Record<'_>, out: &mut Table) {
        for Field {
            key, value, public, ..
        } in &record.fields
        {
            match value {
                Some(walk::Value::Record(inner)) if !public => self.fields(inner, out),
                Some(value) if *public => {
                    let value = self.value(value);
                    out.extend(value.map(|value| ((*key).to_owned(), value)));
                }
                Some(_) | None => {}
            }
        }
    }

    /// What the template and its rules say of a record.
    fn derived(&self, record: &Record<'_>) -> Vec<(&'static str, Value)> {
        let rules = &self.template.rules;
        match record.concept {
            Concept::PLAN => {
                let statuses = &self.template.words.statuses;
                let status = statuses.get(&self.plan.meta.status);
                vec![
                    ("status", text(status.map_or("", String::as_str))),
                    ("regelsaet", text(&rules.id)),
                ]
            }
            Concept::FIXED_INDICATOR => {
                let known = record.id().and_then(|id| rules.indicator(id));
                known.map_or_else(Vec::new, |(goal, rule)| {
                    vec![
                        ("maal", text(&goal.text)),
                        ("titel", text(&rule.text)),
                        ("retning", text(&word(rule.direction))),
                    ]
                })
            }
            _ => Vec::new(),
        }
    }

    /// A value, if it is one of data: never prose, files or what is only for programs.
    fn value(&self, value: &walk::Value<'_>) -> Option<Value> {
        Some(match value {
            walk::Value::Words(words, _) => text(words),
            walk::Value::List(items) => list(items.iter().map(|item| text(item))),
            walk::Value::Choice(word) => text(word),
            walk::Value::Flag(flag) => Value::Boolean(*flag),
            walk::Value::Number(number, _) => self::number(*number),
            walk::Value::Money(amount) => Value::Integer(*amount),
            walk::Value::Date(date) => text(&date.to_string()),
            walk::Value::Year(year) => Value::Integer((*year).into()),
            walk::Value::Ref(other) => named(*other),
            walk::Value::Refs(others) => list(others.iter().copied().map(named)),
            walk::Value::Quantity(quantity) => self.quantity(quantity),
            walk::Value::Quantities(quantities) => self.quantities(quantities),
            walk::Value::Cells(cells) => {
                let cells = cells
                    .iter()
                    .filter_map(|(column, cell)| Some(((*column)?.id.clone(), self.cell(cell)?)));
                Value::Table(cells.collect())
            }
            walk::Value::Record(record) => Value::Table(self.record(record)),
            walk::Value::Records(records) => {
                // What the rule set does not know, its readers do not either.
                let known = |record: &&Record<'_>| {
                    let id = record.id().unwrap_or_default();
                    record.concept != Concept::FIXED_INDICATOR
                        || self.template.rules.indicator(id).is_some()
                };
                let records = records.iter().filter(known);
                list(records.map(|record| Value::Table(self.record(record))))
            }
            walk::Value::Prose(_)
            | walk::Value::Points(_)
            | walk::Value::Ids(_)
            | walk::Value::Series(_)
            | walk::Value::Picture(_)
            | walk::Value::Data(_)
            | walk::Value::Notes(..) => return None,
        })
    }

    /// What a cell says, if that is words or values.
    fn cell(&self, cell: &Cell) -> Option<Value> {
        let record = walk::cell(cell);
        let said = record
            .fields
            .iter()
            .filter_map(|field| field.value.as_ref());
        said.filter_map(|value| match value {
            walk::Value::Quantities([one]) => Some(self.quantity(one)),
            walk::Value::Quantities(_) | walk::Value::Words(..) => self.value(value),
            _ => None,
        })
        .next()
    }

    fn quantities(&self, quantities: &[Quantity]) -> Value {
        list(quantities.iter().map(|quantity| self.quantity(quantity)))
    }

    /// A bare number, or a table with what more there is to say of it.
    fn quantity(&self, quantity: &Quantity) -> Value {
        let mut out = self.record(&walk::quantity(quantity));
        // Words printed in the place of a number are as good as a declared one.
        if let (None, Some(words)) = (&quantity.declared, &quantity.text) {
            out.insert("angivet".to_owned(), text(words));
        }
        if quantity.missing.is_none() {
            out.remove("forventet");
        }
        match out.remove("vaerdi") {
            Some(number) if out.is_empty() => number,
            number => {
                out.extend(number.map(|number| ("vaerdi".to_owned(), number)));
                Value::Table(out)
            }
        }
    }

    /// The tables that the family derives from its registers, by their ids.
    fn overviews(&self) -> Value {
        let tables = self.plan.derived.iter();
        let tables = tables.map(|table| {
            let rows = table.rows.iter().map(|row| {
                let cells = table.form.columns.iter().zip(&row.cells);
                let cells = cells.filter_map(|(column, cell)| {
                    let value = self.computed(cell, column.decimals)?;
                    Some((column.key.clone(), value))
                });
                let id = ("id".to_owned(), text(&row.id));
                Value::Table(std::iter::once(id).chain(cells).collect())
            });
            (table.form.id.clone(), list(rows))
        });
        Value::Table(tables.collect())
    }

    fn computed(&self, cell: &DerivedCell, decimals: u32) -> Option<Value> {
        Some(match cell {
            DerivedCell::Number(value, _) => number(value.round_dp(decimals)),
            DerivedCell::Year(year) => Value::Integer((*year).into()),
            DerivedCell::Empty => return None,
            DerivedCell::Field(entry) => match &entry.value {
                EntryValue::Words(words) => text(&words.text),
                EntryValue::Number(value) => number(*value),
                EntryValue::Year(year) => Value::Integer((*year).into()),
                EntryValue::Choice(word) | EntryValue::Record(word) => text(word),
                EntryValue::Party(index) => text(&self.plan.parties[*index].name.text),
            },
        })
    }

    /// What each funder pays, and all of them: the sum of the lines, and what the document prints for it.
    fn totals(&self) -> Value {
        let budget = &self.plan.budget;
        let of_funder = |(index, funder): (usize, &Funder)| (Some(index), Some(text(&funder.id)));
        let funders = budget.funders.iter().enumerate().map(of_funder);
        let totals = funders.chain([(None, None)]).map(|(index, funder)| {
            let total = budget.total(None, index);
            let declared = total.declared.as_ref();
            let entries = [
                ("sum_af_poster", Some(Value::Integer(total.derived))),
                ("kilde", funder),
                (
                    "angivet",
                    declared.map(|total| Value::Integer(total.amount)),
                ),
            ];
            let given = entries
                .into_iter()
                .filter_map(|(key, value)| Some((key.to_owned(), value?)));
            Value::Table(given.collect())
        });
        list(totals)
    }
}

/// Parties by name, which readers know; all else by the id that its own record has.
fn named(other: Ref<'_>) -> Value {
    match other {
        Ref::Party(party) => text(&party.name.text),
        _ => text(other.id()),
    }
}

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn number(value: Decimal) -> Value {
    match value.to_i64().filter(|_| value.scale() == 0) {
        Some(whole) => Value::Integer(whole),
        None => Value::Float(value.to_f64().unwrap_or_default()),
    }
}

fn list(values: impl Iterator<Item = Value>) -> Value {
    Value::Array(values.collect())
}
