//! Two trees of entities → what happened to each entity. Things are known again by their ids, then by their likeness.

mod borrowed;
mod cells;
mod leaves;
mod matching;
mod moves;

use std::sync::Arc;

use crate::key::FieldKey;

use super::{
    Approved, Change, ChangeKind, Concept, Crumb, Edit, PlanPart,
    entity::{Address, Entity, Field, Part, Role},
    write,
};
use cells::Grid;
use matching::Pair;

/// All changes in the document's order, each with the part of the plan it belongs to.
pub fn trees(old: &Entity, new: &Entity) -> Vec<(PlanPart, Change)> {
    let mut compare = Compare::default();
    compare.entities(old, new, &Around::default());
    moves::between_things(compare.done())
}

/// What stands around an entity.
#[derive(Debug, Clone, Default)]
struct Around {
    part: Option<PlanPart>,
    crumbs: Vec<Crumb>,
    used: Vec<String>,
    /// Where the new version has the entity that is around.
    key: Option<FieldKey>,
}

impl Around {
    /// Inside an entity.
    fn inside(&self, entity: &Entity) -> Around {
        let mut inner = self.clone();
        inner.key = Some(entity.place.key.clone());
        if inner.part.is_none() && entity.place.path != "plan" {
            inner.part = Some(part_of(entity));
        }
        if let Some(crumb) = crumb(entity) {
            inner.crumbs.push(crumb);
        }
        if !entity.used.is_empty() {
            inner.used = entity.used.clone();
        }
        inner
    }
}

/// The step of the way that an entity is; what only groups keys is none.
fn crumb(entity: &Entity) -> Option<Crumb> {
    let grouping = matches!(entity.kind, Concept::PLAN | Concept::CHART | Concept::DATED)
        || entity.kind == Concept::MEASUREMENT && entity.name.is_empty()
        || entity.kind == Concept::ACTIVITY && entity.role == Role::Only;
    let counted = entity.kind == Concept::GOAL;
    (!grouping).then(|| Crumb {
        kind: entity.kind,
        called: entity.called.clone(),
        number: entity.item().filter(|_| counted).map(|item| item.index + 1),
        name: entity.name.clone(),
    })
}

