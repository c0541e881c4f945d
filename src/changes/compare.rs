//! Two trees of things → what happened to each thing. Things are known again by their ids, then by their likeness.

mod borrowed;
mod cells;
mod leaves;
mod matching;
mod moves;

use std::sync::Arc;

use crate::key::FieldKey;

use super::{
    Approved, Change, ChangeKind, Concept, Crumb, Edit, PlanPart,
    thing::{Field, Part, Place, Role, Thing},
    write,
};
use cells::Grid;
use matching::Pair;

/// All changes in the document's order, each with the part of the plan it belongs to.
pub fn trees(old: &Thing, new: &Thing) -> Vec<(PlanPart, Change)> {
    let mut compare = Compare::default();
    compare.things(old, new, &Around::default());
    moves::between_things(compare.done())
}

/// What stands around a thing.
#[derive(Debug, Clone, Default)]
struct Around {
    part: Option<PlanPart>,
    crumbs: Vec<Crumb>,
    used: Vec<String>,
}

impl Around {
    /// Inside a thing.
    fn inside(&self, thing: &Thing) -> Around {
        let mut inner = self.clone();
        if inner.part.is_none() && thing.place.path != "plan" {
            inner.part = Some(part_of(thing));
        }
        if let Some(crumb) = crumb(thing) {
            inner.crumbs.push(crumb);
        }
        if !thing.used.is_empty() {
            inner.used = thing.used.clone();
        }
        inner
    }
}

/// The step of the way that a thing is; what only groups keys is none.
fn crumb(thing: &Thing) -> Option<Crumb> {
    let grouping = matches!(thing.kind, Concept::PLAN | Concept::CHART | Concept::DATED)
        || thing.kind == Concept::MEASUREMENT && thing.name.is_empty()
        || thing.kind == Concept::ACTIVITY && thing.role == Role::Only;
    let counted = thing.kind == Concept::GOAL;
    (!grouping).then(|| Crumb {
        kind: thing.kind,
        called: thing.called.clone(),
        number: thing.item().filter(|_| counted).map(|item| item.index + 1),
        name: thing.name.clone(),
    })
}

/// The part of the plan that a thing at the top belongs to.
fn part_of(thing: &Thing) -> PlanPart {
    let path = thing.place.path.as_str();
    let file = path.split('#').next().unwrap_or(path);
    if thing.kind == Concept::AGREEMENT {
        let id = thing
            .item()
            .map(|item| item.mark.clone())
            .unwrap_or_default();
        return PlanPart::Agreement(id, thing.name.clone());
    }
    match file.split('/').next().unwrap_or_default() {
        "plan.toml" => PlanPart::Plan,
        "bilag" => PlanPart::Annexes,
        "faelles" => PlanPart::Shared,
        "registre" => PlanPart::Registers,
        "tabeller" | "figurer" => PlanPart::Loose,
        _ => PlanPart::Strategic,
    }
}

#[derive(Default)]
struct Compare {
    out: Vec<(PlanPart, Change)>,
    /// Texts that became an activity's own, word for word.
    copied: Vec<borrowed::Copied>,
}

impl Compare {
    /// Two versions of one thing.
    fn things(&mut self, old: &Thing, new: &Thing, around: &Around) {
        let inside = around.inside(new);
        self.value(old, new, &inside);
        let pairs = matching::children(old, new);
        let mut grid = Grid::of(&pairs);
        let start = self.out.len();
        self.fields(old, new, &inside);
        for pair in &pairs {
            match pair {
                Pair::Both {
                    old: a,
                    new: b,
                    moved,
                } => {
                    self.known(a, b, *moved, (old, new), &inside);
                    if let Some(grid) = &mut grid
                        && matches!(b.kind, Concept::ROW | Concept::CHART_SERIES)
                    {
                        self.row(a, b, grid, &inside);
                    }
                }
                // What comes with a shared text, or goes with it, is told where it is written.
                Pair::Gone(thing) | Pair::Come(thing) if thing.is_shared() => {}
                Pair::Gone(thing) => self.gone(thing, &inside),
                Pair::Come(thing) => self.come(thing, (old, new), &inside),
            }
        }
        if let Some(grid) = grid {
            self.fold(grid, start);
        }
        self.as_one(old, new, start);
    }

