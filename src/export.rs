//! The plan's public data as one TOML text, to be attached to the PDF: registers, indicators, money, tables.
//!
//! What is attached is public: never notes, key paths, file paths or prose.

use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::Serialize;
use toml::{Table, Value};

use crate::{
    model::{
        Label, Plan,
        agreement::Agreement,
        content::{self, CellContent},
        followup::{IndicatorRef, LaterMeasurement, Round},
        measure::Quantity,
        registers::{Budget, Division, KEY_FIGURES, Measurement},
    },
    template::{Template, words::Words},
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
    let words = &template.words;
    let export = Export { plan, words };
    let own = [
        ("form", Value::Integer(SHAPE)),
        ("plan", export.about(template)),
        (
            "part",
            list(
                plan.parties
                    .iter()
                    .map(|party| table([("id", text(&party.id)), ("navn", label(&party.name))])),
            ),
        ),
        (
            "kvarter",
            list(
                plan.quarters
                    .iter()
                    .map(|q| table([("id", text(&q.id)), ("navn", label(&q.name))])),
            ),
        ),
        (
            "afdeling",
            list(
                plan.divisions
                    .iter()
                    .map(|division| export.division(division)),
            ),
        ),
        ("indikator", export.fixed_indicators(template)),
        (
            "delaftale",
            list(
                plan.agreements
                    .iter()
                    .map(|agreement| export.agreement(agreement)),
            ),
        ),
        ("oekonomi", export.budget(&plan.budget)),
        (
            "tabel",
            list(plan.tables.values().map(|table| export.table(table))),
        ),
        (
            "forkortelse",
            list(
                plan.abbreviations
                    .iter()
                    .map(|a| table([("kort", label(&a.short)), ("lang", label(&a.long))])),
            ),
        ),
    ];
    let later = (rounds == Rounds::With).then(|| ("maalerunde", export.rounds()));
    let root = table(own.into_iter().chain(later));
    // Strings, numbers and tables only: this cannot fail.
    toml::to_string(&root).unwrap_or_default()
}

/// A word of a closed list, as the plan's own files write it.
fn name(value: impl Serialize) -> Value {
    // Lists of words only: this cannot fail.
    Value::try_from(value).unwrap_or_else(|_| text(""))
}

struct Export<'a> {
    plan: &'a Plan,
    words: &'a Words,
}

