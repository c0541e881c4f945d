//! Activities whose texts several delaftaler share. A shared text is compared once, where it is written.

use std::collections::BTreeMap;

use crate::{
    changes::{
        Kind,
        thing::{Place, Role, Thing, Value},
    },
    model::{
        Label, Prose,
        agreement::{Activity, Audience, SharedUse},
    },
};

use super::{View, agreements::audience_thing, make::thing};

/// Texts of one shared file, put together from the activities that use it: each may override some.
#[derive(Default)]
struct Shared<'a> {
    title: Option<&'a Label>,
    introduction: Option<&'a Prose>,
    purpose: Option<&'a Prose>,
    audience: Option<&'a Audience>,
    roles: Option<&'a Prose>,
    parameters: Vec<String>,
    used: Vec<String>,
}

impl View<'_> {
    pub(super) fn shared_activities(&self) -> Vec<Thing> {
        let mut files: BTreeMap<&str, Shared<'_>> = BTreeMap::new();
        for agreement in &self.plan.agreements {
            let file = format!("delaftaler/{}.toml", agreement.id);
            for (index, activity) in agreement.activities.iter().enumerate() {
                let Some(used) = &activity.shared else {
                    continue;
                };
                let shared = files.entry(&used.id).or_default();
                let at = Place::file(&file).item("aktivitet", index, &activity.id);
                shared.used.push(at.path);
                shared.add(activity, used);
            }
        }
        files
            .into_iter()
            .map(|(id, shared)| shared.thing(id))
            .collect()
    }
}

impl<'a> Shared<'a> {
    fn add(&mut self, activity: &'a Activity, used: &SharedUse) {
        let file = file_of(&used.id);
        let here = |prose: &&'a Prose| prose.key.file == file;
        let audience = activity.audience.as_ref();
        // Target groups are shared all together, or not at all.
        self.audience = self
            .audience
            .or(audience.filter(|audience| audience.key.file == file));
        if activity.title.key.file == file {
            self.title = Some(&activity.title);
        }
        let texts = [
            (&mut self.introduction, activity.introduction.as_ref()),
            (&mut self.purpose, activity.purpose.as_ref()),
            (&mut self.roles, activity.roles.as_ref()),
        ];
        for (known, text) in texts {
            *known = known.or(text.filter(here));
        }
        // Each use gives all of them.
        self.parameters = used.with.keys().cloned().collect();
    }

    fn thing(self, id: &str) -> Thing {
        let file = file_of(id);
        let name = self.title.map_or(id, |title| title.text.as_str());
        let place = Place::file(&file).child("aktivitet");
        let mut out = thing(Kind::SharedActivity, Role::File, name, place.clone());
        if let Some(title) = self.title {
            out = out.named(Kind::Title, "titel", title);
        }
        out = out
            .maybe_prose(Kind::ActivityIntroduction, "indledning", self.introduction)
            .maybe_prose(Kind::Purpose, "formaal", self.purpose);
        let audience = self.audience.iter();
        out = out.having(audience.map(|audience| audience_thing(audience, &place)));
        out = out.maybe_prose(Kind::Roles, "ansvar", self.roles);
        let at = Place::file(&file).child("parametre");
        let names = Value::Ids(self.parameters);
        let field = super::make::field(Kind::Parameter, "parametre", at, names);
        out.parts
            .push(crate::changes::thing::Part::Field(Box::new(field)));
        out.used = self.used;
        own(&mut out);
        out
    }
}

/// Here the shared texts are the thing's own.
fn own(thing: &mut Thing) {
    use crate::changes::thing::Part;
    for part in &mut thing.parts {
        match part {
            Part::Thing(inner) => own(inner),
            Part::Field(field) => field.own = field.place.key.clone(),
        }
    }
}

fn file_of(id: &str) -> String {
    format!("faelles/{id}.toml")
}

/// The shared activity that an activity uses.
pub fn used(shared: &SharedUse) -> Value {
    Value::Ref(shared.id.clone(), String::new())
}

/// What an activity gives the parameters of the shared one that it uses.
pub fn parameters(shared: Option<&SharedUse>, place: &Place) -> Option<Thing> {
    let SharedUse { id: _, with } = shared.filter(|used| !used.with.is_empty())?;
    let mut out = thing(Kind::Activity, Role::Only, "", place.child("med"));
    for (name, label) in with {
        out = out.with(Kind::Parameter, name, Value::Text(label.text.clone()));
    }
    Some(out)
}
