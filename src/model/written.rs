//! How values are written in a plan's files, where the model keeps them in another form.

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use time::Date;

/// Words made of a–z, 0–9 and single hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, JsonSchema)]
pub struct Id(#[schemars(regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*$"))] pub String);

/// A date `2022-01-31` written as a TOML local date.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct LocalDate(#[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))] pub String);

/// Written bare, as TOML writes a date; what is no date is written as text.
impl Serialize for LocalDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.parse::<toml::value::Datetime>() {
            Ok(date) => date.serialize(serializer),
            Err(_) => self.0.serialize(serializer),
        }
    }
}

/// A number exactly as typed, so that `287.40` keeps its two decimals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number(pub String);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        <Decimal as Deserialize>::deserialize(from).map(|number| Number(number.to_string()))
    }
}

impl JsonSchema for Number {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": "number" })
    }
}

/// Lets the tables of a type hold an author's `note`: it is no part of the plan, and `source` finds them all.
pub fn noted(schema: &mut Schema) {
    let note = serde_json::json!({
        "type": ["string", "null"],
        "description": "Author's note, shown on drafts only.",
    });
    let keys = schema.get_mut("properties");
    if let Some(keys) = keys.and_then(|keys| keys.as_object_mut()) {
        keys.insert("note".to_owned(), note);
    }
}

/// From date to date, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day.
    #[serde(rename = "fra", deserialize_with = "date")]
    #[schemars(with = "LocalDate")]
    pub from: Date,
    /// Last day.
    #[serde(rename = "til", deserialize_with = "date")]
    #[schemars(with = "LocalDate")]
    pub to: Date,
}

/// A date, for `deserialize_with`.
pub fn date<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    let LocalDate(written) = LocalDate::deserialize(from)?;
    let format = time::macros::format_description!("[year]-[month]-[day]");
    Date::parse(&written, format).map_err(D::Error::custom)
}

/// A date that may be left out, for `deserialize_with`.
pub fn date_if_any<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    #[derive(Deserialize)]
    struct Written(#[serde(deserialize_with = "date")] Date);
    Ok(Option::<Written>::deserialize(from)?.map(|Written(date)| date))
}