    /// A thing that both versions have: whether it moved or has a new id, then what is in it.
    fn known(
        &mut self,
        old: &Thing,
        new: &Thing,
        moved: bool,
        parents: (&Thing, &Thing),
        around: &Around,
    ) {
        if moved && let (Some(_), Some(item)) = (old.item(), new.item()) {
            let edit = Edit::Move {
                item: entry_key(old),
                list: translated(&item.list, parents.1, parents.0),
                at: item.index,
            };
            let mut change = self.change(ChangeKind::Flyttet, Some(old), Some(new), around);
            change.new.clone_from(&new.value);
            change.edits.push(edit);
            self.push(change, around);
        }
        self.id(old, new, around);
        self.things(old, new, around);
    }

    /// A thing known again by what it says, under a new id.
    fn id(&mut self, old: &Thing, new: &Thing, around: &Around) {
        let (Some(before), Some(after)) = (id_of(old), id_of(new)) else {
            return;
        };
        if before == after {
            return;
        }
        let mut change = self.change(ChangeKind::NytId, Some(old), Some(new), around);
        let id = write::text(&after);
        match &old.role {
            Role::Listed(_) | Role::File => {
                let file = |thing: &Thing| thing.place.key.file.to_string();
                change.edits.push(Edit::Rename(file(old), file(new)));
                if let Role::Listed(_) = &old.role {
                    change.edits.push(Edit::Set(entry_key(old), id));
                }
            }
            Role::Item(_) | Role::Only => {
                let name = if old.kind == Concept::FIXED_INDICATOR {
                    "fast"
                } else {
                    "id"
                };
                change.edits.push(Edit::Set(old.place.key.child(name), id));
            }
        }
        change.ids = Some((before, after));
        self.push(change, around);
    }

    fn gone(&mut self, thing: &Thing, around: &Around) {
        let mut change = self.change(ChangeKind::Fjernet, Some(thing), None, around);
        match &thing.role {
            Role::Item(_) => change.edits.push(Edit::Remove(thing.place.key.clone())),
            Role::Listed(_) => {
                change.edits.push(Edit::Remove(entry_key(thing)));
                change
                    .edits
                    .push(Edit::Delete(thing.place.key.file.to_string()));
            }
            Role::File => change
                .edits
                .push(Edit::Delete(thing.place.key.file.to_string())),
            Role::Only => change.edits.push(Edit::Unset(thing.place.key.clone())),
        }
        change.thing = Some(Arc::new(thing.clone()));
        change.old = thing.value.clone();
        self.push(change, around);
        let inside = around.inside(thing);
        for inner in files_in(thing) {
            self.gone(inner, &inside);
        }
    }

    fn come(&mut self, thing: &Thing, parents: (&Thing, &Thing), around: &Around) {
        let mut change = self.change(ChangeKind::Tilfoejet, None, Some(thing), around);
        let key = translated(&thing.place.key, parents.1, parents.0);
        match &thing.role {
            Role::Item(item) => change.edits.push(Edit::Insert {
                list: translated(&item.list, parents.1, parents.0),
                at: item.index,
                item: write::thing(thing),
            }),
            Role::Listed(item) => {
                change.edits.push(Edit::Insert {
                    list: item.list.clone(),
                    at: item.index,
                    item: write::text(&item.mark),
                });
                let file = thing.place.key.file.to_string();
                change.edits.push(Edit::Create(file, write::file(thing)));
            }
            Role::File => {
                let file = thing.place.key.file.to_string();
                change.edits.push(Edit::Create(file, write::file(thing)));
            }
            Role::Only => change.edits.push(Edit::Set(key, write::thing(thing))),
        }
        leaves::assets(thing, &mut change.edits);
        change.thing = Some(Arc::new(thing.clone()));
        change.new = thing.value.clone();
        self.push(change, around);
        let inside = around.inside(thing);
        for inner in files_in(thing) {
            self.come(inner, (thing, thing), &inside);
        }
    }

