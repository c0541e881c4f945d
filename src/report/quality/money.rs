//! Local co-financing against its floor, with the sums behind it.

use rust_decimal::Decimal;

use crate::{
    doc::{Align, Block, Row, RowKind},
    model::measure::Unit,
};

use super::Report;

const TABLE: &str = "kvalitet-medfinansiering";

impl Report<'_> {
    /// Each funder, the total, the floor, what is local, and how far that is above the floor.
    pub(super) fn money(&self) -> Vec<Block> {
        let (Some(words), Some(headroom)) = (self.paper.overview(TABLE), &self.headroom) else {
            return Vec::new();
        };
        let budget = &self.subject.plan.budget;
        let line = |key: &str, kind, name: &str, amount: Decimal| -> Row {
            let share = amount * Decimal::ONE_HUNDRED / headroom.total;
            let cells = [name, &self.kroner(amount), &self.share(share)];
            self.paper
                .row(key, kind, cells.map(|words| self.paper.fixed(words)))
        };
        let mut rows = Vec::new();
        for (index, funder) in budget.funders.iter().enumerate() {
            let amount = budget.total(None, Some(index)).printed();
            let name = if funder.local {
                self.paper
                    .word(words, "lokal_kilde")
                    .replace("{navn}", &funder.name.text)
            } else {
                funder.name.text.clone()
            };
            if amount != 0 {
                rows.push(line(
                    &funder.id,
                    RowKind::Plain,
                    &name,
                    Decimal::from(amount),
                ));
            }
        }
        let floor = headroom.total * headroom.least / Decimal::ONE_HUNDRED;
        let least = self.share(headroom.least);
        let word = |name: &'static str| self.paper.word(words, name).replace("{krav}", &least);
        rows.push(line(
            "samlet",
            RowKind::Total,
            &word("samlet"),
            headroom.total,
        ));
        rows.push(line(
            "lokal",
            RowKind::Plain,
            &word("lokal"),
            headroom.local,
        ));
        rows.push(line("krav", RowKind::Plain, &word("krav"), floor.ceil()));
        let name = if headroom.above < Decimal::ZERO {
            "under"
        } else {
            "over"
        };
        rows.push(line(
            "luft",
            RowKind::Total,
            &word(name),
            headroom.above.abs(),
        ));
        let aligns = [Align::Left, Align::Right, Align::Right];
        self.paper.table(TABLE, TABLE, &aligns, rows)
    }

    pub(super) fn kroner(&self, amount: Decimal) -> String {
        self.paper.words().with_unit(amount, Unit::Kr)
    }

    fn share(&self, share: Decimal) -> String {
        let share = share.round_dp(2).normalize();
        self.paper.words().with_unit(share, Unit::Procent)
    }
}
