//! Expressions over numbers that have names: `+ - * /` and brackets.
//!
//! Signs stand apart from names by spaces, since names hold hyphens: `100 * familieboliger / boliger-i-alt`.

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::key::FieldKey;

/// Why an expression has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A name that there is not, or that has no number.
    Unknown(String),
    /// Not an expression.
    Form,
    /// Its numbers give none: a division by nothing.
    NoValue,
}

/// What a name stands for: its number, and where the data behind it are written.
pub type Named = Option<(Decimal, Vec<FieldKey>)>;

/// The value of an expression, and the places of the data it names.
pub fn value(text: &str, named: &dyn Fn(&str) -> Named) -> Result<(Decimal, Vec<FieldKey>), Fault> {
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    let mut reader = Reader {
        named,
        tokens: spaced.split_whitespace().collect(),
        at: 0,
        used: Vec::new(),
    };
    let value = reader.sum()?;
    if reader.at < reader.tokens.len() {
        return Err(Fault::Form);
    }
    Ok((value, reader.used))
}

struct Reader<'a> {
    named: &'a dyn Fn(&str) -> Named,
    tokens: Vec<&'a str>,
    at: usize,
    used: Vec<FieldKey>,
}

impl Reader<'_> {
    fn sign(&mut self, signs: &[&str]) -> Option<String> {
        let token = self.tokens.get(self.at).filter(|t| signs.contains(t))?;
        self.at += 1;
        Some((*token).to_owned())
    }

    fn sum(&mut self) -> Result<Decimal, Fault> {
        let mut value = self.product()?;
        while let Some(sign) = self.sign(&["+", "-"]) {
            let next = self.product()?;
            let result = if sign == "+" {
                value.checked_add(next)
            } else {
                value.checked_sub(next)
            };
            value = result.ok_or(Fault::NoValue)?;
        }
        Ok(value)
    }

    fn product(&mut self) -> Result<Decimal, Fault> {
        let mut value = self.factor()?;
        while let Some(sign) = self.sign(&["*", "/"]) {
            let next = self.factor()?;
            let result = if sign == "*" {
                value.checked_mul(next)
            } else {
                value.checked_div(next)
            };
            value = result.ok_or(Fault::NoValue)?;
        }
        Ok(value)
    }

    fn factor(&mut self) -> Result<Decimal, Fault> {
        // Nesting is bounded by the length of a line that a person writes; deeper is no expression.
        const LONGEST: usize = 200;
        if self.tokens.len() > LONGEST {
            return Err(Fault::Form);
        }
        if self.sign(&["("]).is_some() {
            let value = self.sum()?;
            return self.sign(&[")"]).map(|_| value).ok_or(Fault::Form);
        }
        let token = self.tokens.get(self.at).copied().ok_or(Fault::Form)?;
        self.at += 1;
        if let Ok(number) = Decimal::from_str(token) {
            return Ok(number);
        }
        if !token.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Err(Fault::Form);
        }
        let (value, keys) = (self.named)(token).ok_or_else(|| Fault::Unknown(token.to_owned()))?;
        self.used.extend(keys);
        Ok(value)
    }
}
