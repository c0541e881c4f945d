//! Registers: parties, quarters, afdelinger, numbers, indicators, money.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::key::FieldKey;

pub use super::measure::Unit;
use super::{
    Label,
    measure::{Quantity, Value},
    money::Payer,
    number::DivisionNumber,
    written::{Id, Number, noted},
};

/// A body or a role.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct Party {
    /// Id used elsewhere in the plan.
    #[schemars(with = "Id")]
    pub id: String,
    /// The name as it is printed.
    #[serde(rename = "navn")]
    pub name: Label,
    /// What it is.
    #[serde(rename = "slags")]
    pub kind: PartyKind,
    /// Other right ways to write the name.
    #[serde(rename = "ogsaa_kaldt", default)]
    pub aliases: Vec<String>,
}

/// What a party is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PartyKind {
    /// Municipality.
    Kommune,
    /// Housing organisation.
    Boligorganisation,
    /// Public authority or its department.
    Myndighed,
    /// A role, never a named person.
    Rolle,
    /// Association, volunteers.
    Forening,
    /// Institution: school, youth club, library.
    Institution,
    /// A group or board inside the effort.
    Gruppe,
    /// Private or other.
    Anden,
}

/// A quarter (boligområde).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct Quarter {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// Id: `skovparken`.
    #[schemars(with = "Id")]
    pub id: String,
    /// The name as printed: `Skovparken/Skovvejen/Skovvænget/Nørremarksvej`.
    #[serde(rename = "navn")]
    pub name: Label,
    /// Short name for charts and narrow columns.
    #[serde(rename = "kort_navn")]
    pub short_name: Label,
    /// Where it lies, in words: `nord for centrum`.
    #[serde(rename = "beliggenhed")]
    pub location: Option<Label>,
    /// Number of afdelinger as the document prints it, where that may differ from the register.
    #[serde(rename = "afdelinger_angivet")]
    #[schemars(with = "Option<Number>")]
    pub declared_divisions: Option<Decimal>,
    /// Dwellings as the document prints them, where that may differ from the register's sum.
    #[serde(rename = "boliger_angivet")]
    #[schemars(with = "Option<Number>")]
    pub declared_dwellings: Option<Decimal>,
    /// Youth dwellings as the document prints them.
    #[serde(rename = "ungdomsboliger_angivet")]
    #[schemars(with = "Option<Number>")]
    pub declared_youth: Option<Decimal>,
}

/// An afdeling.
#[derive(Debug, Clone, PartialEq)]
pub struct Division {
    /// Id.
    pub id: String,
    /// Where it is written.
    pub key: FieldKey,
    /// Number in its organisation.
    pub nr: DivisionNumber,
    /// Organisation: index in `Plan::parties`.
    pub organisation: usize,
    /// Organisation as the address list prints it, where it differs.
    pub declared_organisation: Option<Label>,
    /// Quarter: index in `Plan::quarters`.
    pub quarter: usize,
    /// Place name in the address list.
    pub place: Option<Label>,
    /// Name after the number in the key-figure table.
    pub name: Option<Label>,
    /// Dwellings.
    pub dwellings: Option<Quantity>,
    /// Youth dwellings among them.
    pub youth: Option<Decimal>,
    /// Address lines.
    pub addresses: Vec<Label>,
    /// Key figures, if the document lists them.
    pub figures: Option<KeyFigures>,
}

/// LBF's key figures of an afdeling: per cent, except residents (count).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeyFigures {
    /// Residents.
    #[serde(rename = "beboere")]
    #[schemars(with = "Value")]
    pub residents: Quantity,
    /// Outside the labour market.
    #[serde(rename = "uden_arbejde")]
    #[schemars(with = "Value")]
    pub outside_work: Quantity,
    /// Immigrants and descendants of non-western origin.
    #[serde(rename = "ikke_vestlige")]
    #[schemars(with = "Value")]
    pub non_western: Quantity,
    /// Convicted.
    #[serde(rename = "doemte")]
    #[schemars(with = "Value")]
    pub convicted: Quantity,
    /// Only grundskole.
    #[serde(rename = "kun_grundskole")]
    #[schemars(with = "Value")]
    pub basic_school: Quantity,
    /// Average gross income, per cent of the region's.
    #[serde(rename = "indkomst")]
    #[schemars(with = "Value")]
    pub income: Quantity,
}

