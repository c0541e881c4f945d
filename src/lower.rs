//! Shapes → model: ids resolved, values typed, shared texts merged. Faults are told, all at once.

mod agreement;
mod content;
mod figures;
mod followup;
mod measure;
mod meeting;
mod picture;
mod registers;
pub mod release;
mod rows;
mod text;

pub use meeting::meeting;

use std::{collections::BTreeMap, sync::Arc};

use serde::de::DeserializeOwned;
use time::Date;

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    load::{self, hint},
    model::{
        ChangeNote, Label, Plan, PlanMeta, Prose, Scope, Waiver, registers::Party, ruleset::RuleSet,
    },
    schema::{
        Id, LocalDate, PlanFile, changes::ChangeNotesFile, registers as shape, waivers::WaiversFile,
    },
    source::Sources,
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
    };
    let plan = lower.plan();
    lower.agreements_are_listed(plan.as_ref());
    plan
}

/// A date that exists; what is none is told.
fn date(
    sources: &Sources,
    written: &LocalDate,
    key: &FieldKey,
    found: &mut Vec<Diagnostic>,
) -> Option<Date> {
    let format = time::macros::format_description!("[year]-[month]-[day]");
    let parsed = Date::parse(&written.0, format).ok();
    if parsed.is_none() {
        let finding = Diagnostic::at("S021", sources.span(key));
        found.push(finding.arg("ord", &written.0).arg("noegle", &key.path));
    }
    parsed
}

/// What the conversions share.
struct Lower<'a> {
    sources: &'a mut Sources,
    rules: &'a RuleSet,
    found: &'a mut Vec<Diagnostic>,
    covers: fn(char) -> bool,
    parties: Vec<Party>,
}

