//! Registers and tables of a family's own, as `familie.toml` declares them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{family::Called, measure::Unit};

/// A register of the family's own: records of one kind in a file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterForm {
    /// What its records stand under, and their name in `{{ … }}`: `boligaendring`.
    #[serde(rename = "noegle")]
    pub key: String,
    /// Name of its file in `registre/`, without ending: `boligaendringer`.
    #[serde(rename = "fil")]
    pub file: String,
    /// What a list of changes calls a record.
    #[serde(rename = "kaldes")]
    pub called: Called,
    /// What an editor shows its author.
    #[serde(rename = "beskrivelse")]
    pub description: String,
    /// The fields of a record; the first text is what a record is called.
    #[serde(rename = "felt")]
    pub fields: Vec<FieldForm>,
}

/// A field of a record.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldForm {
    /// Its key.
    #[serde(rename = "noegle")]
    pub key: String,
    /// What a list of changes calls it.
    #[serde(rename = "kaldes")]
    pub called: Called,
    /// What an editor shows its author.
    #[serde(rename = "beskrivelse")]
    pub description: String,
    /// What it holds.
    #[serde(rename = "slags")]
    pub kind: FieldKind,
    /// Unit of a number.
    #[serde(rename = "enhed")]
    pub unit: Option<Unit>,
    /// Key of the register whose records it names.
    #[serde(rename = "register")]
    pub register: Option<String>,
    /// Words to choose from, each with what is printed for it.
    #[serde(rename = "ord", default)]
    pub words: BTreeMap<String, String>,
    /// Whether a record may do without it.
    #[serde(rename = "kan_udelades", default)]
    pub optional: bool,
}

/// What a field of a record holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    /// Words.
    Tekst,
    /// A number.
    Tal,
    /// A year.
    Aar,
    /// One of some words.
    Valg,
    /// The id of a record of a register.
    Post,
    /// The id of a party.
    Part,
}

/// A table of the family's own, derived from its registers.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableForm {
    /// Its name in `{{ oversigt.… }}`.
    pub id: String,
    /// Caption.
    #[serde(rename = "titel")]
    pub title: String,
    /// Notes below it.
    #[serde(rename = "noter", default)]
    pub notes: Vec<String>,
    /// What its rows are: `aar`, a row for each year, or the key of a register, a row for each record.
    #[serde(rename = "raekker")]
    pub rows: String,
    /// First year, if it is not the plan's.
    #[serde(rename = "fra")]
    pub from: Option<u16>,
    /// Last year, if it is not the plan's.
    #[serde(rename = "til")]
    pub to: Option<u16>,
    /// Column by whose values rows stand; the register's order without it.
    #[serde(rename = "sorteret_efter")]
    pub sorted_by: Option<String>,
    /// Head of a last row that holds the sums; none without it.
    #[serde(rename = "sum")]
    pub total: Option<String>,
    /// Columns, the first of them the rows' heads.
    #[serde(rename = "kolonne")]
    pub columns: Vec<ColumnForm>,
    /// What its numbers must keep to.
    #[serde(rename = "graense", default)]
    pub limits: Vec<LimitForm>,
}

/// A column: a field of the row's record (of a year the year itself), or an expression.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnForm {
    /// Its name in expressions, in limits and in `{{ … }}`.
    #[serde(rename = "noegle")]
    pub key: String,
    /// Head.
    #[serde(rename = "titel")]
    pub title: String,
    /// Width beside the others.
    #[serde(rename = "bredde", default = "one")]
    pub width: f64,
    /// The field that it shows.
    #[serde(rename = "felt")]
    pub field: Option<String>,
    /// The expression that it computes.
    #[serde(rename = "regn")]
    pub expression: Option<String>,
    /// Unit of its numbers.
    #[serde(rename = "enhed")]
    pub unit: Option<Unit>,
    /// Decimals that are printed.
    #[serde(rename = "decimaler", default)]
    pub decimals: u32,
    /// Whether the last row holds its sum.
    #[serde(rename = "sum", default)]
    pub summed: bool,
}

/// A limit of a column in one row.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitForm {
    /// The column.
    #[serde(rename = "kolonne")]
    pub column: String,
    /// The row: a year, or the id of a record.
    #[serde(rename = "raekke")]
    pub row: String,
    /// Least value.
    #[serde(rename = "mindst")]
    pub least: Option<f64>,
    /// Greatest value.
    #[serde(rename = "hoejst")]
    pub most: Option<f64>,
    /// What it is a limit of, as a finding says it.
    #[serde(rename = "hvad")]
    pub what: String,
    /// Where it comes from.
    #[serde(rename = "hjemmel")]
    pub law: String,
}

/// Rows by year, and the field and the filter words that go by it.
pub const YEAR: &str = "aar";

fn one() -> f64 {
    1.0
}

impl RegisterForm {
    /// Its file below the plan's folder.
    pub fn path(&self) -> String {
        format!("registre/{}.toml", self.file)
    }

    /// The field with a key, and its number.
    pub fn field(&self, key: &str) -> Option<(usize, &FieldForm)> {
        let mut fields = self.fields.iter().enumerate();
        fields.find(|(_, field)| field.key == key)
    }
}

impl ColumnForm {
    /// The field that it shows, which has its own name unless it says otherwise.
    pub fn field(&self) -> &str {
        self.field.as_deref().unwrap_or(&self.key)
    }
}

impl TableForm {
    /// The column with a key, and its number.
    pub fn column(&self, key: &str) -> Option<(usize, &ColumnForm)> {
        let mut columns = self.columns.iter().enumerate();
        columns.find(|(_, column)| column.key == key)
    }
}