/// TOML keys of the key figures, in the order of the table.
pub const KEY_FIGURES: [&str; 6] = [
    "beboere",
    "uden_arbejde",
    "ikke_vestlige",
    "doemte",
    "kun_grundskole",
    "indkomst",
];

impl KeyFigures {
    /// The figures in the order of [`KEY_FIGURES`].
    pub fn all(&self) -> [&Quantity; 6] {
        [
            &self.residents,
            &self.outside_work,
            &self.non_western,
            &self.convicted,
            &self.basic_school,
            &self.income,
        ]
    }

    /// The same, to be changed.
    pub fn all_mut(&mut self) -> [&mut Quantity; 6] {
        [
            &mut self.residents,
            &mut self.outside_work,
            &mut self.non_western,
            &mut self.convicted,
            &mut self.basic_school,
            &mut self.income,
        ]
    }
}

/// An abbreviation.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Abbreviation {
    /// Short form.
    #[serde(rename = "kort")]
    pub short: Label,
    /// Long form.
    #[serde(rename = "lang")]
    pub long: Label,
}

/// A number that prose refers to as `{{ tal.<id> }}`.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct NamedFigure {
    /// Id in prose.
    #[schemars(with = "Id")]
    pub id: String,
    /// The number.
    #[serde(rename = "vaerdi")]
    #[schemars(with = "Number")]
    pub value: Quantity,
    /// Its unit.
    #[serde(rename = "enhed")]
    pub unit: Unit,
    /// What it measures.
    #[serde(rename = "betydning")]
    pub meaning: String,
    /// The year it belongs to.
    #[serde(rename = "aar")]
    pub year: Option<u16>,
    /// Where it comes from.
    #[serde(rename = "kilde")]
    pub source: Option<String>,
    /// How the number follows from the plan's data, which `check` computes again:
    /// `tabel.gymnasial.kommune.aar-2020 - tabel.gymnasial.omraade.aar-2020`.
    #[serde(rename = "paastand")]
    pub claim: Option<Label>,
}

/// Baselines of one fixed indicator.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct FixedIndicator {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// The rule set's indicator.
    #[serde(rename = "fast")]
    #[schemars(with = "Id")]
    pub fixed: String,
    /// Its measurements: one a source and year.
    #[serde(rename = "maaling")]
    pub measurements: Vec<Measurement>,
}

/// Baselines of one source and year.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measurement {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// In the area or target group; several lines where the source splits it.
    #[serde(rename = "omraade", default)]
    pub area: Vec<Quantity>,
    /// In the municipality, or what else the area is compared with.
    #[serde(rename = "sammenligning", default)]
    pub comparison: Vec<Quantity>,
    /// The baseline's year.
    #[serde(rename = "aar")]
    pub year: Option<u16>,
    /// Data source as printed.
    #[serde(rename = "kilde")]
    pub source: Label,
    /// The table that has these numbers year by year; `check` compares them.
    #[serde(rename = "serie")]
    pub series: Option<Series>,
}

/// A table with a column a year, and its rows.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// The table.
    #[serde(rename = "tabel")]
    #[schemars(with = "Id")]
    pub table: String,
    /// Rows of the values in `omraade`, in their order.
    #[serde(rename = "omraade", default)]
    pub area: Vec<Id>,
    /// Rows of the values in `sammenligning`.
    #[serde(rename = "sammenligning", default)]
    pub comparison: Vec<Id>,
}

/// Funders and lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Budget {
    /// Funders in the order of the tables.
    pub funders: Vec<Funder>,
    /// Lines.
    pub lines: Vec<BudgetLine>,
    /// Totals as printed.
    pub declared: Vec<DeclaredTotal>,
}

/// A funder.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Funder {
    /// Id: `landsbyggefonden`.
    #[schemars(with = "Id")]
    pub id: String,
    /// Name in the tables.
    #[serde(rename = "navn")]
    pub name: Label,
    /// Whether it counts as local co-financing.
    #[serde(rename = "lokal")]
    pub local: bool,
}

/// In what form money is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MoneyKind {
    /// Cash.
    Kontant,
    /// Staff time.
    Medarbejdertid,
    /// Rooms.
    Lokaler,
    /// Goods and services in kind.
    Naturalier,
    /// Other.
    Andet,
}

