//! The template's words for values: numbers, units, dates, reasons, column heads.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::Deserialize;
use time::Date;

use crate::{
    model::{
        DocumentStatus, Status,
        measure::{MissingReason, Quantity, Unit, danish},
    },
    text::counted,
};

use super::typography;

/// Words of the template family's `terms.toml` that composing uses.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Words {
    /// Patterns with `{tal}`, by unit.
    #[serde(rename = "enheder")]
    pub units: BTreeMap<Unit, String>,
    /// Short names of units at a chart's axis.
    #[serde(rename = "akse")]
    pub axis: BTreeMap<Unit, String>,
    /// Words for missing values, by reason.
    #[serde(rename = "mangler")]
    pub missing: BTreeMap<MissingReason, String>,
    /// Statuses of a plan.
    #[serde(rename = "status")]
    pub statuses: BTreeMap<Status, String>,
    /// How a document of the submission is delivered.
    #[serde(rename = "dokumentstatus")]
    pub documents: BTreeMap<DocumentStatus, String>,
    /// Names of the months, January first.
    #[serde(rename = "maaneder")]
    pub months: Vec<String>,
    /// Phrases by name.
    #[serde(rename = "fraser")]
    pub phrases: BTreeMap<String, String>,
    /// Captions, column heads and words of derived tables, by table.
    #[serde(rename = "oversigter")]
    pub overviews: BTreeMap<String, Overview>,
    /// Captions, column heads and words of the tables of reports on what is followed up.
    #[serde(rename = "opfoelgning")]
    pub follow_up: BTreeMap<String, Overview>,
    /// Patterns with `{tal}` for a difference between two values, by the values' unit.
    #[serde(rename = "forskel")]
    pub differences: BTreeMap<Unit, String>,
    /// The same of tables in internal reports.
    #[serde(rename = "rapporttabeller")]
    pub report_tables: BTreeMap<String, Overview>,
    /// Words that keep to the number after or before them.
    #[serde(rename = "ubrudt")]
    pub unbroken: Unbroken,
    /// Alphabet order for sorting: a BCP 47 tag.
    #[serde(rename = "sortering")]
    pub collation: String,
}

/// Words of a derived table.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overview {
    /// Caption; may hold `{navn}`.
    #[serde(rename = "titel")]
    pub title: String,
    /// Source line.
    #[serde(rename = "kilde")]
    pub source: Option<String>,
    /// Notes.
    #[serde(rename = "noter", default)]
    pub notes: Vec<String>,
    /// Column heads in order.
    #[serde(rename = "kolonner")]
    pub columns: Vec<String>,
    /// Relative column widths.
    #[serde(rename = "bredder")]
    pub widths: Vec<f64>,
    /// Other words of the table, by name.
    #[serde(rename = "ord", default)]
    pub words: BTreeMap<String, String>,
}

/// Words that are not parted from a number by a line break.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unbroken {
    /// Before a number: `§`, `afd.`, `kr.`.
    #[serde(rename = "foer_tal")]
    pub before: Vec<String>,
    /// After a number: `%`, `kr.`, `PE`.
    #[serde(rename = "efter_tal")]
    pub after: Vec<String>,
}

impl Unbroken {
    /// A text as it is set: with spaces that break no line between a number and its word.
    pub fn bind(&self, text: &str) -> String {
        typography::unbroken(text, self)
    }
}

impl Words {
    /// A phrase; its name if the template lacks it, so that the gap is seen.
    pub fn phrase<'w>(&'w self, name: &'w str) -> &'w str {
        self.phrases.get(name).map_or(name, String::as_str)
    }

    /// `27.240.000` · `29,60`: decimals as the number carries them.
    pub fn number(&self, value: Decimal) -> String {
        number(value)
    }

    /// A number with its unit.
    pub fn with_unit(&self, value: Decimal, unit: Unit) -> String {
        let pattern = self.units.get(&unit).map_or("{tal}", String::as_str);
        in_unit(pattern, &digits(value, unit))
    }

