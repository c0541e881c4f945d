//! Tables of how indicators have moved: an overview, one a goal, and the numbers year by year.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::{
    doc::{Align, Cell, Column, FieldKey, Row, RowKind, Table, Text},
    model::{
        agreement::Direction,
        followup::IndicatorRef,
        measure::{Quantity, Unit},
        trend::{Line, Point, Trend, Verdict},
    },
    template::words::Overview,
};

use super::{
    super::{
        Composer, leaf,
        tables::{goals::lead, row},
    },
    word,
};

/// More years than this go on a landscape page.
const UPRIGHT_YEARS: usize = 6;

impl<'a> Composer<'a> {
    /// An indicator's words: the rule set's, the delaftale's, or those of the sub-goal where it has none.
    pub(super) fn indicator_title(&self, of: &IndicatorRef) -> Text {
        let words = &self.template.words;
        match of {
            IndicatorRef::Fixed(id) => {
                let rule = self.template.rules.indicator(id);
                let text = rule.map_or(id.as_str(), |(_, rule)| rule.text.as_str());
                leaf::fixed(text, "regelsaet.toml", words)
            }
            IndicatorRef::Goal(agreement, goal, indicator) => {
                let agreements = self.plan.agreements.iter();
                let mut goals = agreements
                    .filter(|a| a.id == *agreement)
                    .flat_map(|a| &a.goals);
                let Some(goal) = goals.find(|own| own.id == *goal) else {
                    return Text::default();
                };
                let own = goal.indicators.iter().find(|own| own.id == *indicator);
                let title = own.map(|own| &own.title).filter(|t| !t.text.is_empty());
                leaf::label(title.unwrap_or(&goal.title), words)
            }
        }
    }

    /// What tells a line from the others: its label and scope, else its source.
    pub(super) fn line_name(&self, line: &Line<'_>) -> String {
        let label = line
            .label
            .map(|label| label.trim_end_matches(':').to_owned());
        let scope = line.scope.map(|scope| format!("({scope})"));
        let parts: Vec<String> = [label, scope].into_iter().flatten().collect();
        if parts.is_empty() {
            line.source.unwrap_or_default().to_owned()
        } else {
            parts.join(" ")
        }
    }

    pub(super) fn overview_table(&mut self, words: &Overview) -> Option<Table> {
        let mut aligns = vec![Align::Left];
        aligns.extend([Align::Right; 5]);
        let mut table = self.frame(words, &words.title, &aligns);
        let mut sum = [0usize; 5];
        let trends = &self.follow_up.as_ref()?.trends;
        let mut add = |key: &str, name: Text, own: &dyn Fn(&IndicatorRef) -> bool| {
            let lines = trends.iter().filter(|trend| own(&trend.of));
            let counts = counted(lines.flat_map(|trend| &trend.lines));
            if counts.iter().sum::<usize>() > 0 {
                sum.iter_mut()
                    .zip(counts)
                    .for_each(|(sum, count)| *sum += count);
                table
                    .rows
                    .push(row(key, RowKind::Plain, self.counts(name, counts)));
            }
        };
        for goal in &self.template.rules.goals {
            let name = leaf::fixed(&goal.text, "regelsaet.toml", &self.template.words);
            add(
                &goal.id,
                name,
                &|of| matches!(of, IndicatorRef::Fixed(id) if goal.indicators.iter().any(|i| i.id == *id)),
            );
        }
        for agreement in &self.plan.agreements {
            let name = leaf::label(&agreement.name, &self.template.words);
            add(
                &format!("delaftale.{}", agreement.id),
                name,
                &|of| matches!(of, IndicatorRef::Goal(id, ..) if *id == agreement.id),
            );
        }
        let total = self.counts(self.fixed(word(words, "sum")), sum);
        table.rows.push(row("sum", RowKind::Total, total));
        Some(table)
    }

    fn counts(&self, name: Text, counts: [usize; 5]) -> Vec<Cell> {
        let mut cells = vec![leaf::cell(name)];
        cells.extend(counts.map(|count| leaf::cell(self.computed(&count.to_string()))));
        cells
    }

    /// Words computed from the measurements.
    pub(super) fn computed(&self, words: &str) -> Text {
        self.derived(words, &FieldKey::file("maalinger"))
    }

