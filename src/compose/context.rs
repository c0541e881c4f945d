//! What each part of the template sees besides the plan's names: the section, delaftale, activity or annex at hand.

use minijinja::value::Value;

use crate::{
    model::{
        Prose, Scope,
        agreement::{Activity, Agreement, Section, Staff},
        content::Annex,
        measure::Unit,
    },
    template::data::{DataMap, Place, ProseLeaf, Slot},
};

use super::{Composer, data};

impl Composer<'_> {
    /// The names that every part sees.
    pub(super) fn part_context(&self, own: Vec<(&str, Value)>) -> Value {
        let mut names = self.root.clone();
        let parties = self
            .plan
            .meta
            .parties
            .iter()
            .map(|&index| data::label(&self.plan.parties[index].name));
        names.insert("parter", parties.collect());
        let titles = self
            .plan
            .agreements
            .iter()
            .map(|agreement| data::label(&agreement.name));
        names.insert("aftaler", titles.collect());
        names.insert("forkortelser", Value::from(self.plan.abbreviations.len()));
        names.insert(
            "aftaledokumenter",
            Value::from(self.plan.meta.documents.len()),
        );
        names.insert(
            "indledning",
            self.section_value(&self.plan.strategic.introduction, "indledning"),
        );
        let special = [
            "forside",
            "indhold",
            "tabelliste",
            "figurliste",
            "underskrifter",
            "sideskift",
        ];
        names.insert(
            "blok",
            self.map(special.iter().map(|name| (*name, special_block(name)))),
        );
        self.report_values()
            .into_iter()
            .chain(own)
            .for_each(|(name, value)| names.insert(name, value));
        Value::from_object(names)
    }

    /// The names that prose sees: the plan's, and the parameters of a shared activity.
    pub(super) fn prose_context(&self, scope: &Scope) -> Value {
        if scope.with.is_empty() {
            return Value::from_object(self.root.clone());
        }
        let mut names = self.root.clone();
        let with = scope
            .with
            .iter()
            .map(|(name, label)| (name.as_str(), data::label(label)));
        names.insert("med", self.map(with));
        Value::from_object(names)
    }

    pub(super) fn map<'k>(&self, entries: impl Iterator<Item = (&'k str, Value)>) -> Value {
        let mut map = DataMap::new(&self.misses);
        entries.for_each(|(id, value)| map.insert(id, value));
        Value::from_object(map)
    }

    /// `punkt.titel` (or nothing), `punkt.tekst`, `punkt.underafsnit`.
    pub(super) fn section_value(&self, section: &Section, name: &str) -> Value {
        let title = section.title.as_ref().map_or(Value::from(""), data::label);
        let parts = special_block(&format!("underafsnit:{name}"));
        let entries = [
            ("titel", title),
            ("tekst", prose(&section.text)),
            ("underafsnit", parts),
        ];
        self.map(entries.into_iter())
    }

    pub(super) fn agreement_value(&self, agreement: &Agreement) -> Value {
        let parties = agreement
            .parties
            .iter()
            .map(|&index| data::label(&self.plan.parties[index].name));
        let name = agreement.problem_name.as_ref().unwrap_or(&agreement.name);
        let section = |section: &Option<Section>, name| {
            section.as_ref().map_or(Value::from(false), |section| {
                self.section_value(section, name)
            })
        };
        let entries = [
            ("navn", data::label(&agreement.name)),
            ("navn_i_problemkompleks", data::label(name)),
            ("parter", parties.collect()),
            ("problemkompleks", prose(&agreement.problem)),
            (
                "aktiviteter",
                agreement.activity_list.iter().map(data::label).collect(),
            ),
            (
                "personale",
                agreement
                    .staff
                    .as_ref()
                    .map_or(Value::from(false), |staff| self.staff_value(staff)),
            ),
            (
                "kommunal_indsats",
                section(&agreement.municipal, "kommunal_indsats"),
            ),
            (
                "indhold_og_praksis",
                section(&agreement.practice, "indhold_og_praksis"),
            ),
        ];
        self.map(entries.into_iter())
    }

    fn staff_value(&self, staff: &Staff) -> Value {
        let pe = self.template.words.with_unit(staff.pe, Unit::Pe);
        let entries = [
            ("profil_overskrift", Value::from(staff.profile_heading)),
            ("profiler", staff.profiles.iter().map(data::label).collect()),
            ("pe", data::value(&pe, &staff.pe_key, Some(staff.pe))),
            ("tekst", prose(&staff.text)),
        ];
        self.map(entries.into_iter())
    }

    pub(super) fn activity_value(&self, activity: &Activity) -> Value {
        let text = |text: &Option<Prose>| text.as_ref().map_or(Value::from(""), prose);
        let audience = activity
            .audience
            .as_ref()
            .map_or(Value::from(false), |audience| {
                let entries = [
                    ("tekst", text(&audience.text)),
                    ("primaer", text(&audience.primary)),
                    ("sekundaer", text(&audience.secondary)),
                ];
                self.map(entries.into_iter())
            });
        let entries = [
            ("titel", data::label(&activity.title)),
            ("indledning", text(&activity.introduction)),
            ("har_formaal", Value::from(activity.purpose.is_some())),
            (
                "formaal",
                activity
                    .purpose
                    .as_ref()
                    .map_or_else(|| special_block("intet"), prose),
            ),
            ("maalgruppe", audience),
            ("ansvar", text(&activity.roles)),
        ];
        self.map(entries.into_iter())
    }

    pub(super) fn annex_value(&self, annex: &Annex) -> Value {
        let entries = [
            ("titel", data::label(&annex.title)),
            ("tekst", prose(&annex.text)),
            ("indhold", special_block("bilagsindhold")),
        ];
        self.map(entries.into_iter())
    }
}

pub(super) fn prose(prose: &Prose) -> Value {
    Value::from_object(ProseLeaf(prose.clone()))
}

fn special_block(name: &str) -> Value {
    Value::from_object(Slot::Place(Place::Special(name.to_owned())))
}
