//! What follows from a change, in words.

use rust_decimal::Decimal;

use crate::{
    changes::{Change, Consequence},
    model::measure::Unit,
    template::words::number,
};

use super::Narrator;

impl Narrator<'_> {
    /// What follows from a change: what of the money it moves by itself, on one line; then all else, a line each.
    pub(super) fn follows(&self, change: &Change) -> Vec<String> {
        let mut out = Vec::new();
        for (sentence, of_lines) in [("alene", false), ("alene-posterne", true)] {
            let moved = change.consequences.iter();
            let moved: Vec<String> = moved
                .filter_map(|follows| self.moved(follows, of_lines))
                .collect();
            if !moved.is_empty() {
                out.push(self.sentence(sentence, &[("hvad", &moved.join(", "))]));
            }
        }
        let others = change.consequences.iter();
        out.extend(others.filter_map(|follows| self.other(follows)));
        if !change.reaches.is_empty() {
            let count = change.reaches.len().to_string();
            let names = change.reaches.join(", ");
            out.push(self.sentence("naar", &[("antal", &count), ("navne", &names)]));
        }
        out
    }

    /// A sum or share that a change moves: as the plan prints it, or as its lines come to it.
    fn moved(&self, follows: &Consequence, of_lines: bool) -> Option<String> {
        match follows {
            Consequence::Total {
                agreement,
                funder,
                by,
                stated,
            } => (*stated == of_lines).then(|| {
                let difference = self.kroner(*by);
                let mut gaps = vec![("forskel", difference.as_str())];
                let (name, sentence) = match (agreement, funder) {
                    (Some(name), _) => (name.as_str(), "alene-delaftale"),
                    (None, Some(name)) => (name.as_str(), "alene-kilde"),
                    (None, None) => ("", "alene-plan"),
                };
                gaps.push(("navn", name));
                self.sentence(sentence, &gaps)
            }),
            Consequence::Cofinancing { by } => {
                let points = self.points(*by).filter(|_| !of_lines)?;
                Some(self.sentence("alene-medfinansiering", &[("forskel", &points)]))
            }
            Consequence::Transfer { .. } | Consequence::Count { .. } => None,
        }
    }

    fn other(&self, follows: &Consequence) -> Option<String> {
        match follows {
            Consequence::Total { .. } | Consequence::Cofinancing { .. } => None,
            Consequence::Transfer {
                amount,
                other,
                arrives,
                within,
            } => {
                let sentence = if *arrives {
                    "flyttet-fra"
                } else {
                    "flyttet-til"
                };
                let amount = self.words().money(*amount);
                let gaps = [
                    ("beloeb", amount.as_str()),
                    ("navn", other),
                    ("ramme", within),
                ];
                Some(self.sentence(sentence, &gaps))
            }
            Consequence::Count {
                kind,
                quarter,
                old,
                new,
            } => {
                let (old, new) = (number(*old), number(*new));
                let mut gaps = vec![
                    ("hvad", self.concept(*kind)),
                    ("gl", old.as_str()),
                    ("ny", new.as_str()),
                ];
                Some(match quarter {
                    Some(quarter) => {
                        gaps.push(("navn", quarter));
                        self.sentence("antal-kvarter", &gaps)
                    }
                    None => self.sentence("antal-plan", &gaps),
                })
            }
        }
    }

    /// `+120.000 kr.`, `−120.000 kr.`.
    pub(super) fn kroner(&self, by: i64) -> String {
        let amount = self.words().with_unit(Decimal::from(by).abs(), Unit::Kr);
        format!("{}{amount}", sign(by < 0))
    }

    /// `+0,9 procentpoint`, with as many decimals as show that there is a difference: one at least, three at most. `None`
    /// where none of them does.
    fn points(&self, by: Decimal) -> Option<String> {
        let mut shown = (1..=3).map(|places| by.abs().round_dp(places));
        let shown = shown.find(|points| !points.is_zero())?;
        let points = self.words().with_unit(shown, Unit::Procentpoint);
        Some(format!("{}{points}", sign(by.is_sign_negative())))
    }
}

fn sign(is_negative: bool) -> char {
    if is_negative { '−' } else { '+' }
}
