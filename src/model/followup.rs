//! What is followed up: later measurements, and the status of each half-year.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use time::{Date, Duration, Month};

use crate::key::FieldKey;

use super::{
    Label, Plan, Prose,
    agreement::PlannedMilestone,
    measure::Quantity,
    written::{self, Id, LocalDate, noted},
};

/// One round of measurements.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// Id: the file's name.
    pub id: String,
    /// Where it is written.
    pub key: FieldKey,
    /// Whether its data are made up.
    pub example: bool,
    /// The year it is for.
    pub year: u16,
    /// The day on which its numbers were gathered.
    pub gathered: Date,
    /// When and by whom it was treated.
    pub treated: Option<Treatment>,
    /// What was measured.
    pub measurements: Vec<LaterMeasurement>,
}

/// When a body dealt with something.
#[derive(Debug, Clone, PartialEq)]
pub struct Treatment {
    /// The day.
    pub date: Date,
    /// Index in `Plan::parties`, where it is told.
    pub by: Option<usize>,
}

/// An indicator of the plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum IndicatorRef {
    /// A fixed one, by its id in the rule set.
    Fixed(String),
    /// One of a delaftale: delaftale, sub-goal, indicator.
    Goal(String, String, String),
}

impl IndicatorRef {
    /// Its name in data files: `dagtilbud`, `uddannelse.unge-i-job.andel`.
    pub fn name(&self) -> String {
        match self {
            IndicatorRef::Fixed(id) => id.clone(),
            IndicatorRef::Goal(agreement, goal, indicator) => {
                format!("{agreement}.{goal}.{indicator}")
            }
        }
    }
}

/// One indicator measured again.
#[derive(Debug, Clone, PartialEq)]
pub struct LaterMeasurement {
    /// Where it is written.
    pub key: FieldKey,
    /// What was measured.
    pub of: IndicatorRef,
    /// The year the numbers are of.
    pub year: u16,
    /// The day, where it is known.
    pub date: Option<Date>,
    /// In the area.
    pub area: Vec<Quantity>,
    /// In what it is compared with.
    pub comparison: Vec<Quantity>,
    /// Source, where it is told.
    pub source: Option<Label>,
    /// Lines that go the other way than the indicator.
    pub opposite: Vec<String>,
    /// Lines that are neither better nor worse.
    pub neutral: Vec<String>,
}

/// A half of a year of the plan: `2022-1` is the first half of the plan year that begins in 2022.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Half {
    /// Year in which the plan year begins.
    pub year: i32,
    /// 1 or 2.
    pub half: u8,
}

impl std::fmt::Display for Half {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.year, self.half)
    }
}

impl Half {
    /// Reads `2022-1`.
    pub fn read(id: &str) -> Option<Half> {
        let (year, half) = id.split_once('-')?;
        let year = year.parse().ok().filter(|_| year.len() == 4)?;
        let half = match half {
            "1" => 1,
            "2" => 2,
            _ => return None,
        };
        Some(Half { year, half })
    }

    /// Its first and last day in a plan's period, whose first day begins the plan's years.
    /// `None` if it lies outside the period.
    pub fn days(self, period: (Date, Date)) -> Option<(Date, Date)> {
        let from = start(period.0, self.year, u32::from(self.half - 1))?;
        let to = start(period.0, self.year, u32::from(self.half))? - Duration::DAY;
        (from >= period.0 && from <= period.1).then_some((from, to.min(period.1)))
    }

    /// The halves that begin in a period, in order.
    pub fn all(period: (Date, Date)) -> Vec<Half> {
        let years = period.0.year()..=period.1.year();
        let halves = years.flat_map(|year| [1, 2].map(|half| Half { year, half }));
        halves.filter(|half| half.days(period).is_some()).collect()
    }
}

/// The day on which so many halves of a plan's year have passed since it began in a year.
fn start(first: Date, year: i32, halves: u32) -> Option<Date> {
    let months = u32::from(u8::from(first.month())) - 1 + 6 * halves;
    let year = year + i32::try_from(months / 12).ok()?;
    let month = Month::try_from(u8::try_from(months % 12 + 1).ok()?).ok()?;
    // A plan that begins on the 31st has halves that begin on the last day of shorter months.
    let day = first.day().min(month.length(year));
    Date::from_calendar_date(year, month, day).ok()
}

