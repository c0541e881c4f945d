//! What the plan lacks: values with a reason in their place, and indicators without a baseline.

use crate::{
    doc::{Align, Block, FieldKey, RowKind},
    model::{
        content::{CellContent, Table},
        measure::{MissingReason, Quantity},
        registers::{Division, KEY_FIGURES, Measurement},
    },
};

use super::Report;

const MISSING: &str = "kvalitet-mangler";
const BASELINES: &str = "kvalitet-indikatorer";

/// Values that are missing for the same reason at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Missing {
    /// What they measure.
    pub what: String,
    /// How many of them there are.
    pub count: usize,
    /// Whether they should be there by the plan's date.
    pub late: bool,
    /// Where it is written.
    pub key: FieldKey,
    reason: Option<MissingReason>,
    expected: Option<String>,
}

/// An indicator of which no value in the area is known.
#[derive(Debug, Clone, PartialEq)]
pub struct NoBaseline {
    goal: String,
    title: String,
    key: FieldKey,
    /// Whether the plan has a place for its value.
    measured: bool,
    reason: Option<MissingReason>,
    expected: Option<String>,
}

impl Report<'_> {
    /// Every value that is missing, those of one place and reason together.
    pub(super) fn missing_values(&self) -> Vec<Missing> {
        let plan = self.subject.plan;
        let mut out = Vec::new();
        for indicator in &plan.indicators {
            let rule = self.subject.template.rules.indicator(&indicator.fixed);
            let title = rule.map_or("", |(_, rule)| &rule.text);
            self.of_measurements(title, &indicator.measurements, &mut out);
        }
        let goals = plan.agreements.iter().flat_map(|a| &a.goals);
        for indicator in goals.flat_map(|goal| &goal.indicators) {
            let title = self.title_of(&indicator.title.text);
            self.of_measurements(title, &indicator.measurements, &mut out);
        }
        for table in plan.tables.values() {
            self.of_table(table, &mut out);
        }
        for division in &plan.divisions {
            self.of_division(division, &mut out);
        }
        for figure in &plan.figures {
            self.note(&figure.meaning, &figure.value, &mut out);
        }
        out
    }

    /// An indicator without words has a name all the same.
    pub(super) fn title_of<'t>(&'t self, title: &'t str) -> &'t str {
        if title.trim().is_empty() {
            self.paper.phrase("rapport_uden_tekst")
        } else {
            title
        }
    }

    fn of_measurements(&self, title: &str, all: &[Measurement], out: &mut Vec<Missing>) {
        let Some(words) = self.paper.overview(MISSING) else {
            return;
        };
        for measurement in all {
            let area = self.paper.word(words, "boligomraade");
            let comparison = self.paper.word(words, "sammenligning");
            for (side, values) in [
                (area, &measurement.area),
                (comparison, &measurement.comparison),
            ] {
                let what = format!("{title} ({side})");
                values.iter().for_each(|value| self.note(&what, value, out));
            }
        }
    }

    fn of_table(&self, table: &Table, out: &mut Vec<Missing>) {
        for row in &table.rows {
            let mut name = "";
            for cell in &row.cells {
                match &cell.content {
                    CellContent::Words(words) if name.is_empty() => name = words,
                    CellContent::Words(_) | CellContent::Prose(_) => {}
                    CellContent::Values(values) => {
                        let what = format!("{}: {name}", table.title.text);
                        values.iter().for_each(|value| self.note(&what, value, out));
                    }
                }
            }
        }
    }

    fn of_division(&self, division: &Division, out: &mut Vec<Missing>) {
        let Some(words) = self.paper.overview(MISSING) else {
            return;
        };
        let name = self
            .paper
            .phrase("afdeling")
            .replace("{nr}", &division.nr.to_string());
        let figures = division.figures.iter().flat_map(|figures| figures.all());
        let named = figures.zip(KEY_FIGURES);
        let dwellings = division.dwellings.iter().map(|value| (value, "boliger"));
        for (value, figure) in dwellings.chain(named) {
            let what = format!("{name}: {}", self.paper.word(words, figure));
            self.note(&what, value, out);
        }
    }

    /// Writes a value down if it is missing; one more of the last kind only counts.
    fn note(&self, what: &str, value: &Quantity, out: &mut Vec<Missing>) {
        if value.missing.is_none() && (value.value.is_some() || value.expected.is_none()) {
            return;
        }
        if let Some(last) = out.last_mut()
            && last.what == what
            && last.reason == value.missing
            && last.expected == value.expected
        {
            last.count += 1;
            return;
        }
        out.push(Missing {
            what: what.to_owned(),
            count: 1,
            late: self.is_late(value.expected.as_deref()),
            key: value.key.clone(),
            reason: value.missing,
            expected: value.expected.clone(),
        });
    }

    /// Whether the last year that a date names lies before the plan's own. What names no year is never late.
    fn is_late(&self, expected: Option<&str>) -> bool {
        let years = expected
            .unwrap_or_default()
            .split(|c: char| !c.is_ascii_digit())
            .filter(|digits| digits.len() == 4)
            .filter_map(|digits| digits.parse::<i32>().ok());
        years
            .max()
            .is_some_and(|year| year < self.subject.plan.meta.date.year())
    }

    fn reason(&self, reason: Option<MissingReason>) -> &str {
        let Some(words) = self.paper.overview(MISSING) else {
            return "";
        };
        let name = match reason {
            Some(MissingReason::Undertrykt) => "undertrykt",
            Some(MissingReason::IkkeMaalt) => "ikke_maalt",
            Some(MissingReason::Afventer) => "afventer",
            Some(MissingReason::IkkeOplyst) => "ikke_oplyst",
            None => "ingen_grund",
        };
        self.paper.word(words, name)
    }

    /// When a value is expected, and whether that day is past.
    fn due(&self, expected: Option<&str>) -> String {
        let Some(expected) = expected else {
            return self.paper.phrase("rapport_uden_dato").to_owned();
        };
        if self.is_late(Some(expected)) {
            let late = self.paper.phrase("rapport_forfalden");
            late.replace("{ventes}", expected)
        } else {
            expected.to_owned()
        }
    }

    fn why(&self, one: &NoBaseline) -> String {
        if !one.measured {
            return self.paper.phrase("rapport_ingen_maaling").to_owned();
        }
        let reason = self.reason(one.reason);
        match &one.expected {
            Some(expected) => format!("{reason}; {}", self.due(Some(expected))),
            None => reason.to_owned(),
        }
    }

    pub(super) fn missing_table(&self) -> Vec<Block> {
        let rows = self.missing.iter().enumerate().map(|(index, one)| {
            let what = if one.count == 1 {
                one.what.clone()
            } else {
                let several = self.paper.phrase("rapport_antal_tal");
                let several = several.replace("{antal}", &one.count.to_string());
                format!("{} ({several})", one.what)
            };
            let cells = [
                what.as_str(),
                self.section(&one.key),
                self.reason(one.reason),
                &self.due(one.expected.as_deref()),
            ];
            let cells = cells.map(|words| self.paper.about(words, &one.key));
            let key = format!("mangler-{}", index + 1);
            self.paper.row(&key, RowKind::Plain, cells)
        });
        self.paper
            .table(MISSING, MISSING, &[Align::Left; 4], rows.collect())
    }

    /// Indicators, fixed and own, of which no value in the area is known.
    pub(super) fn indicators_without_baseline(&self) -> Vec<NoBaseline> {
        let plan = self.subject.plan;
        let mut out = Vec::new();
        for goal in &self.subject.template.rules.goals {
            for rule in &goal.indicators {
                let given = plan.indicators.iter().find(|one| one.fixed == rule.id);
                let measured = given.map_or(&[][..], |one| &one.measurements);
                let file = FieldKey::file("indikatorer.toml");
                let key = given.map_or(&file, |one| &one.key);
                out.extend(no_baseline(&goal.text, &rule.text, key, measured));
            }
        }
        for goal in plan.agreements.iter().flat_map(|a| &a.goals) {
            for indicator in &goal.indicators {
                let title = self.title_of(&indicator.title.text);
                let key = &indicator.title.key;
                out.extend(no_baseline(
                    &goal.title.text,
                    title,
                    key,
                    &indicator.measurements,
                ));
            }
        }
        out
    }

    pub(super) fn baseline_table(&self) -> Vec<Block> {
        let rows = self
            .without_baseline
            .iter()
            .enumerate()
            .map(|(index, one)| {
                let cells = [
                    one.title.as_str(),
                    &one.goal,
                    self.section(&one.key),
                    &self.why(one),
                ];
                let cells = cells.map(|words| self.paper.about(words, &one.key));
                let key = format!("indikator-{}", index + 1);
                self.paper.row(&key, RowKind::Plain, cells)
            });
        self.paper
            .table(BASELINES, BASELINES, &[Align::Left; 4], rows.collect())
    }
}

/// An indicator of which no value in the area is known; `None` if one is.
fn no_baseline(goal: &str, title: &str, key: &FieldKey, all: &[Measurement]) -> Option<NoBaseline> {
    let values: Vec<&Quantity> = all.iter().flat_map(|m| &m.area).collect();
    if values.iter().any(|value| value.value.is_some()) {
        return None;
    }
    let first = values.first();
    Some(NoBaseline {
        goal: goal.to_owned(),
        title: title.to_owned(),
        key: key.clone(),
        measured: first.is_some(),
        reason: first.and_then(|value| value.missing),
        expected: first.and_then(|value| value.expected.clone()),
    })
}
