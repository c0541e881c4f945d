//! Parties, quarters, afdelinger, abbreviations and numbers.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::{
    changes::{
        Kind,
        thing::{Place, Role, Thing, Value},
    },
    model::{
        Label,
        measure::{Quantity, Unit},
        registers::{Abbreviation, Division, KeyFigures, NamedFigure, Party, Quarter},
    },
    source::slug,
};

use super::{
    View,
    make::{choice, thing, with_id},
};

impl View<'_> {
    pub(super) fn parties(&self, parties: &[Party]) -> Vec<Thing> {
        let place = Place::file("registre/parter.toml");
        let list = place.child("part").key;
        let items = parties.iter().enumerate().map(|(index, party)| {
            let Party {
                id,
                name,
                kind,
                aliases,
            } = party;
            let at = place.item("part", index, id);
            thing(Kind::Party, with_id(&list, index, id, true), &name.text, at)
                .named(Kind::Name, "navn", name)
                .with(Kind::PartyKind, "slags", choice(kind))
                .list(
                    Kind::Alias,
                    "ogsaa_kaldt",
                    aliases.iter().map(String::as_str),
                )
        });
        items.collect()
    }

    pub(super) fn quarters(&self, quarters: &[Quarter]) -> Vec<Thing> {
        let place = Place::file("registre/kvarterer.toml");
        let list = place.child("kvarter").key;
        let items = quarters.iter().enumerate().map(|(index, quarter)| {
            let Quarter {
                id,
                key: _, // the place says as much
                name,
                short_name,
                location,
                declared_divisions,
                declared_dwellings,
                declared_youth,
            } = quarter;
            let at = place.item("kvarter", index, id);
            thing(
                Kind::Quarter,
                with_id(&list, index, id, true),
                &name.text,
                at,
            )
            .named(Kind::Name, "navn", name)
            .with(
                Kind::ShortName,
                "kort_navn",
                Value::Text(short_name.text.clone()),
            )
            .words(Kind::Location, "beliggenhed", location.as_ref())
            .maybe(
                Kind::DeclaredDivisions,
                "afdelinger_angivet",
                count(*declared_divisions),
            )
            .maybe(
                Kind::DeclaredDwellings,
                "boliger_angivet",
                count(*declared_dwellings),
            )
            .maybe(
                Kind::DeclaredYouth,
                "ungdomsboliger_angivet",
                count(*declared_youth),
            )
        });
        items.collect()
    }

    pub(super) fn divisions(
        &self,
        divisions: &[Division],
        dated: &BTreeMap<String, String>,
    ) -> Vec<Thing> {
        let place = Place::file("registre/afdelinger.toml");
        let mut days = thing(Kind::Dated, Role::Only, "", place.child("opgjort"));
        for (figure, day) in dated {
            days = days.with(Kind::Dated, figure, Value::Text(day.clone()));
        }
        let mut out = vec![days];
        let items = divisions.iter().enumerate();
        out.extend(items.map(|(index, division)| self.division(division, &place, index)));
        out
    }

    fn division(&self, division: &Division, place: &Place, index: usize) -> Thing {
        let Division {
            id,
            key: _, // the place says as much
            nr,
            organisation,
            declared_organisation,
            quarter,
            place: place_name,
            name,
            dwellings,
            youth,
            addresses,
            figures,
        } = division;
        let owner = self.party_ref(*organisation);
        let quarter = self.plan.quarters.get(*quarter);
        let in_quarter = quarter.map(|q| Value::Ref(q.id.clone(), q.name.text.clone()));
        let shown = match &owner {
            Value::Ref(_, owner) => format!("{nr}, {owner}"),
            _ => nr.to_string(),
        };
        let at = place.item("afdeling", index, id);
        let role = with_id(&place.child("afdeling").key, index, id, true);
        thing(Kind::Division, role, &shown, at.clone())
            .with(
                Kind::DivisionNumber,
                "nr",
                Value::Number((*nr).into(), None),
            )
            .with(Kind::Organisation, "organisation", owner)
            .words(
                Kind::DeclaredOrganisation,
                "organisation_angivet",
                declared_organisation.as_ref(),
            )
            .maybe(Kind::InQuarter, "kvarter", in_quarter)
            .words(Kind::PlaceName, "sted", place_name.as_ref())
            .words(Kind::Name, "navn", name.as_ref())
            .maybe(Kind::Dwellings, "boliger", dwellings.as_ref().map(quantity))
            .maybe(Kind::Youth, "ungdomsboliger", count(*youth))
            .list(Kind::Address, "adresser", addresses.iter().map(text_of))
            .having(figures.iter().map(|figures| key_figures(figures, &at)))
    }

    pub(super) fn abbreviations(&self, abbreviations: &[Abbreviation]) -> Vec<Thing> {
        let place = Place::file("registre/forkortelser.toml");
        let list = place.child("forkortelse").key;
        let mut seen = BTreeMap::new();
        let mut out = Vec::new();
        for (index, abbreviation) in abbreviations.iter().enumerate() {
            let Abbreviation { short, long } = abbreviation;
            let mark = super::make::counted(slug(&short.text), &mut seen);
            let at = place.item("forkortelse", index, &mark);
            let mut role = with_id(&list, index, &mark, false);
            if let Role::Item(item) = &mut role {
                item.id = false;
            }
            let item = thing(Kind::Abbreviation, role, &short.text, at)
                .named(Kind::ShortName, "kort", short)
                .with(Kind::Long, "lang", Value::Text(long.text.clone()));
            out.push(item);
        }
        out
    }

    pub(super) fn named_figures(&self, figures: &[NamedFigure]) -> Vec<Thing> {
        let place = Place::file("registre/tal.toml");
        let list = place.child("tal").key;
        let items = figures.iter().enumerate().map(|(index, figure)| {
            let NamedFigure {
                id,
                value,
                unit: _, // the number has it
                meaning,
                year,
                source,
                claim,
            } = figure;
            let at = place.item("tal", index, id);
            let unit = value.unit;
            let number = value.value.map(|number| Value::Number(number, unit));
            let text = |text: &String| Value::Text(text.clone());
            thing(
                Kind::NamedFigure,
                with_id(&list, index, id, false),
                meaning,
                at,
            )
            .maybe(Kind::Number, "vaerdi", number)
            .maybe(Kind::Unit, "enhed", unit.map(choice))
            .with(Kind::Meaning, "betydning", text(meaning))
            .maybe(Kind::Year, "aar", year.map(Value::Year))
            .maybe(Kind::Source, "kilde", source.as_ref().map(text))
            .words(Kind::Claim, "paastand", claim.as_ref())
        });
        items.collect()
    }
}

fn key_figures(figures: &KeyFigures, place: &Place) -> Thing {
    let KeyFigures {
        residents,
        outside_work,
        non_western,
        convicted,
        basic_school,
        income,
    } = figures;
    thing(Kind::KeyFigures, Role::Only, "", place.child("noegletal"))
        .with(Kind::Residents, "beboere", quantity(residents))
        .with(Kind::OutsideWork, "uden_arbejde", quantity(outside_work))
        .with(Kind::NonWestern, "ikke_vestlige", quantity(non_western))
        .with(Kind::Convicted, "doemte", quantity(convicted))
        .with(Kind::BasicSchool, "kun_grundskole", quantity(basic_school))
        .with(Kind::Income, "indkomst", quantity(income))
}

fn quantity(quantity: &Quantity) -> Value {
    Value::Quantity(Box::new(quantity.clone()))
}

fn count(number: Option<Decimal>) -> Option<Value> {
    number.map(|number| Value::Number(number, Some(Unit::Antal)))
}

fn text_of(label: &Label) -> &str {
    &label.text
}