/// The status of a half-year.
#[derive(Debug, Clone, PartialEq)]
pub struct HalfStatus {
    /// Which half.
    pub half: Half,
    /// Where it is written.
    pub key: FieldKey,
    /// Whether its content is made up.
    pub example: bool,
    /// Its date.
    pub date: Date,
    /// When and by whom it was gone through.
    pub reviewed: Option<Treatment>,
    /// The half-year in a few words; may be empty.
    pub summary: Prose,
    /// One an activity, as written.
    pub activities: Vec<ActivityStatus>,
}

/// The status of one activity.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct ActivityStatus {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// The delaftale.
    #[serde(rename = "delaftale")]
    #[schemars(with = "Id")]
    pub agreement: String,
    /// The activity in it.
    #[serde(rename = "id")]
    #[schemars(with = "Id")]
    pub activity: String,
    /// What was done: prose.
    #[serde(rename = "udfoert")]
    #[schemars(default)]
    pub done: Prose,
    /// What is changed, and why: prose.
    #[serde(rename = "justeringer")]
    #[schemars(default)]
    pub adjustments: Prose,
    /// What comes next: prose.
    #[serde(rename = "naeste")]
    #[schemars(default)]
    pub next: Prose,
    /// Milestones: new ones, and those of earlier half-years of which there is something to say.
    #[serde(rename = "milepael", default)]
    pub milestones: Vec<Milestone>,
}

/// A milestone.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// Id, unique in the activity over all half-years.
    #[schemars(with = "Id")]
    pub id: String,
    /// What is to be reached; of one from an earlier half-year as it was unless given.
    #[serde(rename = "titel")]
    pub title: Option<Label>,
    /// Planned date; of one from an earlier half-year as it was unless given. The first one stays on record.
    #[serde(
        rename = "planlagt",
        default,
        deserialize_with = "written::date_if_any"
    )]
    #[schemars(with = "Option<LocalDate>")]
    pub planned: Option<Date>,
    /// The day on which it was reached.
    #[serde(rename = "naaet", default, deserialize_with = "written::date_if_any")]
    #[schemars(with = "Option<LocalDate>")]
    pub reached: Option<Date>,
    /// Where it stands at the end of the half-year; reached where `naaet` is given, else not begun.
    #[serde(rename = "status")]
    pub state: Option<MilestoneState>,
    /// What else there is to say, in a few words.
    #[serde(rename = "bemaerkning")]
    pub remark: Option<Label>,
}

impl Milestone {
    /// Where it stands: as its file says, else by whether it was reached.
    pub fn stands(&self) -> MilestoneState {
        match (self.state, self.reached) {
            (Some(state), _) => state,
            (None, Some(_)) => MilestoneState::Naaet,
            (None, None) => MilestoneState::IkkeBegyndt,
        }
    }
}

/// Where a milestone stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, Serialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum MilestoneState {
    /// Reached.
    Naaet,
    /// Begun.
    IGang,
    /// Not begun.
    IkkeBegyndt,
    /// Given up; say why in `bemaerkning`.
    Udgaaet,
}

/// A milestone at the end of a half-year, with what the plan and earlier half-years said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing<'a> {
    /// Id in the activity.
    pub id: &'a str,
    /// Where it was last told of.
    pub key: &'a FieldKey,
    /// As a half-year last told; none of one that only the plan names.
    pub last: Option<&'a Milestone>,
    /// What is to be reached, as last written.
    pub title: Option<&'a Label>,
    /// The date first planned.
    pub first_planned: Option<Date>,
    /// The date last planned.
    pub planned: Option<Date>,
    /// Whether this half-year's own file tells of it.
    pub told: bool,
}

impl<'a> Standing<'a> {
    /// One that the plan names.
    fn planned(milestone: &'a PlannedMilestone) -> Self {
        Standing {
            id: &milestone.id,
            key: &milestone.key,
            last: None,
            title: Some(&milestone.title),
            first_planned: Some(milestone.planned),
            planned: Some(milestone.planned),
            told: false,
        }
    }

    /// One that a half-year is the first to name.
    fn told(milestone: &'a Milestone) -> Self {
        Standing {
            id: &milestone.id,
            key: &milestone.key,
            last: Some(milestone),
            title: milestone.title.as_ref(),
            first_planned: milestone.planned,
            planned: milestone.planned,
            told: true,
        }
    }

