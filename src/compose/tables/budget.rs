//! Money: of the delaftale at hand, and of the whole plan. Totals are derived, or printed as declared.

use crate::{
    doc::{Align, FieldKey, Row, RowKind, Table},
    template::words::Overview,
};

use super::{super::leaf, Composer, row};

impl Composer<'_> {
    pub(super) fn agreement_budget(&mut self, words: &Overview) -> Option<Table> {
        let agreement = &self.plan.agreements[self.agreement?];
        let title = words.title.replace("{navn}", &agreement.name.text);
        self.budget(words, &title, Some(&agreement.id.clone()))
    }

    pub(super) fn plan_budget(&mut self, words: &Overview) -> Option<Table> {
        self.budget(words, &words.title, None)
    }

    /// One row a funder that gives anything, then the sum.
    fn budget(&mut self, words: &Overview, title: &str, agreement: Option<&str>) -> Option<Table> {
        let budget = &self.plan.budget;
        let mut table = self.frame(words, title, &[Align::Left, Align::Right]);
        for (index, funder) in budget.funders.iter().enumerate() {
            let gives = budget.lines.iter().any(|line| {
                line.funder == index
                    && (agreement.is_none() || line.agreement.as_deref() == agreement)
            });
            if gives {
                let name = leaf::label(&funder.name, &self.template.words);
                table.rows.push(self.amount_row(
                    &funder.id,
                    RowKind::Plain,
                    name,
                    agreement,
                    Some(index),
                ));
            }
        }
        if table.rows.is_empty() {
            return None;
        }
        let sum = self.fixed(words.words.get("sum").map_or("", String::as_str));
        table
            .rows
            .push(self.amount_row("sum", RowKind::Total, sum, agreement, None));
        Some(table)
    }

    fn amount_row(
        &self,
        key: &str,
        kind: RowKind,
        name: crate::doc::Text,
        agreement: Option<&str>,
        funder: Option<usize>,
    ) -> Row {
        let budget = &self.plan.budget;
        let total = budget.total(agreement, funder);
        // The one line behind an amount is its field; a sum of several has none to edit.
        let mut lines = budget.lines.iter().filter(|line| {
            funder == Some(line.funder)
                && agreement.is_some()
                && line.agreement.as_deref() == agreement
        });
        let line = lines
            .next()
            .filter(|_| lines.next().is_none())
            .map(|line| &line.key);
        let at = total
            .declared
            .as_ref()
            .map(|declared| &declared.key)
            .or(line);
        let amount = self.template.words.money(total.printed());
        let amount = match at {
            Some(key) => leaf::text(&amount, key, &self.template.words),
            None => {
                let derived = leaf::text(
                    &amount,
                    &FieldKey::file("oekonomi.toml").child("post"),
                    &self.template.words,
                );
                crate::doc::Text {
                    field: None,
                    ..derived
                }
            }
        };
        row(key, kind, vec![leaf::cell(name), leaf::cell(amount)])
    }
}
