//! The status of a half-year: what each activity's part sees, and the overview of all.

use minijinja::value::Value;

use crate::{
    doc::{Align, Cell, Chart, ChartKind, Figure, Picture, RowKind, Series, Table, Text},
    model::{
        agreement::Agreement,
        followup::{ActivityStatus, Half, HalfStatus, MilestoneState, Standing, standing},
    },
    template::words::Overview,
};

use super::{
    super::{Composer, leaf, named::prose, tables::row},
    Report, own_block, word,
};

/// What is counted of an area's activities and milestones, in the order of the table's columns.
type Counts = [usize; 8];

impl<'a> Composer<'a> {
    /// The half-year at hand and its status.
    pub(super) fn half_at_hand(&self) -> Option<(Half, &'a HalfStatus)> {
        match self.follow_up.as_ref()?.report {
            Report::Status(half) => Some((half, self.status_of(half)?)),
            Report::KeyFigures => None,
        }
    }

    /// The milestones of an activity at the end of the half-year at hand.
    pub(super) fn standing(&self, agreement: &str, activity: &str) -> Vec<Standing<'a>> {
        match self.half_at_hand() {
            Some((half, _)) => standing(self.plan, half, agreement, activity),
            None => Vec::new(),
        }
    }

    /// `status.…` of an activity; nothing outside a status.
    pub(in crate::compose) fn status_values(
        &self,
        agreement: &Agreement,
        activity: &str,
    ) -> Vec<(&'static str, Value)> {
        let Some((_, status)) = self.half_at_hand() else {
            return Vec::new();
        };
        let mut entries = vec![("milepaele", own_block("milepaele"))];
        let own = own_status(status, &agreement.id, activity);
        entries.push(("findes", Value::from(own.is_some())));
        if let Some(own) = own {
            entries.push(("udfoert", prose(&own.done)));
            entries.push(("justeringer", prose(&own.adjustments)));
            entries.push(("naeste", prose(&own.next)));
        }
        vec![("status", self.map(entries.into_iter()))]
    }

    fn area_counts(&self, agreement: &Agreement) -> Counts {
        let mut out = [0; 8];
        let Some((half, status)) = self.half_at_hand() else {
            return out;
        };
        let (_, last) = self.half_days(half);
        out[0] = agreement.activities.len();
        for activity in &agreement.activities {
            out[1] += usize::from(own_status(status, &agreement.id, &activity.id).is_some());
            for milestone in self.standing(&agreement.id, &activity.id) {
                out[2] += 1;
                out[match milestone.stands() {
                    MilestoneState::Naaet => 3,
                    MilestoneState::IGang => 4,
                    MilestoneState::IkkeBegyndt => 5,
                    MilestoneState::Udgaaet => 6,
                }] += 1;
                out[7] += usize::from(milestone.overdue(last));
            }
        }
        out
    }

    /// One row a delaftale, and the sums.
    pub(super) fn status_table(&mut self, words: &Overview) -> Option<Table> {
        let mut aligns = vec![Align::Left];
        aligns.extend([Align::Right; 7]);
        let mut table = self.frame(words, &words.title, &aligns);
        let mut sum = [0; 8];
        for agreement in &self.plan.agreements {
            let counts = self.area_counts(agreement);
            sum.iter_mut()
                .zip(counts)
                .for_each(|(sum, count)| *sum += count);
            let name = leaf::label(&agreement.name, &self.template.words);
            let cells = self.count_cells(words, name, counts);
            table.rows.push(row(&agreement.id, RowKind::Plain, cells));
        }
        if table.rows.len() > 1 {
            let cells = self.count_cells(words, self.fixed(word(words, "sum")), sum);
            table.rows.push(row("sum", RowKind::Total, cells));
        }
        (!table.rows.is_empty()).then_some(table)
    }

    fn count_cells(&self, words: &Overview, name: Text, counts: Counts) -> Vec<Cell> {
        let key = self.half_at_hand().map(|(_, status)| status.key.clone());
        let Some(key) = key else {
            return vec![leaf::cell(name)];
        };
        let [activities, told, ..] = counts;
        let told = word(words, "af")
            .replace("{antal}", &told.to_string())
            .replace("{alle}", &activities.to_string());
        let mut cells = vec![leaf::cell(name), leaf::cell(self.derived(&told, &key))];
        let counts = counts[2..].iter().map(usize::to_string);
        cells.extend(counts.map(|count| leaf::cell(self.derived(&count, &key))));
        cells
    }

    /// Milestones by state, a bar a delaftale; nothing where there are none.
    pub(super) fn status_figure(&mut self, words: &Overview) -> Option<Figure> {
        let counts: Vec<(&str, Counts)> = self
            .plan
            .agreements
            .iter()
            .map(|agreement| (agreement.name.text.as_str(), self.area_counts(agreement)))
            .filter(|(_, counts)| counts[2] > 0)
            .collect();
        if counts.is_empty() {
            return None;
        }
        let heads = &self
            .template
            .words
            .follow_up
            .get("status-overblik")?
            .columns;
        let series = (3..7).map(|state| Series {
            name: heads.get(state).cloned().unwrap_or_default(),
            values: counts
                .iter()
                .map(|(_, counts)| u32::try_from(counts[state]).ok().map(f64::from))
                .collect(),
        });
        let around = &self.template.words;
        let chart = Chart {
            kind: ChartKind::Stacked,
            categories: counts.iter().map(|(name, _)| (*name).to_owned()).collect(),
            series: series.collect(),
            unit: word(words, "enhed").to_owned(),
            decimals: 0,
            missing: around.phrase("mangler_i_diagram").to_owned(),
        };
        let spoken = chart.series.iter().map(|series| {
            let points = chart.categories.iter().zip(&series.values);
            let points: Vec<String> = points
                .map(|(name, value)| {
                    let value = value.map_or_else(String::new, |value| value.to_string());
                    around
                        .phrase("alt_punkt")
                        .replace("{kategori}", name)
                        .replace("{vaerdi}", &value)
                })
                .collect();
            let pattern = around.phrase("alt_serie").replace("{navn}", &series.name);
            pattern.replace("{punkter}", &points.join(", "))
        });
        let spoken: Vec<String> = spoken.collect();
        let alt = around
            .phrase("alt_diagram")
            .replace("{art}", around.phrase("alt_stablet"))
            .replace("{titel}", &words.title)
            .replace("{serier}", &spoken.join(" "));
        Some(Figure {
            caption: self.fixed(&words.title),
            alt,
            content: Picture::Chart(chart),
            replaces: None,
            source: None,
            notes: Vec::new(),
        })
    }
}

fn own_status<'s>(
    status: &'s HalfStatus,
    agreement: &str,
    activity: &str,
) -> Option<&'s ActivityStatus> {
    status
        .activities
        .iter()
        .find(|own| own.agreement == agreement && own.activity == activity)
}
