//! Later measurements and half-yearly statuses: indicators and activities resolved.

mod rows;

use time::Date;

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    load::hint,
    model::{
        PlanMeta,
        agreement::Agreement,
        followup::{
            ActivityStatus, Half, HalfStatus, IndicatorRef, LaterMeasurement, Milestone,
            MilestoneState, Round, Treatment,
        },
        measure::{Quantity, Unit},
        registers::{FixedIndicator, Measurement},
        trend,
        written::Id,
    },
    schema::followup as shape,
};

use super::Lower;

/// What measurements and statuses are about.
pub(super) struct Known<'a> {
    pub(super) indicators: &'a [FixedIndicator],
    pub(super) agreements: &'a [Agreement],
}

impl Lower<'_> {
    pub(super) fn rounds(&mut self, known: &Known<'_>) -> Vec<Round> {
        let mut out: Vec<Round> = Vec::new();
        for id in self.sources.names_in("maalinger") {
            let Some(round) = self.round(&id, known) else {
                continue;
            };
            if let Some(earlier) = out.iter().find(|other| other.year == round.year) {
                let finding =
                    self.twice("M006", &round.key.child("aar"), &earlier.key.child("aar"));
                self.found.push(finding.arg("aar", round.year));
            }
            out.push(round);
        }
        out.sort_by_key(|round| round.year);
        self.measured_once(&out);
        out
    }

    fn round(&mut self, id: &str, known: &Known<'_>) -> Option<Round> {
        let path = format!("maalinger/{id}.toml");
        let mut file: shape::RoundFile = self.file(&path)?;
        let key = file.key;
        let by = file.treated_by.map(|by| (by, key.child("behandlet_af")));
        let treated = self.treatment(file.treated, by);
        if let Some(from) = &file.from {
            file.measurements.extend(self.measured_rows(from));
        }
        let measurements = file.measurements.into_iter();
        let measurements = measurements.filter_map(|shape| self.later(shape, file.year, known));
        Some(Round {
            id: id.to_owned(),
            example: file.example,
            year: file.year,
            gathered: file.gathered,
            treated,
            measurements: measurements.collect(),
            key,
        })
    }

    /// When and by whom; the one who did it without the day is told.
    fn treatment(&mut self, date: Option<Date>, by: Option<(Id, FieldKey)>) -> Option<Treatment> {
        let by = by.and_then(|(id, key)| {
            if date.is_none() {
                self.tell("M007", &key);
            }
            self.party(&id, &key)
        });
        Some(Treatment { date: date?, by })
    }

    fn later(
        &mut self,
        shape: shape::LaterMeasurement,
        year: u16,
        known: &Known<'_>,
    ) -> Option<LaterMeasurement> {
        let (of, baselines) = self.indicator(&shape, known)?;
        let unit = self.unit(&shape, &of, &baselines);
        let date_year = shape.date.and_then(|date| u16::try_from(date.year()).ok());
        let mut later = LaterMeasurement {
            of,
            year: shape.year.or(date_year).unwrap_or(year),
            date: shape.date,
            source: shape.source,
            area: shape.area,
            comparison: shape.comparison,
            opposite: shape.opposite,
            neutral: shape.neutral,
            key: shape.key,
        };
        self.quantities(later.area.iter_mut().chain(&mut later.comparison), unit);
        self.one_unit(&later, unit);
        self.lines_are_known(&later, &baselines);
        Some(later)
    }

    /// The indicator that a measurement is of, with its baselines.
    fn indicator<'k>(
        &mut self,
        shape: &shape::LaterMeasurement,
        known: &Known<'k>,
    ) -> Option<(IndicatorRef, Vec<&'k Measurement>)> {
        let key = &shape.key;
        match (
            &shape.fixed,
            &shape.agreement,
            &shape.goal,
            &shape.indicator,
        ) {
            (Some(fixed), None, None, None) => {
                let fixed_ids = self.rules.goals.iter().flat_map(|goal| &goal.indicators);
                let ids: Vec<String> = fixed_ids.map(|rule| rule.id.clone()).collect();
                self.resolve(&fixed.0, &ids, "M002", &key.child("fast"))?;
                let own = known.indicators.iter().filter(|i| i.fixed == fixed.0);
                let baselines = own.flat_map(|i| &i.measurements).collect();
                Some((IndicatorRef::Fixed(fixed.0.clone()), baselines))
            }
            (None, Some(agreement), Some(goal), Some(indicator)) => {
                let found = self.known_agreement(&agreement.0, known, &key.child("delaftale"))?;
                let at = key.child("delmaal");
                let own = self.resolve(&goal.0, &ids(&found.goals, |g| &g.id), "M003", &at)?;
                let own = &found.goals[own];
                let at = key.child("indikator");
                let names = ids(&own.indicators, |i| &i.id);
                let index = self.resolve(&indicator.0, &names, "M003", &at)?;
                let of =
                    IndicatorRef::Goal(agreement.0.clone(), goal.0.clone(), indicator.0.clone());
                Some((of, own.indicators[index].measurements.iter().collect()))
            }
            _ => {
                self.tell("M001", key);
                None
            }
        }
    }

    fn known_agreement<'k>(
        &mut self,
        id: &str,
        known: &Known<'k>,
        key: &FieldKey,
    ) -> Option<&'k Agreement> {
        let names = ids(known.agreements, |agreement| &agreement.id);
        let index = self.resolve(id, &names, "R008", key)?;
        known.agreements.get(index)
    }

    /// The unit of bare numbers; another one than the indicator's is told.
    fn unit(
        &mut self,
        shape: &shape::LaterMeasurement,
        of: &IndicatorRef,
        baselines: &[&Measurement],
    ) -> Option<Unit> {
        let unit = match of {
            IndicatorRef::Fixed(id) => self.rules.indicator(id).map(|(_, rule)| rule.unit),
            IndicatorRef::Goal(..) => trend::unit_of(baselines.iter().flat_map(|m| &m.area)),
        };
        if let (Some(own), Some(given)) = (unit, shape.unit)
            && own != given
        {
            self.tell("M004", &shape.key.child("enhed"));
        }
        unit.or(shape.unit)
    }

    fn one_unit(&mut self, later: &LaterMeasurement, unit: Option<Unit>) {
        for quantity in later.area.iter().chain(&later.comparison) {
            if quantity.unit.is_some() && unit.is_some() && quantity.unit != unit {
                self.tell("M004", &quantity.key);
            }
        }
    }

    /// A value must go on with a line of the baseline, or nothing can be said of it.
    fn lines_are_known(&mut self, later: &LaterMeasurement, baselines: &[&Measurement]) {
        let at = |name: &str| later.key.child(name);
        if baselines.is_empty() {
            return;
        }
        let Some(baseline) = trend::continued(baselines, later) else {
            let names: Vec<&str> = baselines.iter().map(|b| b.source.text.as_str()).collect();
            let span = self.sources.span(&at("kilde"));
            let finding = Diagnostic::at("M005", span);
            self.found.push(finding.arg("forslag", names.join("; ")));
            return;
        };
        let lines: Vec<&Quantity> = trend::own_lines(baselines[baseline]).collect();
        let labels: Vec<&str> = lines.iter().filter_map(|l| l.label.as_deref()).collect();
        for quantity in &later.area {
            let label = quantity.label.as_deref();
            let lone = lines.len() == 1 && label.is_none();
            if !lone && !lines.iter().any(|l| trend::same(l.label.as_deref(), label)) {
                let finding = Diagnostic::at("M010", self.sources.span(&quantity.key));
                let finding = finding.arg("ord", label.unwrap_or("–"));
                self.found
                    .push(finding.arg("forslag", hint(label.unwrap_or_default(), &labels)));
            }
        }
    }

    /// The same indicator, year and source twice would leave two values for one point.
    fn measured_once(&mut self, rounds: &[Round]) {
        let all: Vec<&LaterMeasurement> = rounds.iter().flat_map(|r| &r.measurements).collect();
        let same = |a: &LaterMeasurement, b: &LaterMeasurement| {
            let source = |m: &LaterMeasurement| m.source.as_ref().map(|s| s.text.clone());
            a.of == b.of && a.year == b.year && source(a) == source(b)
        };
        for (index, later) in all.iter().enumerate() {
            if let Some(earlier) = all[..index].iter().find(|other| same(other, later)) {
                let finding = self.twice("M008", &later.key, &earlier.key);
                let finding = finding.arg("navn", later.of.name());
                self.found.push(finding.arg("aar", later.year));
            }
        }
    }

    fn twice(&self, code: &'static str, key: &FieldKey, earlier: &FieldKey) -> Diagnostic {
        let other = Place::second(self.sources.span(earlier), "foerste-gang");
        Diagnostic::at(code, self.sources.span(key)).label(other)
    }

    pub(super) fn statuses(&mut self, meta: &PlanMeta, known: &Known<'_>) -> Vec<HalfStatus> {
        let mut out = Vec::new();
        for id in self.sources.names_in("status") {
            let path = format!("status/{id}.toml");
            let half = Half::read(&id).filter(|half| half.days(meta.period).is_some());
            let Some(half) = half else {
                let halves = Half::all(meta.period);
                let names: Vec<String> = halves.iter().map(Half::to_string).collect();
                let span = self.sources.span(&FieldKey::file(&path));
                let finding = Diagnostic::at("M011", span).arg("id", id);
                self.found.push(finding.arg("forslag", names.join(", ")));
                continue;
            };
            out.extend(self.status(&path, half, known));
        }
        out.sort_by_key(|status: &HalfStatus| status.half);
        self.milestones_are_whole(&out, known);
        out
    }

    fn status(&mut self, path: &str, half: Half, known: &Known<'_>) -> Option<HalfStatus> {
        let file: shape::StatusFile = self.file(path)?;
        let key = file.key;
        let by = file.reviewed_by.map(|by| (by, key.child("gennemgaaet_af")));
        let reviewed = self.treatment(file.reviewed, by);
        let mut activities: Vec<ActivityStatus> = Vec::new();
        for own in file.activities {
            if !self.activity_is_known(&own, known) {
                continue;
            }
            let same = |other: &&ActivityStatus| {
                other.agreement == own.agreement && other.activity == own.activity
            };
            if let Some(earlier) = activities.iter().find(same) {
                let finding = self.twice("R003", &own.key.child("id"), &earlier.key.child("id"));
                self.found.push(finding.arg("id", &own.activity));
            }
            activities.push(own);
        }
        Some(HalfStatus {
            half,
            example: file.example,
            date: file.date,
            reviewed,
            summary: file.summary,
            activities,
            key,
        })
    }

    /// Whether a status names an activity of the plan; its milestones agree with themselves.
    fn activity_is_known(&mut self, status: &ActivityStatus, known: &Known<'_>) -> bool {
        let at = status.key.child("delaftale");
        let Some(agreement) = self.known_agreement(&status.agreement, known, &at) else {
            return false;
        };
        let names = ids(&agreement.activities, |activity| &activity.id);
        let at = status.key.child("id");
        if self
            .resolve(&status.activity, &names, "M012", &at)
            .is_none()
        {
            return false;
        }
        let list = status.key.child("milepael");
        self.unique(status.milestones.iter().map(|m| m.id.as_str()), &list);
        for milestone in &status.milestones {
            self.milestone(milestone);
        }
        true
    }

    fn milestone(&mut self, milestone: &Milestone) {
        // A day without the word, or the word without its day, leaves open what is meant.
        let agrees = match milestone.state {
            Some(MilestoneState::Naaet) => milestone.reached.is_some(),
            Some(_) => milestone.reached.is_none(),
            None => true,
        };
        if !agrees {
            self.tell("M013", &milestone.key.child("status"));
        }
        if milestone.state == Some(MilestoneState::Udgaaet) && milestone.remark.is_none() {
            self.tell("M014", &milestone.key.child("status"));
        }
    }

    /// A milestone's first half-year must say what it is and when it is planned, unless the plan does.
    fn milestones_are_whole(&mut self, statuses: &[HalfStatus], known: &Known<'_>) {
        let mut seen: Vec<(&str, &str, &str)> = Vec::new();
        for agreement in known.agreements {
            for activity in &agreement.activities {
                let planned = activity.texts.milestones.iter();
                seen.extend(planned.map(|one| (&*agreement.id, &*activity.id, &*one.id)));
            }
        }
        for activity in statuses.iter().flat_map(|status| &status.activities) {
            for milestone in &activity.milestones {
                let name = (
                    activity.agreement.as_str(),
                    activity.activity.as_str(),
                    milestone.id.as_str(),
                );
                if seen.contains(&name) {
                    continue;
                }
                seen.push(name);
                if milestone.title.is_none() || milestone.planned.is_none() {
                    let span = self.sources.span(&milestone.key.child("id"));
                    self.found
                        .push(Diagnostic::at("M015", span).arg("id", &milestone.id));
                }
            }
        }
    }
}

fn ids<T>(of: &[T], id: fn(&T) -> &String) -> Vec<String> {
    of.iter().map(|item| id(item).clone()).collect()
}