/// A budget line.
#[derive(Debug, Clone, PartialEq)]
pub struct BudgetLine {
    /// Where its amount is written.
    pub key: FieldKey,
    /// Delaftale id, or `None` for a shared post.
    pub agreement: Option<String>,
    /// Name of a shared post.
    pub shared: Option<Label>,
    /// What it pays for.
    pub title: Option<Label>,
    /// Index in `Budget::funders`.
    pub funder: usize,
    /// In what form.
    pub kind: Option<MoneyKind>,
    /// Whole kroner.
    pub amount: i64,
    /// How it is divided among years, in their order; empty where it is not.
    pub years: Vec<YearAmount>,
    /// Staff time.
    pub time: Option<StaffTime>,
    /// Whether it counts in sums and as co-financing; what does not is shown below them.
    pub counted: bool,
}

/// What of a budget line falls in a year.
#[derive(Debug, Clone, PartialEq)]
pub struct YearAmount {
    /// The year as its author wrote it.
    pub written: String,
    /// The year.
    pub year: BudgetYear,
    /// Whole kroner.
    pub amount: i64,
}

/// A year of a budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BudgetYear {
    /// A calendar year: 2027.
    Calendar(u16),
    /// A year of the plan, from 1: twelve months from its first day.
    Plan(u16),
}

/// Staff time that somebody gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaffTime {
    /// Hours.
    pub hours: i64,
    /// Whole kroner an hour.
    pub price: i64,
}

/// A total as the document prints it.
#[derive(Debug, Clone, PartialEq)]
pub struct DeclaredTotal {
    /// Where it is written.
    pub key: FieldKey,
    /// Delaftale id; `None` for the plan.
    pub agreement: Option<String>,
    /// Funder; `None` for all.
    pub funder: Option<usize>,
    /// Whole kroner.
    pub amount: i64,
}

/// A sum of lines, and what the document prints for it if that is declared.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// Sum of the lines, whole kroner.
    pub derived: i64,
    /// The declared total.
    pub declared: Option<DeclaredTotal>,
}

impl Total {
    /// What the document prints: the declared amount where there is one.
    pub fn printed(&self) -> i64 {
        self.declared
            .as_ref()
            .map_or(self.derived, |total| total.amount)
    }
}

impl Budget {
    /// The lines that count in the total of a delaftale (`None`: the whole plan) and a funder (`None`: all funders).
    pub fn counted(
        &self,
        agreement: Option<&str>,
        funder: Option<usize>,
    ) -> impl Iterator<Item = &BudgetLine> {
        self.lines.iter().filter(move |line| {
            line.counted
                && (agreement.is_none() || line.agreement.as_deref() == agreement)
                && funder.is_none_or(|funder| line.funder == funder)
        })
    }

    /// The years that lines are divided among, in their order.
    pub fn years(&self) -> Vec<BudgetYear> {
        let years = self.lines.iter().flat_map(|line| &line.years);
        let years: BTreeSet<BudgetYear> = years.map(|year| year.year).collect();
        years.into_iter().collect()
    }

    /// The total of a delaftale (`None`: the whole plan) and a funder (`None`: all funders).
    pub fn total(&self, agreement: Option<&str>, funder: Option<usize>) -> Total {
        let derived = self
            .counted(agreement, funder)
            .map(|line| line.amount)
            .sum();
        let same = |d: &&DeclaredTotal| d.agreement.as_deref() == agreement && d.funder == funder;
        Total {
            derived,
            declared: self.declared.iter().find(same).cloned(),
        }
    }
}

/// Local co-financing as the document prints it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cofinancing {
    /// Local money, whole kroner.
    pub local: i64,
    /// All money, whole kroner; more than 0.
    pub total: i64,
}

impl Cofinancing {
    /// The local share, per cent.
    pub fn percent(self) -> Decimal {
        Decimal::from(self.local) * Decimal::ONE_HUNDRED / Decimal::from(self.total)
    }

    /// Local money above a floor in per cent; below zero under it.
    pub fn above(self, least: Decimal) -> Decimal {
        Decimal::from(self.local) - Decimal::from(self.total) * least / Decimal::ONE_HUNDRED
    }
}

impl Budget {
    /// Local co-financing; `None` where the plan has no money.
    pub fn cofinancing(&self) -> Option<Cofinancing> {
        let [local, total] = [Payer::Local, Payer::All].map(|payer| self.paid(None, payer));
        (total > 0).then_some(Cofinancing { local, total })
    }
}

impl Quantity {
    /// Whether the value is one of money.
    pub fn is_money(&self) -> bool {
        self.unit == Some(Unit::Kr)
    }
}
