//! Money: of the delaftale at hand, and of the whole plan. Totals are derived, or printed as declared.

use crate::{
    doc::{Align, FieldKey, Row, RowKind, Table, Text},
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
        let mut table = self.budget(words, &words.title, None)?;
        table.notes.extend(self.shared_posts(words));
        Some(table)
    }

    /// The posts that no delaftale holds, with their sums: what the delaftaler's budgets do not add up to.
    fn shared_posts(&self, words: &Overview) -> Option<Text> {
        let mut posts: Vec<(&str, i64)> = Vec::new();
        for line in self.plan.budget.counted(None, None) {
            let Some(name) = line.shared.as_ref().map(|name| name.text.as_str()) else {
                continue;
            };
            match posts.iter_mut().find(|(known, _)| *known == name) {
                Some((_, sum)) => *sum += line.amount,
                None => posts.push((name, line.amount)),
            }
        }
        let posts: Vec<String> = posts
            .into_iter()
            .map(|(name, sum)| format!("{name} {}", self.template.words.money(sum)))
            .collect();
        let pattern = words.words.get("tvaergaaende")?;
        (!posts.is_empty()).then(|| self.fixed(&pattern.replace("{poster}", &posts.join("; "))))
    }

    /// One row a funder that gives anything, then the sum.
    fn budget(&mut self, words: &Overview, title: &str, agreement: Option<&str>) -> Option<Table> {
        let budget = &self.plan.budget;
        let mut table = self.frame(words, title, &[Align::Left, Align::Right]);
        for (index, funder) in budget.funders.iter().enumerate() {
            if budget.counted(agreement, Some(index)).next().is_some() {
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
        table.rows.extend(self.apart(words, agreement));
        Some(table)
    }

    fn amount_row(
        &self,
        key: &str,
        kind: RowKind,
        name: Text,
        agreement: Option<&str>,
        funder: Option<usize>,
    ) -> Row {
        let budget = &self.plan.budget;
        let total = budget.total(agreement, funder);
        // The one line behind an amount is its field; a sum of several has none to edit.
        let one = funder.filter(|_| agreement.is_some());
        let mut lines = budget.counted(agreement, funder).filter(|_| one.is_some());
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
                Text {
                    field: None,
                    ..derived
                }
            }
        };
        row(key, kind, vec![leaf::cell(name), leaf::cell(amount)])
    }
}