    /// What a half-year tells of it.
    fn tell(&mut self, milestone: &'a Milestone) {
        self.key = &milestone.key;
        self.last = Some(milestone);
        self.title = milestone.title.as_ref().or(self.title);
        self.planned = milestone.planned.or(self.planned);
        self.told = true;
    }

    /// What it is called: its title, else its id.
    pub fn name(&self) -> &'a str {
        self.title.map_or(self.id, |title| &title.text)
    }

    /// Where it stands.
    pub fn stands(&self) -> MilestoneState {
        self.last
            .map_or(MilestoneState::IkkeBegyndt, Milestone::stands)
    }

    /// The day on which it was reached.
    pub fn reached(&self) -> Option<Date> {
        self.last.and_then(|last| last.reached)
    }

    /// What else was last said of it.
    pub fn remark(&self) -> Option<&'a Label> {
        self.last.and_then(|last| last.remark.as_ref())
    }

    /// Whether it is still to be reached.
    pub fn open(&self) -> bool {
        !matches!(
            self.stands(),
            MilestoneState::Naaet | MilestoneState::Udgaaet
        )
    }

    /// Whether it is still to be reached after the date last planned.
    pub fn overdue(&self, day: Date) -> bool {
        self.open() && self.planned.is_some_and(|planned| planned <= day)
    }
}

/// The milestones of an activity at the end of a half-year: those that the plan has for a day up to then, those that the
/// half-year's file tells of, and those of earlier half-years that were still open.
pub fn standing<'a>(
    plan: &'a Plan,
    half: Half,
    agreement: &str,
    activity: &str,
) -> Vec<Standing<'a>> {
    let last = half.days(plan.meta.period).map(|(_, last)| last);
    let agreements = plan.agreements.iter().filter(|one| one.id == agreement);
    let mut activities = agreements.flat_map(|one| &one.activities);
    let named = activities.find(|one| one.id == activity);
    let named = named.map_or(&[][..], |activity| &activity.texts.milestones);
    let mut out: Vec<Standing<'a>> = named.iter().map(Standing::planned).collect();
    // Statuses come in the order of their halves.
    for status in plan.statuses.iter().filter(|status| status.half <= half) {
        // What was settled earlier is no matter of this half-year.
        out.retain(Standing::open);
        out.iter_mut().for_each(|standing| standing.told = false);
        let own = status
            .activities
            .iter()
            .filter(|own| own.agreement == agreement && own.activity == activity);
        for milestone in own.flat_map(|own| &own.milestones) {
            match out.iter_mut().find(|standing| standing.id == milestone.id) {
                Some(standing) => standing.tell(milestone),
                None => out.push(Standing::told(milestone)),
            }
        }
    }
    let due = |standing: &Standing<'_>| {
        standing
            .planned
            .zip(last)
            .is_some_and(|(day, last)| day <= last)
    };
    out.retain(|standing| standing.last.is_some() || due(standing));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: Month, day: u8) -> Date {
        Date::from_calendar_date(year, month, day).unwrap()
    }

    #[test]
    fn halves_follow_the_years_of_the_plan() {
        let shown = |from, to| {
            let halves = Half::all((from, to)).into_iter();
            halves
                .map(|half| {
                    let (first, last) = half.days((from, to)).unwrap();
                    format!("{half} {first}..{last}")
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(
            shown(day(2022, Month::January, 1), day(2023, Month::December, 31)),
            [
                "2022-1 2022-01-01..2022-06-30",
                "2022-2 2022-07-01..2022-12-31",
                "2023-1 2023-01-01..2023-06-30",
                "2023-2 2023-07-01..2023-12-31",
            ]
        );
        assert_eq!(
            shown(
                day(2021, Month::September, 1),
                day(2022, Month::October, 15)
            ),
            [
                "2021-1 2021-09-01..2022-02-28",
                "2021-2 2022-03-01..2022-08-31",
                "2022-1 2022-09-01..2022-10-15",
            ]
        );
        assert_eq!(
            shown(day(2025, Month::August, 31), day(2026, Month::August, 30)),
            [
                "2025-1 2025-08-31..2026-02-27",
                "2025-2 2026-02-28..2026-08-30",
            ]
        );
    }

    #[test]
    fn only_a_year_and_a_half_name_a_half_year() {
        assert_eq!(Half::read("2022-2").unwrap().to_string(), "2022-2");
        for wrong in ["2022", "2022-3", "22-1", "2022-1-1", "2022-01", "x-1"] {
            assert_eq!(Half::read(wrong), None, "{wrong}");
        }
    }
}
