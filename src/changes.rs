//! What changed between two versions of a plan, in the plan's own terms, and who must approve it.
//!
//! A plan becomes a tree of entities (`view`), two trees are compared (`compare`), and each change is given its
//! consequences for the money (`money`), its level (`approval`) and its author's reason (`notes`). Nothing here has
//! words for a reader: those stand in `narrate`.

mod approval;
mod compare;
mod counts;
pub mod drafts;
pub mod editorial;
pub mod entity;
pub mod human;
pub mod json;
pub mod markdown;
mod money;
pub mod narrate;
mod notes;
mod renamed;
mod shared;
mod slot_words;
mod spaces;
mod template;
mod view;
pub mod words;
mod write;

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::{
    key::FieldKey,
    model::{
        Plan,
        measure::Unit,
        ruleset::{Approval, Called, Level, RuleSet},
    },
    source::Node,
    template::Template,
};

pub use crate::model::{
    ruleset::{ChangeKind, MoneyEffect},
    walk::Concept,
};
use entity::{Entity, Value};
pub use money::{Budgets, InYear, Local, Sum, Transfer};
pub use notes::NoteFinding;
pub use template::TemplateChange;
use words::Passage;

/// One version of a plan with its template.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The template family it asks for; the rule set of the new version says who approves.
    pub template: &'a Template,
}

impl<'a> Side<'a> {
    /// Its rule set.
    fn rules(self) -> &'a RuleSet {
        &self.template.rules
    }
}

/// Everything that changed between two versions.
#[derive(Debug, Clone)]
pub struct ChangeList {
    /// Changes of the plan that are not editorial, by section, in the document's order.
    pub sections: Vec<Section>,
    /// Changes that their author declares to be of spelling or layout only.
    pub editorial: Vec<Section>,
    /// Changes of the template's wording and rules.
    pub template: Vec<TemplateChange>,
    /// How many changes whom to ask about.
    pub summary: Summary,
    /// What the plan's money comes to before and after, if any of it moved.
    pub money: Option<Budgets>,
    /// The rules that gave the levels, in the rule set's order.
    pub rules: Vec<Approval>,
    /// What is wrong with the author's notes on changes.
    pub findings: Vec<NoteFinding>,
}

/// The changes of one part of the plan.
#[derive(Debug, Clone)]
pub struct Section {
    /// Which part.
    pub part: PlanPart,
    /// Its changes.
    pub changes: Vec<Change>,
}

/// The parts of a plan that a change list is divided by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanPart {
    /// Title, period, parties, documents.
    Plan,
    /// Items 1–8 with indicators and money.
    Strategic,
    /// A delaftale: its id and its name.
    Agreement(String, String),
    /// Texts that several delaftaler share.
    Shared,
    /// Annexes.
    Annexes,
    /// Registers: parties, quarters, afdelinger, abbreviations, numbers.
    Registers,
    /// Tables and figures that stand in no text.
    Loose,
}

impl PlanPart {
    /// Id of the delaftale, if it is one.
    pub fn agreement(&self) -> Option<&str> {
        match self {
            PlanPart::Agreement(id, _) => Some(id),
            PlanPart::Plan
            | PlanPart::Strategic
            | PlanPart::Shared
            | PlanPart::Annexes
            | PlanPart::Registers
            | PlanPart::Loose => None,
        }
    }
}

