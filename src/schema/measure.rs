//! Numbers with their unit, base and, where missing, their reason.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Id;

/// A number exactly as typed, so that `287.40` keeps its two decimals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number(pub String);

/// Reads a whole number, or the `{"$tal": "287.40"}` in which `source` hands on a number with decimals.
impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Form {
            Whole(i64),
            Exact {
                #[serde(rename = "$tal")]
                digits: String,
            },
        }
        Ok(match Form::deserialize(deserializer)? {
            Form::Whole(number) => Number(number.to_string()),
            Form::Exact { digits } => Number(digits),
        })
    }
}

impl JsonSchema for Number {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number" })
    }
}

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
    /// Years.
    Aar,
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

/// A value: a bare number, or a table saying more.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Value {
    /// A bare number in the unit of its place.
    Number(Number),
    /// A value with its unit and base, or the reason why it is missing.
    Full(Box<FullValue>),
}

/// A value with its unit and base, or the reason why it is missing.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FullValue {
    /// Words before the value: `AAB afd. 21`, `Politi`.
    #[serde(rename = "etiket")]
    pub label: Option<String>,
    /// The number.
    #[serde(rename = "vaerdi")]
    pub value: Option<Number>,
    /// Its unit.
    #[serde(rename = "enhed")]
    pub unit: Option<Unit>,
    /// The count behind a share, printed `(antal: 707)`.
    #[serde(rename = "antal")]
    pub count: Option<Number>,
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
    #[serde(rename = "fodnote")]
    pub footnote: Option<Id>,
    /// Author's note, shown on drafts only.
    pub note: Option<String>,
}
