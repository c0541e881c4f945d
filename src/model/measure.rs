//! Values with unit, base and reason.

use std::sync::Arc;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use crate::key::FieldKey;

use super::{
    Prose, Scope,
    written::{Id, Number, noted},
};

/// Units that values are printed with; the words stand in the template's `terms.toml`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Per cent of a base.
    Procent,
    /// Difference between percentages.
    Procentpoint,
    /// Grade average.
    Karakter,
    /// A count, printed bare.
    Antal,
    /// Persons.
    Personer,
    /// Full-year persons.
    Helaarspersoner,
    /// Danish kroner.
    Kr,
    /// Staff units (personaleenheder).
    Pe,
    /// Years that pass.
    Aar,
    /// A calendar year, printed as 2013 and never as 2.013.
    Aarstal,
}

impl Unit {
    /// Whether it counts whole things, of which there may be thousands: `1.212` of it is a slip for 1,212.
    pub fn counts(self) -> bool {
        match self {
            Unit::Antal | Unit::Personer | Unit::Kr | Unit::Aar | Unit::Aarstal => true,
            Unit::Procent
            | Unit::Procentpoint
            | Unit::Karakter
            | Unit::Helaarspersoner
            | Unit::Pe => false,
        }
    }
}

/// Why a value is missing. A missing value is never 0.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum MissingReason {
    /// Suppressed by the source because the group is small.
    Undertrykt,
    /// Not measured.
    IkkeMaalt,
    /// Expected later; say when in `forventet`.
    Afventer,
    /// Not stated by the source.
    IkkeOplyst,
}

/// A value with its unit and base, or the reason why it is missing.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
#[schemars(rename = "FullValue")]
pub struct Quantity {
    /// Where the number is written; the whole value if it has none.
    #[serde(rename = "vaerdi.$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// Words before the value: `AAB afd. 21`, `Politi`.
    #[serde(rename = "etiket")]
    pub label: Option<String>,
    /// The number; its scale is the decimals as typed.
    #[serde(rename = "vaerdi", alias = "$vaerdi")]
    #[schemars(with = "Option<Number>")]
    pub value: Option<Decimal>,
    /// Its unit; that of its place unless given.
    #[serde(rename = "enhed")]
    pub unit: Option<Unit>,
    /// The count behind a share, printed `(antal: 707)`.
    #[serde(rename = "antal")]
    #[schemars(with = "Option<Number>")]
    pub count: Option<Decimal>,
    /// What or whom the value covers, printed in brackets: `Alle 66 hhp`.
    #[serde(rename = "omfang")]
    pub scope: Option<String>,
    /// Why there is no number.
    #[serde(rename = "mangler")]
    pub missing: Option<MissingReason>,
    /// When a missing value is expected: `ultimo 2021`, or what else the reader must know of it.
    #[serde(rename = "forventet")]
    pub expected: Option<String>,
    /// The words printed instead of the number, where the source prints words.
    #[serde(rename = "tekst")]
    pub text: Option<String>,
    /// What the document prints, where that differs from what the data give; this is what is printed.
    #[serde(rename = "angivet")]
    pub declared: Option<String>,
    /// Id of a footnote in the file's `fodnoter`.
    #[serde(rename = "fodnote", default, deserialize_with = "note")]
    #[schemars(with = "Option<Id>")]
    pub footnote: Option<Note>,
}

/// How a value may be written: a bare number in the unit of its place, or a table saying more.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub enum Value {
    /// A bare number.
    Number(Number),
    /// A value with its unit and base, or the reason why it is missing.
    Full(Box<Quantity>),
}

/// A footnote that data refer to.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Unique in the plan.
    pub id: String,
    /// Its words, inline CommonMark.
    pub prose: Prose,
}

/// The footnote that a value names, for `deserialize_with`. `lower` tells the names that are none.
pub fn note<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Note>, D::Error> {
    #[derive(Deserialize)]
    struct Named {
        #[serde(rename = "$vaerdi")]
        id: String,
        #[serde(rename = "$fil", deserialize_with = "super::shared")]
        scope: Arc<Scope>,
    }
    let named = Option::<Named>::deserialize(from)?;
    Ok(named.and_then(|Named { id, scope }| {
        let text = scope.notes.get(&id)?.clone();
        Some(Note {
            id: format!("{}-{id}", scope.prefix),
            prose: Prose {
                text: text.text,
                key: text.key,
                scope,
            },
        })
    }))
}

impl Quantity {
    /// A bare number in the unit of its place.
    pub fn number(value: Decimal, unit: Option<Unit>, key: FieldKey) -> Self {
        Quantity {
            key,
            label: None,
            value: Some(value),
            unit,
            count: None,
            scope: None,
            missing: None,
            expected: None,
            text: None,
            declared: None,
            footnote: None,
        }
    }

    /// No number, and why.
    pub fn missing(reason: MissingReason, unit: Option<Unit>, key: FieldKey) -> Self {
        Quantity {
            value: None,
            missing: Some(reason),
            ..Quantity::number(Decimal::ZERO, unit, key)
        }
    }
}

/// Danish digits: points between thousands, decimal comma, a real minus; decimals as the number carries them.
pub fn danish(value: Decimal) -> String {
    let digits = value.abs().to_string();
    let (whole, decimals) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut out = String::new();
    if value.is_sign_negative() && !value.is_zero() {
        out.push('\u{2212}');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        out.push(',');
        out.push_str(decimals);
    }
    out
}
