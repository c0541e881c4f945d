//! Reports on what is followed up: key figures, and the status of a half-year. The plan's own documents
//! show none of it.

mod audit;
mod milestones;
mod movement;
mod panels;
mod status;

use minijinja::value::Value;
use time::Date;

use crate::{
    diag::Diagnostic,
    doc::{
        Block, BlockId, BlockKind, Cover, Doc, Fact, FieldKey, Figure, Meta, Origin, Table, Text,
    },
    model::{
        Plan, Prose,
        followup::{Half, HalfStatus, IndicatorRef, Round, Treatment},
        trend::{self, Trend},
    },
    source::Sources,
    template::{
        Part, Template,
        data::{Place, Slot},
        words::Overview,
    },
};

use super::{Composer, leaf, named, references};

/// Before the name of a special block that this room makes.
const OWN: &str = "opfoelgning:";

/// What to report on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Report {
    /// Key figures, up to the last round of measurements.
    KeyFigures,
    /// The status of a half-year; the plan must have it.
    Status(Half),
}

/// What the parts of a report are about.
pub(super) struct FollowUp<'a> {
    report: Report,
    trends: Vec<Trend<'a>>,
    /// The fixed goal at hand, as an index in the rule set.
    pub(super) goal: Option<usize>,
    /// The activity of the delaftale at hand.
    pub(super) activity: Option<usize>,
}

/// Makes the document of a report; `data` is the public data file to attach. What stands in `docs`, the plan's own
/// documents, is referred to by its title there.
pub fn report(
    (plan, template, sources): (&Plan, &Template, &Sources),
    docs: &[Doc],
    report: Report,
    data: &[u8],
    found: &mut Vec<Diagnostic>,
) -> Doc {
    let parts = match report {
        Report::KeyFigures => &template.structure.key_figures,
        Report::Status(_) => &template.structure.status,
    };
    let mut composer = Composer::new(plan, template, sources, false, found);
    composer.follow_up = Some(FollowUp {
        report,
        trends: trend::all(plan, &template.rules),
        goal: None,
        activity: None,
    });
    let blocks = composer.parts(parts);
    let mut terms = template.terms.clone();
    template
        .words
        .phrase("rapport_version")
        .clone_into(&mut terms.version);
    let doc = Doc {
        meta: composer.report_meta(report),
        terms,
        blocks,
        attachment: Some(composer.attachment(data)),
        revision: None,
    };
    let mut own = [doc];
    references::resolve(&mut own, docs, template, sources, composer.found);
    let [doc] = own;
    doc
}

/// Tells what is wrong in the prose of all half-years' statuses, as the report on each would.
pub fn tell_status(
    inputs: (&Plan, &Template, &Sources),
    docs: &[Doc],
    found: &mut Vec<Diagnostic>,
) {
    let statuses = inputs.0.statuses.iter();
    let groups: Vec<_> = statuses.map(written).collect();
    if !groups.is_empty() {
        super::prose(inputs, docs, &groups, found);
    }
}

/// The prose of a half-year's status, each with an id of its own.
fn written(status: &HalfStatus) -> Vec<(&Prose, String)> {
    let activities = status.activities.iter();
    let own = activities.flat_map(|own| [&own.done, &own.adjustments, &own.next]);
    let texts = [&status.summary].into_iter().chain(own);
    let some = texts.filter(|prose| !prose.text.trim().is_empty());
    some.map(|prose| (prose, prose.key.path.as_str().replace('_', "-")))
        .collect()
}

impl<'a> Composer<'a> {
    /// Whether the report shows made-up data.
    fn shows_examples(&self, report: Report) -> bool {
        match report {
            Report::KeyFigures => self.plan.rounds.iter().any(|round| round.example),
            // Milestones of earlier half-years stand in it too.
            Report::Status(half) => self
                .plan
                .statuses
                .iter()
                .any(|status| status.half <= half && status.example),
        }
    }