    /// A change of a thing, without edits yet.
    fn change(
        &self,
        what: ChangeKind,
        old: Option<&Thing>,
        new: Option<&Thing>,
        around: &Around,
    ) -> Change {
        let thing = new.or(old);
        let place = thing.map(|thing| thing.place.clone());
        let place = place.unwrap_or_else(|| Place::file(""));
        let mut crumbs = around.crumbs.clone();
        crumbs.extend(thing.and_then(crumb));
        let used = thing.map_or(&around.used, |thing| {
            if thing.used.is_empty() {
                &around.used
            } else {
                &thing.used
            }
        });
        Change {
            path: place.path,
            old_key: old.map(|thing| thing.place.key.clone()),
            new_key: new.map(|thing| thing.place.key.clone()),
            kind: thing.map_or(Concept::PLAN, |thing| thing.kind),
            what,
            crumbs,
            from: Vec::new(),
            old: None,
            new: None,
            ids: None,
            thing: None,
            passages: Vec::new(),
            difference: None,
            consequences: Vec::new(),
            effects: Vec::new(),
            approval: Approved::default(),
            reason: None,
            editorial: false,
            edits: Vec::new(),
            used: used.clone(),
        }
    }

    fn push(&mut self, change: Change, around: &Around) {
        let part = around.part.clone().or_else(|| {
            let thing = change.thing.as_deref();
            thing.map(part_of)
        });
        self.out.push((part.unwrap_or(PlanPart::Plan), change));
    }
}

/// Things in a thing whose files or lists are not its own: they come and go by themselves.
fn files_in(thing: &Thing) -> Vec<&Thing> {
    let mut out = Vec::new();
    for inner in thing.things() {
        let apart = match &inner.role {
            Role::File | Role::Listed(_) => true,
            Role::Item(item) => item.list.file != thing.place.key.file,
            Role::Only => false,
        };
        if apart {
            out.push(inner);
        } else {
            out.extend(files_in(inner));
        }
    }
    out
}

/// The id that an author wrote, or the name of a file.
fn id_of(thing: &Thing) -> Option<String> {
    match &thing.role {
        Role::Item(item) | Role::Listed(item) => item.id.then(|| item.mark.clone()),
        Role::File => {
            let file = thing.place.key.file.trim_end_matches(".toml");
            file.rsplit('/').next().map(str::to_owned)
        }
        Role::Only => None,
    }
}

/// Where a thing stands in its list: the entry that names its file, or itself.
fn entry_key(thing: &Thing) -> FieldKey {
    match &thing.role {
        Role::Listed(item) => item.list.item(item.index),
        Role::Item(_) | Role::File | Role::Only => thing.place.key.clone(),
    }
}

/// A key below the new version of a thing as it is below the old one.
fn translated(key: &FieldKey, new: &Thing, old: &Thing) -> FieldKey {
    let (from, to) = (&new.place.key, &old.place.key);
    match key.below(from) {
        Some("") => to.clone(),
        Some(steps) => to.child(steps),
        None => key.clone(),
    }
}

/// The fields of a thing that are not cells of a grid.
fn plain_fields(thing: &Thing) -> impl Iterator<Item = &Field> {
    let parts = thing.parts.iter().filter_map(|part| match part {
        Part::Field(field) => Some(field.as_ref()),
        Part::Thing(_) => None,
    });
    parts.filter(|field| !matches!(field.kind, Concept::CELL | Concept::CHART_VALUE))
}
