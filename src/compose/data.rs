//! The plan as names that prose and parts can use: `{{ kvarter.munkebo.boliger }}`.

mod agreements;

use minijinja::value::Value;
use rust_decimal::Decimal;

use crate::{
    doc::{BlockId, FieldKey, Origin},
    model::{
        Plan,
        content::{CellContent, Table},
        counts::Sums,
        declared::FieldForm,
        derived::{Derived, DerivedCell},
        measure::{Quantity, Unit},
        money::{Payer, SHARE},
        records::{Entry, EntryValue},
        walk::{self, Record, Walk},
    },
    template::{
        FORM, Template,
        data::{DataMap, Leaf, Misses, Place, Slot},
        words::Words,
    },
};

use super::{
    leaf,
    named::{Named, label, quantity, value},
    tables,
};

/// All names at the top.
pub fn root(plan: &Plan, template: &Template, misses: &Misses) -> DataMap {
    let words = &template.words;
    let names = Names {
        plan,
        template,
        words,
        misses,
        named: Named { words, misses },
    };
    let walked = Walk::of(plan);
    let mut root = DataMap::new(misses);
    root.insert("plan", names.about_plan(&walked));
    root.insert(
        "part",
        names.map(plan.parties.iter().map(|p| (p.id.as_str(), label(&p.name)))),
    );
    let quarters = names.records(&walked, "kvarter").into_iter();
    let quarters = quarters.enumerate();
    root.insert(
        "kvarter",
        names.map(quarters.map(|(at, (id, map))| (id, names.quarter(at, map)))),
    );
    let divisions = names.records(&walked, "afdeling").into_iter();
    root.insert(
        "afdeling",
        names.map(divisions.map(|(id, map)| (id, Value::from_object(map)))),
    );
    root.insert("antal", names.counts());
    root.insert(
        "tal",
        names.map(
            plan.figures
                .iter()
                .map(|f| (f.id.as_str(), names.quantity(&f.value))),
        ),
    );
    root.insert(
        "tabel",
        names.map(
            plan.tables
                .iter()
                .map(|(id, t)| (id.as_str(), names.table(t))),
        ),
    );
    let figure = |id: &str| {
        names.placed(
            Place::Figure(id.to_owned()),
            leaf::figure_id(id),
            "figur_henvis",
        )
    };
    root.insert(
        "figur",
        names.map(plan.charts.keys().map(|id| (id.as_str(), figure(id)))),
    );
    root.insert("oversigt", names.overviews());
    root.insert(
        "bilag",
        names.map(
            plan.annexes
                .iter()
                .map(|a| (a.id.as_str(), names.target("bilag", &a.id, ""))),
        ),
    );
    root.insert("delaftale", names.agreements());
    root.insert("indikator", names.fixed_indicators());
    let sections = plan.strategic.items.iter().map(|(key, _)| key.as_str());
    root.insert(
        "afsnit",
        names.map(sections.map(|key| {
            (
                key,
                names.target("afsnit", &key.replace('_', "-"), "afsnit_henvis"),
            )
        })),
    );
    root.insert("oekonomi", names.budget());
    for register in &plan.registers {
        let records = Walk { plan }.register(register);
        let records = records.iter();
        let records = records.filter_map(|record| {
            let named = names.named.given(record);
            Some((record.id()?, Value::from_object(named)))
        });
        root.insert(&register.form.key, names.map(records));
    }
    root
}

/// What is printed for a field of a record.
pub fn entry_words(
    plan: &Plan,
    form: Option<&FieldForm>,
    entry: &Entry,
    number: impl Fn(Decimal) -> String,
) -> String {
    match &entry.value {
        EntryValue::Words(label) => label.text.clone(),
        EntryValue::Number(value) => number(*value),
        EntryValue::Year(year) => year.to_string(),
        EntryValue::Choice(word) => {
            let shown = form.and_then(|form| form.words.get(word));
            shown.unwrap_or(word).clone()
        }
        EntryValue::Record(id) => {
            let register = form.and_then(|form| plan.register(form.register.as_deref()?));
            let name = register.and_then(|register| Some(register.name(register.record(id)?)));
            name.unwrap_or(id).to_owned()
        }
        EntryValue::Party(index) => plan.parties[*index].name.text.clone(),
    }
}

struct Names<'a> {
    plan: &'a Plan,
    template: &'a Template,
    words: &'a Words,
    misses: &'a Misses,
    named: Named<'a>,
}

