//! The plan as names that prose and parts can use: `{{ kvarter.munkebo.boliger }}`.

use minijinja::value::Value;
use rust_decimal::Decimal;

use crate::{
    doc::{BlockId, FieldKey, Origin},
    model::{
        Label, Plan,
        content::{CellContent, Table},
        measure::{Quantity, Unit},
        registers::{Division, KEY_FIGURES, Quarter},
    },
    template::{
        Template,
        data::{DataMap, Leaf, Misses, Place, Slot},
        words::Words,
    },
};

use super::leaf;

/// All names at the top.
pub fn root(plan: &Plan, template: &Template, misses: &Misses) -> DataMap {
    let names = Names {
        plan,
        template,
        words: &template.words,
        misses,
    };
    let mut root = DataMap::new(misses);
    root.insert("plan", names.about_plan());
    root.insert(
        "part",
        names.map(plan.parties.iter().map(|p| (p.id.as_str(), label(&p.name)))),
    );
    let quarters = plan
        .quarters
        .iter()
        .enumerate()
        .map(|(i, q)| (q.id.as_str(), names.quarter(i, q)));
    root.insert("kvarter", names.map(quarters));
    root.insert(
        "afdeling",
        names.map(
            plan.divisions
                .iter()
                .map(|d| (d.id.as_str(), names.division(d))),
        ),
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
    root
}

/// A label as a value.
pub fn label(label: &Label) -> Value {
    value(&label.text, &label.key, None)
}

/// A text with its key and, if it is one, its number.
pub fn value(text: &str, key: &FieldKey, number: Option<Decimal>) -> Value {
    Value::from_object(Leaf {
        text: text.to_owned(),
        origin: Origin::Plan(key.clone()),
        number,
    })
}

struct Names<'a> {
    plan: &'a Plan,
    template: &'a Template,
    words: &'a Words,
    misses: &'a Misses,
}

