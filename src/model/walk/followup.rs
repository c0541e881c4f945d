//! Later measurements and the status of each half-year.

use crate::model::followup::{
    ActivityStatus, HalfStatus, IndicatorRef, LaterMeasurement, Milestone, Round, Treatment,
};

use super::{
    Concept, Field, Record, Ref, Value, Walk, choice, label, maybe, prose, records, set, value,
};

impl<'a> Walk<'a> {
    pub(super) fn rounds(&self, rounds: &'a [Round]) -> Field<'a> {
        records("maalerunde", rounds.iter().map(|round| self.round(round))).public()
    }

    fn round(&self, round: &'a Round) -> Record<'a> {
        let Round {
            id: _, // the file's name
            key,
            example,
            year,
            gathered,
            treated,
            measurements,
        } = round;
        let (date, by) = treatment(treated.as_ref());
        let measurements = measurements.iter().map(later);
        Record::alone(Concept::ROUND, key.clone())
            .with(value("aar", Value::Year(*year)).public())
            .with(value("opgjort", Value::Date(*gathered)).public())
            .with(maybe("behandlet", date).public())
            .with(self.party("behandlet_af", by).public())
            .with(set("eksempel", *example).public())
            .with(records("maaling", measurements).public())
    }

    pub(super) fn statuses(&self, statuses: &'a [HalfStatus]) -> Field<'a> {
        records("status", statuses.iter().map(|status| self.status(status)))
    }

    fn status(&self, status: &'a HalfStatus) -> Record<'a> {
        let HalfStatus {
            half: _, // the file's name
            key,
            example,
            date,
            reviewed,
            summary,
            activities,
        } = status;
        let (reviewed, by) = treatment(reviewed.as_ref());
        let activities = activities.iter().map(|one| self.activity_status(one));
        Record::alone(Concept::HALF_STATUS, key.clone())
            .with(value("dato", Value::Date(*date)))
            .with(maybe("gennemgaaet", reviewed))
            .with(self.party("gennemgaaet_af", by))
            .with(set("eksempel", *example))
            .with(prose("sammenfatning", summary))
            .with(records("aktivitet", activities))
    }

    fn activity_status(&self, status: &'a ActivityStatus) -> Record<'a> {
        let ActivityStatus {
            key,
            agreement,
            activity,
            done,
            adjustments,
            next,
            milestones,
        } = status;
        let known = self.plan.agreements.iter().find(|one| one.id == *agreement);
        Record::alone(Concept::ACTIVITY_STATUS, key.clone())
            .with(value(
                "delaftale",
                Value::Ref(Ref::Agreement(agreement, known)),
            ))
            .with(value("id", Value::Ref(Ref::Id(activity))))
            .with(prose("udfoert", done))
            .with(prose("justeringer", adjustments))
            .with(prose("naeste", next))
            .with(records("milepael", milestones.iter().map(milestone)))
    }
}

fn treatment<'a>(treated: Option<&Treatment>) -> (Option<Value<'a>>, Option<usize>) {
    treated.map_or((None, None), |Treatment { date, by }| {
        (Some(Value::Date(*date)), *by)
    })
}

fn later(later: &LaterMeasurement) -> Record<'_> {
    let LaterMeasurement {
        key,
        of,
        year,
        date,
        area,
        comparison,
        source,
        opposite,
        neutral,
    } = later;
    let id = |id| Value::Ref(Ref::Id(id));
    let mut out = Record::alone(Concept::LATER_MEASUREMENT, key.clone());
    out = match of {
        IndicatorRef::Fixed(fixed) => out.with(value("fast", id(fixed)).public()),
        IndicatorRef::Goal(agreement, goal, indicator) => out
            .with(value("delaftale", id(agreement)).public())
            .with(value("delmaal", id(goal)).public())
            .with(value("indikator", id(indicator)).public()),
    };
    out.with(value("aar", Value::Year(*year)).public())
        .with(maybe("dato", date.map(Value::Date)).public())
        .with(value("omraade", Value::Quantities(area)).public())
        .with(value("sammenligning", Value::Quantities(comparison)).public())
        .with(label("kilde", source.as_ref()).public())
        .with(value("modsat", Value::Ids(opposite)))
        .with(value("neutral", Value::Ids(neutral)))
}

fn milestone(milestone: &Milestone) -> Record<'_> {
    let Milestone {
        key,
        id,
        title,
        planned,
        reached,
        state,
        remark,
    } = milestone;
    Record::alone(Concept::MILESTONE, key.clone())
        .with(value("id", Value::Ref(Ref::Id(id))))
        .with(label("titel", title.as_ref()).calls())
        .with(maybe("planlagt", planned.map(Value::Date)))
        .with(maybe("naaet", reached.map(Value::Date)))
        .with(choice("status", *state))
        .with(label("bemaerkning", remark.as_ref()))
}
