//! Sections, delaftaler with goals and activities, and the texts that delaftaler share.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    key::FieldKey,
    model::{
        Label,
        agreement::{
            Activity, ActivityEntry, Agreement, Audience, Goal, Indicator, PlannedMilestone,
            Section, SharedUse, Staff, SubSection,
        },
        measure::Unit,
        written::Period,
    },
};

use super::{
    Concept, Field, Record, Ref, Stands, Value, Walk, choice, label, list, maybe, maybe_prose,
    measures::note_mark, prose, record, records, set, some_records, value,
};

impl<'a> Walk<'a> {
    /// A section, which is an item of the agreement or a part of a delaftale.
    pub fn section(&self, section: &'a Section, concept: Concept) -> Record<'a> {
        let Section {
            key,
            title,
            text,
            parts,
        } = section;
        let list = key.child("afsnit");
        let parts = parts.iter().enumerate().map(|(index, part)| {
            let SubSection { id, title, text } = part;
            Record::item(Concept::SUB_SECTION, &list, index, id)
                .with(label("titel", title).is(HEADING).calls())
                .with(prose("tekst", text))
        });
        let parts = records("afsnit", parts);
        Record::alone(concept, key.clone())
            .with(label("titel", title.as_ref()).is(HEADING).named())
            .with(prose("tekst", text).named())
            .with(parts)
    }

    pub(super) fn agreements(&self, agreements: &'a [Agreement]) -> Field<'a> {
        let items = agreements.iter().enumerate();
        records(
            "delaftale",
            items.map(|(index, one)| self.agreement(one, index)),
        )
        .public()
    }

    /// One delaftale by its number in the plan.
    pub fn agreement(&self, agreement: &'a Agreement, index: usize) -> Record<'a> {
        let Agreement {
            id,
            key: _, // the file's
            area,
            name,
            parties,
            signers,
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
        let key = FieldKey::file(&file);
        let problems = Record::alone(Concept::PROBLEM, key.child("problemkompleks"))
            .with(label("navn_angivet", problem_name.as_ref()).is("problemkompleks-navn"))
            .with(prose("tekst", problem));
        let list_of_goals = key.child("delmaal");
        let goals = goals.iter().enumerate();
        let goals = goals.map(|(at, goal)| self.goal(goal, &list_of_goals, at));
        let staff = staff
            .as_ref()
            .map(|staff| self.staff(staff, key.child("personale")));
        let section = |section: &'a Option<Section>, name: &'static str, concept| {
            let section = section.as_ref();
            record(name, section.map(|section| self.section(section, concept)))
        };
        let list_of_activities = key.child("aktivitet");
        let activities = activities.iter().enumerate();
        let activities =
            activities.map(|(at, activity)| self.activity(activity, &list_of_activities, at));
        let stands = Stands::Listed {
            list: "delaftaler",
            index,
            id,
        };
        Record::new(Concept::AGREEMENT, key.clone(), stands)
            .with(
                value("omraade", Value::Ref(Ref::Area(area)))
                    .is("indsatsomraade")
                    .public(),
            )
            .with(label("navn", name).calls().public().named())
            .with(self.party_list(parties).public().named())
            .with(self.signers(signers))
            .with(record("problemkompleks", Some(problems)))
            .with(label("sammenligning_titel", comparison_title.as_ref()))
            .with(records("delmaal", goals).public())
            .with(list("aktivitetsliste", activity_list))
            .with(record("personale", staff).named())
            .with(section(municipal, "kommunal_indsats", Concept::MUNICIPAL).named())
            .with(section(practice, "indhold_og_praksis", Concept::PRACTICE).named())
            .with(records("aktivitet", activities).public())
            .with(self.notes(&file, Some(&problem.scope)))
    }

    fn goal(&self, goal: &'a Goal, goals: &FieldKey, index: usize) -> Record<'a> {
        let Goal {
            id,
            title,
            footnote,
            indicators,
        } = goal;
        let out = Record::item(Concept::GOAL, goals, index, id)
            .with(label("titel", title).calls().public())
            .with(note_mark(footnote.as_ref()));
        let list = out.key.child("indikator");
        let indicators = indicators.iter().enumerate();
        let indicators = indicators.map(|(at, one)| self.indicator(one, &list, at));
        out.with(records("indikator", indicators).public())
    }

    fn indicator(&self, indicator: &'a Indicator, list: &FieldKey, index: usize) -> Record<'a> {
        let Indicator {
            id,
            title,
            direction,
            target,
            measurements,
        } = indicator;
        let target = target.map(|target| Value::Number(target, indicator.unit()));
        let out = Record::item(Concept::INDICATOR, list, index, id);
        let measured = self.measurements(measurements, &out.key);
        out.with(label("titel", title).calls().public())
            .with(choice("retning", *direction).public())
            .with(maybe("maaltal", target).public())
            .with(measured)
    }

    /// The staff of a delaftale, under its key.
    pub fn staff(&self, staff: &'a Staff, key: FieldKey) -> Record<'a> {
        let Staff {
            profile_heading,
            profiles,
            pe,
            pe_key: _, // the key says as much
            text,
        } = staff;
        Record::alone(Concept::STAFF, key)
            .with(set("profil_overskrift", *profile_heading).named())
            .with(list("profiler", profiles).is("profil").named())
            .with(
                value("pe", Value::Number(*pe, Some(Unit::Pe)))
                    .is("personaleenheder")
                    .public()
                    .named(),
            )
            .with(prose("tekst", text).named())
    }

    /// One activity by its number in its delaftale's list.
    pub fn activity(&self, activity: &'a Activity, list: &FieldKey, index: usize) -> Record<'a> {
        let Activity {
            id,
            key: _,    // the list says as much
            shared: _, // the texts say which
            title: _,  // among the texts
            texts,
        } = activity;
        entry(texts, Record::item(Concept::ACTIVITY, list, index, id))
    }

    /// The shared activities in use, as their files have them; any use knows all of one.
    pub(super) fn shared_activities(&self, agreements: &'a [Agreement]) -> Field<'a> {
        let activities = agreements.iter().flat_map(|one| &one.activities);
        let used = activities.filter_map(|activity| activity.shared.as_ref());
        let mut seen = BTreeSet::new();
        let mut files: Vec<&'a SharedUse> = used.filter(|used| seen.insert(&used.id)).collect();
        files.sort_by(|a, b| a.id.cmp(&b.id));
        records("faelles", files.into_iter().map(|used| self.shared(used)))
    }

    fn shared(&self, used: &'a SharedUse) -> Record<'a> {
        let SharedUse {
            id,
            with: _, // the use's own
            parameters,
            texts,
        } = used;
        let key = FieldKey::file(&format!("faelles/{id}.toml")).child("aktivitet");
        entry(
            texts,
            Record::new(Concept::SHARED_ACTIVITY, key, Stands::File(id)),
        )
        .with(value("parametre", Value::Ids(parameters)).is(Concept::PARAMETER))
    }
}

const HEADING: &str = "overskrift";

/// Adds what an activity and a shared one have alike.
fn entry<'a>(entry: &'a ActivityEntry, activity: Record<'a>) -> Record<'a> {
    let ActivityEntry {
        key: _, // the activity's
        id: _,  // the activity's
        shared,
        with,
        title,
        introduction,
        purpose,
        audience,
        roles,
        period,
        milestones,
    } = entry;
    let used = shared.as_ref().map(|id| Value::Ref(Ref::Shared(&id.0)));
    let with = parameters(with, activity.key.child("med"));
    let introduction = maybe_prose("indledning", introduction.as_ref());
    let runs = period.map(|period| runs(period, activity.key.child("periode")));
    let milestones = milestones
        .iter()
        .enumerate()
        .map(|(at, one)| milestone(one, at));
    activity
        .with(label("titel", title.as_ref()).calls().public().named())
        .with(maybe("brug", used).is(Concept::SHARED_ACTIVITY))
        .with(record("med", with).is(Concept::ACTIVITY))
        .with(introduction.is("aktivitet-indledning").named())
        .with(maybe_prose("formaal", purpose.as_ref()).named())
        .with(record("maalgruppe", audience.as_ref().map(target_groups)).named())
        .with(maybe_prose("ansvar", roles.as_ref()).named())
        .with(
            record("periode", runs)
                .is(Concept::ACTIVITY_PERIOD)
                .public()
                .named(),
        )
        .with(
            some_records("milepael", milestones)
                .is(Concept::PLANNED_MILESTONE)
                .public(),
        )
}

/// When an activity runs.
fn runs<'a>(period: Period, key: FieldKey) -> Record<'a> {
    let Period { from, to } = period;
    Record::alone(Concept::ACTIVITY_PERIOD, key)
        .with(
            value("fra", Value::Date(from))
                .is("aktivitet-fra")
                .public()
                .named(),
        )
        .with(
            value("til", Value::Date(to))
                .is("aktivitet-til")
                .public()
                .named(),
        )
}

/// What an activity is to reach, under its own key: a shared one's stands in another file.
fn milestone(milestone: &PlannedMilestone, index: usize) -> Record<'_> {
    let PlannedMilestone {
        key,
        id,
        title,
        planned,
    } = milestone;
    let id = Some(id.as_str());
    Record::new(
        Concept::PLANNED_MILESTONE,
        key.clone(),
        Stands::Item { index, id },
    )
    .with(label("titel", title).calls().public())
    .with(value("planlagt", Value::Date(*planned)).public())
}

fn target_groups(audience: &Audience) -> Record<'_> {
    let Audience {
        key,
        text,
        primary,
        secondary,
    } = audience;
    Record::alone(Concept::AUDIENCE, key.clone())
        .with(maybe_prose("tekst", text.as_ref()).named())
        .with(
            maybe_prose("primaer", primary.as_ref())
                .is("maalgruppe-primaer")
                .named(),
        )
        .with(
            maybe_prose("sekundaer", secondary.as_ref())
                .is("maalgruppe-sekundaer")
                .named(),
        )
}

/// What an activity gives the parameters of the shared one that it uses.
fn parameters(with: &BTreeMap<String, Label>, key: FieldKey) -> Option<Record<'_>> {
    if with.is_empty() {
        return None;
    }
    let mut out = Record::alone(Concept::ACTIVITY, key);
    for (name, given) in with {
        out.fields.push(parameter(name, given));
    }
    Some(out)
}

fn parameter<'a>(name: &'a str, given: &'a Label) -> Field<'a> {
    Field {
        key: name,
        ..label("med", given).is(Concept::PARAMETER)
    }
}
