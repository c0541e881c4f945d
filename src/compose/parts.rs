//! The parts of a document in order, and the blocks that places stand for.

use crate::{
    diag::Diagnostic,
    doc::{
        Block, BlockId, BlockKind, Captioned, Cover, Fact, FieldKey, Heading, Numbering, Origin,
        Table, Text,
    },
    key::Span,
    model::{agreement::Section, registers::Party, signers::SigningLine},
    template::{
        Each, Part,
        data::Place,
        markdown::{self, Home},
    },
};

use super::{Around, Composer, chart, leaf};

/// Headings at this level are listed in the contents even without a number.
const LISTED_TO: u8 = 1;
/// Longest alternative text, in characters: a PDF holds no longer string, and nobody would hear it out.
const LONGEST_ALT: usize = 8000;
/// Deepest heading level in the contents.
const CONTENTS_DEPTH: u8 = 4;

impl Composer<'_> {
    pub(super) fn parts(&mut self, parts: &[Part]) -> Vec<Block> {
        parts.iter().flat_map(|part| self.repeated(part)).collect()
    }

    fn repeated(&mut self, part: &Part) -> Vec<Block> {
        let mut out = Vec::new();
        match part.each {
            None => {
                self.section = part.section.as_deref().and_then(|name| {
                    self.plan
                        .strategic
                        .items
                        .iter()
                        .position(|(key, _)| key == name)
                });
                out.extend(self.single(part));
                self.section = None;
            }
            Some(Each::Delaftale) => {
                let outer = self.agreement;
                for index in 0..self.plan.agreements.len() {
                    self.agreement = Some(index);
                    out.extend(self.single(part));
                }
                self.agreement = outer;
            }
            Some(Each::Aktivitet) => {
                let count = self
                    .agreement
                    .map_or(0, |index| self.plan.agreements[index].activities.len());
                for index in 0..count {
                    out.extend(self.activity(part, index));
                }
            }
            Some(Each::Bilag) => {
                for index in 0..self.plan.annexes.len() {
                    self.annex = Some(index);
                    out.extend(self.single(part));
                }
                self.annex = None;
            }
            Some(Each::Maal) => out.extend(self.goals_of_rules(part)),
        }
        out
    }

    fn single(&mut self, part: &Part) -> Vec<Block> {
        let plan = self.plan;
        let (home, own) = if let Some(section) = self
            .section
            .and_then(|index| plan.strategic.items.get(index))
        {
            let (key, section) = section;
            let own = vec![("punkt", self.section_value(section, "punkt"))];
            (format!("afsnit.{}", key.replace('_', "-")), own)
        } else if let Some(annex) = self.annex.and_then(|index| plan.annexes.get(index)) {
            let own = vec![("bilaget", self.annex_value(annex))];
            (format!("bilag.{}", annex.id), own)
        } else if let Some(agreement) = self.agreement.and_then(|index| plan.agreements.get(index))
        {
            let own = vec![
                ("aftale", self.agreement_value(agreement)),
                ("maal", self.goal_value()),
            ];
            (self.agreement_home(part, &agreement.id), own)
        } else if let Some(form) = self.companion {
            let own = vec![("dokument", self.companion_value(form))];
            (format!("{}.{}", part.template, form.id), own)
        } else {
            (part.template.clone(), Vec::new())
        };
        let mut blocks = self.part(part, home, own);
        blocks.extend(self.parts(&part.parts));
        blocks
    }

    /// Where a part about a delaftale stands. What refers to the delaftale leads to the first of its parts that has a
    /// heading, whatever the family calls that part.
    fn agreement_home(&mut self, part: &Part, id: &str) -> String {
        let heads = self.template.part(&part.template).is_some_and(|text| {
            let mut lines = text.lines();
            lines.any(|line| line.starts_with("# "))
        });
        let first = self.follow_up.is_none() && heads && self.headed.insert(id.to_owned());
        let name = if first { "delaftale" } else { &part.template };
        format!("{name}.{id}")
    }

    fn activity(&mut self, part: &Part, index: usize) -> Vec<Block> {
        let plan = self.plan;
        let Some(agreement) = self.agreement.map(|index| &plan.agreements[index]) else {
            return Vec::new();
        };
        let activity = &agreement.activities[index];
        if let Some(follow_up) = &mut self.follow_up {
            follow_up.activity = Some(index);
        }
        let mut own = vec![("aktivitet", self.activity_value(activity))];
        own.extend(self.status_values(agreement, &activity.id));
        let home = format!("aktivitet.{}.{}", agreement.id, activity.id);
        let mut blocks = self.part(part, home.clone(), own.clone());
        for more in &part.parts {
            blocks.extend(self.part(more, home.clone(), own.clone()));
        }
        blocks
    }

    /// Renders a part of the template and parses it.
    pub(super) fn part(
        &mut self,
        part: &Part,
        home: String,
        own: Vec<(&str, minijinja::value::Value)>,
    ) -> Vec<Block> {
        let name = format!("{}.md", part.template);
        let Some(text) = self.template.part(&part.template) else {
            self.part_missing(&name);
            return Vec::new();
        };
        let context = self.part_context(own);
        let rendered = match self.renderer.part(&name, text, context) {
            Ok(rendered) => rendered,
            Err(fault) => {
                self.part_fault(&name, text, &fault);
                return Vec::new();
            }
        };
        self.home.clone_from(&home);
        self.level = part.level;
        let home = Home {
            id: home,
            origin: Origin::Template(name),
            field: None,
            level: part.level,
            listed_to: LISTED_TO,
        };
        let template = self.template;
        let mut around = Around {
            composer: self,
            prose: None,
            rendered: (&rendered.text, &rendered.slots),
            told: 0,
        };
        markdown::blocks(
            &rendered.text,
            &rendered.slots,
            &home,
            &template.words.unbroken,
            &mut around,
        )
    }

    /// The blocks of a place. `from` is the prose field that names it, if prose does.
    pub(super) fn place(&mut self, place: &Place, from: Option<Span>) -> Vec<Block> {
        let plan = self.plan;
        match place {
            Place::Table(name) => {
                let (id, Some(table)) = (leaf::table_id(name), plan.tables.get(name)) else {
                    return Vec::new();
                };
                if !self.claim(&id, from) {
                    return Vec::new();
                }
                self.open.push(id.clone());
                let made = self.plan_table(table);
                self.tell_narrow(&made, &table.key);
                let kind = BlockKind::Table(made);
                self.open.pop();
                vec![block(id, &table.key, kind)]
            }
            Place::Figure(name) => {
                let (id, Some(figure)) = (leaf::figure_id(name), plan.charts.get(name)) else {
                    return Vec::new();
                };
                if !self.claim(&id, from) {
                    return Vec::new();
                }
                let drawn = chart::figure(figure, &self.template.words);
                if drawn.alt.chars().count() > LONGEST_ALT {
                    let span = self.sources.span(&figure.key.child("titel"));
                    self.found
                        .push(Diagnostic::at("P019", span).arg("id", id.as_str()));
                }
                let kind = BlockKind::Figure(drawn);
                vec![block(id, &figure.key, kind)]
            }
            Place::Overview(id) => self.overview(id, from),
            Place::Special(name) => self.special(name),
            Place::Prose(prose) => {
                let tail: Vec<&str> = prose.key.path.split('.').collect();
                let from = tail
                    .iter()
                    .rposition(|step| step.parse::<usize>().is_ok())
                    .map_or(0, |at| at + 1);
                let id = format!("{}.{}", self.home, tail[from..].join(".").replace('_', "-"));
                self.prose(prose, &id)
            }
        }
    }

    /// Whether a table or figure is not placed yet; it has one number, so prose is told of a second place,
    /// and of a place within itself. The template just fills in what prose has not placed (`from` is `None`).
    pub(super) fn claim(&mut self, id: &BlockId, from: Option<Span>) -> bool {
        let first = self.placed.insert(id.clone());
        if let (false, Some(from)) = (first, from) {
            let code = if self.open.contains(id) {
                "P010"
            } else {
                "P012"
            };
            self.found
                .push(Diagnostic::at(code, from).arg("id", id.as_str()));
        }
        first
    }

    fn special(&mut self, name: &str) -> Vec<Block> {
        if let Some(blocks) = self.follow_up_block(name) {
            return blocks;
        }
        let words = &self.template.words;
        let kind = match name {
            "forside" => BlockKind::Cover(self.cover()),
            "indhold" => BlockKind::Contents {
                title: words.phrase("indhold").to_owned(),
                depth: CONTENTS_DEPTH,
            },
            "tabelliste" => BlockKind::ListOf {
                title: words.phrase("tabelliste").to_owned(),
                what: Captioned::Tables,
            },
            "figurliste" => BlockKind::ListOf {
                title: words.phrase("figurliste").to_owned(),
                what: Captioned::Figures,
            },
            "underskrifter" => {
                let lines = self.plan.signing(self.agreement).into_iter();
                let lines = lines.map(|line| self.signing_line(&line)).collect();
                BlockKind::Table(Table::of_signatures(lines, &self.template.terms))
            }
            "sideskift" => BlockKind::PageBreak,
            "bilagsindhold" => return self.annex_content(),
            other => {
                return other
                    .strip_prefix("underafsnit:")
                    .map_or_else(Vec::new, |name| self.subsections(name));
            }
        };
        let origin = Origin::Template("terms.toml".to_owned());
        let id = BlockId(format!("{}.blok-{name}", self.home));
        vec![Block::new(id, origin, kind)]
    }

    /// A line to sign on: its id, and whose it is, each fact a line of its own.
    fn signing_line(&self, line: &SigningLine<'_>) -> (String, Vec<Text>) {
        let words = &self.template.words;
        let party = &self.plan.parties[line.party];
        let mut said = vec![leaf::party(party, words)];
        let Some(given) = line.given else {
            return (party.id.clone(), said);
        };
        let quarter = given.quarter.map(|index| &self.plan.quarters[index].name);
        let facts = [quarter, given.unit.as_ref(), given.title.as_ref()];
        said.extend(
            facts
                .into_iter()
                .flatten()
                .map(|fact| leaf::label(fact, words)),
        );
        (given.id.clone(), said)
    }

    /// The parties to the document at hand, as its cover lists them.
    fn parties(&self) -> Vec<&Party> {
        let parties = match self.agreement {
            Some(index) => &self.plan.agreements[index].parties,
            None => &self.plan.meta.parties,
        };
        let parties = parties.iter().map(|&index| &self.plan.parties[index]);
        parties.collect()
    }

    fn cover(&self) -> Cover {
        let (meta, words) = (&self.plan.meta, &self.template.words);
        let file = FieldKey::file("plan.toml");
        let period = words
            .phrase("forside_periode_vaerdi")
            .replace("{fra}", &words.date(meta.period.0));
        let period = period.replace("{til}", &words.date(meta.period.1));
        let status = words.statuses.get(&meta.status).map_or("", String::as_str);
        let fact = |name: &str, value: Vec<Text>| Fact::of(words.phrase(name), value);
        let parties = self.parties().into_iter();
        let parties = parties.map(|party| leaf::party(party, words));
        let facts = vec![
            fact("forside_parter", parties.collect()),
            fact(
                "forside_periode",
                vec![leaf::text(&period, &file.child("periode"), words)],
            ),
            fact("forside_version", vec![leaf::label(&meta.version, words)]),
            fact(
                "forside_status",
                vec![leaf::text(status, &file.child("status"), words)],
            ),
            fact(
                "forside_dato",
                vec![leaf::text(
                    &words.date(meta.date),
                    &file.child("dato"),
                    words,
                )],
            ),
        ];
        let agreement = self.agreement.map(|index| &self.plan.agreements[index]);
        let (title, subtitle) = match (self.own_title(), agreement) {
            (None, _) => (
                leaf::label(&meta.title, words),
                leaf::label(&meta.subtitle, words),
            ),
            (Some((title, _)), Some(agreement)) => (
                leaf::text(&title, &agreement.name.key, words),
                leaf::label(&meta.title, words),
            ),
            (Some((title, _)), None) => (
                leaf::fixed(&title, "regelsaet.toml", words),
                leaf::label(&meta.title, words),
            ),
        };
        Cover {
            overline: leaf::label(&meta.name, words),
            title,
            subtitle,
            facts,
        }
    }

    /// The sub-sections of the section that a part shows, each with its heading.
    fn subsections(&mut self, name: &str) -> Vec<Block> {
        let plan = self.plan;
        let agreement = self.agreement.map(|index| &plan.agreements[index]);
        let section: Option<&Section> = match name {
            "punkt" => self.section.map(|index| &plan.strategic.items[index].1),
            "indledning" => Some(&plan.strategic.introduction),
            "dokument" => self
                .companion
                .and_then(|form| plan.companion(&form.id))
                .map(|companion| &companion.section),
            "kommunal_indsats" => agreement.and_then(|agreement| agreement.municipal.as_ref()),
            "indhold_og_praksis" => agreement.and_then(|agreement| agreement.practice.as_ref()),
            _ => None,
        };
        let mut out = Vec::new();
        // Sections of a delaftale have headings one level below the part's own.
        let level = (self.level
            + if matches!(name, "punkt" | "indledning" | "dokument") {
                1
            } else {
                2
            })
        .min(6);
        for part in section.map_or(&[][..], |section| &section.parts) {
            let id = format!("{}.{}", self.home, part.id);
            let text = leaf::label(&part.title, &self.template.words);
            let listed = level <= LISTED_TO;
            let kind = BlockKind::Heading(Heading {
                level,
                numbering: Numbering::None,
                text,
                listed,
            });
            out.push(Block::new(
                BlockId(id.clone()),
                Origin::Plan(part.title.key.clone()),
                kind,
            ));
            out.extend(self.prose(&part.text, &id));
        }
        out
    }
}

/// A table or figure of the plan.
fn block(id: BlockId, key: &FieldKey, kind: BlockKind) -> Block {
    Block::new(id, Origin::Plan(key.clone()), kind)
}
