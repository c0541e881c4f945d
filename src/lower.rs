//! Files → model: ids resolved, units and rows of data files given, shared texts merged. Faults are told, all at once.
//!
//! What a file holds as the model keeps it comes from serde as it is; here it is only held against the rest of the plan.

mod agreement;
mod budget;
mod companion;
mod content;
mod figures;
mod followup;
mod measure;
mod meeting;
mod picture;
mod records;
mod registers;
pub mod release;
mod rows;
mod signers;
mod text;

pub use meeting::meeting;

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    load::{self, hint},
    model::{
        Plan, PlanMeta, Status,
        registers::{Party, Quarter},
        ruleset::RuleSet,
        written::Id,
    },
    schema::{ChangeNotesFile, PlanFile, WaiversFile},
    source::{Node, NodeKind, Sources},
};

/// The whole plan. `None` if something is missing that nothing can be made without; the faults are in `found`.
///
/// `covers` tells whether the document's fonts have a character.
pub fn plan(
    sources: &mut Sources,
    rules: &RuleSet,
    covers: fn(char) -> bool,
    found: &mut Vec<Diagnostic>,
) -> Option<Plan> {
    text::check(sources, covers, found);
    let mut lower = Lower {
        sources,
        rules,
        found,
        covers,
        parties: Vec::new(),
        quarters: Vec::new(),
    };
    let plan = lower.plan();
    lower.listed_files();
    plan
}

/// What the conversions share.
struct Lower<'a> {
    sources: &'a mut Sources,
    rules: &'a RuleSet,
    found: &'a mut Vec<Diagnostic>,
    covers: fn(char) -> bool,
    parties: Vec<Party>,
    quarters: Vec<Quarter>,
}

