//! The plan, typed: ids resolved, dates, money, units and reasons for missing values.
//!
//! Every text knows the key it was written under, so that a page, a finding and an edit in Word all find
//! their way back to the source. A record that a file holds as the model keeps it is read by serde (`source::keyed`
//! tells it its key) and is its own shape; `lower` makes the others.

pub mod agreement;
pub mod companion;
pub mod content;
pub mod counts;
pub mod declared;
pub mod derived;
pub mod expression;
pub mod family;
pub mod followup;
pub mod measure;
pub mod meeting;
pub mod money;
pub mod number;
pub mod records;
pub mod registers;
pub mod release;
pub mod ruleset;
pub mod signers;
pub mod slots;
pub mod standards;
mod text;
pub mod trend;
pub mod walk;
pub mod written;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use time::Date;

use crate::key::FieldKey;
pub use text::{Label, Prose, Scope, shared};
use written::LocalDate;

use agreement::{Agreement, Strategic};
use companion::{Companion, SubmissionDocument};
use content::{Annex, Figure, Table};
use derived::Derived;
use followup::{HalfStatus, Round};
use records::Register;
use registers::{
    Abbreviation, Budget, Division, FixedIndicator, NamedFigure, Party, PartyKind, Quarter,
};
use signers::Signer;

/// A whole plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What the plan is and where it stands.
    pub meta: PlanMeta,
    /// Everybody the plan names.
    pub parties: Vec<Party>,
    /// Quarters, in the order in which they are listed.
    pub quarters: Vec<Quarter>,
    /// Afdelinger, in register order.
    pub divisions: Vec<Division>,
    /// Day or year of each key figure, by its key.
    pub figures_dated: BTreeMap<String, String>,
    /// Abbreviations, as written; sorted when shown.
    pub abbreviations: Vec<Abbreviation>,
    /// Words that are right in the plan though no dictionary has them; never part of a document.
    pub vocabulary: Vec<String>,
    /// Numbers that prose names.
    pub figures: Vec<NamedFigure>,
    /// Baselines of the fixed indicators.
    pub indicators: Vec<FixedIndicator>,
    /// Funders and budget lines.
    pub budget: Budget,
    /// The agreement's text.
    pub strategic: Strategic,
    /// Delaftaler in the plan's order.
    pub agreements: Vec<Agreement>,
    /// Texts of documents that are made beside the agreements, in the order of their files.
    pub companions: Vec<Companion>,
    /// Tables by id.
    pub tables: BTreeMap<String, Table>,
    /// Figures by id.
    pub charts: BTreeMap<String, Figure>,
    /// Annexes in the plan's order.
    pub annexes: Vec<Annex>,
    /// Registers that the template family declares, in its order.
    pub registers: Vec<Register>,
    /// Tables that the family derives from them.
    pub derived: Vec<Derived>,
    /// Findings that are let stand; never part of a document.
    pub waivers: Vec<Waiver>,
    /// Why things were changed since an earlier version; never part of the formal document.
    pub change_notes: Vec<ChangeNote>,
    /// Rounds of later measurements, by year; no part of the plan's own documents.
    pub rounds: Vec<Round>,
    /// Half-yearly statuses, in order; no part of the plan's own documents.
    pub statuses: Vec<HalfStatus>,
}

/// Why something was changed.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeNote {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// What was changed: a file, or a file and a key in it, `delaftaler/uddannelse.toml#delmaal.fravaer`. Items of a
    /// list are named by their id. A key covers all that stands below it.
    #[serde(rename = "noegle")]
    pub place: String,
    /// Why.
    #[serde(rename = "begrundelse")]
    pub reason: String,
    /// Whether the change is one of spelling or layout only.
    #[serde(rename = "redaktionel", default)]
    pub editorial: bool,
}

/// A finding that is let stand.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// Code of the rule: `T001`.
    #[serde(rename = "kode")]
    pub code: String,
    /// Where: a file, or a file and a key in it, `delaftaler/uddannelse.toml#personale.profiler`. Items of a list
    /// are named by their id or their number from 0.
    #[serde(rename = "sted")]
    pub place: String,
    /// What was found, as the check says it: findings with other values at the same place are not let stand.
    #[serde(rename = "fund", default)]
    pub found: Vec<String>,
    /// Why it may stand.
    #[serde(rename = "begrundelse")]
    pub reason: String,
    /// Who decided so: a role.
    #[serde(rename = "rolle")]
    pub role: String,
    /// When.
    #[serde(rename = "dato", deserialize_with = "written::date")]
    #[schemars(with = "LocalDate")]
    pub date: Date,
    /// Last day on which it holds.
    #[serde(
        rename = "udloeber",
        default,
        deserialize_with = "written::date_if_any"
    )]
    #[schemars(with = "Option<LocalDate>")]
    pub expires: Option<Date>,
    /// Why it is for good, where it does not expire.
    #[serde(rename = "varigt", default)]
    pub lasting: Option<String>,
}

