//! Registers: parties, quarters, afdelinger, numbers, indicators, money.

use rust_decimal::Decimal;

use crate::key::FieldKey;
pub use crate::schema::{
    measure::Unit,
    registers::{MoneyKind, PartyKind},
};

use super::{Label, measure::Quantity};

/// A body or a role.
#[derive(Debug, Clone, PartialEq)]
pub struct Party {
    /// Id.
    pub id: String,
    /// Name as printed.
    pub name: Label,
    /// What it is.
    pub kind: PartyKind,
    /// Other right ways to write the name.
    pub aliases: Vec<String>,
}

/// A quarter.
#[derive(Debug, Clone, PartialEq)]
pub struct Quarter {
    /// Id.
    pub id: String,
    /// Where it is written.
    pub key: FieldKey,
    /// Name as printed.
    pub name: Label,
    /// Short name.
    pub short_name: Label,
    /// Where it lies.
    pub location: Option<Label>,
    /// What the document prints, where that may differ from the register.
    pub declared: DeclaredCounts,
}

/// Counts as a document prints them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DeclaredCounts {
    /// Afdelinger.
    pub divisions: Option<Decimal>,
    /// Dwellings.
    pub dwellings: Option<Decimal>,
    /// Youth dwellings.
    pub youth: Option<Decimal>,
}

/// An afdeling.
#[derive(Debug, Clone, PartialEq)]
pub struct Division {
    /// Id.
    pub id: String,
    /// Where it is written.
    pub key: FieldKey,
    /// Number in its organisation.
    pub nr: u32,
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

/// LBF's key figures of an afdeling.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyFigures {
    /// Residents (count).
    pub residents: Quantity,
    /// Outside the labour market, per cent.
    pub outside_work: Quantity,
    /// Non-western origin, per cent.
    pub non_western: Quantity,
    /// Convicted, per cent.
    pub convicted: Quantity,
    /// Only grundskole, per cent.
    pub basic_school: Quantity,
    /// Income, per cent of the region's.
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
}

/// An abbreviation.
#[derive(Debug, Clone, PartialEq)]
pub struct Abbreviation {
    /// Short form.
    pub short: Label,
    /// Long form.
    pub long: Label,
}

/// A number that prose names.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedFigure {
    /// Id.
    pub id: String,
    /// The number, its key being the one of `vaerdi`.
    pub value: Quantity,
    /// What it measures.
    pub meaning: String,
    /// Its year.
    pub year: Option<u16>,
    /// Its source.
    pub source: Option<String>,
    /// The expression over the plan's data that gives it, and where that is written.
    pub claim: Option<Label>,
}

/// Baselines of a fixed indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct FixedIndicator {
    /// Id in the rule set.
    pub fixed: String,
    /// Where it is written.
    pub key: FieldKey,
    /// One a source and year.
    pub measurements: Vec<Measurement>,
}

/// Baselines of one source and year.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurement {
    /// In the area.
    pub area: Vec<Quantity>,
    /// In what it is compared with.
    pub comparison: Vec<Quantity>,
    /// Year.
    pub year: Option<u16>,
    /// Source as printed.
    pub source: Label,
    /// The table that has the numbers year by year.
    pub series: Option<Series>,
    /// Where it is written.
    pub key: FieldKey,
}

/// Rows of a table with a column a year. The ids are looked up by the check that uses them.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Table id.
    pub table: String,
    /// Row ids of the values in the area.
    pub area: Vec<String>,
    /// Row ids of the values compared with.
    pub comparison: Vec<String>,
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
#[derive(Debug, Clone, PartialEq)]
pub struct Funder {
    /// Id.
    pub id: String,
    /// Name in tables.
    pub name: Label,
    /// Whether it counts as local co-financing.
    pub local: bool,
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
    /// Index in `Budget::funders`.
    pub funder: usize,
    /// In what form.
    pub kind: Option<MoneyKind>,
    /// Whole kroner.
    pub amount: i64,
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
    /// The total of a delaftale (`None`: the whole plan) and a funder (`None`: all funders).
    pub fn total(&self, agreement: Option<&str>, funder: Option<usize>) -> Total {
        let of_line = |line: &&BudgetLine| {
            (agreement.is_none() || line.agreement.as_deref() == agreement)
                && funder.is_none_or(|funder| line.funder == funder)
        };
        let derived = self
            .lines
            .iter()
            .filter(of_line)
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
        let total = self.total(None, None).printed();
        let locals = self.funders.iter().enumerate().filter(|(_, f)| f.local);
        let local = locals
            .map(|(index, _)| self.total(None, Some(index)).printed())
            .sum();
        (total > 0).then_some(Cofinancing { local, total })
    }
}

impl Quantity {
    /// Whether the value is one of money.
    pub fn is_money(&self) -> bool {
        self.unit == Some(Unit::Kr)
    }
}
