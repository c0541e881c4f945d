//! Items of the strategic agreement, and delaftaler with goals and activities.

use crate::{
    changes::{
        Kind,
        thing::{Place, Role, Thing, Value, Written},
    },
    key::FieldKey,
    model::agreement::{
        Activity, Agreement, Audience, Goal, Indicator, Section, Staff, SubSection,
    },
};

use super::{
    View,
    make::{choice, listed, thing, with_id},
};

impl View<'_> {
    pub(super) fn section(&self, section: &Section, kind: Kind, file: &str, name: &str) -> Thing {
        let Section {
            key: _, // the place says as much
            title,
            text,
            parts,
        } = section;
        let place = Place::file(file).child(name);
        // Items of the strategic agreement are named by their keys, for which there are words.
        let shown = match (title, kind) {
            (Some(title), _) => title.text.as_str(),
            (None, Kind::Item) => name,
            (None, _) => "",
        };
        let mut out = thing(kind, Role::Only, shown, place.clone())
            .words(Kind::Heading, "titel", title.as_ref())
            .prose(Kind::Text, "tekst", text);
        for (index, part) in parts.iter().enumerate() {
            let SubSection { id, title, text } = part;
            let at = place.item("afsnit", index, id);
            let role = with_id(&place.child("afsnit").key, index, id, true);
            let part = thing(Kind::SubSection, role, &title.text, at)
                .named(Kind::Heading, "titel", title)
                .prose(Kind::Text, "tekst", text);
            out = out.having([part]);
        }
        out
    }

    pub(super) fn agreement(&self, agreement: &Agreement, index: usize) -> Thing {
        let Agreement {
            id,
            key: _, // the place says as much
            area,
            name,
            parties,
            problem_name,
            problem,
            comparison_title,
            goals,
            activity_list,
            staff,
            municipal,
            practice,
            activities,
        } = agreement;
        let file = format!("delaftaler/{id}.toml");
        let place = Place::file(&file);
        let role = listed(FieldKey::file("plan.toml").child("delaftaler"), index, id);
        let mut out = thing(Kind::Agreement, role, &name.text, place.clone()).with(
            Kind::Area,
            "omraade",
            Value::Ref(area.clone(), self.area_name(area)),
        );
        // The rule set's own name is no words of the plan.
        if name.key.path == "navn" {
            out = out.named(Kind::Name, "navn", name);
        }
        let problems = thing(
            Kind::Problem,
            Role::Only,
            "",
            place.child("problemkompleks"),
        )
        .words(Kind::ProblemName, "navn_angivet", problem_name.as_ref())
        .prose(Kind::Text, "tekst", problem);
        let sections = [
            (municipal, Kind::Municipal, "kommunal_indsats"),
            (practice, Kind::Practice, "indhold_og_praksis"),
        ];
        let sections = sections.into_iter().filter_map(|(section, kind, name)| {
            Some(self.section(section.as_ref()?, kind, &file, name))
        });
        out.having(self.party_list(parties, &place))
            .having([problems])
            .words(
                Kind::ComparisonTitle,
                "sammenligning_titel",
                comparison_title.as_ref(),
            )
            .having(
                goals
                    .iter()
                    .enumerate()
                    .map(|(i, goal)| goal_thing(goal, &place, i)),
            )
            .list(
                Kind::ListedActivity,
                "aktivitetsliste",
                activity_list.iter().map(|l| l.text.as_str()),
            )
            .having(staff.iter().map(|staff| staff_thing(staff, &place)))
            .having(self.lines(Some(id)))
            .having(sections)
            .having(
                activities
                    .iter()
                    .enumerate()
                    .map(|(i, a)| activity_thing(a, &place, i)),
            )
            .having(self.notes_of(&file))
    }

    fn area_name(&self, id: &str) -> String {
        let area = self.rules.areas.iter().find(|area| area.id == id);
        area.map_or_else(|| id.to_owned(), |area| area.name.clone())
    }
}