/// What the plan is and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanMeta {
    /// Name of the effort.
    pub name: Label,
    /// Title.
    pub title: Label,
    /// Title in the running header.
    pub short_title: Label,
    /// Line below the title; may be empty.
    pub subtitle: Label,
    /// Stem of the output files.
    pub slug: String,
    /// Version.
    pub version: Label,
    /// Status.
    pub status: Status,
    /// Date of the version.
    pub date: Date,
    /// First and last day of the plan.
    pub period: (Date, Date),
    /// Index of the municipality in `Plan::parties`.
    pub municipality: usize,
    /// Template family.
    pub template: String,
    /// Numbering scheme.
    pub numbering: NumberingScheme,
    /// Parties to the strategic agreement: indices in `Plan::parties`.
    pub parties: Vec<usize>,
    /// Lines to sign the strategic agreement on; none where each party has one.
    pub signers: Vec<Signer>,
    /// Whether the tables of sub-goals show what is aimed at.
    pub targets_shown: bool,
    /// Documents of the submission, as the plan lists them.
    pub documents: Vec<SubmissionDocument>,
}

impl Plan {
    /// The organisations that own the plan's afdelinger, each once, in register order.
    pub fn organisations(&self) -> Vec<usize> {
        let used: Vec<usize> = self.divisions.iter().map(|d| d.organisation).collect();
        (0..self.parties.len())
            .filter(|index| used.contains(index))
            .collect()
    }

    /// The parties to the strategic agreement of one kind, in the order they sign.
    pub fn parties_of(&self, kind: PartyKind) -> Vec<usize> {
        let of_it = |index: &usize| self.parties[*index].kind == kind;
        self.meta.parties.iter().copied().filter(of_it).collect()
    }

    /// The register of the family's own with a key.
    pub fn register(&self, key: &str) -> Option<&Register> {
        let mut registers = self.registers.iter();
        registers.find(|register| register.form.key == key)
    }

    /// The derived table of the family's own with an id.
    pub fn derived(&self, id: &str) -> Option<&Derived> {
        self.derived.iter().find(|table| table.form.id == id)
    }

    /// Afdelinger of a quarter, in register order.
    pub fn divisions_in(&self, quarter: usize) -> impl Iterator<Item = &Division> {
        self.divisions.iter().filter(move |d| d.quarter == quarter)
    }
}

impl PlanMeta {
    /// Whether the plan's own status makes every document a draft: all that is not yet sent to LBF.
    pub fn is_draft(&self) -> bool {
        self.status < Status::Indsendt
    }
}

/// The plan's life, in order.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
    clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Being written.
    #[value(help = "planen skrives")]
    Udkast,
    /// In hearing.
    #[value(help = "i høring")]
    Hoering,
    /// Before the board.
    #[value(help = "til behandling i bestyrelsen")]
    Bestyrelse,
    /// Before the housing organisations' boards.
    #[value(help = "til behandling i organisationsbestyrelserne")]
    Organisationsbestyrelser,
    /// Before the city council.
    #[value(help = "til behandling i byrådet")]
    Byraad,
    /// Sent to LBF.
    #[value(help = "sendt til Landsbyggefonden")]
    Indsendt,
    /// Approved by LBF.
    #[value(help = "godkendt af Landsbyggefonden")]
    Godkendt,
    /// Signed.
    #[value(help = "underskrevet af parterne")]
    Underskrevet,
    /// Kept current after signing.
    #[value(help = "holdt ajour efter underskriften")]
    Ajourfoert,
}

/// How headings are numbered, and whether delaftaler are documents of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum NumberingScheme {
    /// One document: chapter 1, items 1.1–1.8, delaftaler 1.5.1 …, activities 1.5.1.1 ….
    Kapitel,
    /// LBF's plain one: items 1–8; each delaftale a document of its own.
    Lbf,
}

/// Whether a document of the submission is present.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentStatus {
    /// Part of the document that the compiler makes.
    Indeholdt,
    /// Made by the compiler as a document of its own.
    Dannes,
    /// A file of others that goes with it.
    Vedlagt,
    /// Delivered separately.
    LeveresSaerskilt,
    /// Missing.
    Mangler,
}
