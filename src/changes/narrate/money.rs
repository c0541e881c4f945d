//! What the plan's money comes to before and after, in words.

use rust_decimal::Decimal;

use crate::{
    changes::{Budgets, InYear, Local, Sum, Transfer},
    model::registers::BudgetYear,
    template::words::number,
};

use super::{Narrator, short::filled};

/// The group of the words.
const WORDS: &str = "penge";

impl Narrator<'_> {
    /// The heading of what the money comes to.
    pub fn money_title(&self) -> &'static str {
        self.word(WORDS, "titel")
    }

    /// All of it, a line each.
    pub fn money(&self, money: &Budgets) -> Vec<String> {
        let mut out = self.money_in_short(money);
        let agreements = money.agreements.iter().filter(|sum| sum.moved());
        out.extend(agreements.flat_map(|sum| self.sum("delaftale", sum)));
        out.extend(money.years.iter().map(|year| self.year(year)));
        out
    }

    /// The total alone.
    pub fn total(&self, money: &Budgets) -> Vec<String> {
        self.sum("i-alt", &money.total)
    }

    /// The total, the funders, the local share, and what moved from post to post.
    pub fn money_in_short(&self, money: &Budgets) -> Vec<String> {
        let mut out = self.sum("i-alt", &money.total);
        for sum in &money.funders {
            let [before, after] = share(sum, &money.total);
            match (before, after) {
                (Some(before), Some(after)) => {
                    let share = self.share([before, after]);
                    let amount = self.amounts(sum.printed);
                    let gaps = [
                        ("navn", sum.name.as_str()),
                        ("beloeb", &amount),
                        ("andel", &share),
                    ];
                    out.push(self.said("kilde", &gaps));
                    out.extend(self.of_lines(sum));
                }
                _ => out.extend(self.sum("uden-andel", sum)),
            }
        }
        out.extend(money.local.iter().map(|local| self.local(local)));
        out.extend(money.transfers.iter().map(|one| self.transfer(one)));
        out
    }

    fn said(&self, name: &'static str, gaps: &[(&str, &str)]) -> String {
        filled(self.word(WORDS, name), gaps)
    }

    /// A sum, and what its lines come to if only that moved.
    fn sum(&self, name: &'static str, sum: &Sum) -> Vec<String> {
        let amount = self.amounts(sum.printed);
        let gaps = [("navn", sum.name.as_str()), ("beloeb", &amount)];
        let mut out = vec![self.said(name, &gaps)];
        out.extend(self.of_lines(sum));
        out
    }

    fn of_lines(&self, sum: &Sum) -> Option<String> {
        sum.only_lines().then(|| {
            let amount = self.amounts(sum.lines);
            let name = match sum.name.as_str() {
                "" => self.word(WORDS, "alle"),
                name => name,
            };
            self.said("posterne", &[("navn", name), ("beloeb", &amount)])
        })
    }

    fn amounts(&self, [old, new]: [i64; 2]) -> String {
        let after = self.words().money(new);
        if old == new {
            return self.said("uaendret", &[("ny", &after)]);
        }
        let before = number(old.into());
        let difference = self.kroner(new - old);
        let gaps = [
            ("gl", before.as_str()),
            ("ny", &after),
            ("forskel", &difference),
        ];
        self.said("aendret", &gaps)
    }

    /// Two shares with as many decimals as tell them apart: one at least, three at most.
    fn share(&self, [old, new]: [Decimal; 2]) -> String {
        let mut out = String::new();
        for places in 1..=3 {
            let [before, after] = [old, new].map(|share| {
                let mut share = share.round_dp(places);
                share.rescale(places);
                number(share)
            });
            if before != after {
                return format!("{before} → {after} %");
            }
            if out.is_empty() {
                out = format!("{after} %");
            }
        }
        out
    }

    fn local(&self, local: &Local) -> String {
        let [before, after] = local.above.map(|above| self.above(above));
        let above = if before == after {
            after
        } else {
            format!("{before} → {after}")
        };
        let share = self.share(local.percent);
        let least = number(local.least);
        self.said(
            "lokal",
            &[("andel", &share), ("krav", &least), ("luft", &above)],
        )
    }

    /// What a version has above the floor, never more than it has.
    fn above(&self, above: Decimal) -> String {
        let name = if above.is_sign_negative() && !above.is_zero() {
            "under"
        } else {
            "over"
        };
        let amount = above.floor().abs();
        let amount = self
            .words()
            .with_unit(amount, crate::model::measure::Unit::Kr);
        self.said(name, &[("beloeb", &amount)])
    }

    fn year(&self, year: &InYear) -> String {
        let (name, number) = match year.year {
            BudgetYear::Calendar(year) => ("kalenderaar", year),
            BudgetYear::Plan(year) => ("planens-aar", year),
        };
        let amount = self.amounts(year.amounts);
        self.said(name, &[("navn", &number.to_string()), ("beloeb", &amount)])
    }

    fn transfer(&self, transfer: &Transfer) -> String {
        let amount = self.words().money(transfer.amount);
        let mut gaps = vec![
            ("beloeb", amount.as_str()),
            ("ramme", transfer.within.as_str()),
        ];
        if let [(from, less), (to, more)] = transfer.posts.as_slice()
            && less + more == 0
        {
            gaps.extend([("fra", from.as_str()), ("til", to.as_str())]);
            return self.said("flyttet", &gaps);
        }
        let posts = transfer.posts.iter().map(|(name, by)| {
            let by = self.kroner(*by);
            self.said("post", &[("navn", name), ("forskel", &by)])
        });
        let posts = posts.collect::<Vec<_>>().join(", ");
        gaps.push(("poster", &posts));
        self.said("flyttet-flere", &gaps)
    }
}

/// What part of all money a funder's is, before and after.
fn share(sum: &Sum, total: &Sum) -> [Option<Decimal>; 2] {
    [0, 1].map(|at| {
        let whole = total.printed[at];
        (whole != 0)
            .then(|| Decimal::from(sum.printed[at]) * Decimal::ONE_HUNDRED / Decimal::from(whole))
    })
}
