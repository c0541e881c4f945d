//! The plan, typed: ids resolved, dates, money, units and reasons for missing values.
//!
//! Every text knows the key it was written under, so that a page, a finding and an edit in Word all find
//! their way back to the source. Made by `lower` only.

pub mod agreement;
pub mod content;
pub mod followup;
pub mod measure;
pub mod meeting;
pub mod registers;
pub mod release;
pub mod ruleset;
pub mod slots;
pub mod standards;
pub mod trend;

use std::{collections::BTreeMap, sync::Arc};

use time::Date;

use crate::key::FieldKey;
pub use crate::schema::{DocumentStatus, NumberingScheme, Status};
use agreement::{Agreement, Strategic};
use content::{Annex, Figure, Table};
use followup::{HalfStatus, Round};
use registers::{
    Abbreviation, Budget, Division, FixedIndicator, NamedFigure, Party, PartyKind, Quarter,
};

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
    /// Tables by id.
    pub tables: BTreeMap<String, Table>,
    /// Figures by id.
    pub charts: BTreeMap<String, Figure>,
    /// Annexes in the plan's order.
    pub annexes: Vec<Annex>,
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
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeNote {
    /// Where it is written.
    pub key: FieldKey,
    /// What was changed: `delaftaler/uddannelse.toml#delmaal.fravaer`; a prefix covers all below it.
    pub place: String,
    /// Why.
    pub reason: String,
    /// Declared to be of spelling or layout only.
    pub editorial: bool,
}

/// A finding that is let stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiver {
    /// Where it is written.
    pub key: FieldKey,
    /// Code of the rule.
    pub code: String,
    /// File, or file and key: `delaftaler/uddannelse.toml#personale.profiler`.
    pub place: String,
    /// Why.
    pub reason: String,
    /// Who decided so.
    pub role: String,
    /// When.
    pub date: Date,
    /// Last day on which it holds.
    pub expires: Option<Date>,
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
    /// Documents of the submission: rule-set id and status.
    pub documents: Vec<(String, DocumentStatus)>,
}

/// A plain text: shown as it stands, never read as markup.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// The words; `\n` is a line break.
    pub text: String,
    /// Where it is written.
    pub key: FieldKey,
}

/// A text in CommonMark with `{{ … }}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Prose {
    /// The source text.
    pub text: String,
    /// Where it is written.
    pub key: FieldKey,
    /// What its footnotes and parameters mean.
    pub scope: Arc<Scope>,
}

/// Names that a prose text may use besides the plan's data.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scope {
    /// Footnotes of the file, by id.
    pub notes: BTreeMap<String, Label>,
    /// Prefix that makes footnote ids unique in the plan: the file's name.
    pub prefix: String,
    /// Parameters of a shared activity: `{{ med.emne }}`.
    pub with: BTreeMap<String, Label>,
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
