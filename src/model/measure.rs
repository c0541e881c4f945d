//! Values with unit, base and reason.

use rust_decimal::Decimal;

use crate::key::FieldKey;
pub use crate::schema::measure::{MissingReason, Unit};

use super::Prose;

/// A value, or why there is none.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Where it is written.
    pub key: FieldKey,
    /// Words before it.
    pub label: Option<String>,
    /// The number; its scale is the decimals as typed.
    pub value: Option<Decimal>,
    /// Its unit, from the value itself or from its place.
    pub unit: Option<Unit>,
    /// The count behind a share.
    pub count: Option<Decimal>,
    /// What it covers.
    pub scope: Option<String>,
    /// Why there is no number.
    pub missing: Option<MissingReason>,
    /// When it is expected, or what else to know of a missing value.
    pub expected: Option<String>,
    /// Words printed in place of the number.
    pub text: Option<String>,
    /// What the document prints where the data give something else.
    pub declared: Option<String>,
    /// A footnote on it: id and words.
    pub footnote: Option<Note>,
}

/// A footnote that data refer to.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Unique in the plan.
    pub id: String,
    /// Its words, inline CommonMark.
    pub prose: Prose,
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