impl Export<'_> {
    fn about(&self, template: &Template) -> Value {
        let meta = &self.plan.meta;
        let parties = meta
            .parties
            .iter()
            .map(|&index| label(&self.plan.parties[index].name));
        table([
            ("navn", label(&meta.name)),
            ("titel", label(&meta.title)),
            ("version", label(&meta.version)),
            (
                "status",
                text(
                    self.words
                        .statuses
                        .get(&meta.status)
                        .map_or("", String::as_str),
                ),
            ),
            ("dato", text(&meta.date.to_string())),
            ("fra", text(&meta.period.0.to_string())),
            ("til", text(&meta.period.1.to_string())),
            ("kommune", label(&self.plan.parties[meta.municipality].name)),
            ("parter", list(parties)),
            ("regelsaet", text(&template.rules.id)),
        ])
    }

    fn division(&self, division: &Division) -> Value {
        let mut out = vec![
            ("id", text(&division.id)),
            ("nr", Value::Integer(division.nr.into())),
            (
                "organisation",
                label(&self.plan.parties[division.organisation].name),
            ),
            ("kvarter", text(&self.plan.quarters[division.quarter].id)),
            ("adresser", list(division.addresses.iter().map(label))),
        ];
        out.extend(division.place.as_ref().map(|place| ("sted", label(place))));
        out.extend(division.name.as_ref().map(|name| ("navn", label(name))));
        out.extend(
            division
                .dwellings
                .as_ref()
                .map(|value| ("boliger", self.quantity(value))),
        );
        out.extend(
            division
                .youth
                .map(|value| ("ungdomsboliger", number(value))),
        );
        if let Some(figures) = &division.figures {
            let figures = KEY_FIGURES
                .into_iter()
                .zip(figures.all())
                .map(|(key, value)| (key, self.quantity(value)));
            out.push(("noegletal", table(figures)));
        }
        table(out)
    }

    fn fixed_indicators(&self, template: &Template) -> Value {
        list(self.plan.indicators.iter().filter_map(|indicator| {
            let (goal, rule) = template.rules.indicator(&indicator.fixed)?;
            Some(table([
                ("id", text(&rule.id)),
                ("maal", text(&goal.text)),
                ("titel", text(&rule.text)),
                ("retning", name(rule.direction)),
                ("maaling", self.measurements(&indicator.measurements)),
            ]))
        }))
    }

    fn agreement(&self, agreement: &Agreement) -> Value {
        let goals = agreement.goals.iter().map(|goal| {
            let indicators = goal.indicators.iter().map(|indicator| {
                let measurements = self.measurements(&indicator.measurements);
                let mut out = vec![
                    ("id", text(&indicator.id)),
                    ("titel", label(&indicator.title)),
                    ("maaling", measurements),
                ];
                out.extend(indicator.direction.map(|way| ("retning", name(way))));
                out.extend(indicator.target.map(|target| ("maaltal", number(target))));
                table(out)
            });
            table([
                ("id", text(&goal.id)),
                ("titel", label(&goal.title)),
                ("indikator", list(indicators)),
            ])
        });
        let activities = agreement
            .activities
            .iter()
            .map(|a| table([("id", text(&a.id)), ("titel", label(&a.title))]));
        let mut out = vec![
            ("id", text(&agreement.id)),
            ("omraade", text(&agreement.area)),
            ("navn", label(&agreement.name)),
            (
                "parter",
                list(
                    agreement
                        .parties
                        .iter()
                        .map(|&index| label(&self.plan.parties[index].name)),
                ),
            ),
            ("delmaal", list(goals)),
            ("aktivitet", list(activities)),
        ];
        out.extend(
            agreement
                .staff
                .as_ref()
                .map(|staff| ("pe", number(staff.pe))),
        );
        table(out)
    }

    /// The rounds of later measurements.
    fn rounds(&self) -> Value {
        let rounds = self.plan.rounds.iter().map(|round: &Round| {
            let measurements = round.measurements.iter().map(|later| self.later(later));
            let mut out = vec![
                ("aar", Value::Integer(round.year.into())),
                ("opgjort", text(&round.gathered.to_string())),
                ("maaling", list(measurements)),
            ];
            if let Some(treated) = &round.treated {
                out.push(("behandlet", text(&treated.date.to_string())));
                let by = treated
                    .by
                    .map(|index| label(&self.plan.parties[index].name));
                out.extend(by.map(|by| ("behandlet_af", by)));
            }
            out.extend(round.example.then_some(("eksempel", Value::Boolean(true))));
            table(out)
        });
        list(rounds)
    }

    fn later(&self, later: &LaterMeasurement) -> Value {
        let values = |values: &[Quantity]| list(values.iter().map(|value| self.quantity(value)));
        let mut out = match &later.of {
            IndicatorRef::Fixed(id) => vec![("fast", text(id))],
            IndicatorRef::Goal(agreement, goal, indicator) => vec![
                ("delaftale", text(agreement)),
                ("delmaal", text(goal)),
                ("indikator", text(indicator)),
            ],
        };
        out.push(("aar", Value::Integer(later.year.into())));
        out.push(("omraade", values(&later.area)));
        out.push(("sammenligning", values(&later.comparison)));
        out.extend(later.date.map(|date| ("dato", text(&date.to_string()))));
        out.extend(later.source.as_ref().map(|source| ("kilde", label(source))));
        table(out)
    }

    fn measurements(&self, measurements: &[Measurement]) -> Value {
        list(measurements.iter().map(|measurement| {
            let values =
                |values: &[Quantity]| list(values.iter().map(|value| self.quantity(value)));
            let mut out = vec![
                ("omraade", values(&measurement.area)),
                ("sammenligning", values(&measurement.comparison)),
                ("kilde", label(&measurement.source)),
            ];
            out.extend(
                measurement
                    .year
                    .map(|year| ("aar", Value::Integer(year.into()))),
            );
            table(out)
        }))
    }

    fn budget(&self, budget: &Budget) -> Value {
        let funder = |index: usize| text(&budget.funders[index].id);
        let lines = budget.lines.iter().map(|line| {
            let mut out = vec![
                ("kilde", funder(line.funder)),
                ("beloeb", Value::Integer(line.amount)),
            ];
            out.extend(line.kind.map(|kind| ("art", name(kind))));
            out.extend(line.agreement.as_ref().map(|id| ("delaftale", text(id))));
            out.extend(
                line.shared
                    .as_ref()
                    .map(|name| ("tvaergaaende", label(name))),
            );
            table(out)
        });
        let totals = (0..budget.funders.len())
            .map(Some)
            .chain([None])
            .map(|index| {
                let total = budget.total(None, index);
                let mut out = vec![("sum_af_poster", Value::Integer(total.derived))];
                out.extend(index.map(|index| ("kilde", funder(index))));
                out.extend(
                    total
                        .declared
                        .map(|declared| ("angivet", Value::Integer(declared.amount))),
                );
                table(out)
            });
        let funders = budget.funders.iter().map(|f| {
            table([
                ("id", text(&f.id)),
                ("navn", label(&f.name)),
                ("lokal", Value::Boolean(f.local)),
            ])
        });
        table([
            ("finansieringskilde", list(funders)),
            ("post", list(lines)),
            ("i_alt", list(totals)),
        ])
    }

    fn table(&self, shown: &content::Table) -> Value {
        let rows = shown.rows.iter().map(|row| {
            let cells = row.cells.iter().filter_map(|cell| {
                let value = match &cell.content {
                    CellContent::Words(words) => text(words),
                    CellContent::Prose(_) => return None,
                    CellContent::Values(values) => match values.as_slice() {
                        [one] => self.quantity(one),
                        several => list(several.iter().map(|value| self.quantity(value))),
                    },
                };
                Some((shown.columns.get(cell.column)?.id.clone(), value))
            });
            let cells: Table = cells.collect();
            table([("id", text(&row.id)), ("celler", Value::Table(cells))])
        });
        let columns = shown
            .columns
            .iter()
            .map(|c| table([("id", text(&c.id)), ("titel", label(&c.title))]));
        let mut out = vec![
            ("id", text(&shown.id)),
            ("titel", label(&shown.title)),
            ("kolonne", list(columns)),
            ("raekke", list(rows)),
        ];
        out.extend(shown.source.as_ref().map(|source| ("kilde", label(source))));
        table(out)
    }

    /// A bare number, or a table with what more there is to say of it.
    fn quantity(&self, quantity: &Quantity) -> Value {
        let mut out = Vec::new();
        out.extend(quantity.label.as_ref().map(|label| ("etiket", text(label))));
        out.extend(quantity.count.map(|count| ("antal", number(count))));
        out.extend(quantity.scope.as_ref().map(|scope| ("omfang", text(scope))));
        out.extend(
            quantity
                .declared
                .as_ref()
                .or(quantity.text.as_ref())
                .map(|words| ("angivet", text(words))),
        );
        if let Some(reason) = quantity.missing {
            let word = serde_json::to_value(reason)
                .ok()
                .and_then(|word| word.as_str().map(text));
            out.extend(word.map(|word| ("mangler", word)));
            out.extend(
                quantity
                    .expected
                    .as_ref()
                    .map(|when| ("forventet", text(when))),
            );
        }
        match quantity.value {
            Some(value) if out.is_empty() && quantity.unit.is_none() => number(value),
            value => {
                out.extend(value.map(|value| ("vaerdi", number(value))));
                let unit = quantity
                    .unit
                    .and_then(|unit| serde_json::to_value(unit).ok());
                out.extend(unit.and_then(|unit| unit.as_str().map(|unit| ("enhed", text(unit)))));
                table(out)
            }
        }
    }
}

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn label(label: &Label) -> Value {
    text(&label.text)
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

fn table<'k>(entries: impl IntoIterator<Item = (&'k str, Value)>) -> Value {
    Value::Table(
        entries
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}
