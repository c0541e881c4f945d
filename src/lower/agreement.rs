//! The strategic agreement, delaftaler, and shared activities merged into them.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    model::{
        Label, Prose, Scope,
        agreement::{
            Activity, ActivityTexts, Agreement, Audience, Goal, Section, SharedUse, Strategic,
        },
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

    fn section(&mut self, section: &Section) {
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

    fn activities(&mut self, shapes: Vec<shape::Activity>) -> Vec<Activity> {
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

    fn activity(&mut self, shape: shape::Activity) -> Option<Activity> {
        let key = shape.key.clone();
        let shared = match &shape.shared {
            Some(id) => Some(self.shared(&id.0, &shape.with, &key)?),
            None => None,
        };
        let id = shape.id.as_ref().or(shape.shared.as_ref());
        let id = id.map(|id| id.0.clone());
        let local = texts(shape);
        let texts = match &shared {
            Some(shared) => local.or(shared.texts.clone()),
            None => local,
        };
        let (Some(id), Some(title)) = (id, texts.title.clone()) else {
            self.tell("R014", &key);
            return None;
        };
        let ActivityTexts {
            title: _, // known by now
            introduction,
            purpose,
            audience,
            roles,
        } = texts;
        Some(Activity {
            id,
            key,
            shared,
            title,
            introduction,
            purpose,
            audience,
            roles,
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
        let mut texts = texts(file.activity);
        for prose in texts.prose_mut() {
            let scope = Scope {
                with: with.clone(),
                ..Scope::clone(&prose.scope)
            };
            prose.scope = Arc::new(scope);
        }
        Some(SharedUse {
            id: id.to_owned(),
            with: with.clone(),
            texts,
            parameters: file.parameters,
        })
    }
}

fn texts(shape: shape::Activity) -> ActivityTexts {
    ActivityTexts {
        title: shape.title,
        introduction: shape.introduction,
        purpose: shape.purpose,
        audience: shape.audience,
        roles: shape.roles,
    }
}

impl ActivityTexts {
    fn or(self, other: ActivityTexts) -> ActivityTexts {
        ActivityTexts {
            title: self.title.or(other.title),
            introduction: self.introduction.or(other.introduction),
            purpose: self.purpose.or(other.purpose),
            audience: self.audience.or(other.audience),
            roles: self.roles.or(other.roles),
        }
    }
    /// All its prose.
    fn prose_mut(&mut self) -> impl Iterator<Item = &mut Prose> {
        let ActivityTexts {
            title: _, // no prose
            introduction,
            purpose,
            audience,
            roles,
        } = self;
        let groups = audience.iter_mut().flat_map(|audience| {
            let Audience {
                key: _,
                text,
                primary,
                secondary,
            } = audience;
            [text, primary, secondary]
        });
        let own = [introduction, purpose, roles].into_iter();
        own.chain(groups).flatten()
    }
}
