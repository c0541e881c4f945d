//! The plan's entities in the document's order: baselines, delaftaler and money where the strategic agreement tells of them,
//! registers last.

use std::collections::BTreeMap;

use crate::{
    changes::entity::{Address, Entity, Part, Role, Value, last_step},
    model::{
        ruleset::Follows,
        walk::{self, Concept, Walk},
    },
};

use super::{
    View,
    entities::{entity, notes_of},
    uses,
};

impl View<'_> {
    /// All entities, arranged.
    pub(super) fn arranged(&self) -> Entity {
        let (mut parts, mut blocks) = (Vec::new(), BTreeMap::new());
        for entity in self.all() {
            let name = match entity.kind {
                Concept::TABLE => "tabel",
                Concept::FIGURE => "figur",
                _ => {
                    parts.push(entity);
                    continue;
                }
            };
            let id = file_name(&entity.place.key.file);
            blocks.insert(format!("{name}.{id}"), entity);
        }
        tell_users(&mut parts);
        let mut parts = self.money_to_agreements(parts);
        let sections = sections(&parts);
        parts.sort_by_cached_key(|part| self.position(part, &sections));
        let mut root = entity(Concept::PLAN, Role::Only, Address::file("plan"));
        let parts = parts.into_iter();
        root.parts = parts.map(|part| Part::Entity(Box::new(part))).collect();
        uses::place(&mut root, blocks);
        root
    }

    /// The entities of all records, in the model's order.
    fn all(&self) -> Vec<Entity> {
        let mut out = Vec::new();
        for field in Walk::of(self.plan).fields {
            match &field.value {
                Some(walk::Value::Record(record)) if record.concept.is_in_documents() => {
                    out.push(self.alone(record, None));
                }
                Some(walk::Value::Records(records)) => {
                    let shown = records
                        .iter()
                        .all(|record| record.concept.is_in_documents());
                    out.extend(self.entities(if shown { records } else { &[] }, None));
                }
                Some(walk::Value::Notes(key, notes)) => out.extend(notes_of(key, notes)),
                _ => {}
            }
        }
        out
    }

    /// Puts lines and totals of the budget into the delaftale that they are of, behind its staff.
    fn money_to_agreements(&self, parts: Vec<Entity>) -> Vec<Entity> {
        let is_money =
            |part: &Entity| matches!(part.kind, Concept::BUDGET_LINE | Concept::DECLARED_TOTAL);
        let (money, mut rest): (Vec<Entity>, Vec<Entity>) = parts.into_iter().partition(is_money);
        for mut line in money {
            let of = referred(&line, "delaftale").map(str::to_owned);
            let mut agreements = rest
                .iter_mut()
                .filter(|part| part.kind == Concept::AGREEMENT);
            let of_it = |part: &&mut Entity| part.item().map(|item| &item.mark) == of.as_ref();
            line.used = vec![self.budget(of.as_deref())];
            match agreements.find(of_it) {
                Some(agreement) => {
                    let at = agreement.parts.iter().position(is_behind_money);
                    let at = at.unwrap_or(agreement.parts.len());
                    agreement.parts.insert(at, Part::Entity(Box::new(line)));
                }
                None => rest.push(line),
            }
        }
        rest
    }

    /// Where money counts: the budget of a delaftale, or of the plan, which stands with an item of the agreement.
    fn budget(&self, agreement: Option<&str>) -> String {
        let form = &self.rules.form.agreement;
        match (agreement, form.before(Follows::Oekonomi)) {
            (Some(id), _) => format!("delaftaler/{id}.toml#budget"),
            (None, Some(item)) => format!("{}#{}", form.file, item.key),
            (None, None) => form.file.clone(),
        }
    }

    /// Where an entity stands: with which item of the agreement, and how far behind its text.
    fn position(&self, part: &Entity, sections: &[String]) -> (usize, usize) {
        let last = sections.len() + 1;
        let section = |key: &str| {
            let at = sections.iter().position(|section| section == key);
            at.map_or(last, |at| at + 1)
        };
        let follows = |what: Follows| {
            let item = self.rules.form.agreement.before(what);
            let among = item.map_or(Follows::ALL.as_slice(), |item| &item.followed_by);
            let step = among
                .iter()
                .position(|one| *one == what)
                .unwrap_or_default();
            (item.map_or(last, |item| section(&item.key)), step + 1)
        };
        match part.kind {
            Concept::PLAN => (0, 0),
            _ if is_section(part) => (section(last_step(&part.place.path)), 0),
            Concept::FIXED_INDICATOR => follows(Follows::FasteIndikatorer),
            Concept::FOOTNOTE if part.place.key.file == "indikatorer.toml" => {
                follows(Follows::FasteIndikatorer)
            }
            Concept::AGREEMENT | Concept::SHARED_ACTIVITY => follows(Follows::Delaftaler),
            Concept::FUNDER | Concept::BUDGET_LINE | Concept::DECLARED_TOTAL => {
                follows(Follows::Oekonomi)
            }
            Concept::FOOTNOTE => (last, 4),
            Concept::ANNEX => (last, 5),
            _ => (last, 6),
        }
    }
}

/// Tells each shared activity which activities use it.
fn tell_users(parts: &mut [Entity]) {
    let mut users: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let agreements = parts.iter().filter(|part| part.kind == Concept::AGREEMENT);
    for activity in agreements.flat_map(Entity::entities) {
        if let Some(id) = referred(activity, "brug") {
            let path = activity.place.path.clone();
            users.entry(id.to_owned()).or_default().push(path);
        }
    }
    for part in parts
        .iter_mut()
        .filter(|part| part.kind == Concept::SHARED_ACTIVITY)
    {
        let id = file_name(&part.place.key.file);
        part.used = users.remove(id).unwrap_or_default();
    }
}

fn is_behind_money(part: &Part) -> bool {
    match part {
        Part::Field(_) => false,
        Part::Entity(entity) => matches!(
            entity.kind,
            Concept::MUNICIPAL | Concept::PRACTICE | Concept::ACTIVITY | Concept::FOOTNOTE
        ),
    }
}

/// The keys of the sections of the strategic agreement, in its order.
fn sections(parts: &[Entity]) -> Vec<String> {
    let sections = parts.iter().filter(|part| is_section(part));
    sections
        .map(|part| last_step(&part.place.path).to_owned())
        .collect()
}

fn is_section(part: &Entity) -> bool {
    matches!(part.kind, Concept::INTRODUCTION | Concept::ITEM)
}

/// The id of what a value of an entity refers to.
fn referred<'t>(entity: &'t Entity, key: &str) -> Option<&'t str> {
    match &entity.field(key)?.value {
        Value::Ref(id, _) => Some(id),
        _ => None,
    }
}

/// The name of a file without folder and ending.
fn file_name(path: &str) -> &str {
    let file = path.trim_end_matches(".toml");
    file.rsplit('/').next().unwrap_or_default()
}
