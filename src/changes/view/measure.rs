//! Baselines.

use std::collections::BTreeMap;

use crate::{
    changes::{
        Kind,
        thing::{Item, Place, Role, Thing, Value},
    },
    model::{
        measure::Quantity,
        registers::{FixedIndicator, Measurement},
    },
    source::slug,
};

use super::{
    View,
    make::{counted, thing, values_of, with_id},
};

impl View<'_> {
    pub(super) fn fixed_indicators(&self, indicators: &[FixedIndicator]) -> Vec<Thing> {
        let place = Place::file("indikatorer.toml");
        let mut out = Vec::new();
        for (index, indicator) in indicators.iter().enumerate() {
            let FixedIndicator {
                fixed,
                key: _, // the place says as much
                measurements: baselines,
            } = indicator;
            let known = self.rules.indicator(fixed);
            let name = known.map_or(fixed.as_str(), |(_, indicator)| indicator.text.as_str());
            let at = place.item("indikator", index, fixed);
            // The table follows the rule set's order.
            let role = with_id(&place.child("indikator").key, index, fixed, false);
            let indicator = thing(Kind::FixedIndicator, role, name, at.clone());
            out.push(indicator.having(measurements(baselines, &at)));
        }
        out.extend(self.notes_of("indikatorer.toml"));
        out
    }
}

/// Baselines, each known by its year and source.
pub fn measurements(measurements: &[Measurement], place: &Place) -> Vec<Thing> {
    let mut seen = BTreeMap::new();
    let mut out = Vec::new();
    for (index, measurement) in measurements.iter().enumerate() {
        let Measurement {
            area,
            comparison,
            year,
            source,
            series,
            key: _, // the place says as much
        } = measurement;
        let year_word = year.map(|year| year.to_string()).unwrap_or_default();
        let mark = counted(slug(&format!("{year_word} {}", source.text)), &mut seen);
        let item = Item {
            list: place.child("maaling").key,
            index,
            mark,
            id: false,
            ordered: true,
        };
        // One measurement needs no name; several are told apart by year and source.
        let name = if measurements.len() > 1 {
            format!("{} {year_word}", source.text).trim().to_owned()
        } else {
            String::new()
        };
        let at = place.item("maaling", index, &index.to_string());
        let baseline = thing(Kind::Measurement, Role::Item(item), &name, at.clone())
            .having(values(Kind::AreaBaseline, &at, "omraade", area))
            .having(values(
                Kind::ComparisonBaseline,
                &at,
                "sammenligning",
                comparison,
            ))
            .maybe(Kind::BaselineYear, "aar", year.map(Value::Year))
            .with(Kind::DataSource, "kilde", Value::Text(source.text.clone()))
            .maybe(Kind::Series, "serie", series.clone().map(Value::Series));
        out.push(baseline);
    }
    out
}

/// Values of a list, known by their labels, else by their order.
fn values(kind: Kind, place: &Place, list: &str, values: &[Quantity]) -> Vec<Thing> {
    let marked = values.iter().map(|quantity| {
        let mark = quantity.label.clone().unwrap_or_default();
        (mark, Value::Quantity(Box::new(quantity.clone())))
    });
    values_of(kind, place, list, marked)
}