fn goal_thing(goal: &Goal, place: &Place, index: usize) -> Thing {
    let Goal {
        id,
        title,
        footnote,
        indicators,
    } = goal;
    let at = place.item("delmaal", index, id);
    let role = with_id(&place.child("delmaal").key, index, id, true);
    thing(Kind::Goal, role, &title.text, at.clone())
        .named(Kind::Title, "titel", title)
        .maybe(
            Kind::FootnoteMark,
            "fodnote",
            super::footnotes::mark(footnote),
        )
        .having(indicators.iter().enumerate().map(|(i, one)| {
            let mut out = indicator_thing(one, &at, i);
            // The only one of its goal needs no name beside it.
            if indicators.len() == 1 {
                out.name.clear();
            }
            out
        }))
}

fn indicator_thing(indicator: &Indicator, place: &Place, index: usize) -> Thing {
    let Indicator {
        id,
        title,
        direction,
        target,
        measurements,
    } = indicator;
    let at = place.item("indikator", index, id);
    let role = with_id(&place.child("indikator").key, index, id, true);
    let unit = measurements
        .iter()
        .flat_map(|m| &m.area)
        .find_map(|q| q.unit);
    thing(Kind::Indicator, role, &title.text, at.clone())
        .named(Kind::Title, "titel", title)
        .maybe(Kind::Direction, "retning", direction.map(choice))
        .maybe(
            Kind::Target,
            "maaltal",
            target.map(|target| Value::Number(target, unit)),
        )
        .having(super::measure::measurements(measurements, &at))
}

fn staff_thing(staff: &Staff, place: &Place) -> Thing {
    use crate::model::measure::Unit;
    let Staff {
        profile_heading,
        profiles,
        pe,
        pe_key: _, // the place says as much
        text,
    } = staff;
    thing(Kind::Staff, Role::Only, "", place.child("personale"))
        .maybe(
            Kind::ProfileHeading,
            "profil_overskrift",
            super::make::set(*profile_heading),
        )
        .list(
            Kind::Profile,
            "profiler",
            profiles.iter().map(|l| l.text.as_str()),
        )
        .with(Kind::StaffUnits, "pe", Value::Number(*pe, Some(Unit::Pe)))
        .prose(Kind::Text, "tekst", text)
}

fn activity_thing(activity: &Activity, place: &Place, index: usize) -> Thing {
    let Activity {
        id,
        key: _, // the place says as much
        shared,
        title,
        introduction,
        purpose,
        audience,
        roles,
    } = activity;
    let at = place.item("aktivitet", index, id);
    let role = with_id(&place.child("aktivitet").key, index, id, true);
    thing(Kind::Activity, role, &title.text, at.clone())
        .named(Kind::Title, "titel", title)
        .maybe(
            Kind::SharedActivity,
            "brug",
            shared.as_ref().map(super::shared::used),
        )
        .having(super::shared::parameters(shared.as_ref(), &at))
        .maybe_prose(
            Kind::ActivityIntroduction,
            "indledning",
            introduction.as_ref(),
        )
        .maybe_prose(Kind::Purpose, "formaal", purpose.as_ref())
        .having(
            audience
                .iter()
                .map(|audience| audience_thing(audience, &at)),
        )
        .maybe_prose(Kind::Roles, "ansvar", roles.as_ref())
}

/// Target groups of an activity at a place.
pub(super) fn audience_thing(audience: &Audience, place: &Place) -> Thing {
    let Audience {
        key,
        text,
        primary,
        secondary,
    } = audience;
    let mut out = thing(Kind::Audience, Role::Only, "", place.child("maalgruppe"));
    if key.file != place.key.file {
        out.written = Written::Shared(key.file.to_string());
    }
    out.maybe_prose(Kind::Text, "tekst", text.as_ref())
        .maybe_prose(Kind::Primary, "primaer", primary.as_ref())
        .maybe_prose(Kind::Secondary, "sekundaer", secondary.as_ref())
}
