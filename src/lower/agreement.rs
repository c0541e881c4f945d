//! The strategic agreement, delaftaler, and shared activities merged into them.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    model::{
        Label, Scope,
        agreement::{
            Activity, ActivityTexts, Agreement, Audience, Goal, Indicator, Section, SharedUse,
            Staff, Strategic, SubSection,
        },
    },
    schema::agreement as shape,
};

use super::{Lower, label, prose};

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
        let mut file: shape::StrategicFile = self.file(path)?;
        let scope = self.scope(path, &file.footnotes);
        let key = FieldKey::file(path);
        let introduction = self.section(file.introduction, key.child("indledning"), &scope);
        let items = form.items.iter().map(|item| {
            let section = file.items.remove(&item.key).unwrap_or_default();
            let section = self.section(section, key.child(&item.key), &scope);
            (item.key.clone(), section)
        });
        Some(Strategic {
            introduction,
            items: items.collect(),
        })
    }

    fn section(&mut self, section: shape::Section, key: FieldKey, scope: &Arc<Scope>) -> Section {
        let list = key.child("afsnit");
        self.unique(section.parts.iter().map(|part| part.id.0.as_str()), &list);
        let parts = section
            .parts
            .into_iter()
            .enumerate()
            .map(|(index, part)| SubSection {
                id: part.id.0,
                title: label(&part.title, list.item(index).child("titel")),
                text: prose(&part.text, list.item(index).child("tekst"), scope),
            });
        Section {
            title: section.title.map(|title| label(&title, key.child("titel"))),
            text: prose(&section.text, key.child("tekst"), scope),
            parts: parts.collect(),
            key,
        }
    }

    pub(super) fn agreement(&mut self, id: &str, listed: &FieldKey) -> Option<Agreement> {
        let path = format!("delaftaler/{id}.toml");
        if self.sources.file(&path).is_none() {
            let known = self.sources.names_in("delaftaler");
            self.resolve(id, &known, "R009", listed);
            return None;
        }
        let file: shape::AgreementFile = self.file(&path)?;
        let key = FieldKey::file(&path);
        let scope = self.scope(&path, &file.footnotes);
        let areas: Vec<String> = self
            .rules
            .areas
            .iter()
            .map(|area| area.id.clone())
            .collect();
        let area = self.resolve(&file.area.0, &areas, "R013", &key.child("omraade"))?;
        let name = match &file.name {
            Some(name) => label(name, key.child("navn")),
            None => label(&self.rules.areas[area].name, key.child("omraade")),
        };
        let parties = self.party_list(&file.parties, &key.child("parter"));
        let goals = self.goals(file.goals, &key.child("delmaal"), &scope);
        let list = key.child("aktivitetsliste");
        let activity_list = file
            .activity_list
            .iter()
            .enumerate()
            .map(|(i, text)| label(text, list.item(i)))
            .collect();
        let staff = file
            .staff
            .and_then(|staff| self.staff(staff, &key.child("personale"), &scope));
        let mut section = |section: Option<shape::Section>, name: &str| {
            section.map(|s| self.section(s, key.child(name), &scope))
        };
        let municipal = section(file.municipal, "kommunal_indsats");
        let practice = section(file.practice, "indhold_og_praksis");
        let activities = self.activities(file.activities, &key.child("aktivitet"), &scope);
        Some(Agreement {
            id: id.to_owned(),
            area: file.area.0,
            name,
            parties,
            problem_name: file
                .problem
                .declared_name
                .map(|n| label(&n, key.child("problemkompleks").child("navn_angivet"))),
            problem: prose(
                &file.problem.text,
                key.child("problemkompleks").child("tekst"),
                &scope,
            ),
            comparison_title: file
                .comparison_title
                .map(|t| label(&t, key.child("sammenligning_titel"))),
            goals,
            activity_list,
            staff,
            municipal,
            practice,
            activities,
            key,
        })
    }

    fn goals(&mut self, goals: Vec<shape::Goal>, list: &FieldKey, scope: &Arc<Scope>) -> Vec<Goal> {
        self.unique(goals.iter().map(|goal| goal.id.0.as_str()), list);
        let mut out = Vec::new();
        for (index, goal) in goals.into_iter().enumerate() {
            let key = list.item(index);
            let indicators = key.child("indikator");
            self.unique(goal.indicators.iter().map(|i| i.id.0.as_str()), &indicators);
            let footnote = self.note(goal.footnote.as_ref(), &key, scope);
            let indicators = goal
                .indicators
                .into_iter()
                .enumerate()
                .map(|(i, indicator)| {
                    let key = indicators.item(i);
                    let target = indicator
                        .target
                        .as_ref()
                        .and_then(|t| self.decimal(t, &key.child("maaltal")));
                    Indicator {
                        id: indicator.id.0,
                        title: label(&indicator.title, key.child("titel")),
                        direction: indicator.direction,
                        target,
                        measurements: self.measurements(&indicator.measurements, &key, scope),
                    }
                });
            let indicators = indicators.collect();
            out.push(Goal {
                id: goal.id.0,
                title: label(&goal.title, key.child("titel")),
                footnote,
                indicators,
            });
        }
        out
    }

    fn staff(&mut self, staff: shape::Staff, key: &FieldKey, scope: &Arc<Scope>) -> Option<Staff> {
        let list = key.child("profiler");
        let profiles = staff
            .profiles
            .iter()
            .enumerate()
            .map(|(i, text)| label(text, list.item(i)))
            .collect();
        Some(Staff {
            profile_heading: staff.profile_heading,
            profiles,
            pe: self.count(&staff.pe, &key.child("pe"))?,
            pe_key: key.child("pe"),
            text: prose(&staff.text, key.child("tekst"), scope),
        })
    }

    fn activities(
        &mut self,
        shapes: Vec<shape::Activity>,
        list: &FieldKey,
        scope: &Arc<Scope>,
    ) -> Vec<Activity> {
        let mut out: Vec<Activity> = Vec::new();
        for (index, shape) in shapes.into_iter().enumerate() {
            let Some(activity) = self.activity(shape, list.item(index), scope) else {
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

    fn activity(
        &mut self,
        shape: shape::Activity,
        key: FieldKey,
        scope: &Arc<Scope>,
    ) -> Option<Activity> {
        let shared = match &shape.shared {
            Some(id) => Some(self.shared(&id.0, &shape.with, &key)?),
            None => None,
        };
        let local = texts(&shape, &key, scope);
        let texts = match &shared {
            Some(shared) => local.or(shared.texts.clone()),
            None => local,
        };
        let id = shape.id.map(|id| id.0).or(shape.shared.map(|id| id.0));
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
        with: &BTreeMap<String, String>,
        user: &FieldKey,
    ) -> Option<SharedUse> {
        let path = format!("faelles/{id}.toml");
        if self.sources.file(&path).is_none() {
            let known = self.sources.names_in("faelles");
            self.resolve(id, &known, "R015", &user.child("brug"));
            return None;
        }
        let file: shape::SharedFile = self.file(&path)?;
        let key = FieldKey::file(&path).child("aktivitet");
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
        let with = with
            .iter()
            .map(|(name, text)| (name.clone(), label(text, user.child("med").child(name))));
        let with: BTreeMap<String, Label> = with.collect();
        let prefix = path.trim_end_matches(".toml").replace('/', "-");
        let scope = Arc::new(Scope {
            notes: BTreeMap::new(),
            prefix,
            with: with.clone(),
        });
        Some(SharedUse {
            id: id.to_owned(),
            with,
            texts: texts(&file.activity, &key, &scope),
            parameters: file.parameters,
        })
    }
}

/// The texts of an activity as they are written at a key.
fn texts(shape: &shape::Activity, key: &FieldKey, scope: &Arc<Scope>) -> ActivityTexts {
    let text =
        |text: &Option<String>, key: FieldKey| text.as_ref().map(|text| prose(text, key, scope));
    let at = key.child("maalgruppe");
    ActivityTexts {
        title: shape
            .title
            .as_ref()
            .map(|title| label(title, key.child("titel"))),
        introduction: text(&shape.introduction, key.child("indledning")),
        purpose: text(&shape.purpose, key.child("formaal")),
        audience: shape.audience.as_ref().map(|audience| Audience {
            key: at.clone(),
            text: text(&audience.text, at.child("tekst")),
            primary: text(&audience.primary, at.child("primaer")),
            secondary: text(&audience.secondary, at.child("sekundaer")),
        }),
        roles: text(&shape.roles, key.child("ansvar")),
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
}
