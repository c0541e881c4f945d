//! The small charts of the indicators at hand, and what a reader who cannot see them must know.

use std::collections::BTreeSet;

use rust_decimal::{Decimal, prelude::ToPrimitive};

use crate::{
    doc::{self, Figure, Panel, Picture, Series, Trends},
    model::{
        measure::Quantity,
        trend::{Line, Point, Trend},
    },
    template::words::Overview,
};

use super::{super::Composer, word};

impl<'a> Composer<'a> {
    /// One panel a line that has any number at all; nothing where nothing was measured after the baseline.
    pub(super) fn movement_figure(&mut self, words: &Overview) -> Option<Figure> {
        let shown: Vec<Trend<'a>> = self.shown().into_iter().cloned().collect();
        if shown
            .iter()
            .flat_map(|trend| &trend.lines)
            .all(|line| line.latest().is_none())
        {
            return None;
        }
        let mut panels = Vec::new();
        for trend in &shown {
            panels.extend(
                trend
                    .lines
                    .iter()
                    .filter_map(|line| self.panel(words, trend, line)),
            );
        }
        let title = words.title.replace("{navn}", &self.shown_name());
        let missing = self.template.words.phrase("mangler_i_diagram").to_owned();
        let alt = alternative(words, &title, &panels, &missing);
        let measure = word(words, "maaling").to_owned();
        Some(Figure {
            caption: self.fixed(&title),
            alt,
            content: Picture::Trends(Trends {
                panels,
                missing,
                measure,
            }),
            replaces: None,
            source: None,
            notes: words.notes.iter().map(|note| self.fixed(note)).collect(),
        })
    }

    fn panel(&self, words: &Overview, trend: &Trend<'a>, line: &Line<'a>) -> Option<Panel> {
        let points: Vec<&Point<'a>> = line.points().filter(|point| point.year.is_some()).collect();
        let years: BTreeSet<u16> = points.iter().filter_map(|point| point.year).collect();
        let of = |value: fn(&Point<'a>) -> Option<&'a Quantity>| -> Vec<Option<Decimal>> {
            let at = |year: &u16| points.iter().find(|point| point.year == Some(*year));
            let value = |year| at(year).and_then(|point| value(point)?.value);
            years.iter().map(value).collect()
        };
        let area = of(|point| Some(point.area));
        let comparison = of(|point| point.comparison);
        area.iter().flatten().next()?;
        let all = area.iter().chain(&comparison).flatten();
        let decimals = all.map(Decimal::scale).max().unwrap_or(0);
        let series = |name: &str, values: Vec<Option<Decimal>>| Series {
            name: word(words, name).to_owned(),
            values: values
                .into_iter()
                .map(|value| value.and_then(|v| v.to_f64()))
                .collect(),
        };
        let baseline = line.baseline.and_then(|point| point.area.value?.to_f64());
        let mut all = vec![series("omraade", area)];
        if comparison.iter().any(Option::is_some) {
            all.push(series("sammenligning", comparison));
        }
        let unit = trend
            .unit
            .and_then(|unit| self.template.words.axis.get(&unit));
        let movement = self.template.words.follow_up.get("udvikling");
        Some(Panel {
            title: self.panel_title(trend, line),
            verdict: movement
                .map_or("", |words| self.verdict(words, line))
                .to_owned(),
            unit: unit.cloned().unwrap_or_default(),
            decimals: u8::try_from(decimals).unwrap_or(u8::MAX),
            years: years.iter().map(u16::to_string).collect(),
            series: all,
            baseline: baseline.map(|value| (value, word(words, "baseline").to_owned())),
        })
    }

    fn panel_title(&self, trend: &Trend<'_>, line: &Line<'_>) -> String {
        let title = doc::walk::words(&self.indicator_title(&trend.of).inlines);
        if trend.lines.len() > 1 {
            format!("{title}: {}", self.line_name(line))
        } else {
            title
        }
    }
}

/// `3 små linjediagrammer: titel. Andel i dagtilbud: Boligområde 2019 90,2 %, 2021 91,0 %. … ● Bedre.`
fn alternative(words: &Overview, title: &str, panels: &[Panel], missing: &str) -> String {
    let value = |panel: &Panel, value: &Option<f64>| {
        let number = value.and_then(|value| Decimal::try_from(value).ok());
        let Some(mut number) = number else {
            return missing.to_owned();
        };
        number = number.round_dp(u32::from(panel.decimals));
        number.rescale(u32::from(panel.decimals));
        let number = crate::template::words::number(number);
        if panel.unit.is_empty() {
            number
        } else {
            format!("{number} {}", panel.unit)
        }
    };
    let diagrams = panels.iter().map(|panel| {
        let lines = panel.series.iter().map(|series| {
            let points = panel.years.iter().zip(&series.values);
            let points: Vec<String> = points
                .map(|(year, number)| format!("{year} {}", value(panel, number)))
                .collect();
            let pattern = word(words, "linje").replace("{navn}", &series.name);
            pattern.replace("{punkter}", &points.join(", "))
        });
        let lines: Vec<String> = lines.collect();
        let verdict = panel
            .verdict
            .trim_start_matches(|c: char| !c.is_alphabetic());
        let verdict = if verdict.is_empty() {
            String::new()
        } else {
            format!(" {verdict}.")
        };
        word(words, "diagram")
            .replace("{titel}", panel.title.trim_end_matches('.'))
            .replace("{linjer}", &lines.join(" "))
            .replace("{vurdering}", &verdict)
    });
    let diagrams: Vec<String> = diagrams.collect();
    word(words, "alt")
        .replace("{antal}", &panels.len().to_string())
        .replace("{titel}", title.trim_end_matches('.'))
        .replace("{diagrammer}", &diagrams.join(" "))
}
