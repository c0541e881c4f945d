//! The registers: parties, quarters, afdelinger, abbreviations, numbers, indicators, money.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Id,
    measure::{Number, Unit, Value},
};

/// `registre/parter.toml`: everybody the plan names, people as roles.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartiesFile {
    /// The parties.
    #[serde(rename = "part", default)]
    pub parties: Vec<Party>,
}

/// A body or a role.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Id used elsewhere in the plan.
    pub id: Id,
    /// The name as it is printed.
    #[serde(rename = "navn")]
    pub name: String,
    /// What it is.
    #[serde(rename = "slags")]
    pub kind: PartyKind,
    /// Other right ways to write the name.
    #[serde(rename = "ogsaa_kaldt", default)]
    pub aliases: Vec<String>,
    /// Author's note.
    pub note: Option<String>,
}

/// What a party is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize, JsonSchema)]
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

/// `registre/kvarterer.toml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuartersFile {
    /// The quarters, in the order in which they are listed.
    #[serde(rename = "kvarter", default)]
    pub quarters: Vec<Quarter>,
}

/// A quarter (boligområde).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quarter {
    /// Id: `skovparken`.
    pub id: Id,
    /// The name as printed: `Skovparken/Skovvejen/Skovvænget/Nørremarksvej`.
    #[serde(rename = "navn")]
    pub name: String,
    /// Short name for charts and narrow columns.
    #[serde(rename = "kort_navn")]
    pub short_name: String,
    /// Where it lies, in words: `nord for centrum`.
    #[serde(rename = "beliggenhed")]
    pub location: Option<String>,
    /// Number of afdelinger as the document prints it, where that may differ from the register.
    #[serde(rename = "afdelinger_angivet")]
    pub declared_divisions: Option<Number>,
    /// Dwellings as the document prints them, where that may differ from the register's sum.
    #[serde(rename = "boliger_angivet")]
    pub declared_dwellings: Option<Number>,
    /// Youth dwellings as the document prints them.
    #[serde(rename = "ungdomsboliger_angivet")]
    pub declared_youth: Option<Number>,
    /// Author's note.
    pub note: Option<String>,
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
#[serde(deny_unknown_fields)]
pub struct Division {
    /// Id: `aab-21`.
    pub id: Id,
    /// Its number in the organisation.
    pub nr: u32,
    /// Organisation: id of a party.
    pub organisation: Id,
    /// What the address list prints as organisation, where it differs.
    #[serde(rename = "organisation_angivet")]
    pub declared_organisation: Option<String>,
    /// Quarter.
    #[serde(rename = "kvarter")]
    pub quarter: Id,
    /// Place name in the address list: `Skovparken`.
    #[serde(rename = "sted")]
    pub place: Option<String>,
    /// Name printed after the number in the key-figure table: `Munkebo`.
    #[serde(rename = "navn")]
    pub name: Option<String>,
    /// Dwellings.
    #[serde(rename = "boliger")]
    pub dwellings: Option<Value>,
    /// How many of the dwellings are for young people.
    #[serde(rename = "ungdomsboliger")]
    pub youth: Option<Number>,
    /// Address ranges, one string a line of the list.
    #[serde(rename = "adresser", default)]
    pub addresses: Vec<String>,
    /// Key figures from LBF's resident data; absent for those the document does not list.
    #[serde(rename = "noegletal")]
    pub figures: Option<KeyFigures>,
    /// Author's note.
    pub note: Option<String>,
}

/// LBF's key figures of an afdeling: per cent, except residents (count).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeyFigures {
    /// Residents.
    #[serde(rename = "beboere")]
    pub residents: Value,
    /// Outside the labour market.
    #[serde(rename = "uden_arbejde")]
    pub outside_work: Value,
    /// Immigrants and descendants of non-western origin.
    #[serde(rename = "ikke_vestlige")]
    pub non_western: Value,
    /// Convicted.
    #[serde(rename = "doemte")]
    pub convicted: Value,
    /// Only grundskole.
    #[serde(rename = "kun_grundskole")]
    pub basic_school: Value,
    /// Average gross income, per cent of the region's.
    #[serde(rename = "indkomst")]
    pub income: Value,
}

