//! The old budget, on which changes are laid one by one until it is the new one.

use crate::{
    changes::{Change, ChangeKind, Concept, Edit, entity::Value},
    key::FieldKey,
    model::registers::{Budget, BudgetLine, DeclaredTotal},
};

/// The file of the plan's money, and its lists.
const FILE: &str = "oekonomi.toml";
const LINES: &str = "post";
const DECLARED: &str = "angivet";
const FUNDERS: &str = "finansieringskilde";

/// An entry of a list: of the old version by its number there, or of the new one, if only that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ident {
    /// In the old version.
    Old(usize),
    /// In the new version.
    New(usize),
}

/// A budget between two versions.
pub struct Working {
    /// With the funders of both versions, those of the old one first.
    pub budget: Budget,
    /// Which line each of its lines is.
    pub lines: Vec<Ident>,
    declared: Vec<Ident>,
}

impl Working {
    /// The old budget.
    pub fn of(old: &Budget, new: &Budget) -> Working {
        let mut budget = old.clone();
        let known = |id: &str| old.funders.iter().any(|funder| funder.id == id);
        let others = new.funders.iter().filter(|funder| !known(&funder.id));
        budget.funders.extend(others.cloned());
        Working {
            lines: (0..budget.lines.len()).map(Ident::Old).collect(),
            declared: (0..budget.declared.len()).map(Ident::Old).collect(),
            budget,
        }
    }

    /// Lays a change on it; `None` if the change moves no money. What falls in a year, the hours and their price move
    /// none: the line's amount does, which is told as well.
    pub fn lay(&mut self, change: &Change, new: &Budget) -> Option<Ident> {
        let list = [LINES, DECLARED, FUNDERS];
        let list = list
            .into_iter()
            .find(|list| change.path.starts_with(&format!("{FILE}#{list}.")))?;
        let ident = ident(change, list)?;
        match list {
            LINES => self.line(change, ident, new)?,
            DECLARED => self.declared(change, ident, new)?,
            _ => self.funder(change)?,
        }
        Some(ident)
    }

    fn line(&mut self, change: &Change, ident: Ident, new: &Budget) -> Option<()> {
        let at = self.lines.iter().position(|one| *one == ident);
        match (whole(change, Concept::BUDGET_LINE), at, ident) {
            (Some(ChangeKind::Tilfoejet), None, Ident::New(index)) => {
                let line = new.lines.get(index)?;
                let funder = self.number(&new.funders.get(line.funder)?.id)?;
                self.lines.push(ident);
                self.budget.lines.push(BudgetLine {
                    funder,
                    ..line.clone()
                });
            }
            (Some(ChangeKind::Fjernet), Some(at), _) => {
                self.lines.remove(at);
                self.budget.lines.remove(at);
            }
            (None, Some(at), _) => {
                let funder = self.named(change);
                let line = self.budget.lines.get_mut(at)?;
                match change.kind.0 {
                    "beloeb" => line.amount = money(change)?,
                    "til-delaftale" => line.agreement = referred(change),
                    "betales-af" => line.funder = funder?,
                    "medregnes" => line.counted = !matches!(change.new, Some(Value::Flag(false))),
                    "tvaergaaende" => {}
                    _ => return None,
                }
            }
            _ => return None,
        }
        Some(())
    }

    fn declared(&mut self, change: &Change, ident: Ident, new: &Budget) -> Option<()> {
        let at = self.declared.iter().position(|one| *one == ident);
        match (whole(change, Concept::DECLARED_TOTAL), at, ident) {
            (Some(ChangeKind::Tilfoejet), None, Ident::New(index)) => {
                let total = new.declared.get(index)?;
                let funder = match total.funder {
                    Some(at) => Some(self.number(&new.funders.get(at)?.id)?),
                    None => None,
                };
                self.declared.push(ident);
                self.budget.declared.push(DeclaredTotal {
                    funder,
                    ..total.clone()
                });
            }
            (Some(ChangeKind::Fjernet), Some(at), _) => {
                self.declared.remove(at);
                self.budget.declared.remove(at);
            }
            (None, Some(at), _) => {
                let funder = self.named(change);
                let total = self.budget.declared.get_mut(at)?;
                match change.kind.0 {
                    "beloeb" => total.amount = money(change)?,
                    "til-delaftale" => total.agreement = referred(change),
                    "betales-af" => total.funder = funder,
                    _ => return None,
                }
            }
            _ => return None,
        }
        Some(())
    }

    /// Whether a funder is a local one.
    fn funder(&mut self, change: &Change) -> Option<()> {
        let key = change.old_key.as_ref()?;
        let at = entry(key, FUNDERS).filter(|_| change.kind.0 == "lokal")?;
        let local = matches!(change.new, Some(Value::Flag(true)));
        self.budget.funders.get_mut(at)?.local = local;
        Some(())
    }

    fn named(&self, change: &Change) -> Option<usize> {
        self.number(&referred(change)?)
    }

    fn number(&self, funder: &str) -> Option<usize> {
        let mut funders = self.budget.funders.iter();
        funders.position(|one| one.id == funder)
    }
}

/// What happened to an entry of a list as a whole.
fn whole(change: &Change, kind: Concept) -> Option<ChangeKind> {
    (change.kind == kind).then_some(change.what)
}

/// Which entry a change is of. Its edits name it as the old version does, also where the value is new in it.
fn ident(change: &Change, list: &str) -> Option<Ident> {
    let old = change.edits.iter().find_map(|edit| match edit {
        Edit::Set(key, _) | Edit::Unset(key) | Edit::Remove(key) => entry(key, list),
        _ => None,
    });
    let new = || entry(change.new_key.as_ref()?, list).map(Ident::New);
    old.map(Ident::Old).or_else(new)
}

/// The number of the entry of a list that a key lies in.
fn entry(key: &FieldKey, list: &str) -> Option<usize> {
    let steps = key.below(&FieldKey::file(FILE).child(list))?;
    steps.split('.').next()?.parse().ok()
}

fn money(change: &Change) -> Option<i64> {
    match change.new {
        Some(Value::Money(amount)) => Some(amount),
        _ => None,
    }
}

fn referred(change: &Change) -> Option<String> {
    match &change.new {
        Some(Value::Ref(id, _)) => Some(id.clone()),
        _ => None,
    }
}
