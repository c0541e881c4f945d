//! Parties, quarters, afdelinger, abbreviations and the numbers that prose names.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::{
    key::FieldKey,
    model::{
        measure::{Quantity, Unit},
        number::DivisionNumber,
        registers::{Abbreviation, Division, KeyFigures, NamedFigure, Party, Quarter},
    },
};

use super::{
    Concept, Field, Reading, Record, Ref, Value, Walk, choice, label, list, maybe, record, records,
    value, words,
};

impl<'a> Walk<'a> {
    pub(super) fn parties(&self, parties: &'a [Party]) -> Field<'a> {
        let list = FieldKey::file("registre/parter.toml").child("part");
        let items = parties.iter().enumerate().map(|(index, party)| {
            let Party {
                id,
                name,
                kind,
                aliases,
            } = party;
            let aliases = aliases.iter().map(String::as_str).collect();
            Record::item(Concept::PARTY, &list, index, id)
                .with(name_of("navn", name).calls().public())
                .with(choice("slags", Some(kind)).is(Concept::PARTY_KIND))
                // Never printed: what the check takes for the name as well.
                .with(value("ogsaa_kaldt", Value::List(aliases)).read_as(Reading::Nothing))
        });
        records("part", items).public()
    }

    pub(super) fn quarters(&self, quarters: &'a [Quarter]) -> Field<'a> {
        let list = FieldKey::file("registre/kvarterer.toml").child("kvarter");
        let items = quarters.iter().enumerate();
        records(
            "kvarter",
            items.map(|(index, quarter)| self.quarter(quarter, &list, index)),
        )
        .public()
    }

    fn quarter(&self, quarter: &'a Quarter, list: &FieldKey, index: usize) -> Record<'a> {
        let Quarter {
            id,
            key: _, // the list says as much
            name,
            short_name,
            location,
            declared_divisions,
            declared_dwellings,
            declared_youth,
        } = quarter;
        Record::item(Concept::QUARTER, list, index, id)
            .with(name_of("navn", name).calls().public().named())
            .with(name_of("kort_navn", short_name).named())
            .with(label("beliggenhed", location.as_ref()).named())
            .with(count("afdelinger_angivet", *declared_divisions))
            .with(count("boliger_angivet", *declared_dwellings))
            .with(count("ungdomsboliger_angivet", *declared_youth))
    }

    /// Day or year of each key figure, under its key.
    pub(super) fn dated(&self, dated: &'a BTreeMap<String, String>) -> Field<'a> {
        let key = FieldKey::file("registre/afdelinger.toml").child("opgjort");
        let mut out = Record::alone(Concept::DATED, key);
        for (figure, day) in dated {
            let day = words("opgjort", Some(day)).is(Concept::DATED);
            out.fields.push(Field { key: figure, ..day });
        }
        record("opgjort", Some(out))
    }

    pub(super) fn divisions(&self, divisions: &'a [Division]) -> Field<'a> {
        let items = divisions.iter().enumerate();
        records(
            "afdeling",
            items.map(|(index, division)| self.division(division, index)),
        )
        .public()
    }

    /// One afdeling by its number in the register.
    pub fn division(&self, division: &'a Division, index: usize) -> Record<'a> {
        let Division {
            id,
            key: _, // the list says as much
            nr,
            organisation,
            declared_organisation,
            quarter,
            place,
            name,
            dwellings,
            youth,
            addresses,
            figures,
        } = division;
        let at = FieldKey::file("registre/afdelinger.toml").child("afdeling");
        let quarter = self.plan.quarters.get(*quarter).map(Ref::Quarter);
        let key = at.item(index).child("noegletal");
        let figures = figures.as_ref().map(|figures| key_figures(figures, key));
        let dwellings = dwellings.as_ref().map(Value::Quantity);
        Record::item(Concept::DIVISION, &at, index, id)
            .with(
                value("nr", nr_of(nr))
                    .is("afdelingsnummer")
                    .public()
                    .named(),
            )
            .with(
                self.party("organisation", Some(*organisation))
                    .is(Concept::ORGANISATION)
                    .public()
                    .named(),
            )
            .with(
                // A name on purpose unlike the register's: a rule of its own compares them.
                label("organisation_angivet", declared_organisation.as_ref())
                    .is("boligorganisation-angivet")
                    .read_as(Reading::Nothing),
            )
            .with(
                maybe("kvarter", quarter.map(Value::Ref))
                    .is(Concept::IN_QUARTER)
                    .public(),
            )
            .with(name_of("sted", place.as_ref()).public().named())
            .with(name_of("navn", name.as_ref()).public().named())
            .with(maybe("boliger", dwellings).public().named())
            .with(count("ungdomsboliger", *youth).public().named())
            .with(
                list("adresser", addresses)
                    .is("adresse")
                    .read_as(Reading::Name)
                    .public(),
            )
            .with(record("noegletal", figures).public().named())
    }

    pub(super) fn abbreviations(&self, abbreviations: &'a [Abbreviation]) -> Field<'a> {
        let list = FieldKey::file("registre/forkortelser.toml").child("forkortelse");
        let items = abbreviations.iter().enumerate().map(|(index, item)| {
            let Abbreviation { short, long } = item;
            Record::entry(Concept::ABBREVIATION, &list, index)
                .with(name_of("kort", short).is("kort-navn").calls().public())
                .with(label("lang", long).is("betydning-lang").public())
        });
        records("forkortelse", items).public()
    }

    /// Words that only the check reads.
    pub(super) fn vocabulary(&self, vocabulary: &'a [String]) -> Field<'a> {
        let key = FieldKey::file("registre/ordbog.toml");
        let words = vocabulary.iter().map(String::as_str).collect();
        let words = value("ord", Value::List(words)).read_as(Reading::Nothing);
        record(
            "ordbog",
            Some(Record::alone(Concept::VOCABULARY, key).with(words)),
        )
    }

    pub(super) fn named_figures(&self, figures: &'a [NamedFigure]) -> Field<'a> {
        let list = FieldKey::file("registre/tal.toml").child("tal");
        let items = figures.iter().enumerate().map(|(index, figure)| {
            let NamedFigure {
                id,
                value: quantity,
                unit: _, // the number has it
                meaning,
                year,
                source,
                claim,
            } = figure;
            let unit = quantity.unit;
            let number = quantity.value.map(|number| Value::Number(number, unit));
            Record::item(Concept::NAMED_FIGURE, &list, index, id)
                .with(maybe("vaerdi", number))
                .with(choice("enhed", unit))
                .with(words("betydning", Some(meaning)))
                .with(maybe("aar", year.map(Value::Year)))
                .with(words("kilde", source.as_ref()))
                // An expression that the check computes.
                .with(label("paastand", claim.as_ref()).read_as(Reading::Nothing))
        });
        records("tal", items)
    }
}

fn key_figures(figures: &KeyFigures, key: FieldKey) -> Record<'_> {
    let KeyFigures {
        residents,
        outside_work,
        non_western,
        convicted,
        basic_school,
        income,
    } = figures;
    let figure = |key, quantity| value(key, Value::Quantity(quantity)).public().named();
    let figures: [(&'static str, &Quantity); 6] = [
        ("beboere", residents),
        ("uden_arbejde", outside_work),
        ("ikke_vestlige", non_western),
        ("doemte", convicted),
        ("kun_grundskole", basic_school),
        ("indkomst", income),
    ];
    let out = Record::alone(Concept::KEY_FIGURES, key);
    let fields = figures.into_iter();
    fields.fold(out, |out, (key, quantity)| out.with(figure(key, quantity)))
}

/// A name of the register.
fn name_of<'a>(key: &'static str, name: impl Into<Option<&'a crate::model::Label>>) -> Field<'a> {
    label(key, name).read_as(Reading::Name)
}

fn count<'a>(key: &'static str, number: Option<Decimal>) -> Field<'a> {
    maybe(
        key,
        number.map(|number| Value::Number(number, Some(Unit::Antal))),
    )
}

/// A number of an afdeling; one that is no plain number, or whose digits would be parted by points, stands as written.
fn nr_of(nr: &DivisionNumber) -> Value<'_> {
    match nr.plain() {
        Some(number) => Value::Number(number.into(), None),
        None => Value::Words(nr.as_str(), None),
    }
}