    fn status_of(&self, half: Half) -> Option<&'a HalfStatus> {
        self.plan.statuses.iter().find(|status| status.half == half)
    }

    fn last_round(&self) -> Option<&'a Round> {
        self.plan.rounds.last()
    }

    fn report_meta(&self, report: Report) -> Meta {
        let words = &self.template.words;
        let (own, name) = (self.meta(), &self.plan.meta.name.text);
        let (title, subject, date) = match report {
            Report::KeyFigures => {
                let date = self.last_round().map_or(own.date, |round| {
                    let treated = round.treated.as_ref().map(|treated| treated.date);
                    treated.map_or(round.gathered, |day| day.max(round.gathered))
                });
                (
                    self.key_figures_title(),
                    words.phrase("noegletal_emne").to_owned(),
                    date,
                )
            }
            Report::Status(half) => {
                let (from, to) = self.half_days(half);
                let subject = words
                    .phrase("status_emne")
                    .replace("{fra}", &words.date(from));
                let title = words
                    .phrase("status_titel")
                    .replace("{halvaar}", &half.to_string());
                let date = self.status_of(half).map_or(own.date, |status| status.date);
                (title, subject.replace("{til}", &words.date(to)), date)
            }
        };
        let (stem, keywords) = match report {
            Report::KeyFigures => ("noegletal_stamme", "noegletal_noegleord"),
            Report::Status(_) => ("status_stamme", "status_noegleord"),
        };
        let end = match report {
            Report::KeyFigures => self.last_round().map(|round| round.year.to_string()),
            Report::Status(half) => Some(half.to_string()),
        };
        let parts = [
            Some(self.plan.meta.slug.clone()),
            Some(words.phrase(stem).to_owned()),
            end,
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let full = format!("{name} – {title}");
        Meta {
            title: full.clone(),
            short_title: full,
            stem: parts.join("-"),
            status: if self.shows_examples(report) {
                words.phrase("eksempeldata").to_owned()
            } else {
                own.status
            },
            draft: false,
            date,
            date_text: words.date(date),
            subject: subject.replace("{navn}", name),
            keywords: words
                .phrase(keywords)
                .split(';')
                .map(str::to_owned)
                .collect(),
            ..own
        }
    }

    fn key_figures_title(&self) -> String {
        let words = &self.template.words;
        match self.last_round() {
            Some(round) => words
                .phrase("noegletal_titel")
                .replace("{aar}", &round.year.to_string()),
            None => words.phrase("noegletal_titel_uden").to_owned(),
        }
    }

    /// The days of a half-year; those of the period for one outside it, which `lower` refuses.
    fn half_days(&self, half: Half) -> (Date, Date) {
        let period = self.plan.meta.period;
        half.days(period).unwrap_or(period)
    }

    /// `rapport.…`: what every part of a report sees; nothing elsewhere.
    pub(super) fn report_values(&self) -> Vec<(&'static str, Value)> {
        let Some(follow_up) = &self.follow_up else {
            return Vec::new();
        };
        let blocks = [
            ("forside", "forside"),
            ("eksempel", "eksempel"),
            ("overblik", "overblik"),
            ("revisor", "revisor"),
            ("revisor_indikatorer", "revisor-indikatorer"),
            ("status_overblik", "status-overblik"),
            ("status_figur", "status-figur"),
        ];
        let mut entries: Vec<(&str, Value)> = blocks
            .map(|(name, block)| (name, own_block(block)))
            .to_vec();
        let goals = |trend: &Trend<'_>| matches!(trend.of, IndicatorRef::Goal(..));
        entries.push((
            "har_delmaal",
            Value::from(follow_up.trends.iter().any(goals)),
        ));
        entries.push(("har_maalinger", Value::from(!self.plan.rounds.is_empty())));
        let target = BlockId("noegletal-opfoelgning.blok-revisor".to_owned());
        let label = self.template.words.phrase("tabel_henvis").to_owned();
        entries.push((
            "revisor_henvis",
            Value::from_object(Slot::Ref { target, label }),
        ));
        if let Report::Status(half) = follow_up.report
            && let Some(status) = self.status_of(half)
        {
            let (from, to) = self.half_days(half);
            let key = FieldKey::file("plan.toml").child("periode");
            let day = |day| named::value(&self.template.words.date(day), &key, None);
            entries.push(("fra", day(from)));
            entries.push(("til", day(to)));
            entries.push(("sammenfatning", named::prose(&status.summary)));
        }
        vec![("rapport", self.map(entries.into_iter()))]
    }

    /// `maal.…`: the indicators at hand as blocks.
    pub(super) fn goal_value(&self) -> Value {
        let title = self
            .follow_up
            .as_ref()
            .and_then(|follow_up| self.template.rules.goals.get(follow_up.goal?))
            .map_or(Value::from(""), |goal| {
                Value::from_object(crate::template::data::Leaf {
                    text: goal.text.clone(),
                    origin: Origin::Template("regelsaet.toml".to_owned()),
                    number: None,
                })
            });
        let entries = [
            ("titel", title),
            ("findes", Value::from(!self.shown().is_empty())),
            ("udvikling", own_block("udvikling")),
            ("figur", own_block("figur")),
            ("aar", own_block("aar")),
        ];
        self.map(entries.into_iter())
    }

    /// The indicators of the goal or delaftale at hand.
    fn shown(&self) -> Vec<&Trend<'a>> {
        let Some(follow_up) = &self.follow_up else {
            return Vec::new();
        };
        let goal = follow_up
            .goal
            .map(|index| &self.template.rules.goals[index]);
        let agreement = self.agreement.map(|index| &self.plan.agreements[index]);
        let at_hand = |trend: &&Trend<'_>| match &trend.of {
            IndicatorRef::Fixed(id) => {
                goal.is_some_and(|goal| goal.indicators.iter().any(|rule| rule.id == *id))
            }
            IndicatorRef::Goal(id, ..) => {
                goal.is_none() && agreement.is_some_and(|agreement| agreement.id == *id)
            }
        };
        follow_up.trends.iter().filter(at_hand).collect()
    }

    /// What the indicators at hand belong to, as captions name it.
    fn shown_name(&self) -> String {
        let goal = self.follow_up.as_ref().and_then(|follow_up| follow_up.goal);
        match (goal, self.agreement) {
            (Some(goal), _) => self.template.rules.goals[goal].text.clone(),
            (None, Some(index)) => self.plan.agreements[index].name.text.clone(),
            (None, None) => String::new(),
        }
    }

    /// Repeats a part for each fixed goal of the rule set.
    pub(super) fn goals_of_rules(&mut self, part: &Part) -> Vec<Block> {
        let template = self.template;
        let mut out = Vec::new();
        for (index, goal) in template.rules.goals.iter().enumerate() {
            if let Some(follow_up) = &mut self.follow_up {
                follow_up.goal = Some(index);
            }
            let own = vec![("maal", self.goal_value())];
            out.extend(self.part(part, format!("{}.{}", part.template, goal.id), own));
        }
        if let Some(follow_up) = &mut self.follow_up {
            follow_up.goal = None;
        }
        out
    }

    /// The block that a special place of a report stands for; nothing where there is nothing to show.
    pub(super) fn follow_up_block(&mut self, name: &str) -> Option<Vec<Block>> {
        let own = name.strip_prefix(OWN)?;
        let report = self.follow_up.as_ref()?.report;
        let template = self.template;
        let words = template.words.follow_up.get(own);
        let table = |table: Option<Table>| table.map(BlockKind::Table);
        let figure = |figure: Option<Figure>| figure.map(BlockKind::Figure);
        let kind = match (own, words) {
            ("forside", _) => Some(BlockKind::Cover(self.report_cover(report))),
            ("eksempel", _) => self.shows_examples(report).then(|| self.example_callout()),
            ("overblik", Some(words)) => table(self.overview_table(words)),
            ("udvikling", Some(words)) => table(self.movement_table(words)),
            ("figur", Some(words)) => figure(self.movement_figure(words)),
            ("aar", Some(words)) => table(self.years_table(words)),
            ("revisor", Some(words)) => table(self.audit_table(words)),
            ("revisor-indikatorer", Some(words)) => table(self.audit_matrix(words)),
            ("status-overblik", Some(words)) => table(self.status_table(words)),
            ("status-figur", Some(words)) => figure(self.status_figure(words)),
            ("milepaele", Some(words)) => table(self.milestones_table(words)),
            _ => None,
        };
        let id = BlockId(format!("{}.blok-{own}", self.home));
        let block = |kind| Block::new(id, Origin::Template("terms.toml".to_owned()), kind);
        Some(kind.map(block).into_iter().collect())
    }

    fn example_callout(&self) -> BlockKind {
        let words = &self.template.words;
        let text = Block::new(
            BlockId(format!("{}.eksempel", self.home)),
            Origin::Template("terms.toml".to_owned()),
            BlockKind::Paragraph(self.fixed(words.phrase("eksempel_tekst"))),
        );
        BlockKind::Callout {
            title: words.phrase("eksempel_titel").to_owned(),
            blocks: vec![text],
        }
    }

    fn report_cover(&self, report: Report) -> Cover {
        let (meta, words) = (&self.plan.meta, &self.template.words);
        let fact = |name: &str, value: Text| Fact::of(words.phrase(name), vec![value]);
        let mut facts = vec![fact("rapport_plan", leaf::label(&meta.title, words))];
        let (title, subtitle) = match report {
            Report::KeyFigures => {
                if let Some(round) = self.last_round() {
                    let gathered =
                        self.derived(&words.date(round.gathered), &round.key.child("opgjort"));
                    facts.push(fact("rapport_opgjort", gathered));
                    let treated = round.treated.as_ref();
                    facts.extend(treated.map(|treated| {
                        let text = self.treated(treated);
                        fact(
                            "rapport_behandlet",
                            self.derived(&text, &round.key.child("behandlet")),
                        )
                    }));
                }
                let subtitle = words.phrase("noegletal_undertitel");
                (self.fixed(&self.key_figures_title()), self.fixed(subtitle))
            }
            Report::Status(half) => {
                let (from, to) = self.half_days(half);
                let subtitle = words
                    .phrase("status_undertitel")
                    .replace("{fra}", &words.date(from));
                let subtitle = subtitle.replace("{til}", &words.date(to));
                if let Some(status) = self.status_of(half) {
                    let date = self.derived(&words.date(status.date), &status.key.child("dato"));
                    facts.push(fact("rapport_dato", date));
                    facts.extend(status.reviewed.as_ref().map(|reviewed| {
                        let text = self.treated(reviewed);
                        let key = status.key.child("gennemgaaet");
                        fact("rapport_gennemgaaet", self.derived(&text, &key))
                    }));
                }
                let title = words
                    .phrase("status_titel")
                    .replace("{halvaar}", &half.to_string());
                (self.fixed(&title), self.fixed(&subtitle))
            }
        };
        if self.shows_examples(report) {
            facts.push(fact(
                "rapport_data",
                self.fixed(words.phrase("eksempeldata")),
            ));
        }
        Cover {
            overline: leaf::label(&meta.name, words),
            title,
            subtitle,
            facts,
        }
    }

    /// `12. marts 2024 af Bestyrelsen`.
    fn treated(&self, treatment: &Treatment) -> String {
        let words = &self.template.words;
        let date = words.date(treatment.date);
        match treatment.by {
            Some(index) => words
                .phrase("behandlet_af")
                .replace("{dato}", &date)
                .replace("{part}", &self.plan.parties[index].name.text),
            None => date,
        }
    }

    /// Words made of what stands under a key.
    pub(in crate::compose) fn derived(&self, words: &str, key: &FieldKey) -> Text {
        let mut text = leaf::text(words, key, &self.template.words);
        text.field = None;
        text
    }
}

/// A word of a table.
fn word<'w>(words: &'w Overview, name: &'w str) -> &'w str {
    words.words.get(name).map_or(name, String::as_str)
}

fn own_block(name: &str) -> Value {
    Value::from_object(Slot::Place(Place::Special(format!("{OWN}{name}"))))
}