impl Lower<'_> {
    fn plan(&mut self) -> Option<Plan> {
        let file: PlanFile = self.file("plan.toml")?;
        self.parties = self.read_parties();
        let quarters = self.quarters();
        let (divisions, figures_dated) = self.divisions(&quarters);
        let budget = self.budget(&file);
        let indicators = self.indicators();
        let strategic = self.strategic()?;
        let agreements = file.agreements.iter().enumerate();
        let list = FieldKey::file("plan.toml").child("delaftaler");
        self.unique(file.agreements.iter().map(|id| id.0.as_str()), &list);
        let agreements: Vec<_> = agreements
            .filter_map(|(i, id)| self.agreement(&id.0, &list.item(i)))
            .collect();
        let tables = self.tables();
        let charts = self.figures(&tables, &budget, &agreements);
        let listed = FieldKey::file("plan.toml").child("bilag");
        self.unique(file.annexes.iter().map(|id| id.0.as_str()), &listed);
        let annexes = file
            .annexes
            .iter()
            .enumerate()
            .filter_map(|(i, id)| self.annex(&id.0, &listed.item(i)))
            .collect();
        let abbreviations = self.abbreviations();
        let figures = self.named_figures();
        let waivers = self.waivers();
        let change_notes = self.change_notes();
        let meta = self.meta(file)?;
        let known = followup::Known {
            indicators: &indicators,
            agreements: &agreements,
        };
        let rounds = self.rounds(&known);
        let statuses = self.statuses(&meta, &known);
        let parties = std::mem::take(&mut self.parties);
        Some(Plan {
            meta,
            parties,
            quarters,
            divisions,
            figures_dated,
            abbreviations,
            figures,
            indicators,
            budget,
            strategic,
            agreements,
            tables,
            charts,
            annexes,
            waivers,
            change_notes,
            rounds,
            statuses,
        })
    }

    fn waivers(&mut self) -> Vec<Waiver> {
        let path = "dispensationer.toml";
        let Some(file) = self.file::<WaiversFile>(path) else {
            return Vec::new();
        };
        let list = FieldKey::file(path).child("dispensation");
        let mut out = Vec::new();
        for (index, waiver) in file.waivers.into_iter().enumerate() {
            let key = list.item(index);
            let expires = waiver
                .expires
                .and_then(|date| self.date(&date, &key.child("udloeber")));
            let Some(date) = self.date(&waiver.date, &key.child("dato")) else {
                continue;
            };
            out.push(Waiver {
                key,
                code: waiver.code,
                place: waiver.place,
                reason: waiver.reason,
                role: waiver.role,
                date,
                expires,
            });
        }
        out
    }

    fn change_notes(&mut self) -> Vec<ChangeNote> {
        let path = "aendringsnoter.toml";
        let Some(file) = self.file::<ChangeNotesFile>(path) else {
            return Vec::new();
        };
        let list = FieldKey::file(path).child("aendring");
        let notes = file.notes.into_iter().enumerate();
        let notes = notes.map(|(index, note)| ChangeNote {
            key: list.item(index),
            place: note.place,
            reason: note.reason,
            editorial: note.editorial,
        });
        notes.collect()
    }

    fn meta(&mut self, file: PlanFile) -> Option<PlanMeta> {
        let key = FieldKey::file("plan.toml");
        let label = |name: &str, text: String| Label {
            text,
            key: key.child(name),
        };
        let date = self.date(&file.date, &key.child("dato"));
        let period = key.child("periode");
        let from = self.date(&file.period.from, &period.child("fra"));
        let to = self.date(&file.period.to, &period.child("til"));
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            self.tell("R010", &period);
        }
        let municipality = self.party(&file.municipality, &key.child("kommune"));
        let parties = self.party_list(&file.parties, &key.child("parter"));
        self.version(&file.version, &key.child("version"));
        let documents = key.child("aftaledokument");
        self.unique(
            file.documents.iter().map(|document| document.id.0.as_str()),
            &documents,
        );
        let mut documents = Vec::new();
        for (index, document) in file.documents.iter().enumerate() {
            let known = self
                .rules
                .documents
                .iter()
                .map(|d| d.id.clone())
                .collect::<Vec<_>>();
            let place = key.child("aftaledokument").item(index).child("id");
            if self
                .resolve(&document.id.0, &known, "R001", &place)
                .is_some()
            {
                documents.push((document.id.0.clone(), document.status));
            }
        }
        Some(PlanMeta {
            name: label("navn", file.name),
            title: label("titel", file.title),
            short_title: label("kort_titel", file.short_title),
            subtitle: label("undertitel", file.subtitle),
            slug: file.slug.0,
            version: label("version", file.version),
            status: file.status,
            date: date?,
            period: (from?, to?),
            municipality: municipality?,
            template: file.template,
            numbering: file.numbering,
            parties,
            documents,
        })
    }

    /// Files in `delaftaler/` and `bilag/` that `plan.toml` does not list would silently be left out.
    fn agreements_are_listed(&mut self, plan: Option<&Plan>) {
        let Some(plan) = plan else { return };
        let agreements: Vec<&str> = plan.agreements.iter().map(|a| a.id.as_str()).collect();
        let annexes: Vec<&str> = plan.annexes.iter().map(|a| a.id.as_str()).collect();
        for (folder, listed) in [("delaftaler", agreements), ("bilag", annexes)] {
            for name in self.sources.names_in(folder) {
                if !listed.contains(&name.as_str()) {
                    let span = self
                        .sources
                        .span(&FieldKey::file("plan.toml").child(folder));
                    let finding = Diagnostic::at("R011", span).arg("liste", folder);
                    self.found.push(
                        finding
                            .arg("sti", format!("{folder}/{name}.toml"))
                            .arg("id", name),
                    );
                }
            }
        }
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

    fn tell(&mut self, code: &'static str, key: &FieldKey) {
        let span = self.sources.span(key);
        self.found.push(Diagnostic::at(code, span));
    }

    fn date(&mut self, written: &LocalDate, key: &FieldKey) -> Option<Date> {
        date(self.sources, written, key, self.found)
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

    fn scope(&self, file: &str, notes: &BTreeMap<String, String>) -> Arc<Scope> {
        let key = FieldKey::file(file).child("fodnoter");
        let notes = notes.iter().map(|(id, text)| {
            (
                id.clone(),
                Label {
                    text: text.clone(),
                    key: key.child(id),
                },
            )
        });
        let prefix = file.trim_end_matches(".toml").replace('/', "-");
        Arc::new(Scope {
            notes: notes.collect(),
            prefix,
            with: BTreeMap::new(),
        })
    }
}

/// Prose at a key.
fn prose(text: &str, key: FieldKey, scope: &Arc<Scope>) -> Prose {
    Prose {
        text: text.to_owned(),
        key,
        scope: Arc::clone(scope),
    }
}

/// A label at a key.
fn label(text: &str, key: FieldKey) -> Label {
    Label {
        text: text.to_owned(),
        key,
    }
}

impl Lower<'_> {
    fn read_parties(&mut self) -> Vec<Party> {
        let path = "registre/parter.toml";
        let Some(file) = self.file::<shape::PartiesFile>(path) else {
            return Vec::new();
        };
        let list = FieldKey::file(path).child("part");
        self.unique(file.parties.iter().map(|p| p.id.0.as_str()), &list);
        let parties = file
            .parties
            .into_iter()
            .enumerate()
            .map(|(index, party)| Party {
                name: label(&party.name, list.item(index).child("navn")),
                id: party.id.0,
                kind: party.kind,
                aliases: party.aliases,
            });
        parties.collect()
    }
}
