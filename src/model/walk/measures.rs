//! Values with what there is to say of them, baselines, and the footnotes of a file.

use crate::{
    key::FieldKey,
    model::{
        Scope,
        measure::{Note, Quantity},
        registers::{FixedIndicator, Measurement},
    },
};

use super::{
    Concept, Field, Record, Ref, Value, Walk, choice, label, maybe, records, value, words,
};

impl<'a> Walk<'a> {
    /// Baselines of the fixed indicators, then the footnotes of their file.
    pub(super) fn fixed_indicators(&self, indicators: &'a [FixedIndicator]) -> [Field<'a>; 2] {
        let file = "indikatorer.toml";
        let list = FieldKey::file(file).child("indikator");
        let items = indicators.iter().enumerate().map(|(index, indicator)| {
            let FixedIndicator {
                fixed,
                key: _, // the list says as much
                measurements,
            } = indicator;
            let out = Record::item(Concept::FIXED_INDICATOR, &list, index, fixed);
            let measured = self.measurements(measurements, &out.key);
            out.with(measured)
        });
        let baselines = indicators.iter().flat_map(|one| &one.measurements);
        let mut values = baselines.flat_map(|one| one.area.iter().chain(&one.comparison));
        let scope = values.find_map(|value| Some(value.footnote.as_ref()?.prose.scope.as_ref()));
        [
            records("indikator", items).public(),
            self.notes(file, scope),
        ]
    }

    /// Baselines of an indicator.
    pub(super) fn measurements(
        &self,
        measurements: &'a [Measurement],
        indicator: &FieldKey,
    ) -> Field<'a> {
        let list = indicator.child("maaling");
        let items = measurements.iter().enumerate().map(|(index, measurement)| {
            let Measurement {
                area,
                comparison,
                year,
                source,
                series,
                key: _, // the list says as much
            } = measurement;
            Record::entry(Concept::MEASUREMENT, &list, index)
                .with(
                    value("omraade", Value::Quantities(area))
                        .is("baseline-boligomraade")
                        .public(),
                )
                .with(
                    value("sammenligning", Value::Quantities(comparison))
                        .is("baseline-sammenligning")
                        .public(),
                )
                .with(
                    maybe("aar", year.map(Value::Year))
                        .is("baseline-aar")
                        .public(),
                )
                .with(label("kilde", source).is("datakilde").public())
                .with(maybe("serie", series.as_ref().map(Value::Series)))
        });
        records("maaling", items).public()
    }

    /// The footnotes of a file, if a text or a value of it knows them.
    pub(super) fn notes(&self, file: &str, scope: Option<&'a Scope>) -> Field<'a> {
        let notes = scope.map(|scope| {
            let Scope {
                notes,
                prefix: _, // the file's name
                with: _,   // an activity's own
            } = scope;
            Value::Notes(FieldKey::file(file).child("fodnoter"), notes)
        });
        maybe("fodnoter", notes).is(Concept::FOOTNOTE)
    }
}

/// A value with all that is said of it.
pub fn quantity(quantity: &Quantity) -> Record<'_> {
    let Quantity {
        key,
        label,
        value: number,
        unit,
        count,
        scope,
        missing,
        expected,
        text,
        declared,
        footnote,
    } = quantity;
    // The key is that of the number where there is one.
    let around = if key.path.ends_with(".vaerdi") {
        key.parent()
    } else {
        key.clone()
    };
    Record::alone(Concept::NUMBER, around)
        .with(words("etiket", label.as_ref()).public())
        .with(maybe("vaerdi", number.map(|number| Value::Number(number, *unit))).public())
        .with(choice("enhed", *unit).public())
        .with(maybe("antal", count.map(|count| Value::Number(count, None))).public())
        .with(words("omfang", scope.as_ref()).public())
        .with(choice("mangler", *missing).public())
        .with(words("forventet", expected.as_ref()).public())
        .with(words("tekst", text.as_ref()))
        .with(words("angivet", declared.as_ref()).public())
        .with(note_mark(footnote.as_ref()))
}

/// Whether a value is a number and nothing is said of it: most are, and a table has thousands that nobody need walk.
pub fn is_bare(quantity: &Quantity) -> bool {
    let Quantity {
        key: _,
        label,
        value: _,
        unit: _,
        count: _,
        scope,
        missing: _,
        expected,
        text,
        declared,
        footnote,
    } = quantity;
    let words = [label, scope, expected, text, declared];
    footnote.is_none() && words.into_iter().all(Option::is_none)
}

/// The footnote that a value, a cell or a goal refers to.
pub(super) fn note_mark(note: Option<&Note>) -> Field<'_> {
    maybe("fodnote", note.map(|note| Value::Ref(Ref::Note(note)))).is("fodnotetegn")
}