/// The part of the plan that an entity at the top belongs to.
pub(super) fn part_of(entity: &Entity) -> PlanPart {
    let path = entity.place.path.as_str();
    let file = path.split('#').next().unwrap_or(path);
    if entity.kind == Concept::AGREEMENT {
        let id = entity
            .item()
            .map(|item| item.mark.clone())
            .unwrap_or_default();
        return PlanPart::Agreement(id, entity.name.clone());
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
    /// Two versions of one entity.
    fn entities(&mut self, old: &Entity, new: &Entity, around: &Around) {
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
                Pair::Gone(entity) | Pair::Come(entity) if entity.is_shared() => {}
                Pair::Gone(entity) => self.gone(entity, &inside),
                Pair::Come(entity) => self.come(entity, (old, new), &inside),
            }
        }
        if let Some(grid) = grid {
            self.fold(grid, start);
        }
        self.as_one(old, new, start);
    }

    /// An entity that both versions have: whether it moved or has a new id, then what is in it.
    fn known(
        &mut self,
        old: &Entity,
        new: &Entity,
        moved: bool,
        parents: (&Entity, &Entity),
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
        self.entities(old, new, around);
    }

    /// An entity known again by what it says, under a new id.
    fn id(&mut self, old: &Entity, new: &Entity, around: &Around) {
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
                let file = |entity: &Entity| entity.place.key.file.to_string();
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

    fn gone(&mut self, entity: &Entity, around: &Around) {
        let mut change = self.change(ChangeKind::Fjernet, Some(entity), None, around);
        match &entity.role {
            Role::Item(_) => change.edits.push(Edit::Remove(entity.place.key.clone())),
            Role::Listed(_) => {
                change.edits.push(Edit::Remove(entry_key(entity)));
                change
                    .edits
                    .push(Edit::Delete(entity.place.key.file.to_string()));
            }
            Role::File => change
                .edits
                .push(Edit::Delete(entity.place.key.file.to_string())),
            Role::Only => change.edits.push(Edit::Unset(entity.place.key.clone())),
        }
        change.entity = Some(Arc::new(entity.clone()));
        change.old = entity.value.clone();
        self.push(change, around);
        let inside = around.inside(entity);
        for inner in files_in(entity) {
            self.gone(inner, &inside);
        }
    }

    fn come(&mut self, entity: &Entity, parents: (&Entity, &Entity), around: &Around) {
        let mut change = self.change(ChangeKind::Tilfoejet, None, Some(entity), around);
        let key = translated(&entity.place.key, parents.1, parents.0);
        match &entity.role {
            Role::Item(item) => change.edits.push(Edit::Insert {
                list: translated(&item.list, parents.1, parents.0),
                at: item.index,
                item: write::entity(entity),
            }),
            Role::Listed(item) => {
                change.edits.push(Edit::Insert {
                    list: item.list.clone(),
                    at: item.index,
                    item: write::text(&item.mark),
                });
                let file = entity.place.key.file.to_string();
                change.edits.push(Edit::Create(file, write::file(entity)));
            }
            Role::File => {
                let file = entity.place.key.file.to_string();
                change.edits.push(Edit::Create(file, write::file(entity)));
            }
            Role::Only => change.edits.push(Edit::Set(key, write::entity(entity))),
        }
        leaves::assets(entity, &mut change.edits);
        change.entity = Some(Arc::new(entity.clone()));
        change.new = entity.value.clone();
        self.push(change, around);
        let inside = around.inside(entity);
        for inner in files_in(entity) {
            self.come(inner, (entity, entity), &inside);
        }
    }

    /// A change of an entity, without edits yet.
    fn change(
        &self,
        what: ChangeKind,
        old: Option<&Entity>,
        new: Option<&Entity>,
        around: &Around,
    ) -> Change {
        let entity = new.or(old);
        let place = entity.map(|entity| entity.place.clone());
        let place = place.unwrap_or_else(|| Address::file(""));
        let mut crumbs = around.crumbs.clone();
        crumbs.extend(entity.and_then(crumb));
        let used = entity.map_or(&around.used, |entity| {
            if entity.used.is_empty() {
                &around.used
            } else {
                &entity.used
            }
        });
        Change {
            path: place.path,
            old_key: old.map(|entity| entity.place.key.clone()),
            new_key: new.map(|entity| entity.place.key.clone()),
            kind: entity.map_or(Concept::PLAN, |entity| entity.kind),
            what,
            crumbs,
            from: Vec::new(),
            old: None,
            new: None,
            ids: None,
            entity: None,
            cells: Vec::new(),
            passages: Vec::new(),
            difference: None,
            consequences: Vec::new(),
            effects: Vec::new(),
            approval: Approved::default(),
            reason: None,
            editorial: false,
            edits: Vec::new(),
            used: used.clone(),
            around: around.key.clone().filter(|_| new.is_none()),
            reaches: Vec::new(),
        }
    }

    fn push(&mut self, change: Change, around: &Around) {
        let part = around.part.clone().or_else(|| {
            let entity = change.entity.as_deref();
            entity.map(part_of)
        });
        self.out.push((part.unwrap_or(PlanPart::Plan), change));
    }
}

/// Things in an entity whose files or lists are not its own: they come and go by themselves.
fn files_in(entity: &Entity) -> Vec<&Entity> {
    let mut out = Vec::new();
    for inner in entity.entities() {
        let apart = match &inner.role {
            Role::File | Role::Listed(_) => true,
            Role::Item(item) => item.list.file != entity.place.key.file,
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
fn id_of(entity: &Entity) -> Option<String> {
    match &entity.role {
        Role::Item(item) | Role::Listed(item) => item.id.then(|| item.mark.clone()),
        Role::File => {
            let file = entity.place.key.file.trim_end_matches(".toml");
            file.rsplit('/').next().map(str::to_owned)
        }
        Role::Only => None,
    }
}

/// Where an entity stands in its list: the entry that names its file, or itself.
fn entry_key(entity: &Entity) -> FieldKey {
    match &entity.role {
        Role::Listed(item) => item.list.item(item.index),
        Role::Item(_) | Role::File | Role::Only => entity.place.key.clone(),
    }
}

/// A key below the new version of an entity as it is below the old one.
fn translated(key: &FieldKey, new: &Entity, old: &Entity) -> FieldKey {
    let (from, to) = (&new.place.key, &old.place.key);
    match key.below(from) {
        Some("") => to.clone(),
        Some(steps) => to.child(steps),
        None => key.clone(),
    }
}

/// The fields of an entity that are not cells of a grid.
fn plain_fields(entity: &Entity) -> impl Iterator<Item = &Field> {
    let parts = entity.parts.iter().filter_map(|part| match part {
        Part::Field(field) => Some(field.as_ref()),
        Part::Entity(_) => None,
    });
    parts.filter(|field| !matches!(field.kind, Concept::CELL | Concept::CHART_VALUE))
}