    /// A number with its unit, if it has one.
    pub fn quantified(&self, value: Decimal, unit: Option<Unit>) -> String {
        match unit {
            Some(unit) => self.with_unit(value, unit),
            None => self.number(value),
        }
    }

    /// A share that is computed, in per cent with one decimal: 25 is as exact as 25,3 there.
    pub fn share(&self, share: Decimal) -> String {
        let mut shown = share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
        shown.rescale(1);
        self.with_unit(shown, Unit::Procent)
    }

    /// Whole kroner with their unit.
    pub fn money(&self, amount: i64) -> String {
        self.with_unit(Decimal::from(amount), Unit::Kr)
    }

    /// The unit of a difference between two values: `procentpoint`; empty where it has none.
    pub fn difference_unit(&self, unit: Option<Unit>) -> &str {
        let pattern = unit.and_then(|unit| self.differences.get(&unit));
        let words = pattern.map_or("", |pattern| pattern.trim_start_matches("{tal}").trim());
        // The unit by itself is that of any number.
        let many = words.trim_end_matches('}').rsplit('|').next();
        many.unwrap_or_default()
    }

    /// `1.9.2021`, for narrow columns.
    pub fn short_date(&self, date: Date) -> String {
        format!("{}.{}.{}", date.day(), u8::from(date.month()), date.year())
    }

    /// `1. september 2021`.
    pub fn date(&self, date: Date) -> String {
        let month = usize::from(u8::from(date.month()));
        let name = self.months.get(month - 1).map_or("", String::as_str);
        format!("{}. {name} {}", date.day(), date.year())
    }

    /// `2022–2025`, or `2024` for a period within one year.
    pub fn years(&self, (from, to): (Date, Date)) -> String {
        if from.year() == to.year() {
            from.year().to_string()
        } else {
            format!("{}–{}", from.year(), to.year())
        }
    }

    /// What is printed for a value: label, number with unit or what stands for it, count, scope.
    pub fn quantity(&self, quantity: &Quantity) -> String {
        let mut parts = Vec::new();
        parts.extend(quantity.label.clone());
        parts.extend(Some(self.bare(quantity)).filter(|text| !text.is_empty()));
        if let Some(count) = quantity.count {
            parts.push(self.phrase("antal").replace("{tal}", &number(count)));
        }
        parts.extend(quantity.scope.as_ref().map(|scope| format!("({scope})")));
        parts.join(" ")
    }

    /// The number with unit, or what is printed in its place.
    pub fn bare(&self, quantity: &Quantity) -> String {
        if let Some(text) = quantity.declared.as_ref().or(quantity.text.as_ref()) {
            return text.clone();
        }
        match (quantity.value, quantity.missing) {
            (Some(value), _) => quantity
                .unit
                .map_or_else(|| number(value), |unit| self.with_unit(value, unit)),
            (None, Some(reason)) => {
                let word = self.missing.get(&reason).cloned().unwrap_or_default();
                quantity
                    .expected
                    .as_ref()
                    .map_or(word.clone(), |when| format!("{word} ({when})"))
            }
            (None, None) => String::new(),
        }
    }
}

/// A number in the pattern of a unit.
pub fn in_unit(pattern: &str, number: &str) -> String {
    counted::filled(pattern, |name| (name == "tal").then_some(number))
}

/// The digits of a number in a unit: those of a year are not parted.
fn digits(value: Decimal, unit: Unit) -> String {
    match unit {
        Unit::Aarstal => value.to_string(),
        _ => number(value),
    }
}

/// Danish digits: points between thousands, decimal comma, a real minus.
pub fn number(value: Decimal) -> String {
    danish(value)
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use super::*;

    #[test]
    fn numbers_are_written_the_danish_way_with_decimals_as_typed() {
        for (typed, shown) in [
            ("27240000", "27.240.000"),
            ("287.40", "287,40"),
            ("-0.5", "−0,5"),
            ("999", "999"),
            ("1000", "1.000"),
            ("0", "0"),
        ] {
            assert_eq!(number(Decimal::from_str(typed).unwrap()), shown);
        }
    }
}
