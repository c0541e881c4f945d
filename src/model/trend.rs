//! How each indicator has moved: baseline and later measurements on one line, in one unit.

use rust_decimal::Decimal;

use super::{
    Plan,
    agreement::Direction,
    followup::{IndicatorRef, LaterMeasurement},
    measure::{Quantity, Unit},
    registers::Measurement,
    ruleset::RuleSet,
};

/// An indicator with its lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend<'a> {
    /// Which indicator.
    pub of: IndicatorRef,
    /// The unit it is measured in; none where neither plan nor measurements name one.
    pub unit: Option<Unit>,
    /// The unit that the plan prints at the baseline, where that is another one.
    pub printed_unit: Option<Unit>,
    /// Which way is better.
    pub direction: Option<Direction>,
    /// Target of a delaftale's indicator.
    pub target: Option<Decimal>,
    /// One for each value that the baseline tells apart.
    pub lines: Vec<Line<'a>>,
}

/// One value of an indicator through the years.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'a> {
    /// What tells it from the indicator's other lines.
    pub label: Option<&'a str>,
    /// What it covers.
    pub scope: Option<&'a str>,
    /// Data source of the baseline, else of the first measurement.
    pub source: Option<&'a str>,
    /// Which way is better for this line; none where that cannot be told.
    pub direction: Option<Direction>,
    /// The baseline.
    pub baseline: Option<Point<'a>>,
    /// Later measurements, by year.
    pub later: Vec<Point<'a>>,
}

/// A line's value in a year, there and in what it is compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point<'a> {
    /// Year.
    pub year: Option<u16>,
    /// In the area.
    pub area: &'a Quantity,
    /// In what it is compared with.
    pub comparison: Option<&'a Quantity>,
}

/// Where the latest value stands beside the baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Moved the way it should.
    Better,
    /// Moved the other way.
    Worse,
    /// As the baseline.
    Same,
    /// Moved, where it should be kept or no way is better.
    Moved,
}

impl<'a> Line<'a> {
    /// The latest later measurement that gives a number.
    pub fn latest(&self) -> Option<Point<'a>> {
        let measured = |point: &&Point<'_>| point.area.value.is_some();
        self.later.iter().rev().find(measured).copied()
    }

    /// The latest value less the baseline.
    pub fn change(&self) -> Option<Decimal> {
        Some(self.latest()?.area.value? - self.baseline?.area.value?)
    }

    /// How the latest value stands beside the baseline.
    pub fn verdict(&self) -> Option<Verdict> {
        let change = self.change()?;
        if change.is_zero() {
            return Some(Verdict::Same);
        }
        Some(match self.direction {
            Some(Direction::Stiger) if change > Decimal::ZERO => Verdict::Better,
            Some(Direction::Falder) if change < Decimal::ZERO => Verdict::Better,
            Some(Direction::Stiger | Direction::Falder) => Verdict::Worse,
            Some(Direction::Fastholdes) | None => Verdict::Moved,
        })
    }

    /// The baseline and the later measurements.
    pub fn points(&self) -> impl Iterator<Item = &Point<'a>> {
        self.baseline.iter().chain(&self.later)
    }
}

impl Point<'_> {
    /// The area's value less the one it is compared with; only of units that do not grow with the population.
    pub fn distance(&self, unit: Option<Unit>) -> Option<Decimal> {
        let fair = match unit {
            Some(Unit::Procent | Unit::Procentpoint | Unit::Karakter) => true,
            Some(
                Unit::Antal
                | Unit::Personer
                | Unit::Helaarspersoner
                | Unit::Kr
                | Unit::Pe
                | Unit::Aar
                | Unit::Aarstal,
            )
            | None => false,
        };
        let comparison = self.comparison.and_then(|quantity| quantity.value)?;
        self.area
            .value
            .filter(|_| fair)
            .map(|area| area - comparison)
    }
}

/// All indicators of a plan: the fixed ones in the rule set's order, then those of the delaftaler.
pub fn all<'a>(plan: &'a Plan, rules: &RuleSet) -> Vec<Trend<'a>> {
    let mut out = Vec::new();
    for rule in rules.goals.iter().flat_map(|goal| &goal.indicators) {
        let given = plan
            .indicators
            .iter()
            .filter(|indicator| indicator.fixed == rule.id);
        let baselines: Vec<&Measurement> = given.flat_map(|i| &i.measurements).collect();
        let of = IndicatorRef::Fixed(rule.id.clone());
        let printed = unit_of(baselines.iter().flat_map(|m| &m.area));
        let later = later(plan, &of);
        out.push(Trend {
            unit: Some(rule.unit),
            printed_unit: printed.filter(|unit| *unit != rule.unit),
            direction: Some(rule.direction),
            target: None,
            lines: lines(&baselines, &later, Some(rule.direction)),
            of,
        });
    }
    for agreement in &plan.agreements {
        for goal in &agreement.goals {
            for indicator in &goal.indicators {
                let of =
                    IndicatorRef::Goal(agreement.id.clone(), goal.id.clone(), indicator.id.clone());
                let baselines: Vec<&Measurement> = indicator.measurements.iter().collect();
                let later = later(plan, &of);
                let own = baselines.iter().flat_map(|m| &m.area);
                let unit = unit_of(own.chain(later.iter().flat_map(|m| &m.area)));
                out.push(Trend {
                    unit,
                    printed_unit: None,
                    direction: indicator.direction,
                    target: indicator.target,
                    lines: lines(&baselines, &later, indicator.direction),
                    of,
                });
            }
        }
    }
    out
}