/// One change.
#[derive(Debug, Clone)]
pub struct Change {
    /// What changed: file and key, items of lists by id. Of the new version; of the old one for what is gone.
    pub path: String,
    /// Where it is written in the old version, if it is there.
    pub old_key: Option<FieldKey>,
    /// Where it is written in the new version, if it is there.
    pub new_key: Option<FieldKey>,
    /// What it is.
    pub kind: Concept,
    /// What happened to it.
    pub what: ChangeKind,
    /// The entities around it from the outermost in, itself last.
    pub crumbs: Vec<Crumb>,
    /// Where it stood before, if it moved to another entity.
    pub from: Vec<Crumb>,
    /// What it said.
    pub old: Option<Value>,
    /// What it says.
    pub new: Option<Value>,
    /// Old and new id, if that changed.
    pub ids: Option<(String, String)>,
    /// What was added or removed, with all that is in it.
    pub entity: Option<Arc<Entity>>,
    /// What stands in a column that was added or removed, by its rows.
    pub cells: Vec<(String, Value)>,
    /// Words that changed, of a text.
    pub passages: Vec<Passage>,
    /// New less old, of numbers in one unit.
    pub difference: Option<Difference>,
    /// What follows from it.
    pub consequences: Vec<Consequence>,
    /// What it does to the plan's money.
    pub effects: Vec<MoneyEffect>,
    /// Who approves it.
    pub approval: Approved,
    /// Why it was made.
    pub reason: Option<String>,
    /// Declared to be editorial, and not refused as such.
    pub editorial: bool,
    /// The same as edits of the old version's files.
    pub edits: Vec<Edit>,
    /// Where it is used, if that is another place than its own.
    pub used: Vec<String>,
    /// Where the new version has what stood around it, if it is gone.
    pub around: Option<FieldKey>,
    /// The delaftaler that it reaches, by their names, if it is of a text that they share.
    pub reaches: Vec<String>,
}

/// A step of the way to a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    /// What it is.
    pub kind: Concept,
    /// What its family calls it, if it is the family's own.
    pub called: Option<Called>,
    /// Its number among its like, of what a reader counts.
    pub number: Option<usize>,
    /// Its name in the plan's own words; empty where its kind says it all.
    pub name: String,
}

/// A difference of two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// New less old.
    pub amount: Decimal,
    /// Its unit: percentages differ in percentage points.
    pub unit: Option<Unit>,
}

/// What follows from a change by itself, without being one.
#[derive(Debug, Clone, PartialEq)]
pub enum Consequence {
    /// A sum of money that it moves.
    Total {
        /// Whose: a delaftale's name; `None` for the plan.
        agreement: Option<String>,
        /// Whose money: a funder's name; `None` for all.
        funder: Option<String>,
        /// What is more or less, whole kroner.
        by: i64,
        /// Whether only what the lines come to moves: the plan states the total itself.
        stated: bool,
    },
    /// The local share of the plan's money that it moves.
    Cofinancing {
        /// What is more or less, percentage points.
        by: Decimal,
    },
    /// Money that went to another post, or came from it.
    Transfer {
        /// How much, whole kroner.
        amount: i64,
        /// The other post.
        other: String,
        /// Whether it came.
        arrives: bool,
        /// Within whose money, or within which delaftale.
        within: String,
    },
    /// A count or sum of a register.
    Count {
        /// What is counted.
        kind: Concept,
        /// Where: a quarter's name; `None` for the plan.
        quarter: Option<String>,
        /// Before.
        old: Decimal,
        /// After.
        new: Decimal,
    },
}

/// Who approves a change, and by which rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Approved {
    /// Who: id of a level in the rule set.
    pub level: String,
    /// Id of the rule in the rule set; empty if none fits.
    pub rule: String,
    /// Whether its effect on the plan's money raised the level.
    pub promoted: bool,
}

/// How many changes each level approves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Levels, highest first, with their number of changes; editorial ones not counted.
    pub levels: Vec<(String, usize)>,
    /// Editorial changes.
    pub editorial: usize,
    /// Changes of the template.
    pub template: usize,
}

/// An edit of the old version's files. Keys are those of the old version; `at` counts in the new one.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Writes a value.
    Set(FieldKey, Node),
    /// Takes a key out.
    Unset(FieldKey),
    /// Puts an item into a list.
    Insert {
        /// The list.
        list: FieldKey,
        /// Its number in the new list.
        at: usize,
        /// The item.
        item: Node,
    },
    /// Takes an item out of a list.
    Remove(FieldKey),
    /// Moves an item, to another list or within its own.
    Move {
        /// The item.
        item: FieldKey,
        /// The list it goes to.
        list: FieldKey,
        /// Its number in that list.
        at: usize,
    },
    /// Writes a file.
    Create(String, Node),
    /// Takes a file away.
    Delete(String),
    /// Gives a file another name.
    Rename(String, String),
    /// Brings a picture or a data file along.
    Asset(String, Arc<[u8]>),
}

impl Approved {
    /// By a level, without a rule that says so.
    fn by(level: Option<&Level>) -> Self {
        Approved {
            level: level.map(|level| level.id.clone()).unwrap_or_default(),
            ..Approved::default()
        }
    }
}

