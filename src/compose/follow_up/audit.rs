//! What the auditor asks for: that the board followed up on the fixed indicators each year.

use std::collections::BTreeSet;

use crate::{
    doc::{Align, Cell, Column, FieldKey, RowKind, Table, Text},
    model::{
        followup::{IndicatorRef, LaterMeasurement, Round},
        measure::{MissingReason, Quantity},
    },
    template::words::Overview,
};

use super::{
    super::{Composer, leaf, tables::row},
    word,
};

impl<'a> Composer<'a> {
    /// The years to account for: those of the period, and any other that has a round.
    fn audit_years(&self) -> BTreeSet<u16> {
        let (from, to) = self.plan.meta.period;
        let period = (from.year()..=to.year()).filter_map(|year| u16::try_from(year).ok());
        period
            .chain(self.plan.rounds.iter().map(|round| round.year))
            .collect()
    }

    fn fixed_ids(&self) -> Vec<&'a str> {
        let template = self.template;
        let rules = template
            .rules
            .goals
            .iter()
            .flat_map(|goal| &goal.indicators);
        rules.map(|rule| rule.id.as_str()).collect()
    }

    /// One row a year: when gathered, when treated, how much was measured, what is missing and why.
    pub(super) fn audit_table(&mut self, words: &Overview) -> Option<Table> {
        let mut table = self.frame(words, &words.title, &[Align::Left; 5]);
        for year in self.audit_years() {
            let key = FieldKey::file("maalinger");
            let name = leaf::cell(self.derived(&year.to_string(), &key));
            let round = self.plan.rounds.iter().find(|round| round.year == year);
            let cells = match round {
                Some(round) => self.audit_cells(words, name, round),
                None => vec![
                    name,
                    Cell {
                        colspan: 4,
                        ..leaf::cell(self.fixed(word(words, "ingen_runde")))
                    },
                ],
            };
            table
                .rows
                .push(row(&year.to_string(), RowKind::Plain, cells));
        }
        Some(table)
    }

    fn audit_cells(&self, words: &Overview, name: Cell, round: &Round) -> Vec<Cell> {
        let around = &self.template.words;
        let gathered = self.derived(&around.date(round.gathered), &round.key.child("opgjort"));
        let treated = match &round.treated {
            Some(treated) => self.derived(&self.treated(treated), &round.key.child("behandlet")),
            None => self.fixed(word(words, "ikke_behandlet")),
        };
        let all = self.fixed_ids();
        let mut missing: Vec<Text> = Vec::new();
        for id in &all {
            let reason = reason(words, &measured(round, id));
            missing.extend(reason.map(|reason| {
                let title = self.indicator_title(&IndicatorRef::Fixed((*id).to_owned()));
                let text = word(words, "mangler")
                    .replace("{indikator}", &crate::doc::walk::words(&title.inlines));
                self.derived(&text.replace("{grund}", &reason), &round.key)
            }));
        }
        let count = word(words, "maalt")
            .replace("{antal}", &(all.len() - missing.len()).to_string())
            .replace("{alle}", &all.len().to_string());
        if missing.is_empty() {
            missing.push(self.fixed(word(words, "intet")));
        }
        vec![
            name,
            leaf::cell(gathered),
            leaf::cell(treated),
            leaf::cell(self.derived(&count, &round.key)),
            leaf::cell_of(missing),
        ]
    }

    /// A row a fixed indicator, a column a round.
    pub(super) fn audit_matrix(&mut self, words: &Overview) -> Option<Table> {
        let rounds = &self.plan.rounds;
        if rounds.is_empty() {
            return None;
        }
        let reasons = self.template.words.follow_up.get("revisor")?;
        let mut table = self.frame(words, &words.title, &[Align::Left]);
        for round in rounds {
            table.columns.push(Column {
                width: 1.4,
                align: Align::Left,
            });
            let head = self.derived(&round.year.to_string(), &round.key.child("aar"));
            table.header[0].cells.push(leaf::cell(head));
        }
        for id in self.fixed_ids() {
            let title = self.indicator_title(&IndicatorRef::Fixed(id.to_owned()));
            let mut cells = vec![leaf::cell(title)];
            for round in rounds {
                let text = self.measured_words(words, reasons, round, id);
                cells.push(leaf::cell(self.derived(&text, &round.key)));
            }
            table.rows.push(row(id, RowKind::Plain, cells));
        }
        Some(table)
    }

    fn measured_words(
        &self,
        words: &Overview,
        reasons: &Overview,
        round: &Round,
        id: &str,
    ) -> String {
        let own = measured(round, id);
        if let Some(reason) = reason(reasons, &own) {
            return reason;
        }
        let years: BTreeSet<u16> = own.iter().map(|measurement| measurement.year).collect();
        if years.iter().eq([&round.year]) {
            return word(words, "maalt").to_owned();
        }
        let years: Vec<String> = years.iter().map(u16::to_string).collect();
        word(words, "tal_for").replace("{aar}", &years.join(", "))
    }
}

/// Why no line of an indicator has a number; `None` where one has.
fn reason(words: &Overview, own: &[&LaterMeasurement]) -> Option<String> {
    let values = || own.iter().flat_map(|measurement| &measurement.area);
    if values().any(|value| value.value.is_some()) {
        return None;
    }
    let reason = values().find_map(|value| missing(words, value));
    Some(reason.unwrap_or_else(|| word(words, "ikke_med").to_owned()))
}

fn measured<'r>(round: &'r Round, id: &str) -> Vec<&'r LaterMeasurement> {
    let own = |measurement: &&LaterMeasurement| matches!(&measurement.of, IndicatorRef::Fixed(fixed) if fixed == id);
    round.measurements.iter().filter(own).collect()
}

/// The reason for a missing value in words that an auditor can use, and when it is expected.
fn missing(words: &Overview, value: &Quantity) -> Option<String> {
    let name = match value.missing? {
        MissingReason::Undertrykt => "undertrykt",
        MissingReason::IkkeMaalt => "ikke-maalt",
        MissingReason::Afventer => "afventer",
        MissingReason::IkkeOplyst => "ikke-oplyst",
    };
    let reason = word(words, name);
    Some(match &value.expected {
        Some(expected) => word(words, "ventes")
            .replace("{grund}", reason)
            .replace("{forventet}", expected),
        None => reason.to_owned(),
    })
}