/// `registre/forkortelser.toml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AbbreviationsFile {
    /// The abbreviations; sorted by the compiler.
    #[serde(rename = "forkortelse", default)]
    pub abbreviations: Vec<Abbreviation>,
}

/// An abbreviation.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Abbreviation {
    /// Short form.
    #[serde(rename = "kort")]
    pub short: String,
    /// Long form.
    #[serde(rename = "lang")]
    pub long: String,
}

/// `registre/tal.toml`: numbers that prose names, written once.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FiguresFile {
    /// The numbers.
    #[serde(rename = "tal", default)]
    pub figures: Vec<NamedFigure>,
}

/// A number that prose refers to as `{{ tal.<id> }}`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedFigure {
    /// Id in prose.
    pub id: Id,
    /// The number.
    #[serde(rename = "vaerdi")]
    pub value: Number,
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
    pub claim: Option<String>,
    /// Author's note.
    pub note: Option<String>,
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
    pub footnotes: std::collections::BTreeMap<String, String>,
}

/// Baselines of one fixed indicator.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FixedIndicator {
    /// The rule set's indicator.
    #[serde(rename = "fast")]
    pub fixed: Id,
    /// Its measurements: one a source and year.
    #[serde(rename = "maaling")]
    pub measurements: Vec<Measurement>,
    /// Author's note.
    pub note: Option<String>,
}

/// Baselines of one source and year.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measurement {
    /// In the area or target group; several lines where the source splits it.
    #[serde(rename = "omraade", default)]
    pub area: Vec<FullValueList>,
    /// In the municipality, or what else the area is compared with.
    #[serde(rename = "sammenligning", default)]
    pub comparison: Vec<FullValueList>,
    /// The baseline's year.
    #[serde(rename = "aar")]
    pub year: Option<u16>,
    /// Data source as printed.
    #[serde(rename = "kilde")]
    pub source: String,
    /// The table that has these numbers year by year; `check` compares them.
    #[serde(rename = "serie")]
    pub series: Option<Series>,
}

/// A table with a column a year, and its rows.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// The table.
    #[serde(rename = "tabel")]
    pub table: Id,
    /// Rows of the values in `omraade`, in their order.
    #[serde(rename = "omraade", default)]
    pub area: Vec<Id>,
    /// Rows of the values in `sammenligning`.
    #[serde(rename = "sammenligning", default)]
    pub comparison: Vec<Id>,
}

/// A value in a measurement.
pub type FullValueList = super::measure::FullValue;

/// `oekonomi.toml`: funders and budget lines. Totals are derived.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BudgetFile {
    /// Funders, in the order of the tables.
    #[serde(rename = "finansieringskilde")]
    pub funders: Vec<Funder>,
    /// Budget lines.
    #[serde(rename = "post")]
    pub lines: Vec<BudgetLine>,
    /// Totals as the document prints them, where they may differ from the sum of the lines.
    #[serde(rename = "angivet", default)]
    pub declared: Vec<DeclaredTotal>,
}

/// A funder.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Funder {
    /// Id: `landsbyggefonden`.
    pub id: Id,
    /// Name in the tables.
    #[serde(rename = "navn")]
    pub name: String,
    /// Whether it counts as local co-financing.
    #[serde(rename = "lokal")]
    pub local: bool,
}

/// A budget line in whole kroner.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BudgetLine {
    /// The delaftale it belongs to; or
    #[serde(rename = "delaftale")]
    pub agreement: Option<Id>,
    /// what shared post it is: `Sekretariat`.
    #[serde(rename = "tvaergaaende")]
    pub shared: Option<String>,
    /// Who pays.
    #[serde(rename = "kilde")]
    pub funder: Id,
    /// In what form, where known.
    #[serde(rename = "art")]
    pub kind: Option<MoneyKind>,
    /// Whole kroner.
    #[serde(rename = "beloeb")]
    pub amount: i64,
    /// Author's note.
    pub note: Option<String>,
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
    /// Other.
    Andet,
}

/// A total as the document prints it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclaredTotal {
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