impl Names<'_> {
    fn map<'k>(&self, entries: impl Iterator<Item = (&'k str, Value)>) -> Value {
        Value::from_object(self.named.map(entries))
    }

    /// What can be named of each record of a list, under its id.
    fn records<'r>(&self, walked: &Record<'r>, list: &str) -> Vec<(&'r str, DataMap)> {
        let records = walked.field(list).and_then(|field| field.value.as_ref());
        let Some(walk::Value::Records(records)) = records else {
            return Vec::new();
        };
        let named = records.iter();
        named
            .filter_map(|record| Some((record.id()?, self.named.given(record))))
            .collect()
    }

    fn count(&self, count: Decimal, key: &FieldKey) -> Value {
        value(&self.words.number(count), key, Some(count))
    }

    fn quantity(&self, one: &Quantity) -> Value {
        quantity(one, self.words)
    }

    fn money(&self, amount: i64, key: &FieldKey) -> Value {
        value(&self.words.money(amount), key, Some(Decimal::from(amount)))
    }

    fn about_plan(&self, walked: &Record<'_>) -> Value {
        let (meta, file) = (&self.plan.meta, FieldKey::file("plan.toml"));
        let record = walked.field("plan").and_then(|field| field.value.as_ref());
        let mut map = match record {
            Some(walk::Value::Record(record)) => self.named.given(record),
            _ => DataMap::new(self.misses),
        };
        let status = self.words.statuses.get(&meta.status);
        let period = file.child("periode");
        let (from, to) = meta.period;
        let derived = [
            (
                "status",
                status.map_or("", String::as_str).to_owned(),
                file.child("status"),
            ),
            ("periode", self.words.years(meta.period), period.clone()),
            ("fra", self.words.date(from), period.child("fra")),
            ("til", self.words.date(to), period.child("til")),
        ];
        for (name, text, key) in derived {
            map.insert(name, value(&text, &key, None));
        }
        Value::from_object(map)
    }

    /// A quarter with its counts: as declared, else as its afdelinger have them.
    fn quarter(&self, index: usize, mut map: DataMap) -> Value {
        let quarter = &self.plan.quarters[index];
        let sums = Sums::of(self.plan.divisions_in(index));
        let counts = [
            (
                "afdelinger",
                quarter.declared_divisions.unwrap_or(sums.divisions),
            ),
            (
                "boliger",
                quarter.declared_dwellings.unwrap_or(sums.dwellings),
            ),
            (
                "ungdomsboliger",
                quarter.declared_youth.unwrap_or(sums.youth),
            ),
        ];
        for (name, count) in counts {
            let key = quarter.key.child(&format!("{name}_angivet"));
            map.insert(name, self.count(count, &key));
        }
        if let Some(residents) = sums.residents {
            map.insert(
                "beboere",
                self.count(residents, &quarter.key.child("beboere")),
            );
        }
        Value::from_object(map)
    }

    fn counts(&self) -> Value {
        let counts = self.plan.counts().into_iter();
        self.map(counts.map(|(name, count, key)| (name, self.count(count, &key))))
    }

    /// A table: printed it is placed; below it are its cells, `tabel.<id>.<raekke>.<kolonne>`.
    fn table(&self, table: &Table) -> Value {
        let rows = table.rows.iter().map(|row| {
            let cells = row.cells.iter().filter_map(|cell| {
                let column = table.columns.get(cell.column)?;
                Some((column.id.as_str(), self.cell(&cell.content, &cell.key)?))
            });
            (row.id.as_str(), self.map(cells))
        });
        let mut map = self.named.map(rows);
        map.shown = Some(Slot::Place(Place::Table(table.id.clone())));
        map.target = Some((
            leaf::table_id(&table.id),
            self.words.phrase("tabel_henvis").to_owned(),
        ));
        Value::from_object(map)
    }

    /// A cell of words or of one number; several values have no one text.
    fn cell(&self, content: &CellContent, key: &FieldKey) -> Option<Value> {
        match content {
            CellContent::Words(text) => Some(value(text, key, None)),
            CellContent::Prose(_) => None,
            CellContent::Values(values) => {
                let numbers: Vec<&Quantity> = values
                    .iter()
                    .filter(|quantity| quantity.value.is_some())
                    .collect();
                match (numbers.as_slice(), values.as_slice()) {
                    ([one], _) => Some(self.quantity(one)),
                    ([], [one]) => Some(self.quantity(one)),
                    _ => None,
                }
            }
        }
    }

    fn placed(&self, place: Place, id: BlockId, word: &str) -> Value {
        let mut map = DataMap::new(self.misses);
        map.shown = Some(Slot::Place(place));
        map.target = Some((id, self.words.phrase(word).to_owned()));
        Value::from_object(map)
    }

    fn overviews(&self) -> Value {
        let overviews = self.words.overviews.keys().map(|id| {
            let block = BlockId(format!("oversigt.{id}"));
            let word = match tables::is_picture(id) {
                true => "figur_henvis",
                false => "tabel_henvis",
            };
            let place = Place::Overview(id.clone());
            (id.as_str(), self.placed(place, block, word))
        });
        let own = self.plan.derived.iter();
        let own = own.map(|table| (table.form.id.as_str(), self.derived(table)));
        self.map(overviews.chain(own))
    }

    /// A table of the family's own: `oversigt.<id>`, and below it its cells, `oversigt.<id>.<raekke>.<kolonne>`.
    fn derived(&self, table: &Derived) -> Value {
        let rows = table.rows.iter().map(|row| {
            let columns = table.form.columns.iter().zip(&row.cells);
            let cells = columns.filter_map(|(column, cell)| {
                let shown = |value| tables::number(value, column, self.words);
                let cell = match cell {
                    DerivedCell::Number(value, keys) => {
                        let origin = keys.first().map_or_else(
                            || Origin::Template(FORM.to_owned()),
                            |key| Origin::Derived(key.clone()),
                        );
                        Value::from_object(Leaf {
                            text: shown(*value),
                            origin,
                            number: Some(*value),
                        })
                    }
                    DerivedCell::Field(entry) => {
                        self.entry(&table.form.rows, column.field(), entry)
                    }
                    DerivedCell::Year(_) | DerivedCell::Empty => return None,
                };
                Some((column.key.as_str(), cell))
            });
            (row.id.as_str(), self.map(cells))
        });
        let mut map = self.named.map(rows);
        map.shown = Some(Slot::Place(Place::Overview(table.form.id.clone())));
        let id = BlockId(format!("oversigt.{}", table.form.id));
        map.target = Some((id, self.words.phrase("tabel_henvis").to_owned()));
        Value::from_object(map)
    }

    /// A field of a record as a cell of a table.
    fn entry(&self, register: &str, field: &str, entry: &Entry) -> Value {
        let form = self.plan.register(register);
        let form = form.and_then(|register| Some(register.form.field(field)?.1));
        let unit = form.and_then(|form| form.unit);
        let number = |value| match unit {
            Some(unit) => self.words.with_unit(value, unit),
            None => self.words.number(value),
        };
        let known = match entry.value {
            EntryValue::Number(value) => Some(value),
            EntryValue::Year(year) => Some(Decimal::from(year)),
            EntryValue::Words(_)
            | EntryValue::Choice(_)
            | EntryValue::Record(_)
            | EntryValue::Party(_) => None,
        };
        value(
            &entry_words(self.plan, form, entry, number),
            &entry.key,
            known,
        )
    }

    fn target(&self, kind: &str, id: &str, word: &str) -> Value {
        let mut map = DataMap::new(self.misses);
        let word = if word.is_empty() {
            ""
        } else {
            self.words.phrase(word)
        };
        map.target = Some((BlockId(format!("{kind}.{id}")), word.to_owned()));
        Value::from_object(map)
    }

    /// An amount, and below it its share of all and what falls in each year.
    fn paid(&self, agreement: Option<&str>, payer: Payer, key: &FieldKey) -> Value {
        let budget = &self.plan.budget;
        let amount = budget.paid(agreement, payer);
        let mut map = DataMap::new(self.misses);
        map.value = Some(Leaf {
            text: self.words.money(amount),
            origin: Origin::Derived(key.clone()),
            number: Some(amount.into()),
        });
        if let Some(share) = budget.share(agreement, payer) {
            map.insert(SHARE, value(&self.words.share(share), key, Some(share)));
        }
        for year in budget.years() {
            let amount = budget.paid_in(agreement, payer, year);
            map.insert(&year.name(), self.money(amount, key));
        }
        Value::from_object(map)
    }

    /// `oekonomi.<kilde>`, `oekonomi.i-alt`, and the same below each delaftale.
    fn budget(&self) -> Value {
        let budget = &self.plan.budget;
        let key = FieldKey::file("oekonomi.toml").child("post");
        let totals = |agreement: Option<&str>| {
            let mut map = DataMap::new(self.misses);
            for (name, payer) in budget.payers() {
                map.insert(name, self.paid(agreement, payer, &key));
            }
            map
        };
        let mut map = totals(None);
        for agreement in &self.plan.agreements {
            map.insert(
                &agreement.id,
                Value::from_object(totals(Some(&agreement.id))),
            );
        }
        if let Some(least) = self.template.rules.least_local() {
            let rule = Leaf {
                text: self.words.with_unit(least, Unit::Procent),
                origin: Origin::Template("regelsaet.toml".to_owned()),
                number: Some(least),
            };
            map.insert("mindste-medfinansiering", Value::from_object(rule));
        }
        Value::from_object(map)
    }
}
