//! The numbers at the front.

use rust_decimal::Decimal;

use crate::{
    diag::Severity,
    doc::{Align, Block, RowKind},
    template::words::number,
};

use super::Report;

const TABLE: &str = "kvalitet-antal";

impl Report<'_> {
    /// How many of each: findings by severity, waived ones, gaps; and the kroner above the floor.
    pub(super) fn counts(&self) -> Vec<Block> {
        let Some(words) = self.paper.overview(TABLE) else {
            return Vec::new();
        };
        let whole = |count: usize| number(Decimal::from(count));
        let mut lines = vec![
            ("fejl", whole(self.count(Severity::Fejl))),
            ("advarsler", whole(self.count(Severity::Advarsel))),
            ("raad", whole(self.count(Severity::Raad))),
            ("dispenserede", whole(self.subject.outcome.waived.len())),
            ("dokumenter", whole(self.missing_documents().len())),
            (
                "mangler",
                whole(self.missing.iter().map(|one| one.count).sum()),
            ),
            ("indikatorer", whole(self.without_baseline.len())),
        ];
        if let Some(headroom) = &self.headroom {
            let amount = self.kroner(headroom.above);
            lines.push(("medfinansiering", amount));
        }
        let rows = lines.into_iter().map(|(name, value)| {
            let cells = [
                self.paper.fixed(self.paper.word(words, name)),
                self.paper.fixed(&value),
            ];
            self.paper.row(name, RowKind::Plain, cells)
        });
        let aligns = [Align::Left, Align::Right];
        self.paper.table(TABLE, TABLE, &aligns, rows.collect())
    }
}
