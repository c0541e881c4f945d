//! What follows from a change, in words.

use rust_decimal::Decimal;

use crate::{changes::Consequence, template::words::number};

use super::Narrator;

impl Narrator<'_> {
    /// What follows from a change.
    pub fn consequence(&self, consequence: &Consequence) -> String {
        match consequence {
            Consequence::Total {
                agreement,
                funder,
                old,
                new,
                stated,
            } => {
                let said = self.total(agreement.as_deref(), funder.as_deref(), *old, *new);
                if *stated {
                    self.sentence("kun-posterne", &[("tekst", &said)])
                } else {
                    said
                }
            }
            Consequence::Cofinancing {
                old,
                new,
                least,
                above,
            } => {
                let (before, after) = shares(*old, *new);
                let said = self.sentence("medfinansiering", &[("gl", &before), ("ny", &after)]);
                if above.is_sign_negative() && !above.is_zero() {
                    let least = number(least.normalize());
                    self.sentence("under", &[("tekst", &said), ("graense", &least)])
                } else {
                    said
                }
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
                match quarter {
                    Some(quarter) => {
                        gaps.push(("navn", quarter));
                        self.sentence("antal-kvarter", &gaps)
                    }
                    None => self.sentence("antal-plan", &gaps),
                }
            }
        }
    }

    fn total(&self, agreement: Option<&str>, funder: Option<&str>, old: i64, new: i64) -> String {
        let difference = Decimal::from(new) - Decimal::from(old);
        let sign = if difference.is_sign_negative() {
            '−'
        } else {
            '+'
        };
        let shown = [
            number(old.into()),
            self.words().money(new),
            format!("{sign}{}", number(difference.abs())),
        ];
        let [old, new, difference] = &shown;
        let mut gaps = vec![
            ("gl", old.as_str()),
            ("ny", new.as_str()),
            ("forskel", difference.as_str()),
        ];
        let name = match (agreement, funder) {
            (Some(name), _) => Some((name, "delaftale-total")),
            (None, Some(name)) => Some((name, "kilde-total")),
            (None, None) => None,
        };
        match name {
            Some((name, sentence)) => {
                gaps.push(("navn", name));
                self.sentence(sentence, &gaps)
            }
            None => self.sentence("plan-total", &gaps),
        }
    }
}

/// Two shares with as many decimals as tell them apart: one at least, three at most.
fn shares(old: Decimal, new: Decimal) -> (String, String) {
    let mut out = (String::new(), String::new());
    for places in 1..=3 {
        let shown = |share: Decimal| {
            let mut share = share.round_dp(places);
            share.rescale(places);
            number(share)
        };
        out = (shown(old), shown(new));
        if out.0 != out.1 {
            break;
        }
    }
    out
}
