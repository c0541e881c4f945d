//! What the plan is, its period, parties and documents.

use crate::{
    changes::{
        Kind,
        thing::{Place, Role, Thing, Value},
    },
    model::{PlanMeta, agreement::Agreement, content::Annex},
};

use super::{
    View,
    make::{choice, thing, with_id},
};

impl View<'_> {
    /// `agreements` and `annexes` give the order of their files; it is compared where they stand.
    pub(super) fn meta(&self, meta: &PlanMeta, _: &[Agreement], _: &[Annex]) -> Thing {
        let PlanMeta {
            name,
            title,
            short_title,
            subtitle,
            slug,
            version,
            status,
            date,
            period: (from, to),
            municipality,
            template,
            numbering,
            parties,
            documents,
        } = meta;
        let words = |text: &str| Value::Text(text.to_owned());
        let place = Place::file("plan.toml");
        let period = thing(Kind::Plan, Role::Only, "", place.child("periode"))
            .with(Kind::PeriodFrom, "fra", Value::Date(*from))
            .with(Kind::PeriodTo, "til", Value::Date(*to));
        thing(Kind::Plan, Role::Only, "", place.clone())
            .with(Kind::Name, "navn", words(&name.text))
            .with(Kind::Title, "titel", words(&title.text))
            .with(Kind::ShortTitle, "kort_titel", words(&short_title.text))
            .maybe(
                Kind::Subtitle,
                "undertitel",
                (!subtitle.text.is_empty()).then(|| words(&subtitle.text)),
            )
            .with(Kind::Slug, "slug", words(slug))
            .with(Kind::Version, "version", words(&version.text))
            .with(Kind::Status, "status", choice(status))
            .with(Kind::Date, "dato", Value::Date(*date))
            .having([period])
            .with(Kind::Municipality, "kommune", self.party_ref(*municipality))
            .with(Kind::Template, "skabelon", words(template))
            .with(Kind::Numbering, "nummerering", choice(numbering))
            .having(self.party_list(parties, &place))
            .having(documents.iter().enumerate().map(|(index, (id, status))| {
                let known = self.rules.documents.iter().find(|d| d.id == *id);
                let name = known.map_or(id.as_str(), |document| document.name.as_str());
                let list = place.child("aftaledokument").key;
                let at = place.item("aftaledokument", index, id);
                thing(Kind::Document, with_id(&list, index, id, true), name, at).with(
                    Kind::Delivery,
                    "status",
                    choice(status),
                )
            }))
    }

    /// A party by its id and name.
    pub(super) fn party_ref(&self, index: usize) -> Value {
        let party = self.plan.parties.get(index);
        party.map_or_else(
            || Value::Ref(String::new(), String::new()),
            |party| Value::Ref(party.id.clone(), party.name.text.clone()),
        )
    }

    /// The parties to an agreement, under `parter`.
    pub(super) fn party_list(&self, parties: &[usize], place: &Place) -> Vec<Thing> {
        let mut out = Vec::new();
        for (index, party) in parties.iter().enumerate() {
            let Some(party) = self.plan.parties.get(*party) else {
                continue;
            };
            let at = place.item("parter", index, &party.id);
            let role = with_id(&place.child("parter").key, index, &party.id, true);
            let mut item = thing(Kind::AgreementParty, role, &party.name.text, at);
            item.value = Some(Value::Ref(party.id.clone(), party.name.text.clone()));
            out.push(item);
        }
        out
    }
}
