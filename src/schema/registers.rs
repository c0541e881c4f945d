//! The registers: parties, quarters, afdelinger, abbreviations, numbers, indicators, money.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    key::FieldKey,
    model::{
        Label,
        measure::{Quantity, Value},
        number::DivisionNumber,
        registers::{
            Abbreviation, FixedIndicator, Funder, KeyFigures, MoneyKind, NamedFigure, Party,
            Quarter,
        },
        written::{Id, Number, noted},
    },
};

/// `registre/parter.toml`: everybody the plan names, people as roles.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartiesFile {
    /// The parties.
    #[serde(rename = "part", default)]
    pub parties: Vec<Party>,
}

/// `registre/kvarterer.toml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuartersFile {
    /// The quarters, in the order in which they are listed.
    #[serde(rename = "kvarter", default)]
    pub quarters: Vec<Quarter>,
}

/// `registre/afdelinger.toml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DivisionsFile {
    /// Day or year to which each key figure belongs, by its key, as printed in the column's head.
    #[serde(rename = "opgjort", default)]
    pub dated: std::collections::BTreeMap<String, String>,
    /// The afdelinger, in the order of the address list.
    #[serde(rename = "afdeling", default)]
    pub divisions: Vec<Division>,
}

/// An afdeling: a housing estate section of one organisation.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct Division {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// Id: `aab-21`.
    pub id: Id,
    /// Its number in the organisation.
    pub nr: DivisionNumber,
    /// Organisation: id of a party.
    pub organisation: Id,
    /// What the address list prints as organisation, where it differs.
    #[serde(rename = "organisation_angivet")]
    pub declared_organisation: Option<Label>,
    /// Quarter.
    #[serde(rename = "kvarter")]
    pub quarter: Id,
    /// Place name in the address list: `Skovparken`.
    #[serde(rename = "sted")]
    pub place: Option<Label>,
    /// Name printed after the number in the key-figure table: `Munkebo`.
    #[serde(rename = "navn")]
    pub name: Option<Label>,
    /// Dwellings.
    #[serde(rename = "boliger")]
    #[schemars(with = "Option<Value>")]
    pub dwellings: Option<Quantity>,
    /// How many of the dwellings are for young people.
    #[serde(rename = "ungdomsboliger")]
    #[schemars(with = "Option<Number>")]
    pub youth: Option<Decimal>,
    /// Address ranges, one string a line of the list.
    #[serde(rename = "adresser", default)]
    pub addresses: Vec<Label>,
    /// Key figures from LBF's resident data; absent for those the document does not list.
    #[serde(rename = "noegletal")]
    pub figures: Option<KeyFigures>,
}

/// `registre/forkortelser.toml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AbbreviationsFile {
    /// The abbreviations; sorted by the compiler.
    #[serde(rename = "forkortelse", default)]
    pub abbreviations: Vec<Abbreviation>,
}

/// `registre/ordbog.toml`: words that are right though the dictionary has them not.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VocabularyFile {
    /// The words, nouns without an ending.
    #[serde(rename = "ord", default)]
    #[schemars(inner(regex(pattern = r"^[^\s]+$")))]
    pub words: Vec<String>,
}

/// `registre/tal.toml`: numbers that prose names, written once.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FiguresFile {
    /// The numbers.
    #[serde(rename = "tal", default)]
    pub figures: Vec<NamedFigure>,
}

/// `indikatorer.toml`: the plan's baselines for the rule set's fixed indicators.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndicatorsFile {
    /// One entry a fixed indicator, in the rule set's order.
    #[serde(rename = "indikator", default)]
    pub indicators: Vec<FixedIndicator>,
    /// Footnotes by id.
    #[serde(rename = "fodnoter", default)]
    pub footnotes: BTreeMap<String, String>,
}

/// `oekonomi.toml`: funders and budget lines. Totals are derived.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BudgetFile {
    /// Funders, in the order of the tables.
    #[serde(rename = "finansieringskilde")]
    pub funders: Vec<Funder>,
    /// Budget lines.
    #[serde(rename = "post", default)]
    pub lines: Vec<BudgetLine>,
    /// Totals as the document prints them, where they may differ from the sum of the lines.
    #[serde(rename = "angivet", default)]
    pub declared: Vec<DeclaredTotal>,
}

/// A budget line in whole kroner.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct BudgetLine {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// The delaftale it belongs to; or
    #[serde(rename = "delaftale")]
    pub agreement: Option<Id>,
    /// what shared post it is: `Sekretariat`.
    #[serde(rename = "tvaergaaende")]
    pub shared: Option<Label>,
    /// What it pays for, where that is said.
    #[serde(rename = "titel")]
    pub title: Option<Label>,
    /// Who pays.
    #[serde(rename = "kilde")]
    pub funder: Id,
    /// In what form, where known.
    #[serde(rename = "art")]
    pub kind: Option<MoneyKind>,
    /// Whole kroner; what the years or the hours give together may be left out.
    #[serde(rename = "beloeb")]
    pub amount: Option<i64>,
    /// Whole kroner by calendar year (`2027`) or by year of the plan (`1`).
    #[serde(rename = "aar", default)]
    pub years: BTreeMap<String, i64>,
    /// Hours of staff time.
    #[serde(rename = "timer")]
    pub hours: Option<i64>,
    /// Whole kroner an hour.
    #[serde(rename = "timepris")]
    pub price: Option<i64>,
    /// Whether it counts in sums, as it does where nothing is said; what does not is shown below them.
    #[serde(rename = "medregnes")]
    pub counted: Option<bool>,
}

/// A total as the document prints it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclaredTotal {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// Of one delaftale; absent for the whole plan.
    #[serde(rename = "delaftale")]
    pub agreement: Option<Id>,
    /// Of one funder; absent for all funders together.
    #[serde(rename = "kilde")]
    pub funder: Option<Id>,
    /// Whole kroner.
    #[serde(rename = "beloeb")]
    pub amount: i64,
}