impl Names<'_> {
    fn map<'k>(&self, entries: impl Iterator<Item = (&'k str, Value)>) -> Value {
        Value::from_object(self.named(entries))
    }

    fn named<'k>(&self, entries: impl Iterator<Item = (&'k str, Value)>) -> DataMap {
        let mut map = DataMap::new(self.misses);
        entries.for_each(|(id, value)| map.insert(id, value));
        map
    }

    fn count(&self, count: Decimal, key: &FieldKey) -> Value {
        value(&self.words.number(count), key, Some(count))
    }

    fn quantity(&self, quantity: &Quantity) -> Value {
        value(&self.words.bare(quantity), &quantity.key, quantity.value)
    }

    fn money(&self, amount: i64, key: &FieldKey) -> Value {
        value(&self.words.money(amount), key, Some(Decimal::from(amount)))
    }

    fn about_plan(&self) -> Value {
        let (meta, file) = (&self.plan.meta, FieldKey::file("plan.toml"));
        let period = file.child("periode");
        let entries = [
            ("navn", label(&meta.name)),
            ("titel", label(&meta.title)),
            ("undertitel", label(&meta.subtitle)),
            ("version", label(&meta.version)),
            (
                "status",
                value(
                    self.words
                        .statuses
                        .get(&meta.status)
                        .map_or("", String::as_str),
                    &file.child("status"),
                    None,
                ),
            ),
            (
                "dato",
                value(&self.words.date(meta.date), &file.child("dato"), None),
            ),
            (
                "periode",
                value(&self.words.years(meta.period), &period, None),
            ),
            (
                "fra",
                value(&self.words.date(meta.period.0), &period.child("fra"), None),
            ),
            (
                "til",
                value(&self.words.date(meta.period.1), &period.child("til"), None),
            ),
            ("kommune", label(&self.plan.parties[meta.municipality].name)),
        ];
        self.map(entries.into_iter())
    }

    fn quarter(&self, index: usize, quarter: &Quarter) -> Value {
        let sum =
            |of: fn(&Division) -> Decimal| self.plan.divisions_in(index).map(of).sum::<Decimal>();
        let key = |name: &str| quarter.key.child(name);
        let divisions = quarter
            .declared_divisions
            .unwrap_or_else(|| self.plan.divisions_in(index).count().into());
        let dwellings = quarter.declared_dwellings;
        let dwellings = dwellings.unwrap_or_else(|| sum(self::dwellings));
        let youth = quarter
            .declared_youth
            .unwrap_or_else(|| sum(|division| division.youth.unwrap_or_default()));
        let mut entries = vec![
            ("navn", label(&quarter.name)),
            ("kort_navn", label(&quarter.short_name)),
            (
                "afdelinger",
                self.count(divisions, &key("afdelinger_angivet")),
            ),
            ("boliger", self.count(dwellings, &key("boliger_angivet"))),
            (
                "ungdomsboliger",
                self.count(youth, &key("ungdomsboliger_angivet")),
            ),
        ];
        entries.extend(
            quarter
                .location
                .as_ref()
                .map(|location| ("beliggenhed", label(location))),
        );
        self.map(entries.into_iter())
    }

    fn division(&self, division: &Division) -> Value {
        let key = |name: &str| division.key.child(name);
        let mut entries = vec![
            ("nr", self.count(division.nr.into(), &key("nr"))),
            (
                "organisation",
                label(&self.plan.parties[division.organisation].name),
            ),
        ];
        entries.extend(division.name.as_ref().map(|name| ("navn", label(name))));
        entries.extend(division.place.as_ref().map(|place| ("sted", label(place))));
        entries.extend(
            division
                .dwellings
                .as_ref()
                .map(|dwellings| ("boliger", self.quantity(dwellings))),
        );
        entries.extend(
            division
                .youth
                .map(|youth| ("ungdomsboliger", self.count(youth, &key("ungdomsboliger")))),
        );
        if let Some(figures) = &division.figures {
            let figures = KEY_FIGURES.into_iter().zip(figures.all());
            entries.push((
                "noegletal",
                self.map(figures.map(|(name, figure)| (name, self.quantity(figure)))),
            ));
        }
        self.map(entries.into_iter())
    }

    fn counts(&self) -> Value {
        let count = |count: usize, file: &str, list: &str| {
            self.count(count.into(), &FieldKey::file(file).child(list))
        };
        let entries = [
            (
                "afdelinger",
                count(
                    self.plan.divisions.len(),
                    "registre/afdelinger.toml",
                    "afdeling",
                ),
            ),
            (
                "kvarterer",
                count(
                    self.plan.quarters.len(),
                    "registre/kvarterer.toml",
                    "kvarter",
                ),
            ),
            (
                "boligorganisationer",
                count(
                    self.plan.organisations().len(),
                    "registre/parter.toml",
                    "part",
                ),
            ),
            (
                "delaftaler",
                count(self.plan.agreements.len(), "plan.toml", "delaftaler"),
            ),
        ];
        self.map(entries.into_iter())
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
        let mut map = self.named(rows);
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
            (
                id.as_str(),
                self.placed(Place::Overview(id.clone()), block, "tabel_henvis"),
            )
        });
        self.map(overviews)
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

    fn agreements(&self) -> Value {
        let agreements = self.plan.agreements.iter().map(|agreement| {
            let mut map = self.named([("navn", label(&agreement.name))].into_iter());
            if let Some(staff) = &agreement.staff {
                map.insert(
                    "pe",
                    value(
                        &self.words.with_unit(staff.pe, Unit::Pe),
                        &staff.pe_key,
                        Some(staff.pe),
                    ),
                );
            }
            let id = BlockId(format!("delaftale.{}", agreement.id));
            map.target = Some((id, self.words.phrase("delaftale_henvis").to_owned()));
            (agreement.id.as_str(), Value::from_object(map))
        });
        self.map(agreements)
    }

    /// `oekonomi.<kilde>`, `oekonomi.i-alt`, and the same below each delaftale.
    fn budget(&self) -> Value {
        let budget = &self.plan.budget;
        let key = FieldKey::file("oekonomi.toml").child("post");
        let totals = |agreement: Option<&str>| {
            let mut map = DataMap::new(self.misses);
            for (index, funder) in budget.funders.iter().enumerate() {
                map.insert(
                    &funder.id,
                    self.money(budget.total(agreement, Some(index)).printed(), &key),
                );
            }
            map.insert(
                "i-alt",
                self.money(budget.total(agreement, None).printed(), &key),
            );
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

/// Dwellings of an afdeling; one whose number is missing counts none.
pub fn dwellings(division: &Division) -> Decimal {
    division
        .dwellings
        .as_ref()
        .and_then(|dwellings| dwellings.value)
        .unwrap_or_default()
}