fn later<'a>(plan: &'a Plan, of: &IndicatorRef) -> Vec<&'a LaterMeasurement> {
    let all = plan.rounds.iter().flat_map(|round| &round.measurements);
    let mut own: Vec<_> = all.filter(|later| later.of == *of).collect();
    own.sort_by_key(|later| later.year);
    own
}

/// The first unit that is named.
pub fn unit_of<'q>(mut values: impl Iterator<Item = &'q Quantity>) -> Option<Unit> {
    values.find_map(|quantity| quantity.unit)
}

/// The values of a baseline that are lines of their own: numbers, and those that are to come.
pub fn own_lines(measurement: &Measurement) -> impl Iterator<Item = &Quantity> {
    let says = |quantity: &&Quantity| quantity.value.is_some() || quantity.missing.is_some();
    measurement.area.iter().filter(says)
}

/// Which of several baselines a later measurement goes on with: the one of its source, or the only one.
pub fn continued(baselines: &[&Measurement], later: &LaterMeasurement) -> Option<usize> {
    let source = later.source.as_ref().map(|source| key(&source.text));
    baselines
        .iter()
        .position(|baseline| source.as_deref() == Some(key(&baseline.source.text).as_str()))
        .or((baselines.len() == 1).then_some(0))
}

fn lines<'a>(
    baselines: &[&'a Measurement],
    later: &[&'a LaterMeasurement],
    direction: Option<Direction>,
) -> Vec<Line<'a>> {
    let mut out = Vec::new();
    for (index, baseline) in baselines.iter().enumerate() {
        let own: Vec<&LaterMeasurement> = later
            .iter()
            .filter(|later| continued(baselines, later) == Some(index))
            .copied()
            .collect();
        out.extend(lines_of(baseline, &own, direction));
    }
    if baselines.is_empty() {
        out.extend(unbased(later, direction));
    }
    out
}

/// The lines of one baseline, each with what was measured later.
fn lines_of<'a>(
    baseline: &'a Measurement,
    later: &[&'a LaterMeasurement],
    direction: Option<Direction>,
) -> Vec<Line<'a>> {
    let values: Vec<&Quantity> = own_lines(baseline).collect();
    let told = later
        .iter()
        .any(|later| !later.opposite.is_empty() || !later.neutral.is_empty());
    // Shares of one whole cannot all be better when they rise.
    let direction = direction.filter(|_| told || !is_partition(&values));
    let lone = values.len() == 1;
    let lines = values.into_iter().map(|value| {
        let label = value.label.as_deref();
        let points = later.iter().filter_map(|later| {
            let area = later
                .area
                .iter()
                .find(|area| same(area.label.as_deref(), label) || (lone && area.label.is_none()));
            area.map(|area| Point {
                year: Some(later.year),
                area,
                comparison: beside(&later.comparison, area.label.as_deref().or(label)),
            })
        });
        Line {
            label,
            scope: value.scope.as_deref(),
            source: Some(&baseline.source.text),
            direction: own_direction(direction, label, later),
            baseline: Some(Point {
                year: baseline.year,
                area: value,
                comparison: beside(&baseline.comparison, label),
            }),
            later: points.collect(),
        }
    });
    lines.collect()
}

/// Lines of an indicator that has no baseline.
fn unbased<'a>(later: &[&'a LaterMeasurement], direction: Option<Direction>) -> Vec<Line<'a>> {
    let mut out: Vec<Line<'a>> = Vec::new();
    for measurement in later {
        for area in &measurement.area {
            let label = area.label.as_deref();
            let point = Point {
                year: Some(measurement.year),
                area,
                comparison: beside(&measurement.comparison, label),
            };
            match out.iter_mut().find(|line| same(line.label, label)) {
                Some(line) => line.later.push(point),
                None => out.push(Line {
                    label,
                    scope: area.scope.as_deref(),
                    source: measurement.source.as_ref().map(|s| s.text.as_str()),
                    direction: own_direction(direction, label, later),
                    baseline: None,
                    later: vec![point],
                }),
            }
        }
    }
    out
}

/// The value beside a line: the one with its label, or the only one.
fn beside<'a>(comparison: &'a [Quantity], label: Option<&str>) -> Option<&'a Quantity> {
    let named = comparison
        .iter()
        .find(|other| other.label.is_some() && same(other.label.as_deref(), label));
    named.or(match comparison {
        [one] => Some(one),
        _ => None,
    })
}

fn own_direction(
    direction: Option<Direction>,
    label: Option<&str>,
    later: &[&LaterMeasurement],
) -> Option<Direction> {
    let listed = |list: fn(&LaterMeasurement) -> &Vec<String>| {
        later
            .iter()
            .flat_map(|later| list(later))
            .any(|name| same(Some(name), label))
    };
    if listed(|later| &later.neutral) {
        return None;
    }
    match direction? {
        Direction::Stiger if listed(|later| &later.opposite) => Some(Direction::Falder),
        Direction::Falder if listed(|later| &later.opposite) => Some(Direction::Stiger),
        same => Some(same),
    }
}

/// Whether several values are the parts of one whole: shares that add up to 100 within rounding.
fn is_partition(values: &[&Quantity]) -> bool {
    let share = |value: &&&Quantity| matches!(value.unit, None | Some(Unit::Procent));
    let sum: Decimal = values
        .iter()
        .filter(share)
        .filter_map(|value| value.value)
        .sum();
    values.len() > 1 && (sum - Decimal::ONE_HUNDRED).abs() <= Decimal::TWO
}

/// Whether two labels name the same line: `Munkebo:` and `munkebo` do.
pub fn same(a: Option<&str>, b: Option<&str>) -> bool {
    a.map(key) == b.map(key)
}

fn key(label: &str) -> String {
    label.trim().trim_end_matches(':').to_lowercase()
}
