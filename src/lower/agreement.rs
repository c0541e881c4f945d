//! The strategic agreement, delaftaler, and shared activities merged into them.

use std::collections::BTreeMap;

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    model::{
        Label,
        agreement::{Activity, ActivityEntry, Agreement, Goal, Section, SharedUse, Strategic},
    },
    schema::agreement as shape,
};

use super::Lower;

impl Lower<'_> {
    pub(super) fn strategic(&mut self) -> Option<Strategic> {
        let form = &self.rules.form.agreement;
        let path = form.file.as_str();
        if self.sources.file(path).is_none() {
            let finding = Diagnostic::at("R012", self.sources.span(&FieldKey::file("plan.toml")))
                .arg("sti", path);
            self.found.push(finding);
            return None;
        }
        let introduction = self.part(path, "indledning")?;
        let mut items = Vec::new();
        for item in &form.items {
            items.push((item.key.clone(), self.part(path, &item.key)?));
        }
        let sections = items.iter().map(|(_, section)| section);
        for section in std::iter::once(&introduction).chain(sections) {
            self.section(section);
        }
        Some(Strategic {
            introduction,
            items,
        })
    }

    pub(super) fn section(&mut self, section: &Section) {
        let list = section.key.child("afsnit");
        self.unique(section.parts.iter().map(|part| part.id.as_str()), &list);
    }

    pub(super) fn agreement(&mut self, id: &str, listed: &FieldKey) -> Option<Agreement> {
        let path = format!("delaftaler/{id}.toml");
        if self.sources.file(&path).is_none() {
            let known = self.sources.names_in("delaftaler");
            self.resolve(id, &known, "R009", listed);
            return None;
        }
        let mut file: shape::AgreementFile = self.file(&path)?;
        let key = file.key;
        let areas: Vec<String> = self
            .rules
            .areas
            .iter()
            .map(|area| area.id.clone())
            .collect();
        let area = self.resolve(&file.area.0, &areas, "R013", &key.child("omraade"))?;
        let name = file.name.unwrap_or_else(|| Label {
            text: self.rules.areas[area].name.clone(),
            key: key.child("omraade"),
        });
        let parties = self.party_list(&file.parties, &key.child("parter"));
        let signers = self.signers(file.signers);
        self.goals(&mut file.goals, &key.child("delmaal"));
        if let Some(staff) = &file.staff {
            self.not_negative(Some(staff.pe), &staff.pe_key);
        }
        for section in file.municipal.iter().chain(&file.practice) {
            self.section(section);
        }
        let activities = self.activities(file.activities);
        Some(Agreement {
            id: id.to_owned(),
            area: file.area.0,
            name,
            parties,
            signers,
            problem_name: file.problem.declared_name,
            problem: file.problem.text,
            comparison_title: file.comparison_title,
            goals: file.goals,
            activity_list: file.activity_list,
            staff: file.staff,
            municipal: file.municipal,
            practice: file.practice,
            activities,
            key,
        })
    }

    fn goals(&mut self, goals: &mut [Goal], list: &FieldKey) {
        self.unique(goals.iter().map(|goal| goal.id.as_str()), list);
        for (index, goal) in goals.iter_mut().enumerate() {
            let list = list.item(index).child("indikator");
            self.unique(goal.indicators.iter().map(|i| i.id.as_str()), &list);
            for indicator in &mut goal.indicators {
                self.measurements(&mut indicator.measurements);
            }
        }
    }

    fn activities(&mut self, shapes: Vec<ActivityEntry>) -> Vec<Activity> {
        let mut out: Vec<Activity> = Vec::new();
        for shape in shapes {
            let Some(activity) = self.activity(shape) else {
                continue;
            };
            if let Some(earlier) = out.iter().find(|other| other.id == activity.id) {
                let places = (
                    self.sources.span(&activity.key),
                    self.sources.span(&earlier.key),
                );
                let finding = Diagnostic::at("R003", places.0).arg("id", &activity.id);
                self.found
                    .push(finding.label(Place::second(places.1, "foerste-gang")));
            }
            out.push(activity);
        }
        out
    }

    fn activity(&mut self, mut own: ActivityEntry) -> Option<Activity> {
        let key = own.key.clone();
        let shared = match &own.shared {
            Some(id) => Some(self.shared(&id.0, &own.with, &key)?),
            None => None,
        };
        // A shared one has its file's name, unless it is given another.
        own.id = own.id.or(own.shared.clone());
        let texts = match &shared {
            Some(shared) => own.over(&shared.texts),
            None => own,
        };
        let list = key.child("milepael");
        self.unique(texts.milestones.iter().map(|one| one.id.as_str()), &list);
        if texts.period.is_some_and(|period| period.to < period.from) {
            self.tell("R010", &key.child("periode"));
        }
        let (Some(id), Some(title)) = (texts.id.clone(), texts.title.clone()) else {
            self.tell("R014", &key);
            return None;
        };
        Some(Activity {
            id: id.0,
            key,
            shared,
            title,
            texts,
        })
    }

    /// A shared activity with the values that one delaftale gives its parameters.
    fn shared(
        &mut self,
        id: &str,
        with: &BTreeMap<String, Label>,
        user: &FieldKey,
    ) -> Option<SharedUse> {
        let path = format!("faelles/{id}.toml");
        if self.sources.file(&path).is_none() {
            let known = self.sources.names_in("faelles");
            self.resolve(id, &known, "R015", &user.child("brug"));
            return None;
        }
        let file: shape::SharedFile = self.file(&path)?;
        let key = &file.activity.key;
        // A shared activity that itself uses a shared one could go round in a circle; none needs to.
        if file.activity.shared.is_some() {
            self.tell("R016", &key.child("brug"));
            return None;
        }
        for name in file
            .parameters
            .iter()
            .filter(|name| !with.contains_key(*name))
        {
            let span = self.sources.span(user);
            self.found.push(
                Diagnostic::at("R017", span)
                    .arg("navn", name)
                    .arg("sti", &path),
            );
        }
        for name in with.keys() {
            let at = user.child("med").child(name);
            self.resolve(name, &file.parameters, "R018", &at);
        }
        Some(SharedUse {
            id: id.to_owned(),
            with: with.clone(),
            texts: file.activity,
            parameters: file.parameters,
        })
    }
}
