//! Activities whose texts several delaftaler share. A shared text is compared once, where it is written.

use std::collections::BTreeMap;

use crate::{
    changes::{
        Kind,
        thing::{Part, Place, Role, Thing, Value},
    },
    model::agreement::{ActivityTexts, SharedUse},
};

use super::{
    View,
    agreements::audience_thing,
    make::{field, thing},
};

impl View<'_> {
    pub(super) fn shared_activities(&self) -> Vec<Thing> {
        let mut files: BTreeMap<&str, (&SharedUse, Vec<String>)> = BTreeMap::new();
        for agreement in &self.plan.agreements {
            let file = format!("delaftaler/{}.toml", agreement.id);
            for (index, activity) in agreement.activities.iter().enumerate() {
                let Some(used) = &activity.shared else {
                    continue;
                };
                let at = Place::file(&file).item("aktivitet", index, &activity.id);
                let known = files.entry(&used.id).or_insert((used, Vec::new()));
                known.1.push(at.path);
            }
        }
        let files = files.into_values();
        files.map(|(used, places)| shared(used, places)).collect()
    }
}

/// A shared activity as its file has it; any use knows all of it.
fn shared(used: &SharedUse, places: Vec<String>) -> Thing {
    let SharedUse {
        id,
        with: _, // the use's own
        parameters,
        texts,
    } = used;
    let ActivityTexts {
        title,
        introduction,
        purpose,
        audience,
        roles,
    } = texts;
    let file = Place::file(&format!("faelles/{id}.toml"));
    let place = file.child("aktivitet");
    let name = title.as_ref().map_or(id, |title| &title.text);
    let mut out = thing(Kind::SharedActivity, Role::File, name, place.clone());
    if let Some(title) = title {
        out = out.named(Kind::Title, "titel", title);
    }
    out = out
        .maybe_prose(
            Kind::ActivityIntroduction,
            "indledning",
            introduction.as_ref(),
        )
        .maybe_prose(Kind::Purpose, "formaal", purpose.as_ref());
    let audience = audience.iter();
    out = out
        .having(audience.map(|audience| audience_thing(audience, &place)))
        .maybe_prose(Kind::Roles, "ansvar", roles.as_ref());
    let names = Value::Ids(parameters.clone());
    let names = field(Kind::Parameter, "parametre", file.child("parametre"), names);
    out.parts.push(Part::Field(Box::new(names)));
    out.used = places;
    out
}

/// The shared activity that an activity uses.
pub fn used(shared: &SharedUse) -> Value {
    Value::Ref(shared.id.clone(), String::new())
}

/// What an activity gives the parameters of the shared one that it uses.
pub fn parameters(shared: Option<&SharedUse>, place: &Place) -> Option<Thing> {
    let with = &shared.filter(|used| !used.with.is_empty())?.with;
    let mut out = thing(Kind::Activity, Role::Only, "", place.child("med"));
    for (name, label) in with {
        out = out.with(Kind::Parameter, name, Value::Text(label.text.clone()));
    }
    Some(out)
}