    /// One row a line of each indicator at hand: baseline, latest, change, verdict, distance.
    pub(super) fn movement_table(&mut self, words: &Overview) -> Option<Table> {
        let shown: Vec<Trend<'a>> = self.shown().into_iter().cloned().collect();
        let title = words.title.replace("{navn}", &self.shown_name());
        let mut table = self.frame(words, &title, &[Align::Left; 7]);
        table.row_headers = 2;
        for trend in &shown {
            let mut rows = Vec::new();
            for (index, line) in trend.lines.iter().enumerate() {
                let key = format!("{}.{index}", trend.of.name());
                rows.push(row(
                    &key,
                    RowKind::Plain,
                    self.movement_cells(words, trend, line),
                ));
            }
            lead(&mut rows, leaf::cell(self.indicator_title(&trend.of)));
            table.rows.extend(rows);
            table.notes.extend(self.unit_note(words, trend));
        }
        let unfair = |trend: &Trend<'_>| {
            let points = trend
                .lines
                .iter()
                .filter_map(|line| line.latest().or(line.baseline));
            points.into_iter().any(|point| {
                point.comparison.is_some_and(|c| c.value.is_some())
                    && point.distance(trend.unit).is_none()
            })
        };
        if shown.iter().any(unfair) {
            table.notes.push(self.fixed(word(words, "afstand")));
        }
        (!table.rows.is_empty()).then_some(table)
    }

    fn movement_cells(&self, words: &Overview, trend: &Trend<'a>, line: &Line<'a>) -> Vec<Cell> {
        let mut name = vec![self.computed(&self.line_name(line))];
        name.extend(self.unit_words(words, trend.unit));
        let baseline = self.dated(words, line.baseline.as_ref(), trend.unit);
        let latest = line.latest().or(line.later.last().copied());
        let latest = self.dated(words, latest.as_ref(), trend.unit);
        let change = match line.change() {
            Some(change) => {
                let sign = match change {
                    change if change.is_zero() => "",
                    change if change.is_sign_negative() => "\u{2212}",
                    _ => "+",
                };
                self.amount(sign, change, trend.unit)
            }
            None => vec![self.fixed(word(words, "tom"))],
        };
        let distance = line
            .latest()
            .or(line.baseline)
            .and_then(|point| point.distance(trend.unit));
        let distance = match distance {
            Some(distance) if distance.is_zero() => vec![self.fixed(word(words, "lig"))],
            Some(distance) => {
                let below = distance.is_sign_negative();
                let mut amount = self.amount("", distance, trend.unit);
                amount.push(self.fixed(word(words, if below { "under" } else { "over" })));
                amount
            }
            None => vec![self.fixed(word(words, "tom"))],
        };
        let mut verdict = vec![self.fixed(self.verdict(words, line))];
        verdict.extend(self.target(words, trend, line));
        vec![
            leaf::cell_of(name),
            baseline,
            latest,
            leaf::cell_of(change),
            leaf::cell_of(verdict),
            leaf::cell_of(distance),
        ]
    }

    /// A difference and its unit, which stands below the number where it is no short one.
    fn amount(&self, sign: &str, amount: Decimal, unit: Option<Unit>) -> Vec<Text> {
        let around = &self.template.words;
        let number = format!("{sign}{}", around.number(amount.abs()));
        let unit = around.difference_unit(unit);
        if is_short(unit) {
            vec![self.computed(format!("{number} {unit}").trim())]
        } else {
            vec![self.computed(&number), self.computed(unit)]
        }
    }

    /// `i helårspersoner`, of a unit that is too long to stand at each value.
    fn unit_words(&self, words: &Overview, unit: Option<Unit>) -> Option<Text> {
        let around = &self.template.words;
        let name = around.axis.get(&unit?).filter(|name| !is_short(name))?;
        let pattern = around.units.get(&unit?).map_or("", String::as_str);
        let text = word(words, "i_enhed").replace("{enhed}", name);
        (pattern != "{tal}").then(|| self.computed(&text))
    }

    /// `● Bedre`: by shape and in words.
    pub(super) fn verdict<'w>(&self, words: &'w Overview, line: &Line<'_>) -> &'w str {
        match line.verdict() {
            Some(Verdict::Better) => word(words, "bedre"),
            Some(Verdict::Worse) => word(words, "vaerre"),
            Some(Verdict::Same) => word(words, "ens"),
            Some(Verdict::Moved) => word(words, "aendret"),
            None if line.latest().is_some() => "",
            None => word(words, "ingen"),
        }
    }

    /// Whether the target is met, of an indicator with one line.
    fn target(&self, words: &Overview, trend: &Trend<'_>, line: &Line<'_>) -> Option<Text> {
        let target = trend.target.filter(|_| trend.lines.len() == 1)?;
        let latest = line.latest().or(line.baseline)?.area.value?;
        let met = match trend.direction {
            Some(Direction::Stiger) => latest >= target,
            Some(Direction::Falder) => latest <= target,
            Some(Direction::Fastholdes) | None => false,
        };
        let pattern = word(words, if met { "maaltal_naaet" } else { "maaltal" });
        let around = &self.template.words;
        let number = trend.unit.map_or_else(
            || around.number(target),
            |unit| around.with_unit(target, unit),
        );
        Some(self.computed(&pattern.replace("{tal}", &number)))
    }

    /// A value, its year below it.
    fn dated(&self, words: &Overview, point: Option<&Point<'_>>, unit: Option<Unit>) -> Cell {
        let Some(point) = point else {
            return leaf::cell(self.fixed(word(words, "tom")));
        };
        let mut content = vec![self.value(point.area, unit)];
        let year = point.year.map(|year| {
            let text = word(words, "aar").replace("{aar}", &year.to_string());
            self.computed(&text)
        });
        content.extend(year);
        leaf::cell_of(content)
    }

    /// The number, with its unit if that is short, or why there is none.
    pub(super) fn value(&self, quantity: &Quantity, unit: Option<Unit>) -> Text {
        let around = &self.template.words;
        let unit = unit.or(quantity.unit);
        let short = |unit: &Unit| around.axis.get(unit).is_some_and(|name| is_short(name));
        let bare = Quantity {
            unit: unit.filter(short),
            label: None,
            scope: None,
            count: None,
            text: None,
            declared: None,
            ..quantity.clone()
        };
        self.derived(&around.bare(&bare), &quantity.key)
    }

    fn unit_note(&self, words: &Overview, trend: &Trend<'_>) -> Option<Text> {
        let (printed, unit) = (trend.printed_unit?, trend.unit?);
        let axis = |unit| {
            self.template
                .words
                .axis
                .get(&unit)
                .cloned()
                .unwrap_or_default()
        };
        let title = crate::doc::walk::words(&self.indicator_title(&trend.of).inlines);
        let text = word(words, "enhed").replace("{indikator}", &title);
        let text = text
            .replace("{trykt}", &axis(printed))
            .replace("{enhed}", &axis(unit));
        Some(self.fixed(&text))
    }

    /// All numbers of the indicators at hand, a column a year.
    pub(super) fn years_table(&mut self, words: &Overview) -> Option<Table> {
        let shown: Vec<Trend<'a>> = self.shown().into_iter().cloned().collect();
        let lines = || shown.iter().flat_map(|trend| &trend.lines);
        let years: BTreeSet<u16> = lines()
            .flat_map(Line::points)
            .filter_map(|point| point.year)
            .collect();
        if years.is_empty() || lines().all(|line| line.later.is_empty()) {
            return None;
        }
        let title = words.title.replace("{navn}", &self.shown_name());
        let mut table = self.frame(words, &title, &[Align::Left; 2]);
        table.row_headers = 2;
        table.wide = years.len() > UPRIGHT_YEARS;
        for year in &years {
            table.columns.push(Column {
                width: 1.0,
                align: Align::Right,
            });
            let head = leaf::cell(self.computed(&year.to_string()));
            table.header[0].cells.push(head);
        }
        for trend in &shown {
            for (index, line) in trend.lines.iter().enumerate() {
                let key = format!("{}.{index}", trend.of.name());
                table
                    .rows
                    .extend(self.year_rows(words, trend, line, &years, &key));
            }
        }
        Some(table)
    }

    fn year_rows(
        &self,
        words: &Overview,
        trend: &Trend<'a>,
        line: &Line<'a>,
        years: &BTreeSet<u16>,
        key: &str,
    ) -> Vec<Row> {
        let cells = |name: &str, of: fn(&Point<'a>) -> Option<&'a Quantity>| {
            let mut cells = vec![leaf::cell(self.fixed(word(words, name)))];
            for year in years {
                let point = line.points().find(|point| point.year == Some(*year));
                cells.push(leaf::cell(match point.and_then(of) {
                    Some(quantity) => self.value(quantity, trend.unit),
                    None => self.fixed(word(words, "tom")),
                }));
            }
            cells
        };
        let own = cells("omraade", |point| Some(point.area));
        let mut rows = vec![row(&format!("{key}.omraade"), RowKind::Plain, own)];
        let compared = |point: &Point<'_>| point.comparison.is_some_and(|c| c.value.is_some());
        if line.points().any(compared) {
            let other = cells("sammenligning", |point| point.comparison);
            rows.push(row(&format!("{key}.sammenligning"), RowKind::Plain, other));
        }
        let mut title = vec![self.indicator_title(&trend.of)];
        if trend.lines.len() > 1 {
            title.push(self.computed(&self.line_name(line)));
        }
        let around = self.template.words.follow_up.get("udvikling");
        title.extend(around.and_then(|around| self.unit_words(around, trend.unit)));
        lead(&mut rows, leaf::cell_of(title));
        rows
    }
}

/// Units that may stand at each number: `%`, `kr.`, `PE`.
fn is_short(unit: &str) -> bool {
    const SHORT: usize = 3;
    unit.chars().count() <= SHORT
}

/// Lines by verdict: better, worse, the same, moved, none.
fn counted<'l>(lines: impl Iterator<Item = &'l Line<'l>>) -> [usize; 5] {
    let mut out = [0; 5];
    for line in lines {
        let place = match line.verdict() {
            Some(Verdict::Better) => 0,
            Some(Verdict::Worse) => 1,
            Some(Verdict::Same) => 2,
            Some(Verdict::Moved) => 3,
            None => 4,
        };
        out[place] += 1;
    }
    out
}
