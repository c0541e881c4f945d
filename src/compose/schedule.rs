//! When the plan's activities run and what they reach: a table of milestones, and a picture over time.

use std::collections::BTreeSet;

use time::{Date, Month};

use crate::{
    doc::{Align, Figure, Picture, RowKind, Run, Table, Timeline},
    model::{
        agreement::{Activity, Agreement, PlannedMilestone},
        written::Period,
    },
    template::words::Overview,
};

use super::{Composer, leaf, tables::row};

impl<'a> Composer<'a> {
    /// The milestones of the delaftale at hand, or of all, by activity and day. Nothing where there are none.
    pub(super) fn milestones_plan(&mut self, words: &Overview) -> Option<Table> {
        let around = &self.template.words;
        let agreements = self.scheduled();
        let several = agreements.len() > 1;
        let title = self.of_agreement(words);
        let mut table = self.frame(words, &title, &[Align::Left, Align::Left, Align::Right]);
        table.row_headers = 2;
        for agreement in agreements {
            let with = agreement.activities.iter();
            let with: Vec<_> = with
                .filter(|one| !one.texts.milestones.is_empty())
                .collect();
            if with.is_empty() {
                continue;
            }
            if several {
                let mut name = leaf::cell(leaf::label(&agreement.name, around));
                name.colspan = 3;
                table
                    .rows
                    .push(row(&agreement.id, RowKind::Group, vec![name]));
            }
            for activity in with {
                for milestone in in_order(&activity.texts.milestones) {
                    let key = format!("{}-{}-{}", agreement.id, activity.id, milestone.id);
                    let day = around.short_date(milestone.planned);
                    let day = self.derived(&day, &milestone.key.child("planlagt"));
                    let cells = vec![
                        leaf::cell(leaf::label(&activity.title, around)),
                        leaf::cell(leaf::label(&milestone.title, around)),
                        leaf::cell(day),
                    ];
                    table.rows.push(row(&key, RowKind::Plain, cells));
                }
            }
        }
        (!table.rows.is_empty()).then_some(table)
    }

    /// The activities of the delaftale at hand, or of all, over the plan's period. Nothing where none says when it runs
    /// or what it reaches.
    pub(super) fn schedule(&mut self, words: &Overview) -> Option<Figure> {
        let agreements = self.scheduled();
        let activities = agreements.iter().flat_map(|one| &one.activities);
        if !activities.clone().any(is_scheduled) {
            return None;
        }
        let (from, to) = self.plan.meta.period;
        let scale = Scale { from, to };
        let mut rows = Vec::new();
        for agreement in &agreements {
            if agreements.len() > 1 {
                rows.push(Run {
                    name: agreement.name.text.clone(),
                    heads: true,
                    span: None,
                    when: String::new(),
                    marks: Vec::new(),
                });
            }
            let own = agreement.activities.iter();
            rows.extend(own.map(|activity| self.run(activity, &scale)));
        }
        let heads = [0, 1, 2].map(|at| words.columns.get(at).cloned().unwrap_or_default());
        let timeline = Timeline {
            rows,
            ticks: scale.ticks(),
            heads,
        };
        let mut marks = timeline.rows.iter().flat_map(|row| &row.marks);
        let marked = marks.next().and_then(|_| words.words.get("rude"));
        let title = self.of_agreement(words);
        let of = words.words.get("alt").map_or("", String::as_str);
        let alt = alternative(&timeline, of.replace("{titel}", &title));
        Some(Figure {
            caption: self.fixed(&title),
            alt,
            content: Picture::Timeline(timeline),
            replaces: None,
            source: words.source.as_ref().map(|text| self.fixed(text)),
            notes: (words.notes.iter().chain(marked))
                .map(|text| self.fixed(text))
                .collect(),
        })
    }

    /// The delaftale at hand, else all.
    fn scheduled(&self) -> Vec<&'a Agreement> {
        let plan = self.plan;
        match self.agreement {
            Some(index) => vec![&plan.agreements[index]],
            None => plan.agreements.iter().collect(),
        }
    }

    /// The title, which names the delaftale at hand.
    fn of_agreement(&self, words: &Overview) -> String {
        let own = self.agreement.zip(words.words.get("titel_delaftale"));
        own.map_or(words.title.clone(), |(index, title)| {
            title.replace("{navn}", &self.plan.agreements[index].name.text)
        })
    }

    /// An activity as a row: over the plan's whole period unless it says another.
    fn run(&self, activity: &Activity, scale: &Scale) -> Run {
        let words = &self.template.words;
        let Period { from, to } = activity.texts.period.unwrap_or(Period {
            from: scale.from,
            to: scale.to,
        });
        let marks = in_order(&activity.texts.milestones).into_iter();
        let marks = marks.map(|milestone| {
            let said = words
                .phrase("alt_punkt")
                .replace("{kategori}", &words.short_date(milestone.planned))
                .replace("{vaerdi}", &milestone.title.text);
            (scale.share(milestone.planned), said)
        });
        Run {
            name: activity.title.text.clone(),
            heads: false,
            span: Some((scale.share(from), scale.after(to))),
            when: format!("{}–{}", words.short_date(from), words.short_date(to)),
            marks: marks.collect(),
        }
    }
}

/// Whether an activity says when it runs or what it reaches.
fn is_scheduled(activity: &Activity) -> bool {
    activity.texts.period.is_some() || !activity.texts.milestones.is_empty()
}

fn in_order(milestones: &[PlannedMilestone]) -> Vec<&PlannedMilestone> {
    let mut out: Vec<_> = milestones.iter().collect();
    out.sort_by_key(|milestone| milestone.planned);
    out
}

/// What the picture shows, row by row.
fn alternative(timeline: &Timeline, title: String) -> String {
    let rows = timeline.rows.iter().filter(|row| !row.heads);
    let rows = rows.map(|row| {
        let marks: Vec<&str> = row.marks.iter().map(|(_, said)| said.as_str()).collect();
        let mut said = format!(" {}: {}", row.name, row.when);
        if !marks.is_empty() {
            said.push_str(&format!(" ({})", marks.join("; ")));
        }
        said.push('.');
        said
    });
    rows.fold(title, |out, row| out + &row)
}

/// The plan's period, both days included, as shares of its length.
struct Scale {
    from: Date,
    to: Date,
}

impl Scale {
    /// Where a day begins; a day outside the period lies at its end.
    fn share(&self, day: Date) -> f64 {
        let days = |last: Date| f64::from(last.to_julian_day() - self.from.to_julian_day());
        (days(day) / (days(self.to) + 1.0)).clamp(0.0, 1.0)
    }

    /// Where a day ends.
    fn after(&self, day: Date) -> f64 {
        day.next_day().map_or(1.0, |next| self.share(next))
    }

    /// The first day, and each year that begins within the period.
    fn ticks(&self) -> Vec<(f64, String)> {
        let begins = |year| Date::from_calendar_date(year, Month::January, 1).ok();
        let years = (self.from.year()..=self.to.year()).filter_map(begins);
        let days: BTreeSet<Date> = years
            .filter(|day| *day > self.from)
            .chain([self.from])
            .collect();
        let ticks = days.into_iter();
        ticks
            .map(|day| (self.share(day), day.year().to_string()))
            .collect()
    }
}