impl ChangeList {
    /// All changes of the plan, editorial ones last.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        let sections = self.sections.iter().chain(&self.editorial);
        sections.flat_map(|section| &section.changes)
    }

    /// The changes that one level approves, with the rules that say so. The template's words are approved by nobody.
    pub fn of_level(&self, level: &str) -> ChangeList {
        let mut out = self.only(|change, _| change.approval.level == level);
        out.summary.levels.retain(|(id, _)| id == level);
        out
    }

    /// Some of the changes of the plan, with the rules that gave their levels.
    pub fn only(&self, keep: impl Fn(&Change, &PlanPart) -> bool) -> ChangeList {
        let kept = |sections: &[Section]| -> Vec<Section> {
            let kept = sections.iter().map(|section| {
                let changes = section.changes.iter();
                let changes = changes.filter(|change| keep(change, &section.part));
                Section {
                    part: section.part.clone(),
                    changes: changes.cloned().collect(),
                }
            });
            kept.filter(|section| !section.changes.is_empty()).collect()
        };
        let (sections, editorial) = (kept(&self.sections), kept(&self.editorial));
        let changes = |sections: &[Section]| -> usize {
            sections.iter().map(|section| section.changes.len()).sum()
        };
        let all = || sections.iter().flat_map(|section| &section.changes);
        let levels = self.summary.levels.iter().map(|(id, _)| {
            let of_it = all().filter(|change| change.approval.level == *id);
            (id.clone(), of_it.count())
        });
        let moves = all().any(|change| !change.consequences.is_empty());
        let gave = |rule: &&Approval| {
            let mut kept = all().chain(editorial.iter().flat_map(|section| &section.changes));
            kept.any(|change| change.approval.rule == rule.id)
        };
        ChangeList {
            summary: Summary {
                levels: levels.collect(),
                editorial: changes(&editorial),
                template: 0,
            },
            money: self.money.clone().filter(|_| moves),
            rules: self.rules.iter().filter(gave).cloned().collect(),
            template: Vec::new(),
            findings: self.findings.clone(),
            sections,
            editorial,
        }
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.sections.is_empty() && self.editorial.is_empty() && self.template.is_empty()
    }
}

/// What changed from one version to the next.
pub fn between(old: Side<'_>, new: Side<'_>) -> ChangeList {
    let before = view::of(old.plan, old.rules());
    let after = view::of(new.plan, new.rules());
    let mut changes = compare::trees(&before, &after);
    renamed::fold(&mut changes);
    let [was, is] = [old, new].map(|side| &side.template.words.unbroken);
    changes.retain(|(_, change)| !spaces::only(change, was, is));
    let money = money::follow(&mut changes, old, new);
    counts::follow(&mut changes, old, new);
    shared::reach(&mut changes, old, new);
    for (_, change) in &mut changes {
        change.approval = approval::of(change, new.rules());
    }
    let findings = notes::apply(&mut changes, new);
    slot_words::tell(&mut changes, old, new);
    let template = template::between(old, new);
    let rules = new.rules().approvals.iter();
    let gave = |rule: &&Approval| changes.iter().any(|(_, one)| one.approval.rule == rule.id);
    let rules = rules.filter(gave).cloned().collect();
    let (editorial, others): (Vec<_>, Vec<_>) = changes
        .into_iter()
        .partition(|(_, change)| change.editorial);
    let count = |level: &Level| {
        let of_level = |(_, change): &&(PlanPart, Change)| change.approval.level == level.id;
        (level.id.clone(), others.iter().filter(of_level).count())
    };
    let summary = Summary {
        levels: new.rules().levels.iter().map(count).collect(),
        editorial: editorial.len(),
        template: template.len(),
    };
    ChangeList {
        sections: sections(others),
        editorial: sections(editorial),
        template,
        summary,
        money,
        rules,
        findings,
    }
}

/// Changes by part, parts in the order in which they first come.
fn sections(changes: Vec<(PlanPart, Change)>) -> Vec<Section> {
    let mut out: Vec<Section> = Vec::new();
    for (part, change) in changes {
        match out.iter_mut().find(|section| section.part == part) {
            Some(section) => section.changes.push(change),
            None => out.push(Section {
                part,
                changes: vec![change],
            }),
        }
    }
    out
}