impl Lower<'_> {
    fn plan(&mut self) -> Option<Plan> {
        let file: PlanFile = self.file("plan.toml")?;
        self.footnotes_are_known();
        self.parties = self.read_parties();
        self.quarters = self.read_quarters();
        let (divisions, figures_dated) = self.divisions();
        let budget = self.budget(&file);
        let indicators = self.indicators();
        let strategic = self.strategic();
        let agreements = self.each(&file.agreements, "delaftaler", Self::agreement);
        let tables = self.tables();
        let charts = self.figures(&tables, &budget, &agreements);
        let annexes = self.each(&file.annexes, "bilag", Self::annex);
        let abbreviations = self.abbreviations();
        let vocabulary = self.vocabulary();
        let figures = self.named_figures();
        let waivers = self.file("dispensationer.toml");
        let change_notes = self.file("aendringsnoter.toml");
        let meta = self.meta(file)?;
        let known = followup::Known {
            indicators: &indicators,
            agreements: &agreements,
        };
        let companions = self.companions(&meta.documents);
        let rounds = self.rounds(&known);
        let statuses = self.statuses(&meta, &known);
        let registers = self.records();
        let parties = std::mem::take(&mut self.parties);
        let quarters = std::mem::take(&mut self.quarters);
        let mut plan = Plan {
            meta,
            parties,
            quarters,
            divisions,
            figures_dated,
            abbreviations,
            vocabulary,
            figures,
            indicators,
            budget,
            strategic: strategic?,
            agreements,
            companions,
            tables,
            charts,
            annexes,
            registers,
            derived: Vec::new(),
            waivers: waivers.map_or_else(Vec::new, |file: WaiversFile| file.waivers),
            change_notes: change_notes.map_or_else(Vec::new, |file: ChangeNotesFile| file.notes),
            rounds,
            statuses,
        };
        self.derive(&mut plan);
        self.signers_are_unique(&plan);
        self.companions_have_content(&plan);
        Some(plan)
    }

    /// Reads what a list of `plan.toml` names, each once.
    fn each<T>(
        &mut self,
        ids: &[Id],
        list: &str,
        read: fn(&mut Self, &str, &FieldKey) -> Option<T>,
    ) -> Vec<T> {
        let list = FieldKey::file("plan.toml").child(list);
        self.unique(ids.iter().map(|id| id.0.as_str()), &list);
        let ids = ids.iter().enumerate();
        ids.filter_map(|(at, id)| read(self, &id.0, &list.item(at)))
            .collect()
    }

    fn meta(&mut self, file: PlanFile) -> Option<PlanMeta> {
        let key = file.key;
        let period = (file.period.from, file.period.to);
        if period.1 < period.0 {
            self.tell("R010", &key.child("periode"));
        }
        let municipality = self.party(&file.municipality, &key.child("kommune"));
        let parties = self.party_list(&file.parties, &key.child("parter"));
        let signers = self.signers(file.signers);
        self.version(&file.version.text, &key.child("version"));
        self.step(file.status, &key.child("status"));
        let documents = self.documents(file.documents, &key.child("aftaledokument"));
        Some(PlanMeta {
            name: file.name,
            title: file.title,
            short_title: file.short_title,
            subtitle: file.subtitle,
            slug: file.slug.0,
            version: file.version,
            status: file.status,
            date: file.date,
            period,
            // A plan with parties can be searched for more faults, whoever else is missing.
            municipality: municipality.or((!self.parties.is_empty()).then_some(0))?,
            template: file.template,
            numbering: file.numbering,
            parties,
            signers,
            targets_shown: file.targets_shown,
            documents,
        })
    }

    /// Files in `delaftaler/` and `bilag/` that `plan.toml` does not list would silently be left out.
    fn listed_files(&mut self) {
        let Some(plan) = self.sources.file("plan.toml") else {
            return;
        };
        for folder in ["delaftaler", "bilag"] {
            let listed = plan.root.get(folder).map(|entry| &entry.value.kind);
            let listed = match listed {
                Some(NodeKind::Array(items)) => items.as_slice(),
                Some(_) | None => &[],
            };
            let key = FieldKey::file("plan.toml").child(folder);
            for name in self.sources.names_in(folder) {
                let is_it = |node: &Node| matches!(&node.kind, NodeKind::Text(id) if *id == name);
                if !listed.iter().any(is_it) {
                    let finding = Diagnostic::at("R011", self.sources.span(&key));
                    let finding = finding.arg("liste", folder);
                    let finding = finding.arg("sti", format!("{folder}/{name}.toml"));
                    self.found.push(finding.arg("id", name));
                }
            }
        }
    }

    /// Where the plan stands is a step of the life that its family describes.
    fn step(&mut self, status: Status, key: &FieldKey) {
        if self.rules.step(status).is_some() {
            return;
        }
        use clap::ValueEnum;
        let word = |status: Status| status.to_possible_value().map(|v| v.get_name().to_owned());
        let known: Vec<String> = self
            .rules
            .life
            .iter()
            .filter_map(|step| word(step.id))
            .collect();
        let finding = Diagnostic::at("R056", self.sources.span(key));
        let finding = finding.arg("ord", word(status).unwrap_or_default());
        self.found.push(finding.arg("kendte", known.join(", ")));
    }

    /// The version is part of the output files' names.
    fn version(&mut self, version: &str, key: &FieldKey) {
        let usable = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        let whole = version.starts_with(|c: char| c.is_ascii_alphanumeric());
        if !whole || !version.chars().all(usable) || version.len() > 40 {
            let finding = Diagnostic::at("R025", self.sources.span(key));
            self.found.push(finding.arg("ord", version));
        }
    }

    fn file<T: DeserializeOwned>(&mut self, path: &str) -> Option<T> {
        load::file(self.sources, path, self.found)
    }

    fn part<T: DeserializeOwned>(&mut self, path: &str, name: &str) -> Option<T> {
        load::part(self.sources, path, name, self.found)
    }

    fn tell(&mut self, code: &'static str, key: &FieldKey) {
        let span = self.sources.span(key);
        self.found.push(Diagnostic::at(code, span));
    }

    /// Finds an id among the known ones; tells it with the nearest name otherwise.
    fn resolve(
        &mut self,
        id: &str,
        known: &[String],
        code: &'static str,
        key: &FieldKey,
    ) -> Option<usize> {
        if let Some(index) = known.iter().position(|name| name == id) {
            return Some(index);
        }
        let names: Vec<&str> = known.iter().map(String::as_str).collect();
        let finding = Diagnostic::at(code, self.sources.span(key)).arg("id", id);
        self.found.push(finding.arg("forslag", hint(id, &names)));
        None
    }

    fn party(&mut self, id: &Id, key: &FieldKey) -> Option<usize> {
        let known: Vec<String> = self.parties.iter().map(|party| party.id.clone()).collect();
        self.resolve(&id.0, &known, "R002", key)
    }

    fn party_list(&mut self, ids: &[Id], key: &FieldKey) -> Vec<usize> {
        self.unique(ids.iter().map(|id| id.0.as_str()), key);
        ids.iter()
            .enumerate()
            .filter_map(|(index, id)| self.party(id, &key.item(index)))
            .collect()
    }

    /// Tells every id that stands a second time, with the place of the first.
    fn unique<'i>(&mut self, ids: impl Iterator<Item = &'i str>, list: &FieldKey) {
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, id) in ids.enumerate() {
            let Some(earlier) = first.get(id).copied() else {
                first.insert(id, index);
                continue;
            };
            let span = self.sources.span(&list.item(index).child("id"));
            let other = self.sources.span(&list.item(earlier).child("id"));
            let finding = Diagnostic::at("R003", span).arg("id", id);
            self.found
                .push(finding.label(Place::second(other, "foerste-gang")));
        }
    }
}
