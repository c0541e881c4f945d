//! Numbers of afdelinger: names that are mostly digits, `21` or `703-0`.

use std::{cmp::Ordering, fmt};

use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Deserializer, de};

/// The number of an afdeling in its organisation, as written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DivisionNumber(String);

impl DivisionNumber {
    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is one: digits, in parts that `-`, `/` or `.` separate, with a letter at the end if need be.
    pub fn is_sound(&self) -> bool {
        let bare = self.0.strip_suffix(|c: char| c.is_ascii_alphabetic());
        let mut parts = bare.unwrap_or(&self.0).split(['-', '/', '.']);
        parts.all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// As a number, where it is one that is read without signs between its digits.
    pub fn plain(&self) -> Option<u32> {
        self.0.parse().ok().filter(|number| *number < 1000)
    }
}

impl fmt::Display for DivisionNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// As people count: 9 before 21, 703-0 before 703-1.
impl Ord for DivisionNumber {
    fn cmp(&self, other: &Self) -> Ordering {
        let parts = |number: &Self| {
            let parts = number.0.split('-').map(|part| part.parse::<u64>());
            parts
                .map(|part| part.unwrap_or(u64::MAX))
                .collect::<Vec<_>>()
        };
        let alike = || self.0.cmp(&other.0);
        parts(self).cmp(&parts(other)).then_with(alike)
    }
}

impl PartialOrd for DivisionNumber {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<'de> Deserialize<'de> for DivisionNumber {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Written;
        impl de::Visitor<'_> for Written {
            type Value = DivisionNumber;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a number or a text")
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<DivisionNumber, E> {
                Ok(DivisionNumber(number.to_string()))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<DivisionNumber, E> {
                Ok(DivisionNumber(number.to_string()))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<DivisionNumber, E> {
                Ok(DivisionNumber(text.to_owned()))
            }
        }
        from.deserialize_any(Written)
    }
}

impl JsonSchema for DivisionNumber {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "DivisionNumber".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> Schema {
        schemars::json_schema!({
            "type": ["integer", "string"],
            "minimum": 0,
            "maximum": u32::MAX,
            "pattern": "^[0-9]+([-/.][0-9]+)*[a-zA-Z]?$"
        })
    }
}
